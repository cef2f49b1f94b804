import type { TestDatabase } from '../../support/database'
import { formDatabase } from '../../support/form-fixture'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await formDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())

/** Something of both runners of the race of 23 April 2023: Star, then the newcomer. */
const ofRunners = async (selection: string): Promise<any> => // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  (await graph.ask(`{ meeting(date: "2023-04-23", venue: "ST") { races { runners { nodes { ${selection} } } } } }`)).meeting.races[0].runners.nodes

const none = { starts: 0, wins: 0, seconds: 0, thirds: 0, winRate: null, placeRate: null, prize: null }
const RECORD = '{ starts wins seconds thirds }'
const [zero, brief] = [{ starts: 0, wins: 0, seconds: 0, thirds: 0 }, (starts: number, wins: number, seconds = 0, thirds = 0) => ({ starts, wins, seconds, thirds })]

test('the career leaves out the race itself, what came after it, what became known at its start, and trials', async () => {
  const [star, debutant] = await ofRunners('statistics { career { starts wins seconds thirds winRate placeRate prize { amount currency } } last10 }')
  expect(star.statistics).toEqual({ career: { starts: 5, wins: 2, seconds: 1, thirds: 0, winRate: 0.4, placeRate: 0.6, prize: { amount: 150.3, currency: 'HKD' } }, last10: '5x12xFx1' })
  expect(debutant.statistics).toEqual({ career: none, last10: '' })
})

test('records by twelve months, venue, distance, rider and standing of the race', async () => {
  const [star] = await ofRunners(`statistics { last12Months ${RECORD} track ${RECORD} distance ${RECORD} trackDistance ${RECORD} jockeyOnHorse ${RECORD} pattern(pattern: GROUP_3) ${RECORD} goings { going record ${RECORD} } }`)
  expect(star.statistics).toEqual({
    last12Months: brief(4, 2, 1), track: brief(4, 2, 1), distance: brief(4, 2), trackDistance: brief(3, 2), jockeyOnHorse: brief(4, 2), pattern: brief(1, 1),
    goings: [{ going: 'GOOD', record: brief(4, 1, 1) }, { going: 'YIELDING', record: brief(1, 1) }],
  })
})

test('places in a preparation, asked for side by side under aliases', async () => {
  const [star] = await ofRunners(`statistics { first: spell(kind: FIRST_UP) ${RECORD} second: spell(kind: SECOND_UP) ${RECORD} third: spell(kind: THIRD_UP) ${RECORD} fresh: spell(kind: FRESH) ${RECORD} }`)
  expect(star.statistics).toEqual({ first: brief(3, 2), second: brief(1, 0, 1), third: zero, fresh: zero })
})

test('jockey and trainer against the starting prices of the 365 days before; a dead heat pays half', async () => {
  const [star, riderless] = await ofRunners('statistics { jockeyAE { actualWins expectedWins starts ratio profitOnTurnover } trainerAE { starts actualWins } comboAE { starts actualWins } trainerLast14Days { starts } }')
  expect(star.statistics.jockeyAE).toEqual({ actualWins: 2, expectedWins: expect.closeTo(0.25 + 0.2 + 1 / 3, 9), starts: 3, ratio: expect.closeTo(2 / (0.25 + 0.2 + 1 / 3), 9), profitOnTurnover: expect.closeTo(2.5 / 3, 9) })
  expect(star.statistics).toMatchObject({ trainerAE: { starts: 4, actualWins: 2 }, comboAE: { starts: 3, actualWins: 2 }, trainerLast14Days: { starts: 0 } })
  expect(riderless.statistics).toEqual({ jockeyAE: null, trainerAE: null, comboAE: null, trainerLast14Days: null })
})

