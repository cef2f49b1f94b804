import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { instant } from '../../src/domain/instant'
import type { LlmUsage } from '../../src/llm/llm'
import { costOf, mostTokensOf, PACKAGE_VERSION, worstCostOf } from '../../src/llm/prices'

const today = instant('2026-11-23T12:00:00Z')
const used = (input: number, output: number, more: Partial<LlmUsage> = {}): LlmUsage => ({ input, output, cached: 0, cacheWritten: 0, reasoning: 0, ...more })
const usd = (...ask: Parameters<typeof costOf>): number | undefined => costOf(...ask)?.usd

test('dollars as worked by hand from published prices', () => {
  // 3,000 at 1.25, 9,000 cached at 0.125, 1,500 at 10, a million.
  expect(usd('gpt-5', used(12_000, 1_500, { cached: 9_000 }), today)).toBeCloseTo(0.003_75 + 0.001_125 + 0.015, 10)
  expect(usd('gpt-5-2025-08-07', used(12_000, 1_500, { cached: 9_000 }), today)).toBeCloseTo(0.019_875, 10)
  // 2,000 at 2, 9,000 cached at 0.2, 1,000 written at 2.5, 1,500 at 12. Reasoning is inside of output.
  expect(usd('gpt-5.6-terra', used(12_000, 1_500, { cached: 9_000, cacheWritten: 1_000, reasoning: 1_200 }), today)).toBeCloseTo(0.004 + 0.001_8 + 0.002_5 + 0.018, 10)
})

test('models that the package does not have are priced by our own table, long requests dearer, and not before they were sold', () => {
  expect(costOf('gpt-6.1-terra', used(10_000, 1_000, { cached: 8_000 }), today)).toEqual({ usd: expect.closeTo(0.002 + 0.000_4 + 0.005, 10), version: 'racegraph 2026-11-22' })
  expect(usd('gpt-6.1-sol', used(300_000, 1_000), today)).toBeCloseTo(300_000 * 4e-6 + 1_000 * 15e-6, 10)
  expect(usd('gpt-6.1-sol', used(272_000, 1_000), today)).toBeCloseTo(272_000 * 2e-6 + 1_000 * 10e-6, 10)
  expect(costOf('gpt-6.1-terra', used(1, 1), instant('2026-10-25T00:00:00Z'))).toBeNull()
})

test('prices are those of the day', () => {
  expect(usd('gpt-5.6-sol', used(1_000_000 / 10, 0), instant('2026-08-01T00:00:00Z'))).toBeCloseTo(0.5, 10)
  expect(usd('gpt-5.6-sol', used(1_000_000 / 10, 0), today)).toBeCloseTo(0.4, 10)
})

test('what no table knows has no price, be its name ever so like another', () => {
  for (const id of ['gpt-8', 'gpt-5-codex-of-ours', 'gpt-5.6', 'ft:gpt-5:us', 'stand-in', '']) expect(costOf(id, used(1_000, 10), today)).toBeNull()
})

test('an answer that counts more cached than sent is not paid for backwards', () => {
  expect(usd('gpt-5', used(1_000, 0, { cached: 9_000, cacheWritten: 9_000 }), today)).toBeCloseTo(1_000 * 0.125e-6, 12)
})

test('the worst that a request can cost: everything sent is written to the cache where that is dearer, every token is used', () => {
  const worst = { input: 20, output: 100 }
  expect(worstCostOf('gpt-5', 1_000, 2_000, today, worst)).toBeCloseTo(0.001_25 + 0.02, 10)
  expect(worstCostOf('gpt-5.6-terra', 1_000, 2_000, today, worst)).toBeCloseTo(0.002_5 + 0.024, 10)
  expect(worstCostOf('gpt-8', 1_000, 2_000, today, worst)).toBeCloseTo(0.02 + 0.2, 10)
  expect(mostTokensOf(['four', 'né'])).toBe(2 + 2)
})

test('the version that is told is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../node_modules/@pydantic/genai-prices/package.json'), 'utf8')) as { version: string }
  expect(PACKAGE_VERSION).toBe(`genai-prices ${version}`)
  expect(costOf('gpt-5', used(1, 1), today)?.version).toBe(PACKAGE_VERSION)
})
