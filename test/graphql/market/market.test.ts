import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '../../../src/domain/instant'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { rollUp } from '../../../src/storage/live/bars'
import { marketStore } from '../../../src/storage/live/market-store'
import { openTickStore } from '../../../src/storage/live/tick-store'
import { seededDatabase, type TestDatabase } from '../../support/database'
import { openGraph, type Graph } from '../../support/graph'
import { fillGraph } from '../../support/graph-fixture'
import { tick } from '../../support/ticks'
import { market, selection } from '../../live/matching/markets'

/*
 * The race of Myrtle Park to come on 1 January 2099 at 03:00 UTC. Its first runner was 4.5 and then 3.8 at a bookmaker and 4.1 at the tote on the last day of
 * 2098. An exchange's win market of it is matched, a place market has one runner, a third market is matched to nothing.
 */
let database: TestDatabase
let graph: Graph
let raceId: number
let runners: readonly number[]
const at = (time: string): string => `2098-12-31T${time}Z`
beforeAll(async () => {
  database = await seededDatabase('graph_live', fillGraph)
  const { rows } = await database.pool.query<{ race: number; runner: number }>("SELECT r.id AS race, n.id AS runner FROM races r JOIN runners n ON n.race_id = r.id WHERE r.source_id = 'S1-1' ORDER BY n.number")
  raceId = rows[0]?.race ?? 0
  runners = rows.map(({ runner }) => runner)
  const [first = 0, second = 0] = runners
  const store = marketStore(database.pool)
  const event = { venue: 'Myrtle Park', startsAt: instant('2099-01-01T03:00:00Z'), countryCode: null, raceNumber: 1 }
  const selections = [selection(101, '1. One', { sortPriority: 2 }), selection(102, '2. Two', { sortPriority: 1 }), selection(103, 'Out', { sortPriority: 3, status: 'REMOVED', adjustmentFactor: 12.5, removedAt: instant(at('04:00:00')) })]
  const win = await store.keep(market(event, selections, { synthetic: true, matched: 400.5, overround: 1.02, publishedAt: instant(at('08:00:00')) }), { raceId, runners: new Map([['101', first], ['102', second], ['103', null]]), reasons: [] })
  await store.update([{ id: win.id, sequence: 9, view: market(event, selections, { synthetic: true, matched: 400.5, overround: 1.02, publishedAt: instant(at('08:00:00')) }) }])
  const place = await store.keep(market(event, [selection(101, 'One')], { marketId: '1.2', type: 'PLACE', bookmaker: '', source: 'FIXED' }), { raceId, runners: new Map([['101', first]]), reasons: [] })
  await store.keep(market({ venue: 'Nowhere', startsAt: instant('2099-01-02T03:00:00Z') }, [selection(7, 'Who')], { marketId: '1.3' }), { raceId: null, runners: new Map(), reasons: ['No race at Nowhere is on any card.'] })
  const folder = mkdtempSync(join(tmpdir(), 'racegraph-market-'))
  const ticks = await openTickStore({ databaseUrl: database.url, folder, maxSpoolBytes: 1 << 26, note: (problem) => { throw new Error(problem) } })
  const of = { marketId: win.id, raceId }
  await ticks.append([
    tick({ ...of, sequence: 1, at: at('05:00:00.000'), back: 4, lay: 4.2, lastTraded: 4.1, matched: 100, backSize: 20, laySize: 30 }),
    tick({ ...of, sequence: 2, at: at('05:00:00.500'), back: 3.9, lay: 4, lastTraded: 4, matched: 150 }),
    tick({ ...of, sequence: 3, at: at('05:00:00.500'), selectionId: 102, back: 2.5, lay: null, lastTraded: null, matched: null }),
    tick({ ...of, sequence: 4, at: at('05:01:10.000'), back: 3.7, lay: 3.8, lastTraded: 3.75, matched: 200, backSize: 55.5, laySize: 44 }),
    tick({ ...of, sequence: 5, at: at('05:01:10.000'), selectionId: 103, back: 9, status: 'REMOVED' }),
    tick({ marketId: place.id, raceId, runnerId: first, sequence: 6, at: at('07:00:00'), back: 1.5, backSize: null, lay: null, laySize: null, lastTraded: null, matched: null }),
  ])
  await ticks.flush()
  await ticks.close()
  await rollUp(database.pool, new AbortController().signal)
  rmSync(folder, { recursive: true, force: true })
  graph = await openGraph(database.pool)
}, 60_000)
afterAll(() => database.close())

