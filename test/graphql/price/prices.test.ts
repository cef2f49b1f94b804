import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await graphDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())

const prices = async (selection: string): Promise<any> => // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  (await graph.ask(`{ meeting(date: "2099-01-01", venue: "MYR") { races { runners { nodes { ${selection} } } } } }`)).meeting.races[0].runners.nodes

test('one price for each market at each place, as it last stood', async () => {
  const [first, second] = await prices('prices { source market bookmaker { code } value fractional: value(format: FRACTIONAL) decimal open dropPercent favourite updatedAt fluctuations { at decimal } last: fluctuations(last: 1) { decimal } }')
  expect(first.prices).toEqual([
    { source: 'FIXED', market: 'WIN', bookmaker: { code: 'Bookie' }, value: '3.80', fractional: '11/4', decimal: 3.8, open: 4.5, dropPercent: 15.56, favourite: true, updatedAt: '2098-12-31T05:00:00.000Z', fluctuations: [{ at: '2098-12-31T01:00:00.000Z', decimal: 4.5 }, { at: '2098-12-31T05:00:00.000Z', decimal: 3.8 }], last: [{ decimal: 3.8 }] },
    { source: 'TOTE', market: 'WIN', bookmaker: null, value: '4.10', fractional: '3/1', decimal: 4.1, open: null, dropPercent: null, favourite: true, updatedAt: '2098-12-31T06:00:00.000Z', fluctuations: [{ at: '2098-12-31T06:00:00.000Z', decimal: 4.1 }], last: [{ decimal: 4.1 }] },
  ])
  expect(second.prices).toEqual([])
})
test('without aliases, too, and one statement less when nobody asks for the favourite', async () => {
  expect((await prices('prices(sources: [TOTE]) { value(format: HONG_KONG) favourite }'))[0].prices).toEqual([{ value: '3.10', favourite: true }])
  expect(graph.statements).toHaveLength(4) // meeting with races, runners, prices, favourites
  await prices('prices { decimal }')
  expect(graph.statements).toHaveLength(3)
})
test('by source, bookmaker and instant', async () => {
  const [first] = await prices('tote: prices(sources: [TOTE]) { decimal } bookie: prices(bookmakers: ["Bookie"]) { decimal } then: prices(asOf: "2098-12-31T04:59:59Z") { decimal } none: prices(markets: [PLACE]) { decimal }')
  expect(first).toEqual({ tote: [{ decimal: 4.1 }], bookie: [{ decimal: 3.8 }], then: [{ decimal: 4.5 }], none: [] })
})
test('the best price is the longest on offer', async () => {
  expect(await prices('bestPrice { source decimal } then: bestPrice(asOf: "2098-12-31T01:00:00Z") { decimal } place: bestPrice(market: PLACE) { decimal }')).toEqual([
    { bestPrice: { source: 'TOTE', decimal: 4.1 }, then: { decimal: 4.5 }, place: null }, { bestPrice: null, then: null, place: null },
  ])
})
test('no fluctuations, or more than a hundred, are refused', async () => {
  for (const last of [0, 101]) expect(await graph.refusal(`{ meeting(date: "2099-01-01", venue: "MYR") { races { runners { nodes { prices { fluctuations(last: ${last}) { at } } } } } } }`)).toEqual({ code: 'BAD_USER_INPUT', message: `fluctuations: last is ${last}; ask for 1 to 100.` })
})
