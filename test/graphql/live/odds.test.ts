import { toGlobalId } from '../../../src/graphql/node/global-id'
import { liveGraph, livePrice, oddsEvent, type LiveGraph } from '../../support/live-groups'

let graph: LiveGraph
let [race, first, second] = [0, 0, 0]
beforeAll(async () => {
  graph = await liveGraph()
  const runners = await graph.rows("SELECT u.id, u.race_id FROM runners u JOIN races r ON r.id = u.race_id WHERE r.source = 'SYNTHETIC' ORDER BY u.id")
  ;[first, second] = runners.map(({ id }) => id as number) as [number, number]
  race = runners[0]?.['race_id'] as number
})
afterAll(() => graph.close())

const FULL = /* GraphQL */ `subscription($races: [ID!]!, $min: Float, $throttle: Int, $from: Int) {
  oddsUpdated(raceIds: $races, minChangePercent: $min, throttleMs: $throttle, fromSequence: $from) {
    race { id source } status inPlay overround matchedVolume stale snapshot sequence at receivedAt
    prices { runnerId runner { id } price { decimal value(format: FRACTIONAL) source market bookmaker { code } favourite } previous status back { price size } lay { price } lastTraded matchedVolume nearPrice farPrice startingPrice adjustmentFactor }
  } }`
const id = (): string => toGlobalId('Race', race)

test('a snapshot of the market comes first, then what changed', async () => {
  graph.live.events([oddsEvent(race, 1, [livePrice(first, 1, 4), livePrice(second, 1, 2.5)], { whole: true })])
  const reader = await graph.open(FULL, { races: [id()], throttle: 0 })
  await reader.until(1)
  expect(reader.messages[0]).toEqual({ data: { oddsUpdated: {
    race: { id: id(), source: 'SYNTHETIC' }, status: 'OPEN', inPlay: false, overround: 1.02, matchedVolume: 1000, stale: false, snapshot: true, sequence: 1, at: '2026-11-22T00:00:00.000Z', receivedAt: '2026-11-22T00:00:00.000Z',
    prices: [
      { runnerId: toGlobalId('Runner', first), runner: { id: toGlobalId('Runner', first) }, price: { decimal: 4, value: '3/1', source: 'EXCHANGE', market: 'WIN', bookmaker: { code: 'Betfair' }, favourite: false }, previous: null, status: 'ACTIVE', back: [{ price: 4, size: 50 }], lay: [], lastTraded: 4, matchedVolume: 100, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null },
      { runnerId: toGlobalId('Runner', second), runner: { id: toGlobalId('Runner', second) }, price: { decimal: 2.5, value: '6/4', source: 'EXCHANGE', market: 'WIN', bookmaker: { code: 'Betfair' }, favourite: true }, previous: null, status: 'ACTIVE', back: [{ price: 2.5, size: 50 }], lay: [], lastTraded: 2.5, matchedVolume: 100, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null },
    ],
  } } })
  graph.live.events([oddsEvent(race, 2, [livePrice(second, 2, 2.4, { previous: 2.5 })])])
  await reader.until(2)
  expect(reader.messages[1].data.oddsUpdated).toMatchObject({ snapshot: false, sequence: 2, prices: [{ runnerId: toGlobalId('Runner', second), price: { decimal: 2.4 }, previous: 2.5 }] })
  expect(reader.messages[1].data.oddsUpdated.prices).toHaveLength(1)
  reader.close()
  expect(graph.groups.size).toBe(0)
})