const race = async (selected: string): Promise<any> => (await graph.ask(`{ race(id: "${toGlobalId('Race', raceId)}") { ${selected} } }`)).race // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
const win = async (selected: string): Promise<any> => (await race(`markets(types: [WIN]) { ${selected} }`)).markets[0] // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for

describe('a market', () => {
  test('as it stands, with what the source says of the race', async () => {
    expect(await win('type status source bookmaker feed sourceId synthetic race { name } inPlay version matchedVolume overround bspReconciled stale startsAt reasons mended publishedAt sequence event { eventName venue countryCode raceNumber startsAt }')).toEqual({
      type: 'WIN', status: 'OPEN', source: 'EXCHANGE', bookmaker: 'Betfair', feed: 'betfair', sourceId: '1.1', synthetic: true, race: { name: expect.any(String) }, inPlay: false, version: 1, matchedVolume: 400.5, overround: 1.02, bspReconciled: false, stale: false,
      startsAt: '2099-01-01T03:00:00.000Z', reasons: [], mended: false, publishedAt: '2098-12-31T08:00:00.000Z', sequence: 9, event: { eventName: 'Moe (AUS) 7th Nov', venue: 'Myrtle Park', countryCode: null, raceNumber: 1, startsAt: '2099-01-01T03:00:00.000Z' },
    })
  })
  test('is found again by its id, by market and by node', async () => {
    const { id } = await win('id')
    expect(await graph.ask(`{ market(id: "${id}") { sourceId } node(id: "${id}") { __typename id ... on Market { sourceId } } none: market(id: "${toGlobalId('Market', 99)}") { id } }`)).toEqual({ market: { sourceId: '1.1' }, node: { __typename: 'Market', id, sourceId: '1.1' }, none: null })
    expect((await graph.refusal(`{ market(id: "${toGlobalId('Race', 1)}") { id } }`)).code).toBe('BAD_USER_INPUT')
  })
  test('of a race by type and source, win markets first', async () => {
    expect(await race('all: markets { type bookmaker } fixed: markets(sources: [FIXED]) { type } none: markets(types: [EXACTA]) { type }')).toEqual({ all: [{ type: 'WIN', bookmaker: 'Betfair' }, { type: 'PLACE', bookmaker: null }], fixed: [{ type: 'PLACE' }], none: [] })
  })
  test('its selections in the order of the source, each with its runner and its price', async () => {
    const { selections } = await win('selections { selectionId handicap name sortPriority status adjustmentFactor removedAt startingPrice runner { number } price { decimal favourite updatedAt bestBack { price size } bestLay { price size } matchedVolume fluctuations { decimal } source } }')
    expect(selections).toEqual([
      { selectionId: '102', handicap: 0, name: '2. Two', sortPriority: 1, status: 'ACTIVE', adjustmentFactor: null, removedAt: null, startingPrice: null, runner: { number: 2 }, price: { decimal: 2.5, favourite: true, updatedAt: '2098-12-31T05:00:00.500Z', bestBack: { price: 2.5, size: 20 }, bestLay: null, matchedVolume: null, fluctuations: [{ decimal: 2.5 }], source: 'EXCHANGE' } },
      { selectionId: '101', handicap: 0, name: '1. One', sortPriority: 2, status: 'ACTIVE', adjustmentFactor: null, removedAt: null, startingPrice: null, runner: { number: 1 }, price: { decimal: 3.7, favourite: false, updatedAt: '2098-12-31T05:01:10.000Z', bestBack: { price: 3.7, size: 55.5 }, bestLay: { price: 3.8, size: 44 }, matchedVolume: 200, fluctuations: [{ decimal: 3.7 }], source: 'EXCHANGE' } },
      { selectionId: '103', handicap: 0, name: 'Out', sortPriority: 3, status: 'REMOVED', adjustmentFactor: 12.5, removedAt: '2098-12-31T04:00:00.000Z', startingPrice: null, runner: null, price: null },
    ])
  })
  test('that is matched to nothing is listed with the reasons', async () => {
    expect(await graph.ask('{ unmatchedMarkets { sourceId race { id } reasons selections { name runner { id } price { decimal } } } }')).toEqual({ unmatchedMarkets: [{ sourceId: '1.3', race: null, reasons: ['No race at Nowhere is on any card.'], selections: [{ name: 'Who', runner: null, price: null }] }] })
    expect(await graph.refusal('{ unmatchedMarkets(first: 201) { id } }')).toEqual({ code: 'BAD_USER_INPUT', message: 'unmatchedMarkets: first is 201; ask for 1 to 200.' })
  })
})

