import type { ServerResponse } from 'node:http'
import { instant, type Instant } from '../../../src/domain/instant'
import type { LlmClient } from '../../../src/llm/llm'
import { openAiProvider } from '../../../src/llm/openai-client'
import { policyClient } from '../../../src/llm/policy'
import { DEFAULT_POLICY } from '../../../src/llm/policy-settings'
import { REAL_TIMERS } from '../../../src/usecases/live/turns'
import { testDatabase, type TestDatabase } from '../../support/database'
import { ask, listening, testDesk, TRUE } from '../../support/commentary-desk'
import { factSheet } from '../../support/fact-sheet'
import { memoryLedger } from '../../support/llm/memory-ledger'
import { openWire, sse, type Wire, type WireRequest } from '../../support/llm/wire'
import { addRaces, beforeOff, FAR_OFF } from '../../support/served-races'

/* The desk over the adapter of the Responses API, and a server that takes its time. */
let database: TestDatabase
let wire: Wire | null = null
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())
beforeEach(async () => { await database.clear(); await addRaces(database.pool, [4]) })
afterEach(async () => { await wire?.close(); wire = null })

const TEXT = JSON.stringify({ sentences: TRUE })
/** Up to the end of so many sentences. */
const upTo = (sentences: number): number => TEXT.indexOf(JSON.stringify(TRUE[sentences - 1])) + JSON.stringify(TRUE[sentences - 1]).length
const base = { id: 'resp_1', object: 'response', model: 'gpt-5.6-terra-2026-07-01', error: null, incomplete_details: null }
const created = { type: 'response.created', sequence_number: 0, response: { ...base, status: 'in_progress', output: [], usage: null } }
const delta = (text: string): Readonly<Record<string, unknown>> => ({ type: 'response.output_text.delta', sequence_number: 1, item_id: 'msg_1', output_index: 0, content_index: 0, delta: text, logprobs: [] })
const completed = { type: 'response.completed', sequence_number: 9, response: {
  ...base, status: 'completed', output: [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: TEXT, annotations: [], logprobs: [] }] }],
  usage: { input_tokens: 1000, input_tokens_details: { cached_tokens: 0 }, output_tokens: 100, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 1100 },
} }

async function deskAt(answer: (response: ServerResponse, request: WireRequest) => void): Promise<{ readonly world: ReturnType<typeof testDesk>; readonly client: LlmClient }> {
  wire = await openWire(answer)
  const now = (): Instant => beforeOff(60)
  const client = policyClient({ provider: openAiProvider({ key: 'sk-test', baseUrl: wire.url, onlyLoopback: true, synthetic: false, now }), ledger: memoryLedger(), now, timers: REAL_TIMERS, random: () => 0, tell: () => undefined }, { ...DEFAULT_POLICY, chain: ['gpt-5.6-terra'] })
  return { client, world: testDesk(database, (raceId, asOf) => factSheet({ raceId, asOf, offAt: instant(FAR_OFF) }), { client }) }
}

test('the first checked sentence is at the listener while the server still holds the rest', async () => {
  let rest = (): void => undefined
  const { world, client } = await deskAt((response) => {
    sse(response, created, delta(TEXT.slice(0, upTo(1))))
    rest = () => { sse(response, delta(TEXT.slice(upTo(1))), completed); response.end() }
  })
  const heard = listening()
  world.desk.watch(ask(1), heard)
  await heard.until(1)
  expect(heard.events).toEqual([`MODEL: ${TRUE[0]?.text}`])
  rest()
  expect(await heard.ended).toMatchObject({ source: 'MODEL', model: 'gpt-5.6-terra-2026-07-01', leftOut: 0, costUsd: expect.closeTo((1000 * 2 + 100 * 12) / 1e6, 9) })
  expect(wire?.requests[0]?.body).toMatchObject({ store: false, text: { format: { strict: true, name: 'commentary' } } })
  await client.close()
})

test('the server is hung up on when the last listener leaves', async () => {
  const { world, client } = await deskAt((response) => { sse(response, created, delta(TEXT.slice(0, upTo(1)))) })
  const heard = listening()
  const watching = world.desk.watch(ask(1), heard)
  await heard.until(1)
  watching.close()
  await wire?.requests[0]?.gone
  await client.close()
})

test('a stream that is cut after one sentence is not asked for again, and the template begins anew', async () => {
  let cut = (): void => undefined
  const { world, client } = await deskAt((response) => { sse(response, created, delta(TEXT.slice(0, upTo(1)))); cut = () => { response.destroy() } })
  const heard = listening()
  world.desk.watch(ask(1), heard)
  await heard.until(1)
  cut()
  expect(await heard.ended).toMatchObject({ source: 'TEMPLATE', fellBack: expect.stringContaining('reached') })
  expect(heard.events.slice(0, 3)).toEqual([`MODEL: ${TRUE[0]?.text}`, 'restart', 'TEMPLATE: By the template: preview of Myrtle Park.'])
  expect(wire?.requests).toHaveLength(1)
  await client.close()
})