test('asOf goes back in time, the instant itself left out; a later instant counts as the start', async () => {
  const at = (asOf: string): Promise<any> => ofRunners(`statistics(asOf: "${asOf}") { career { starts } jockeyAE { starts } }`) // eslint-disable-line @typescript-eslint/no-explicit-any
  const starts = async (asOf: string): Promise<unknown> => { const [star] = await at(asOf); return [star.statistics.career.starts, star.statistics.jockeyAE?.starts ?? 0] }
  expect(await starts('2022-09-10T05:30:00Z')).toEqual([1, 1])
  expect(await starts('2022-09-10T05:30:00.001Z')).toEqual([2, 2])
  expect(await starts('2099-01-01T00:00:00Z')).toEqual([5, 3])
})

test('two instants under two aliases are two answers', async () => {
  const [star] = await ofRunners('then: statistics(asOf: "2022-09-01T00:00:00Z") { career { starts } } now: statistics { career { starts } }')
  expect([star.then.career.starts, star.now.career.starts]).toEqual([1, 5])
})

test('one statement for the horses and one for each field about people, whatever the number of runners', async () => {
  await ofRunners('statistics { career { starts } track { starts } last10 goings { going } }')
  expect(graph.statements).toHaveLength(3) // meeting with races, runners, histories
  await ofRunners('statistics { jockeyAE { starts } }')
  expect(graph.statements).toHaveLength(3) // meeting with races, runners, people: no histories
  await ofRunners('statistics { __typename }')
  expect(graph.statements).toHaveLength(2)
})

test('days since the last run, run of the preparation, first-up and form, each before the race', async () => {
  const nodes = await ofRunners('horse { name } daysSinceLastRun prepRunNumber isFirstUp formString short: formString(last: 2) bodyWeightChangeKg')
  expect(nodes).toEqual([
    { horse: { name: 'Star' }, daysSinceLastRun: 42, prepRunNumber: 2, isFirstUp: false, formString: '5x12xFx1', short: 'Fx1', bodyWeightChangeKg: -2 },
    { horse: { name: 'Newcomer' }, daysSinceLastRun: null, prepRunNumber: 1, isFirstUp: false, formString: '', short: '', bodyWeightChangeKg: null },
  ])
})

test('form of no runs, and of more than a hundred, is refused', async () => {
  for (const last of [0, -1, 101]) expect(await graph.refusal(`{ meeting(date: "2023-04-23", venue: "ST") { races { runners { nodes { formString(last: ${last}) } } } } }`)).toEqual({ code: 'BAD_USER_INPUT', message: `formString: last is ${last}; ask for 1 to 100.` })
})

test('statistics of a horse have no race in view: all that is known, or was before asOf', async () => {
  const { search } = await graph.ask(`{ search(text: "star") { ... on Horse { now: statistics { career ${RECORD} last10 pattern(pattern: NONE) ${RECORD} } then: statistics(asOf: "2022-06-01T00:00:00Z") { career ${RECORD} } prizeMoney { amount currency } age(on: "2023-07-31") after: age(on: "2023-08-01") gelded } } }`)
  expect(search[0]).toEqual({
    now: { career: brief(8, 4, 1, 1), last10: '5x12xFx1131', pattern: brief(7, 3, 1, 1) }, then: { career: brief(1, 0) }, prizeMoney: { amount: 150.3, currency: 'HKD' }, age: 4, after: 5, gelded: true,
  })
})

test('people: all rides, the last so many, and those known before an instant', async () => {
  const { search } = await graph.ask('{ search(text: "Jockey A", first: 1) { ... on Jockey { name all: statistics { record { starts wins } ae { starts } } last: statistics(last: 2) { record { starts wins } } then: statistics(asOf: "2022-06-01T00:00:00Z") { record { starts wins } ae { starts } } never: statistics(asOf: "2000-01-01T00:00:00Z") { record { starts winRate } ae { starts } } } } }')
  expect(search[0]).toEqual({
    name: 'Jockey A', all: { record: { starts: 7, wins: 4 }, ae: { starts: 7 } }, last: { record: { starts: 2, wins: 1 } }, then: { record: { starts: 1, wins: 0 }, ae: { starts: 1 } }, never: { record: { starts: 0, winRate: null }, ae: null },
  })
})
