import { toGlobalId } from '../../../src/graphql/node/global-id'
import { liveGraph, livePrice, liveRace, oddsEvent, type LiveGraph, type LiveRace } from '../../support/live-groups'

let graph: LiveGraph
let race: LiveRace
let market = 0
beforeAll(async () => {
  graph = await liveGraph({ own: true })
  race = await liveRace(graph, 'S1-1')
  const [row] = await graph.rows(`INSERT INTO markets (feed, source_id, source, bookmaker, synthetic, type, race_id, event, status, starts_at, published_at, updated_at)
    VALUES ('simulator', '1.7', 'EXCHANGE', 'Exchange', true, 'PLACE', $1, '{}', 'OPEN', now(), now(), now()) RETURNING id`, [race.race])
  market = row?.['id'] as number
  for (const [at, decimal] of [['01:00', 5], ['02:00', 4.5], ['03:00', 4.2]] as const) {
    await graph.rows(`INSERT INTO prices (runner_id, race_id, source, market, bookmaker, kind, at, known_at, decimal) VALUES ($1, $2, 'EXCHANGE', 'PLACE', 'Exchange', 'FLUCTUATION', $3, $3, $4)`, [race.runners[0], race.race, `2026-11-21T${at}:00Z`, decimal])
  }
})
afterAll(() => graph.close())

const state = (sequence: number, decimal: number): void => {
  graph.live.events([oddsEvent(race.race, sequence, [livePrice(race.runners[0] ?? 0, sequence, decimal)], { whole: true, market: { id: market, feed: 'simulator', marketId: '1.7', type: 'PLACE', bookmaker: 'Exchange' } })])
}
const text = 'subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { marketId market { id type synthetic bookmaker race { id } } prices { price { market decimal two: fluctuations(last: 2) { decimal } fluctuations { at decimal } open dropPercent } } } }'

test('the market is the one that is stored, and the present price goes to the end of those on record', async () => {
  state(1, 4)
  const reader = await graph.open(text, { races: [race.id] })
  await reader.until(1)
  expect(reader.messages[0]).toEqual({ data: { oddsUpdated: {
    marketId: toGlobalId('Market', market), market: { id: toGlobalId('Market', market), type: 'PLACE', synthetic: true, bookmaker: 'Exchange', race: { id: race.id } },
    prices: [{ price: { market: 'PLACE', decimal: 4, two: [{ decimal: 4.2 }, { decimal: 4 }], open: 4, dropPercent: 0, fluctuations: [
      { at: '2026-11-21T01:00:00.000Z', decimal: 5 }, { at: '2026-11-21T02:00:00.000Z', decimal: 4.5 }, { at: '2026-11-21T03:00:00.000Z', decimal: 4.2 }, { at: '2026-11-22T00:00:00.000Z', decimal: 4 },
    ] } }],
  } } })
  state(2, 4.2)
  await reader.until(2)
  expect(reader.messages[1].data.oddsUpdated.prices[0].price).toMatchObject({ decimal: 4.2, two: [{ decimal: 4.5 }, { decimal: 4.2 }] })
  reader.close()
})

test('statements follow from the selection, never from the number of runners or updates', async () => {
  const plain = await graph.open('subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { sequence prices { runnerId price { decimal } } } }', { races: [race.id] })
  await plain.until(1)
  const before = [graph.statements.length, graph.connections()]
  state(3, 5)
  await plain.until(2)
  expect([graph.statements.length, graph.connections()]).toEqual(before)
  plain.close()
})

test('while the database is away, prices go on for those who select nothing from it; the others are told, and served when it is back', async () => {
  const plain = await graph.open('subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { prices { price { decimal } } } }', { races: [race.id] })
  const named = await graph.open('subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { race { name } prices { price { decimal } } } }', { races: [race.id] })
  await Promise.all([plain.until(1), named.until(1)])
  graph.database(false)
  state(4, 6)
  await Promise.all([plain.until(2), named.until(2)])
  expect(plain.messages[1]).toEqual({ data: { oddsUpdated: { prices: [{ price: { decimal: 6 } }] } } })
  expect(named.messages[1]).toMatchObject({ data: null, errors: [{ extensions: { code: 'DATABASE_UNREACHABLE' } }] })
  graph.database(true)
  graph.clock.pass(1_000)
  await named.until(3)
  expect(named.messages[2].data.oddsUpdated.prices).toEqual([{ price: { decimal: 6 } }])
  plain.close()
  named.close()
})
