import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clockAt } from '../../../src/app/clock'
import { readConfig } from '../../../src/app/config/read-config'
import { openLlm } from '../../../src/app/llm/open-llm'
import { memoryLedger } from '../../support/llm/memory-ledger'
import { wanted } from '../../support/llm/policy-bench'
import { json, openWire } from '../../support/llm/wire'
import { temporaryFolder } from '../../support/temporary-folder'

const KEY = 'sk-test-hush-hush'
const logger = () => {
  const lines: string[] = []
  const add = (level: string) => (fields: object, words?: string): void => { lines.push(`${level} ${words ?? ''} ${JSON.stringify(fields)}`) }
  return { lines, logger: { info: add('info'), warn: add('warn'), error: add('error') } as unknown as Parameters<typeof openLlm>[0]['logger'] }
}
const open = async (env: Readonly<Record<string, string>>, at = '2026-11-23T12:00:00Z') => {
  const { lines, logger: log } = logger()
  const ledger = memoryLedger()
  const gauges = new Map<string, () => number>()
  const client = await openLlm({ config: readConfig({ NODE_ENV: 'test', ...env }), clock: clockAt(at), logger: log, ledger, meter: { gauge: (name, _help, value) => { gauges.set(name, value) } } })
  return { client, lines, ledger, gauges }
}
const answer = (response: Parameters<typeof json>[0]): void => {
  json(response, 200, {
    id: 'resp_1', status: 'completed', model: 'gpt-5.6-terra', output: [{ type: 'message', content: [{ type: 'output_text', text: '{"win": 42}' }] }], usage: { input_tokens: 1_000, output_tokens: 100 },
  })
}

test('without a key there is none, and every request ends at once and says why', async () => {
  const { client, lines } = await open({})
  expect(client.model).toBeNull()
  expect(await client.generate(wanted())).toEqual({ kind: 'unavailable', reason: 'there is no language model: neither OPENAI_API_KEY nor RACEGRAPH_LLM_STAND_IN is set', attempts: [], costUsd: 0 })
  expect(lines).toEqual([])
  await client.close()
})

test('with a key, here from a file, it is asked, written down, counted and logged, and the key shows nowhere', async () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'key')
  writeFileSync(file, `${KEY}\n`)
  const wire = await openWire(answer)
  const { client, lines, ledger, gauges } = await open({ OPENAI_API_KEY_FILE: file, OPENAI_BASE_URL: wire.url })
  expect(client.model).toEqual({ id: 'gpt-5.6-terra', synthetic: false, cutoff: Date.UTC(2026, 1, 17) - 1 })
  expect((await client.generate(wanted())).kind).toBe('ok')
  expect(wire.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
  expect(ledger.attempts).toHaveLength(1)
  expect(['llm_attempts', 'llm_attempts_failed', 'llm_spent_usd', 'llm_in_flight', 'llm_waiting', 'llm_closed_off'].map((name) => gauges.get(name)?.())).toEqual([1, 0, expect.closeTo(0.003_2, 10), 0, 0, 0])
  expect(lines.some((line) => line.startsWith('info a language model was asked'))).toBe(true)
  expect(lines.join('\n')).not.toContain('hush')
  await client.close()
  await wire.close()
  folder.remove()
})

test('ends of models are warned of at the start: 60 days before, and when none is left', async () => {
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: 'http://127.0.0.1:9', OPENAI_MODEL: 'gpt-5', RACEGRAPH_LLM_FALLBACKS: 'gpt-5-mini' }
  const near = await open(env)
  expect(near.lines.map((line) => line.replace(/ \{.*/, ''))).toEqual(['warn gpt-5 is shut down on 2026-12-11, in 18 days: OpenAI names gpt-6.1-sol instead', 'warn gpt-5-mini is shut down on 2026-12-11, in 18 days: OpenAI names gpt-6.1-terra instead'])
  const over = await open(env, '2026-12-11T00:00:00Z')
  expect(over.lines.at(-1)).toMatch(/^error every model of OPENAI_MODEL and RACEGRAPH_LLM_FALLBACKS is shut down/)
  expect([over.client.model, (await over.client.generate(wanted())).kind]).toEqual([null, 'unavailable'])
  expect((await open({ ...env, OPENAI_MODEL: 'gpt-5.6-terra', RACEGRAPH_LLM_FALLBACKS: '' })).lines).toEqual([])
})

test('the stand-in goes before a key: marked synthetic, for nothing, without a cutoff, whatever the budget, and closed with the client', async () => {
  const wire = await openWire(answer)
  let closed = false
  const startStandIn = () => Promise.resolve({ url: wire.url, close: async () => { closed = true; await wire.close() } })
  const { lines, logger: log } = logger()
  const env = { NODE_ENV: 'test', OPENAI_API_KEY: KEY, RACEGRAPH_LLM_STAND_IN: 'on', RACEGRAPH_LLM_DAILY_USD: '0' }
  const deps = { config: readConfig(env), clock: clockAt('2026-11-23T12:00:00Z'), logger: log, ledger: memoryLedger() }
  const client = await openLlm({ ...deps, startStandIn })
  expect(client.model).toEqual({ id: 'stand-in', synthetic: true, cutoff: null })
  expect(await client.generate(wanted())).toMatchObject({ kind: 'ok', costUsd: 0, attempts: [{ model: 'stand-in', synthetic: true, costUsd: 0 }] })
  expect(wire.requests[0]?.headers.authorization).toBe('Bearer nobody-checks-it')
  expect(lines[0]).toContain('SYNTHETIC, NO CLAIM')
  await client.close()
  expect(closed).toBe(true)
  await expect(openLlm(deps)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
})

test('in tests nobody beyond this machine is asked, whatever is set', async () => {
  for (const url of [undefined, 'https://api.openai.com/v1', 'http://192.0.2.1:8080/v1']) {
    await expect(open({ OPENAI_API_KEY: KEY, ...(url === undefined ? {} : { OPENAI_BASE_URL: url }) })).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('tests ask nobody beyond this machine') })
  }
})
