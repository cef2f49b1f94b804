import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await graphDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())

test.each(['ST', 'st', 'Sha Tin', ' sha tin '])('a meeting is found by its venue as %p', async (venue) => {
  expect(await graph.ask('query ($venue: String!) { meeting(date: "2023-04-23", venue: $venue) { date source venue { code } raceCount currentRaceNumber } }', { venue })).toEqual({ meeting: { date: '2023-04-23', source: 'HKJC', venue: { code: 'ST' }, raceCount: 2, currentRaceNumber: null } })
})
test('no such day or venue is null, never another card', async () => {
  expect(await graph.ask('{ a: meeting(date: "2023-04-24", venue: "ST") { id } b: meeting(date: "2023-04-23", venue: "HV") { id } c: meeting(date: "2023-04-23", venue: "%") { id } d: venue(code: "zz") { id } e: venue(code: "hv") { name } }')).toEqual({ a: null, b: null, c: null, d: null, e: { name: 'Happy Valley' } })
})
test('a venue of more than 100 characters is refused', async () => {
  expect(await graph.refusal('query ($v: String!) { meeting(date: "2023-04-23", venue: $v) { id } }', { v: 'x'.repeat(101) })).toMatchObject({ code: 'BAD_USER_INPUT' })
})
test.each(['{ meeting(date: "2023-04-23", venue: "S\\u0000T") { id } }', '{ venue(code: "\\u0000") { id } }', '{ meetings(filter: { states: ["\\u0000"] }) { nodes { id } } }', '{ races(filter: { classes: ["\\u0000"] }) { nodes { id } } }'])('a NUL, which PostgreSQL cannot take, is refused: %s', async (query) => {
  expect(await graph.refusal(query)).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('NUL character') })
})
test('the first undecided race is the current one', async () => { expect((await graph.ask('{ meeting(date: "2099-01-01", venue: "MYR") { currentRaceNumber raceCount } }')).meeting).toEqual({ currentRaceNumber: 1, raceCount: 1 }) })

test('going by reading, and as it was known', async () => {
  expect((await graph.ask('{ meeting(date: "2023-03-01", venue: "ST") { trackRatings { label penetrometer observedAt } early: trackRatings(asOf: "2023-03-01T03:00:00Z") { label } none: trackRatings(asOf: "2023-03-01T02:59:59Z") { label } currentTrackRating { label } before: currentTrackRating(asOf: "2023-03-01T05:59:59Z") { label } races { trackRating { label } result { official } atOff: trackRating(asOf: "2023-03-01T02:00:00Z") { label } } } }')).meeting).toEqual({
    trackRatings: [{ label: 'GOOD', penetrometer: 2.75, observedAt: '2023-03-01T03:00:00.000Z' }, { label: 'YIELDING', penetrometer: 2.75, observedAt: '2023-03-01T06:00:00.000Z' }],
    early: [{ label: 'GOOD' }], none: [], currentTrackRating: { label: 'YIELDING' }, before: { label: 'GOOD' }, races: [{ trackRating: { label: 'GOOD' }, result: { official: true }, atOff: null }],
  })
})
test('without a reading the going is what the result states, once it was known', async () => {
  expect((await graph.ask('{ meeting(date: "2023-05-03", venue: "HV") { races { trackRating { label raceNumber observedAt } before: trackRating(asOf: "2023-05-03T05:29:59Z") { label } after: trackRating(asOf: "2023-05-03T05:30:00Z") { label } } } }')).meeting.races[0]).toEqual({ trackRating: { label: 'GOOD_TO_FIRM', raceNumber: 1, observedAt: null }, before: null, after: { label: 'GOOD_TO_FIRM' } })
})
test('weather as it was known', async () => {
  expect((await graph.ask('{ meeting(date: "2023-04-23", venue: "ST") { weather { condition temperatureC rainfall7dMm observedAt } before: weather(asOf: "2023-04-23T03:59:59Z") { condition } } }')).meeting).toEqual({ weather: { condition: 'fine', temperatureC: 24.5, rainfall7dMm: 3.2, observedAt: '2023-04-23T04:00:00.000Z' }, before: null })
})
test('changes by kind, since and as of an instant', async () => {
  const { meeting } = await graph.ask('{ meeting(date: "2023-04-02", venue: "ST") { changes { id kind text late before after race { number } runner { number horse { name } } meeting { date } } other: changes(kinds: [RAIL_CHANGE]) { id } since: changes(since: "2023-04-02T04:01:00Z") { kind } later: changes(since: "2023-04-02T04:01:01Z") { kind } asOf: changes(asOf: "2023-04-02T04:00:59Z") { kind } races { changes { kind } } } }')
  expect(meeting).toMatchObject({ changes: [{ kind: 'SCRATCHING', text: 'Horse H5 was scratched', late: true, before: 'RUNNER', after: 'LATE_SCRATCHED', race: { number: 1 }, runner: { number: 5, horse: { name: 'Horse H5' } }, meeting: { date: '2023-04-02' } }], other: [], since: [{ kind: 'SCRATCHING' }], later: [], asOf: [], races: [{ changes: [{ kind: 'SCRATCHING' }] }] })
  expect(await graph.ask('query ($id: ID!) { node(id: $id) { __typename ... on ChangeEvent { kind } } }', { id: meeting.changes[0].id })).toEqual({ node: { __typename: 'ChangeEvent', kind: 'SCRATCHING' } })
})