describe('the history of a market', () => {
  const history = async (args: string, selected: string): Promise<any> => (await win(`history${args === '' ? '' : `(${args})`} { ${selected} }`)).history // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  const BAR = 'at selectionId open high low close ticks'
  test('in bars of a minute, a second and ten', async () => {
    const [one, two, late, out] = await history('', `${BAR} back lay lastTraded matchedVolume status inPlay sequence runner { number }`)
    expect(one).toEqual({ at: '2098-12-31T05:00:00.000Z', selectionId: '102', open: 2.5, high: 2.5, low: 2.5, close: 2.5, ticks: 1, back: 2.5, lay: null, lastTraded: null, matchedVolume: null, status: null, inPlay: null, sequence: null, runner: { number: 2 } })
    expect(two).toMatchObject({ at: '2098-12-31T05:00:00.000Z', selectionId: '101', open: 4, high: 4, low: 3.9, close: 3.9, ticks: 2, back: 3.9, lay: 4, lastTraded: 4, matchedVolume: 150, runner: { number: 1 } })
    expect([late, out]).toEqual([expect.objectContaining({ at: '2098-12-31T05:01:00.000Z', selectionId: '101', close: 3.7 }), expect.objectContaining({ selectionId: '103', open: null, close: null, runner: null })])
    expect((await history('resolution: S1', 'at selectionId')).map((bar: { at: string }) => bar.at.slice(14, 19))).toEqual(['00:00', '00:00', '01:10', '01:10'])
    expect(await history('resolution: S10, selections: ["101"]', BAR)).toEqual([expect.objectContaining({ at: '2098-12-31T05:00:00.000Z', ticks: 2 }), { at: '2098-12-31T05:01:10.000Z', selectionId: '101', open: 3.7, high: 3.7, low: 3.7, close: 3.7, ticks: 1 }])
  })
  test('change by change', async () => {
    expect(await history('resolution: TICK', 'at selectionId close sequence status inPlay')).toEqual([
      { at: '2098-12-31T05:00:00.000Z', selectionId: '101', close: 4, sequence: 1, status: 'ACTIVE', inPlay: false }, { at: '2098-12-31T05:00:00.500Z', selectionId: '101', close: 3.9, sequence: 2, status: 'ACTIVE', inPlay: false },
      { at: '2098-12-31T05:00:00.500Z', selectionId: '102', close: 2.5, sequence: 3, status: 'ACTIVE', inPlay: false }, { at: '2098-12-31T05:01:10.000Z', selectionId: '101', close: 3.7, sequence: 4, status: 'ACTIVE', inPlay: false },
      { at: '2098-12-31T05:01:10.000Z', selectionId: '103', close: null, sequence: 5, status: 'REMOVED', inPlay: false },
    ])
  })
  test('between instants (the last not in it), of some runners, the first so many', async () => {
    const sequences = async (args: string): Promise<number[]> => (await history(`resolution: TICK, ${args}`, 'sequence')).map(({ sequence }: { sequence: number }) => sequence)
    expect(await sequences('from: "2098-12-31T05:00:00.500Z", to: "2098-12-31T05:01:10Z"')).toEqual([2, 3])
    expect(await sequences('first: 2')).toEqual([1, 2])
    expect(await sequences(`runners: ["${toGlobalId('Runner', runners[1] ?? 0)}"]`)).toEqual([3])
    expect(await sequences('selections: []')).toEqual([])
  })
  test.each<[string, string, RegExp]>([
    ['more than there may be', 'first: 1001', /^history: first is 1001; ask for 1 to 1000/], ['none', 'first: 0', /first is 0/], ['an end before its beginning', 'from: "2099-01-01T00:00:00Z", to: "2098-01-01T00:00:00Z"', /does not lie before/],
    ['a selection that is none', 'selections: ["x"]', /"x" is no selectionId/], ['another thing\'s id', `runners: ["${toGlobalId('Race', 1)}"]`, /id of a Race/],
  ])('refuses %s', async (_, args, message) => {
    expect(await graph.refusal(`{ race(id: "${toGlobalId('Race', raceId)}") { markets { history(${args}) { at } } } }`)).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) })
  })
})

