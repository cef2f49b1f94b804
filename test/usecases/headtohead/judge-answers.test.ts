import { DataSource } from '../../../src/domain/vocabulary'
import type { Instant } from '../../../src/domain/instant'
import type { Answer } from '../../../src/usecases/headtohead/answers'
import { judgeAnswers, type JudgeAsk } from '../../../src/usecases/headtohead/judge-answers'
import { headToHeadMarkdown, headToHeadPage } from '../../../src/usecases/headtohead/page'
import type { AskedArm, HeadToHeadPlan } from '../../../src/usecases/headtohead/plan'
import { compareFixture } from './fixture'

const mean = (samples: readonly Float64Array[]): Float64Array => Float64Array.from(samples[0] ?? [], (_, i) => samples.reduce((sum, one) => sum + (one[i] ?? 0), 0) / samples.length)
const DEPS = { aggregate: mean, linearPool: (a: Float64Array, b: Float64Array, w: { ml: number; gpt: number }) => a.map((one, i) => w.ml * one + w.gpt * (b[i] ?? 0)) }
const plan = (races: number, more: Partial<HeadToHeadPlan> = {}): HeadToHeadPlan => ({
  kind: 'headtohead-plan', version: 1, registeredAt: '2026-11-23T00:00:00.000Z', metric: 'log-loss', model: { id: 'gpt-x', cutoff: null, effort: 'low', synthetic: false }, samples: 2, budgetTokens: 8_000, arms: ['plain', 'ours'], prompts: {}, allowsContaminated: false,
  ml: { model: 'fundamentals@1', madeOnUntil: '2023-12-31' }, hybrid: { kind: 'linear', ml: 0.6, gpt: 0.4 }, resampling: { seed: 1, draws: 500, level: 0.95 }, leftOut: {}, digest: 'd'.repeat(64),
  races: Array.from({ length: races }, (_, r) => ({ raceId: r + 1, source: DataSource.HKJC, sourceId: String(r), date: '2024-01-01', venue: 'ST', number: r, offAt: 0 as Instant, contaminated: false })), ...more,
})
const answer = (raceId: number, arm: AskedArm | 'probe', sample: number, chances: Record<string, number> | null, more: Partial<Answer> = {}): Answer => ({ raceId, arm, sample, outcome: chances === null ? 'refused' : 'ok', reason: null, chances, model: 'gpt-x-1', calls: 1, inputTokens: 100, outputTokens: 10, usd: 0.5, unpriced: 0, ...more })

// Race 1: runners 100, 101 (100 wins); race 2: runners 102, 103, 104 (103 wins).
const table = compareFixture([2, 3], [0, 1], [2, 2, 3, 3, 3])
const ANSWERS = [
  answer(1, 'plain', 0, { 100: 0.5, 101: 0.5 }), answer(1, 'plain', 1, { 100: 0.7, 101: 0.3 }), answer(1, 'ours', 0, { 100: 0.8, 101: 0.2 }), answer(1, 'ours', 1, null),
  // Runner 999 was asked about and did not run: the rest shares its chance.
  answer(2, 'plain', 0, { 102: 0.25, 103: 0.25, 104: 0.25, 999: 0.25 }), answer(2, 'ours', 0, { 102: 0.2, 103: 0.4, 104: 0.2, 999: 0.2 }),
  answer(1, 'probe', 0, { 100: 1, 101: 0 }), answer(2, 'probe', 0, { 102: 1, 103: 0, 104: 0 }, { usd: 0, unpriced: 1 }),
]
const ask = (more: Partial<JudgeAsk> = {}): JudgeAsk => ({ plan: plan(2), answers: ANSWERS, table, ml: Float64Array.of(0.5, 0.5, 0.25, 0.5, 0.25), synthetic: false, ranAt: '2026-11-23T01:00:00.000Z', ...more })
const scoreOf = (name: string, more: Partial<JudgeAsk> = {}): number | undefined => judgeAnswers(DEPS, ask(more)).contestants.find((one) => one.name === name)?.scores.logLoss