describe('meetings', () => {
  const days = async (args: string): Promise<unknown> => (await graph.ask(`{ meetings${args} { nodes { date } } }`)).meetings.nodes.map((node: { date: string }) => node.date)
  test.each([
    ['newest first', '', ['2099-01-01', '2023-05-03', '2023-04-23', '2023-04-02', '2023-03-20', '2023-03-01']], ['by venue', '(orderBy: [{ by: VENUE }, { by: DATE }], filter: { kinds: [FLAT] })', ['2023-05-03', '2099-01-01', '2023-03-01', '2023-04-02', '2023-04-23']],
    ['in a country', '(filter: { countries: [AUS] })', ['2099-01-01']], ['in a state', '(filter: { states: ["VIC", "NSW"] })', ['2099-01-01']], ['of a tier', '(filter: { tiers: [PICNIC] })', []], ['of a status', '(filter: { status: [SCHEDULED] })', ['2099-01-01']],
    ['real ones', '(filter: { sources: [HKJC], kinds: [BARRIER_TRIAL] })', ['2023-03-20']], ['on a day', '(filter: { dates: { from: "2023-04-23", to: "2023-04-23" } })', ['2023-04-23']],
  ])('%s', async (_, args, expected) => { expect(await days(args)).toEqual(expected) })
  test('days the wrong way round are refused', async () => { expect((await graph.refusal('{ meetings(filter: { dates: { from: "2023-05-01", to: "2023-04-01" } }) { nodes { id } } }')).code).toBe('BAD_USER_INPUT') })
  test('at a venue of the list', async () => {
    const { venues } = await graph.ask('{ venues(countries: [HKG]) { nodes { id code } totalCount } }')
    expect(venues).toMatchObject({ totalCount: 2, nodes: [{ code: 'HV' }, { code: 'ST' }] })
    expect(await days(`(filter: { venues: ["${venues.nodes[0].id}"] })`)).toEqual(['2023-05-03'])
  })
})

test('every type that has an id is found again by it', async () => {
  const found = await graph.ask('{ meeting(date: "2023-04-23", venue: "ST") { id venue { id } races { id runners { nodes { id horse { id owners { id } } jockey { id } trainer { id } } } } } }')
  const [{ id: race, runners: { nodes: [runner] } }] = found.meeting.races
  const ids = [found.meeting.id, found.meeting.venue.id, race, runner.id, runner.horse.id, runner.horse.owners[0].id, runner.jockey.id, runner.trainer.id]
  const { nodes } = await graph.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })
  expect(nodes.map((node: { __typename: string }) => node.__typename)).toEqual(['Meeting', 'Venue', 'Race', 'Runner', 'Horse', 'Owner', 'Jockey', 'Trainer'])
  expect(nodes.map((node: { id: string }) => node.id)).toEqual(ids)
  expect((await graph.ask('query ($r: ID!, $h: ID!, $j: ID!, $t: ID!, $o: ID!) { race(id: $r) { id } horse(id: $h) { id } jockey(id: $j) { id } trainer(id: $t) { id } owner(id: $o) { id horses { nodes { name } } } }', { r: race, h: ids[4], j: ids[6], t: ids[7], o: ids[5] }))).toMatchObject({ race: { id: race }, owner: { horses: { nodes: [{ name: 'Horse H1' }, { name: 'Horse H2' }, { name: 'Horse H3' }] } } })
})
test('an id of nothing is null, no id at all an error', async () => {
  expect(await graph.ask('{ node(id: "UmFjZTo5OTk5OTk") { id } race(id: "UmFjZTo5OTk5OTk") { id } nodes(ids: ["UmFjZTo5OTk5OTk"]) { id } }')).toEqual({ node: null, race: null, nodes: [null] })
  expect(await graph.refusal('{ node(id: "nonsense") { id } }')).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('is not an id of this graph') })
})
test('pedigree and progeny', async () => {
  const { search } = await graph.ask('{ search(text: "Old Sire", first: 1) { ... on Horse { name progeny { totalCount nodes { name sireText sire { name } dam { name } damSire { name } } } upcoming { id } trainer { name } runs { totalCount } } } }')
  expect(search[0]).toMatchObject({ name: 'Old Sire', upcoming: [], trainer: null, runs: { totalCount: 0 }, progeny: { totalCount: 3, nodes: [{ name: 'Horse H1', sireText: 'Old Sire', sire: { name: 'Old Sire' }, dam: { name: 'Dam 1' }, damSire: { name: 'Older Sire' } }, {}, {}] } })
})
