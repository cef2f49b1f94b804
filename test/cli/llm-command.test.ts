import { ranCommand } from '../support/ran-command'
import type { LlmReport } from '../../src/app/llm/llm-report'

test('what is asked is told, with prices, ends and warnings, and the key is not', async () => {
  const env = { OPENAI_API_KEY: 'sk-hush-hush', OPENAI_MODEL: 'gpt-5', RACEGRAPH_LLM_FALLBACKS: 'gpt-5.6-terra,gpt-8-nova', RACEGRAPH_LLM_DAILY_USD: '2.5', RACEGRAPH_LLM_EFFORT: 'medium' }
  const { code, out, err } = await ranCommand(['llm', '--json'], env)
  const report = JSON.parse(out) as LlmReport
  expect([code, err, out.includes('hush')]).toEqual([0, '', false])
  expect(report).toMatchObject({ source: 'api', address: 'https://api.openai.com/v1', effort: 'medium', verbosity: 'low', dailyUsd: 2.5 })
  expect(report.warnings).toHaveLength(2)
  expect(report.warnings[0]).toMatch(/^gpt-5 (is|was) shut down on 2026-12-11/)
  const told = (id: string) => report.models.find((model) => model.id === id)
  expect(told('gpt-5.6-terra')).toMatchObject({ place: 2, state: 'living', cutoff: '2026-02-16', shutdown: null, efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'], sampling: 'without-reasoning', context: 1_050_000 })
  expect(told('gpt-5.1')).toMatchObject({ place: null, shutdown: '2027-04-01', price: { input: 1.25, cached: 0.125, output: 10 } })
  expect(told('gpt-8-nova')).toMatchObject({ place: 3, state: 'unknown', price: null, cutoff: null })
  const text = (await ranCommand(['llm'], env)).out
  expect(text).toContain('WARNING: gpt-8-nova is not a model that racegraph knows')
  expect(text).not.toContain('hush')
})

test('without a key nobody is asked, and the stand-in says what it is', async () => {
  expect((await ranCommand(['llm'], {})).out).toMatch(/^No language model: /)
  expect((await ranCommand(['llm'], { RACEGRAPH_LLM_STAND_IN: 'on' })).out).toContain('SYNTHETIC, NO CLAIM')
})

test('settings that cannot be right are refused', async () => {
  for (const [env, words] of [
    [{ NODE_ENV: 'test', OPENAI_API_KEY: 'sk-hush' }, 'tests ask nobody beyond this machine'],
    [{ OPENAI_API_KEY: 'sk hush' }, 'a key is one line of printable ASCII'],
    [{ OPENAI_API_KEY: 'sk-hush', OPENAI_API_KEY_FILE: 'key' }, 'both set'],
    [{ OPENAI_API_KEY_FILE: '/nowhere/key' }, 'cannot be read (ENOENT)'],
    [{ RACEGRAPH_LLM_EFFORT: 'huge' }, 'one of none, minimal, low'],
  ] as const) {
    const { code, err } = await ranCommand(['llm'], env)
    expect([code, err.includes(words), err.includes('hush')]).toEqual([2, true, false])
  }
})
