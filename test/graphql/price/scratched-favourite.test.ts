import type { ChangeRecord, PriceRecord } from '../../../src/domain/records'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { testDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { meetingRecord, raceRecord, runnerRecord, unitOf } from '../../support/meeting-record'

const price = (decimal: number, at: string): PriceRecord => ({ source: 'FIXED', market: 'WIN', kind: 'FLUCTUATION', bookmaker: 'B', decimal, at })
const change = (sourceId: string, kind: ChangeRecord['kind'], horseId: string, at: string): ChangeRecord =>
  ({ sourceId, kind, raceNumber: 1, horseId, before: null, after: null, text: `${kind} of ${horseId}`, reason: null, late: false, at, knownAt: at })
const meeting = meetingRecord({
  status: 'OPEN',
  races: [raceRecord(1, { status: 'OPEN', resultKnownAt: null, winningTimeMs: null, runners: [
    runnerRecord(1, { status: 'SCRATCHED', result: null, prices: [price(1.8, '2023-04-23T01:00:00Z')] }),
    runnerRecord(2, { result: null, prices: [price(3.5, '2023-04-23T01:00:00Z')] }),
    runnerRecord(3, { result: null, prices: [price(1, '2023-04-23T01:00:00Z'), price(3.5, '2023-04-23T02:00:00Z')] }),
  ] })],
  changes: [
    change('C1', 'SCRATCHING', 'H1', '2023-04-23T01:30:00Z'),
    change('C2', 'SCRATCHING', 'H2', '2023-04-22T01:00:00Z'), change('C3', 'REINSTATEMENT', 'H2', '2023-04-22T05:00:00Z'),
  ],
})
let database: TestDatabase
let graph: Graph
beforeAll(async () => {
  database = await testDatabase()
  const session = await createMeetingStore(database.url).open('HKJC', 'card')
  const outcome = await session.store(unitOf(meeting))
  await session.close()
  if (outcome.kind === 'refused') throw new Error(outcome.reason)
  graph = await openGraph(database.pool)
})
afterAll(() => database.close())

const runners = async (selection: string): Promise<unknown> => (await graph.ask(`{ meeting(date: "2023-04-23", venue: "ST") { races { runners { nodes { ${selection} } } } } }`)).meeting.races[0].runners.nodes

test('a scratched runner is on offer nowhere, and was before', async () => {
  expect((await runners('bestPrice { decimal } before: bestPrice(asOf: "2023-04-23T01:29:59Z") { decimal }') as { bestPrice: unknown; before: unknown }[])[0]).toMatchObject({ bestPrice: null, before: { decimal: expect.any(Number) } })
})
test('a scratched favourite makes room: joint favourites are both', async () => {
  expect(await runners('prices { favourite }')).toEqual([{ prices: [{ favourite: false }] }, { prices: [{ favourite: true }] }, { prices: [{ favourite: true }] }])
})
test('odds of 1.0, as they stood an hour before, in every format', async () => {
  expect((await runners('prices(asOf: "2023-04-23T01:59:59Z") { decimal favourite hk: value(format: HONG_KONG) fractional: value(format: FRACTIONAL) american: value(format: AMERICAN) }') as unknown[])[2]).toEqual({ prices: [{ decimal: 1, favourite: true, hk: '0.00', fractional: '0/1', american: '0' }] })
})
test('a scratching that was taken back no longer stands, and did until then', async () => {
  expect(await runners('scratching { at } before: scratching(asOf: "2023-04-22T04:59:59Z") { at }')).toEqual([
    { scratching: { at: '2023-04-23T01:30:00.000Z' }, before: null }, { scratching: null, before: { at: '2023-04-22T01:00:00.000Z' } }, { scratching: null, before: null },
  ])
})
