import { parse } from 'graphql'
import { createExecutor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import type { ScriptedAnswer } from '../../../src/llm/scripted-client'
import { createPool } from '../../../src/storage/pool'
import { withRunner } from '../../../src/storage/sql-runner'
import { seededDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { fillGraph } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'
import { START } from '../../support/live-groups'
import { gate, heldAnswer, modelDesk, trueSentences, type ModelDesk } from '../../support/model-desk'

const RACE = 'meeting(date: "2099-01-01", venue: "MYR") { races'
const FIELDS = 'source model synthetic grounded pending fellBack text cost sentences { text source runner { number } citations { label text runner { number } feature { path } } }'
const asked = (args: string, fields = FIELDS): string => `{ ${RACE} { commentary(length: SHORT${args}) { ${fields} } } } }`

let database: TestDatabase
let raceId: number
const opened: ModelDesk[] = []
beforeAll(async () => {
  database = await seededDatabase('graph_fixture', fillGraph)
  raceId = (await database.pool.query<{ id: number }>(`SELECT id FROM races WHERE source_id = 'S1-1'`)).rows[0]?.id ?? 0
})
afterEach(async () => {
  for (const { desk } of opened.splice(0)) await desk.close()
  await database.pool.query('TRUNCATE commentaries')
})
afterAll(() => database.close())

type Script = Parameters<typeof modelDesk>[2]
const openDesk = (script: Script, limits: Parameters<typeof modelDesk>[3] = {}): ModelDesk => {
  const one = modelDesk(database.pool, () => START, script, limits)
  opened.push(one)
  return one
}
const graphOver = ({ desk }: ModelDesk, scopes: readonly string[] = []): Promise<Graph> => openGraph(database.pool, { ...graphServices(START), commentary: desk }, scopes)
const commentaryOf = async (graph: Graph, args = ''): Promise<any> => (await graph.ask(asked(args))).meeting.races[0].commentary // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
/** Until the model's text, which is written behind the answers, is there. */
async function settled(graph: Graph, args = ''): Promise<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  for (;;) {
    const one = await commentaryOf(graph, args)
    if (!one.pending) return one
  }
}

test('the template speaks at once, pending; then the model, with what its sentences rest on; one request for all who asked', async () => {
  const held = gate()
  let answer: ScriptedAnswer = { fail: 'unavailable' }
  const one = openDesk(() => answer)
  answer = heldAnswer(await one.sheet(raceId), held.passed)
  const graph = await graphOver(one, ['admin'])
  const first = await Promise.all([commentaryOf(graph), commentaryOf(graph)])
  for (const told of first) expect(told).toMatchObject({ source: 'TEMPLATE', model: null, synthetic: true, grounded: true, pending: true, fellBack: null, cost: 0 })
  held.open()
  const told = await settled(graph)
  expect(told).toMatchObject({ source: 'MODEL', model: 'gpt-scripted', synthetic: true, grounded: true, pending: false, fellBack: null, cost: 0.02, text: 'There are 2 runners in the field. Horse S1 starts from barrier 1. Horse S2 carries 57.5 kg.' })
  expect(told.sentences.map(({ runner, citations }: { runner: unknown; citations: unknown }) => [runner, citations])).toEqual([
    [null, [{ label: 'runners', text: '2 runners', runner: null, feature: { path: 'race.fieldSize' } }]],
    [{ number: 1 }, [{ label: 'horse', text: 'Horse S1', runner: { number: 1 }, feature: null }, { label: 'barrier', text: '1', runner: { number: 1 }, feature: { path: 'barrier.number' } }]],
    [{ number: 2 }, [{ label: 'horse', text: 'Horse S2', runner: { number: 2 }, feature: null }, { label: 'weight carried', text: '57.5 kg', runner: { number: 2 }, feature: { path: 'weight.carried' } }]],
  ])
  expect(one.client.requests).toHaveLength(1)
})

test('a query that waits has the model at once', async () => {
  let answer: ScriptedAnswer = { fail: 'unavailable' }
  const one = openDesk(() => answer)
  answer = { json: { sentences: trueSentences(await one.sheet(raceId)) } }
  expect(await commentaryOf(await graphOver(one), ', waitMs: 20000')).toMatchObject({ source: 'MODEL', pending: false, cost: null })
})

test.each(['refused', 'incomplete', 'invalid', 'unavailable', 'budgetExceeded'] as const)('a model that fails (%s) gives way to the template, which says so and not what the provider said', async (fail) => {
  const one = openDesk(() => ({ fail, reason: 'key sk-secret was refused' }))
  const graph = await graphOver(one)
  const told = await settled(graph, ', waitMs: 20000')
  expect(told).toMatchObject({ source: 'TEMPLATE', model: null, pending: false, grounded: true, fellBack: expect.stringMatching(/.{10}/) as string })
  expect(JSON.stringify(told)).not.toContain('sk-secret')
  expect(told.sentences[0]).toMatchObject({ source: 'TEMPLATE', citations: [{ label: 'course', text: 'Myrtle Park' }] })
  await commentaryOf(graph)
  expect(one.client.requests).toHaveLength(1)
})

test('a sentence with a number that its facts have not is left out, and counted', async () => {
  let answer: ScriptedAnswer = { fail: 'unavailable' }
  const one = openDesk(() => answer)
  const [first, second, third] = trueSentences(await one.sheet(raceId))
  answer = { json: { sentences: [first, { ...second, text: second?.text.replace('barrier 1', 'barrier 7') }, third] } }
  const graph = await graphOver(one)
  const { meeting: { races: [race] } } = await graph.ask(asked(', waitMs: 20000', 'source leftOut sentences { text }'))
  expect(race.commentary).toEqual({ source: 'MODEL', leftOut: 1, sentences: [{ text: first?.text }, { text: third?.text }] })
})

test('ten that wait for a slow model hold no more connections than the desk lets wait: others are answered at once', async () => {
  const held = gate()
  let answer: ScriptedAnswer = { fail: 'unavailable' }
  const one = openDesk(() => answer, { waiters: 2 })
  answer = heldAnswer(await one.sheet(raceId), held.passed)
  // As the server has it: the desk reads by connections that queries do not draw from.
  const pool = createPool({ url: database.url, size: 3, acquireTimeoutMs: 60_000 })
  const graph = await openGraph(pool, { ...graphServices(START), commentary: one.desk })
  const ended: number[] = []
  const ten = Array.from({ length: 10 }, (_, i) => commentaryOf(graph, ', waitMs: 20000').then((told) => { ended.push(i); return told }))
  const others = await Promise.all(Array.from({ length: 20 }, () => graph.ask(`{ ${RACE} { name } } }`)))
  expect(others).toHaveLength(20)
  while (ended.length < 8) await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect([ended.length, one.timers.waiting]).toEqual([8, 2])
  held.open()
  const told = await Promise.all(ten)
  expect(told.filter(({ source, pending }) => source === 'TEMPLATE' && pending)).toHaveLength(8)
  expect(told.filter(({ source, pending }) => source === 'MODEL' && !pending)).toHaveLength(2)
  expect(one.client.requests).toHaveLength(1)
  await pool.end()
})

test('a desk that fails takes nothing else of the answer with it', async () => {
  const warned: string[] = []
  const execute = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, use), services: { ...graphServices(START), warn: (problem) => { warned.push(problem) }, commentary: { read: async () => { throw new Error('a secret of the inside') } } } })
  const { data, errors } = await execute({ document: parse(`{ ${RACE} { name commentary { text } runners { nodes { number commentary { text } } } } } }`), context: {} })
  expect(JSON.parse(JSON.stringify(data))).toEqual({ meeting: { races: [{ name: 'Race 1', commentary: null, runners: { nodes: [{ number: 1, commentary: null }, { number: 2, commentary: null }] } }] } })
  expect(errors?.map(({ path, originalError }) => [path?.at(-1), (originalError as { code?: string } | null)?.code])).toEqual([['commentary', 'COMMENTARY_UNAVAILABLE'], ['commentary', 'COMMENTARY_UNAVAILABLE'], ['commentary', 'COMMENTARY_UNAVAILABLE']])
  expect(JSON.stringify(errors)).not.toContain('secret')
  expect(warned).toEqual(['commentary could not be read', 'commentary could not be read'])
})