test('losses by hand: samples that came, runners that ran', () => {
  expect(scoreOf('plain')).toBeCloseTo(-(Math.log(0.6) + Math.log(1 / 3)) / 2, 12)
  expect(scoreOf('ours')).toBeCloseTo(-(Math.log(0.8) + Math.log(0.5)) / 2, 12)
  expect(scoreOf('ml')).toBeCloseTo(Math.log(2), 12)
  expect(scoreOf('hybrid')).toBeCloseTo(-(Math.log(0.6 * 0.5 + 0.4 * 0.8) + Math.log(0.5)) / 2, 12)
  expect(scoreOf('market')).toBeCloseTo(-(Math.log(1 / 2) + Math.log(1 / 3)) / 2, 12)
})
test('the probe counts winners that were named, money every call', () => {
  const report = judgeAnswers(DEPS, ask())
  expect(report.probe).toMatchObject({ races: 2, right: 1, byLuck: 1 / 2 + 1 / 3 })
  expect(report.money).toEqual({ calls: 8, inputTokens: 800, outputTokens: 80, usd: 3.5, unpriced: 1 })
})
test('a race that somebody has no answer for is left out for all, and said', () => {
  const report = judgeAnswers(DEPS, ask({ answers: ANSWERS.filter(({ raceId, arm }) => raceId === 1 || arm !== 'plain') }))
  expect(report.leftOut).toEqual({ 'no answer of plain': 1 })
  expect(report.races).toBe(1)
  expect(judgeAnswers(DEPS, ask({ ml: Float64Array.of(NaN, NaN, 0.25, 0.5, 0.25) })).leftOut).toEqual({ 'no chances from our own model': 1 })
  expect(judgeAnswers(DEPS, ask({ answers: [...ANSWERS.filter(({ raceId, arm }) => raceId !== 2 || arm !== 'ours'), answer(2, 'ours', 0, { 102: 0.5, 103: 0.5 })] })).leftOut).toEqual({ 'somebody ran about whom nobody was asked': 1 })
  expect(judgeAnswers(DEPS, ask({ plan: plan(3) })).leftOut).toEqual({ 'no result any more': 1 })
  expect(() => judgeAnswers(DEPS, ask({ answers: [] }))).toThrow(/No race can be compared: 2 with no answer of plain/)
})
test('contaminated races are told apart', () => {
  const [first, second] = plan(2).races
  if (first === undefined || second === undefined) throw new Error('there are two')
  const report = judgeAnswers(DEPS, ask({ plan: plan(2, { races: [{ ...first, contaminated: true }, second], allowsContaminated: true }) }))
  expect(report.byMemory.map(({ of, races }) => [of, races])).toEqual([['after the cutoff', 1], ['contaminated', 1]])
  expect(report.byMemory[1]?.scores.find(({ name }) => name === 'ours')?.logLoss).toBeCloseTo(-Math.log(0.8), 12)
  expect(headToHeadMarkdown(report)).toMatch(/CONTAMINATED: 1 of 2 races/)
})

describe('what people read', () => {
  const real = judgeAnswers(DEPS, ask())
  const standIn = judgeAnswers(DEPS, ask({ synthetic: true, plan: plan(2, { model: { id: 'racegraph-stand-in', cutoff: null, effort: 'low', synthetic: true } }) }))
  test('says that nothing was shown, and what was registered', () => {
    expect(headToHeadMarkdown(real)).toMatch(/NOT SHOWN: no difference/)
    expect(headToHeadMarkdown(real)).toMatch(/Registered 2026-11-23T00:00Z as dddddddddddd/)
    expect(headToHeadMarkdown(real)).not.toMatch(/SYNTHETIC/)
  })
  test('of the stand-in every title says SYNTHETIC, NO CLAIM', () => {
    const [text, page] = [headToHeadMarkdown(standIn), headToHeadPage(standIn)]
    for (const title of text.split('\n').filter((line) => line.startsWith('#'))) expect(title).toContain('SYNTHETIC, NO CLAIM')
    const titles = [...page.matchAll(/<(?:head>[^]*?<title|h1|h2|figcaption)>([^<]*)</g)].map(([, title]) => title)
    expect(titles.length).toBeGreaterThan(6)
    for (const title of titles) expect(title).toContain('SYNTHETIC, NO CLAIM')
    expect(text).toMatch(/no language model was asked/)
  })
  test('is a page that fetches nothing', () => {
    expect(headToHeadPage(real)).toMatch(/default-src 'none'/)
    expect(headToHeadPage(real)).not.toMatch(/<script|src=|href=/)
  })
})
