import { getOperationAST, parse, type ExecutionResult } from 'graphql'
import fc from 'fast-check'
import type { LivePrice } from '../../../src/domain/live-event'
import type { LiveUpdate } from '../../../src/graphql/live/update'
import { liveGraph, livePrice, liveRace, oddsEvent, testReader, type LiveGraph, type LiveRace, type TestReader } from '../../support/live-groups'

let graph: LiveGraph
let field: LiveRace
let sequence = 0
beforeAll(async () => {
  graph = await liveGraph()
  field = await liveRace(graph, '2023-04-02-ST-1')
})
afterAll(() => graph.close())

const DOCUMENTS: Readonly<Record<string, readonly [text: string, variables: Record<string, unknown>]>> = {
  'plain': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { snapshot sequence prices { runnerId price { decimal } } } }', {}],
  'without a list': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { sequence status } }', {}],
  'without a snapshot, the list last': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { status prices { previous } } }', {}],
  'aliases everywhere': ['subscription ($races: [ID!]!) { now: oddsUpdated(raceIds: $races, throttleMs: 0) { whole: snapshot again: snapshot list: prices { runnerId p: price { d: decimal } } n: sequence } }', {}],
  'the list twice': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { a: prices { runnerId back(depth: 1) { price } } snapshot b: prices { back(depth: 2) { size price } price { value(format: HONG_KONG) } } c: prices { price { value } } } }', {}],
  'fragments, merged': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { ...A prices { runnerId } ... on OddsUpdate { snapshot prices { status } } } } fragment A on OddsUpdate { prices { ...P } sequence } fragment P on RunnerPrice { price { decimal value } }', {}],
  'nested rows': ['subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { race { id name meeting { venue { name } } runners(first: 2) { nodes { number horse { name } } } } prices { runner { number horse { name } result { status } } lastTraded } snapshot } }', {}],
  'skipped': ['subscription ($races: [ID!]!, $no: Boolean!, $yes: Boolean = true) { oddsUpdated(raceIds: $races, throttleMs: 0) { sequence snapshot @skip(if: $yes) prices @include(if: $no) { runnerId } other: prices { runnerId @include(if: $yes) status @skip(if: $no) } } }', { no: false }],
  'variables within': ['subscription ($races: [ID!]!, $depth: Int!, $format: OddsFormat) { oddsUpdated(raceIds: $races, throttleMs: 0) { prices { back(depth: $depth) { price } price { value(format: $format) } } } }', { depth: 1, format: 'AMERICAN' }],
  '__typename and odd keys': ['subscription ($races: [ID!]!) { __proto: oddsUpdated(raceIds: $races, throttleMs: 0) { __typename prices { __typename runnerId } items: snapshot } }', {}],
}

/** Response keys of fields with a name, straight below the root field: by the text, not by the code under test. */
const LISTS: Readonly<Record<string, readonly string[]>> = { 'aliases everywhere': ['list'], 'the list twice': ['a', 'b', 'c'], 'without a list': [], 'skipped': ['other'] }
const SNAPSHOTS: Readonly<Record<string, readonly string[]>> = { 'aliases everywhere': ['whole', 'again'], '__typename and odd keys': ['items'], 'skipped': [] }

/** What somebody who knows up to `since` is to read, from a whole execution. */
function expected(name: string, result: ExecutionResult, prices: readonly LivePrice[], since: number | null): string {
  const copy = JSON.parse(JSON.stringify({ data: result.data })) as { data: Record<string, Record<string, unknown>> }
  const [update] = Object.values(copy.data) as [Record<string, unknown>]
  for (const key of SNAPSHOTS[name] ?? ['snapshot']) if (key in update) update[key] = since === null
  for (const key of LISTS[name] ?? ['prices']) update[key] = (update[key] as readonly unknown[]).filter((_, i) => since === null || (prices[i] as LivePrice).sequence > since)
  return JSON.stringify(copy)
}

async function wholeOf(text: string, variables: Record<string, unknown>): Promise<ExecutionResult> {
  const state = graph.live.race(field.race)?.markets.get(1)
  if (state === undefined) throw new Error('the market is not there')
  const { market, receivedAt } = state
  const event: LiveUpdate = { kind: 'odds', raceId: field.race, sequence: market.sequence, at: market.at, receivedAt, predictions: new Map(), state, runnerIds: [...state.prices.keys()].sort((a, b) => a - b) }
  const result = await graph.execute({ document: parse(text), variables: { races: [field.id], ...variables }, context: {}, event })
  expect(result.errors).toBeUndefined()
  return result
}
const standing = (): readonly LivePrice[] => [...(graph.live.race(field.race)?.markets.get(1)?.prices.values() ?? [])].sort((a, b) => a.runnerId - b.runnerId)

test.each(Object.keys(DOCUMENTS))('%s: what is spliced is the whole result with the list filtered', async (name) => {
  const [text, variables] = DOCUMENTS[name] as (typeof DOCUMENTS)[string]
  expect(getOperationAST(parse(text))?.operation).toBe('subscription')
  const change = fc.array(fc.tuple(fc.nat(field.runners.length - 1), fc.integer({ min: 101, max: 5_000 }), fc.boolean()), { minLength: 1, maxLength: 5 })
  await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), async (steps, slow) => {
    graph.live.events([oddsEvent(field.race, ++sequence, field.runners.map((runner) => livePrice(runner, sequence, 3)), { whole: true })])
    const [quick, lagging] = [testReader(), testReader()]
    const opened = await Promise.all([quick, lagging].map((reader) => graph.open(text, { races: [field.id], ...variables }, reader)))
    await Promise.all([quick.until(1), lagging.until(1)])
    const check = async (reader: TestReader, since: number | null): Promise<void> => { expect(reader.texts.at(-1)).toBe(expected(name, await wholeOf(text, variables), standing(), since)) }
    await check(quick, null)
    let [before, known] = [sequence, sequence]
    for (const [i, step] of steps.entries()) {
      if (slow[i] === true) lagging.pause()
      before = sequence++
      const prices = new Map(step.map(([place, hundredths, out]) => [place, livePrice(field.runners[place] as number, sequence, out ? null : hundredths / 100, out ? { status: 'REMOVED' } : {})]))
      graph.live.events([oddsEvent(field.race, sequence, [...prices.values()])])
      await quick.until(i + 2)
      await check(quick, before)
      if (slow[i] !== true) {
        lagging.resume()
        await check(lagging, known)
        known = sequence
      }
    }
    for (const { close } of opened) close()
    expect(graph.groups.size).toBe(0)
  }), { numRuns: 6, endOnFailure: true })
})

test('graphql-jit, which runs from the second time on, gives what graphql-js gave the first time', async () => {
  for (const [text, variables] of Object.values(DOCUMENTS)) {
    const document = parse(text)
    const state = graph.live.race(field.race)?.markets.get(1) ?? null
    const event: LiveUpdate = { kind: 'odds', raceId: field.race, sequence: 1, at: graph.clock.now(), receivedAt: graph.clock.now(), predictions: new Map(), state, runnerIds: field.runners }
    const run = (): Promise<ExecutionResult> => graph.execute({ document, variables: { races: [field.id], ...variables }, context: {}, event })
    const [first, second] = [JSON.stringify(await run()), JSON.stringify(await run())]
    expect(first).toMatch(/^\{"data":\{/)
    expect(second).toBe(first)
  }
})