describe('prices of a runner', () => {
  const prices = async (selected: string): Promise<any> => (await race(`runners { nodes { ${selected} } }`)).runners.nodes // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  test('have how its markets stand now beside what was recorded', async () => {
    const [first, second] = await prices('prices { source market bookmaker { code } decimal updatedAt favourite bestBack { price size } bestLay { price size } matchedVolume }')
    const none = { bestBack: null, bestLay: null, matchedVolume: null }
    expect(first.prices).toEqual([
      { source: 'EXCHANGE', market: 'WIN', bookmaker: { code: 'Betfair' }, decimal: 3.7, updatedAt: '2098-12-31T05:01:10.000Z', favourite: false, bestBack: { price: 3.7, size: 55.5 }, bestLay: { price: 3.8, size: 44 }, matchedVolume: 200 },
      { source: 'FIXED', market: 'PLACE', bookmaker: null, decimal: 1.5, updatedAt: '2098-12-31T07:00:00.000Z', favourite: true, ...none, bestBack: { price: 1.5, size: null } },
      { source: 'FIXED', market: 'WIN', bookmaker: { code: 'Bookie' }, decimal: 3.8, updatedAt: '2098-12-31T05:00:00.000Z', favourite: true, ...none },
      { source: 'TOTE', market: 'WIN', bookmaker: null, decimal: 4.1, updatedAt: '2098-12-31T06:00:00.000Z', favourite: true, ...none },
    ])
    expect(second.prices).toEqual([expect.objectContaining({ source: 'EXCHANGE', decimal: 2.5, favourite: true })])
  })
  test('as they stood at an instant, and the best of them', async () => {
    const [first] = await prices('then: prices(asOf: "2098-12-31T05:00:00.400Z", sources: [EXCHANGE]) { decimal matchedVolume } before: prices(asOf: "2098-12-31T04:59:59Z", sources: [EXCHANGE]) { decimal } bestPrice { source decimal } place: bestPrice(market: PLACE) { decimal }')
    expect(first).toEqual({ then: [{ decimal: 4, matchedVolume: 100 }], before: [], bestPrice: { source: 'TOTE', decimal: 4.1 }, place: { decimal: 1.5 } })
  })
  test('one row newer than what was recorded at its place goes to the end of it, and one that says the same price is no fluctuation', async () => {
    const { rows: [row] } = await database.pool.query("INSERT INTO prices (runner_id, race_id, source, market, kind, bookmaker, decimal, at, known_at, volume) VALUES ($1, $2, 'EXCHANGE', 'WIN', 'OPEN', 'Betfair', 4, '2098-12-31T04:00:00Z', '2098-12-31T04:00:00Z', 90) RETURNING id", [runners[0], raceId])
    const [first] = await prices('prices(sources: [EXCHANGE]) { decimal open dropPercent fluctuations { decimal } } then: prices(sources: [EXCHANGE], asOf: "2098-12-31T05:00:00.100Z") { updatedAt fluctuations { decimal } bestLay { price } } recorded: prices(sources: [EXCHANGE], asOf: "2098-12-31T04:30:00Z") { decimal matchedVolume bestBack { price } }')
    expect(first).toEqual({ prices: [{ decimal: 3.7, open: 4, dropPercent: 7.5, fluctuations: [{ decimal: 4 }, { decimal: 3.7 }] }], then: [{ updatedAt: '2098-12-31T04:00:00.000Z', fluctuations: [{ decimal: 4 }], bestLay: { price: 4.2 } }], recorded: [{ decimal: 4, matchedVolume: 90, bestBack: null }] })
    expect((await win('selections { price { open } }')).selections.map(({ price }: { price: { open: number | null } | null }) => price?.open)).toEqual([null, 4, undefined])
    await database.pool.query('ALTER TABLE prices DISABLE TRIGGER prices_are_append_only; DELETE FROM prices WHERE id = ' + String(row.id) + '; ALTER TABLE prices ENABLE TRIGGER prices_are_append_only')
  })
  test('of a market that is closed are those recorded', async () => {
    await database.pool.query("UPDATE markets SET status = 'CLOSED' WHERE source_id = '1.1'")
    try { expect((await prices('prices(sources: [EXCHANGE]) { decimal } then: prices(sources: [EXCHANGE], asOf: "2098-12-31T06:00:00Z") { decimal }'))[0]).toEqual({ prices: [], then: [{ decimal: 3.7 }] }) } finally { await database.pool.query("UPDATE markets SET status = 'OPEN' WHERE source_id = '1.1'") }
  })
})
