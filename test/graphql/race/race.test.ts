import type { TestDatabase } from '../../support/database'
import { graphDatabase } from '../../support/graph-fixture'
import { openGraph, type Graph } from '../../support/graph'

let database: TestDatabase
let graph: Graph
beforeAll(async () => { database = await graphDatabase(); graph = await openGraph(database.pool) })
afterAll(() => database.close())

const race = async (date: string, selection: string, number = 1, venue = 'ST'): Promise<any> => // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was asked for
  (await graph.ask(`{ meeting(date: "${date}", venue: "${venue}") { races(numbers: [${number}]) { ${selection} } } }`)).meeting.races[0]

describe('the result', () => {
  test('a dead heat for first, a faller and a late scratching', async () => {
    const { result } = await race('2023-04-02', `result { official knownAt winningTimeMs placings { number result { position deadHeat } } deadHeats { position runners { number } } nonFinishers { number result { status position } } nonRunners { number status result { status } }
      dividends { market pool combination combinationText dividend { amount currency } unitStake { amount } } }`)
    expect(result).toEqual({
      official: true, knownAt: '2023-04-02T05:30:00.000Z', winningTimeMs: 70_100,
      placings: [{ number: 1, result: { position: 1, deadHeat: true } }, { number: 2, result: { position: 1, deadHeat: true } }, { number: 3, result: { position: 3, deadHeat: false } }],
      deadHeats: [{ position: 1, runners: [{ number: 1 }, { number: 2 }] }],
      nonFinishers: [{ number: 4, result: { status: 'FELL', position: null } }], nonRunners: [{ number: 5, status: 'LATE_SCRATCHED', result: null }],
      dividends: [{ market: 'WIN', pool: 'WIN', combination: [1], combinationText: '1', dividend: { amount: 18.5, currency: 'HKD' }, unitStake: { amount: 10 } }, { market: 'WIN', pool: 'WIN', combination: [2], combinationText: '2', dividend: { amount: 25, currency: 'HKD' }, unitStake: { amount: 10 } }],
    })
  })
  test('an abandoned race has none, and its runners neither', async () => {
    expect(await race('2023-04-23', 'status distance result { official } runners { nodes { result { status } startingPrice } }', 2)).toEqual({ status: 'ABANDONED', distance: null, result: null, runners: { nodes: [{ result: null, startingPrice: null }, { result: null, startingPrice: null }] } })
  })
})

describe('runners', () => {
  const numbers = async (args: string, date = '2023-04-02'): Promise<unknown> => (await race(date, `runners${args} { nodes { number } }`)).runners.nodes.map((runner: { number: number }) => runner.number)
  test('all of them by number, scratched ones too', async () => { expect(await numbers('')).toEqual([1, 2, 3, 4, 5]) })
  test.each([
    ['FINISH_POSITION', 'ASC', [1, 2, 3, 4, 5]], ['FINISH_POSITION', 'DESC', [3, 2, 1, 5, 4]], ['STARTING_PRICE', 'ASC', [1, 2, 4, 3, 5]], ['BARRIER', 'DESC', [5, 4, 3, 2, 1]],
  ])('by %s %s, those without one last', async (by, direction, expected) => { expect(await numbers(`(orderBy: [{ by: ${by}, direction: ${direction} }, { by: NUMBER, direction: ${direction} }])`)).toEqual(expected) })
  test.each([
    ['status', 'statuses: [LATE_SCRATCHED]', [5]], ['numbers', 'numbers: [4, 2, 99]', [2, 4]], ['barrier', 'barrier: { gte: 2, lte: 3 }', [2, 3]], ['weight', 'weightKg: { gte: 57.5 }', [1, 2, 3, 4, 5]], ['weight above all', 'weightKg: { gte: 57.6 }', []], ['an empty list', 'numbers: []', []],
  ])('filtered by %s', async (_, filter, expected) => { expect(await numbers(`(filter: { ${filter} })`)).toEqual(expected) })
  test('a filter that matches nothing counts nothing', async () => {
    expect((await race('2023-04-02', 'runners(filter: { numbers: [77] }) { totalCount nodes { id } edges { cursor } }')).runners).toEqual({ totalCount: 0, nodes: [], edges: [] })
  })
  test('ends that exclude each other are refused by name', async () => {
    expect(await graph.refusal('{ meeting(date: "2023-04-02", venue: "ST") { races { runners(filter: { barrier: { gte: 5, lte: 3 } }) { nodes { id } } } } }')).toEqual({ code: 'BAD_USER_INPUT', message: 'filter.barrier.gte 5 lies after filter.barrier.lte 3: nothing can match; swap them.' })
  })
  test('by jockey, and with the id of a trainer where a jockey is due', async () => {
    const { runners } = await race('2023-04-02', 'runners { nodes { jockey { id } trainer { id } claim { kg lb apprentice } } }')
    expect(await numbers(`(filter: { jockeyIds: ["${runners.nodes[1].jockey.id}"] })`)).toEqual([2])
    expect((await graph.refusal('query ($id: ID!) { meeting(date: "2023-04-02", venue: "ST") { races { runners(filter: { jockeyIds: [$id] }) { nodes { id } } } } }', { id: runners.nodes[0].trainer.id })).message).toContain('is the id of a Trainer, and a Jockey id is needed here.')
  })
})

test('units and odds formats side by side', async () => {
  expect(await race('2023-04-02', 'metres: distance furlongs: distance(unit: FURLONG) runners(first: 1) { nodes { weight lb: weight(unit: LB) startingPrice fractional: startingPrice(format: FRACTIONAL) american: startingPrice(format: AMERICAN) hk: startingPrice(format: HONG_KONG) } }')).toEqual({
    metres: 1400, furlongs: 6.959, runners: { nodes: [{ weight: 57.5, lb: 126.8, startingPrice: '2.50', fractional: '6/4', american: '+150', hk: '1.50' }] },
  })
})

test('a runner with gear, claim and a scratching that stands', async () => {
  const { runners } = await race('2023-04-02', 'runners { nodes { number saddleCloth gear { code text firstTime removed changeText } before: gear(asOf: "2023-03-31T23:59:59Z") { code } scratching { at knownAt late reason } earlier: scratching(asOf: "2023-04-02T04:00:30Z") { at } claim { kg } owners { name } inRunning { point } sectionals { last400Ms } } }')
  expect(runners.nodes[0]).toMatchObject({ saddleCloth: '1', before: [], scratching: null, gear: [{ code: 'B', text: 'blinkers', firstTime: true, removed: false, changeText: 'blinkers first time' }, { code: 'TT', text: 'tongue tie', firstTime: false, removed: false, changeText: null }], owners: [{ name: 'Owner One' }], inRunning: [], sectionals: null })
  expect(runners.nodes[4]).toMatchObject({ number: 5, scratching: { at: '2023-04-02T04:00:00.000Z', knownAt: '2023-04-02T04:01:00.000Z', late: true, reason: 'lame' }, earlier: null })
})

test('owners on the day, in-running positions and section times', async () => {
  const { runners, sectionals } = await race('2023-04-23', `runners(first: 1) { nodes { owners { name colours { description } } inRunning { point metresFromHome position margin } sectionals { runnerId splits { fromM toM timeMs cumulativeMs } last200Ms last400Ms last600Ms finishingSpeedPercent } id } }
    sectionals { intervalM leaderSplits { timeMs cumulativeMs } runners { runnerId } tempo }`)
  const [first] = runners.nodes
  expect(first).toEqual({
    id: first.id, owners: [{ name: 'Owner One', colours: { description: 'red' } }], inRunning: [{ point: 'call 1', metresFromHome: 800, position: 1, margin: 0 }, { point: 'call 2', metresFromHome: 0, position: 3, margin: null }],
    sectionals: { runnerId: first.id, splits: [{ fromM: 1200, toM: 800, timeMs: 23_800, cumulativeMs: 23_800 }, { fromM: 800, toM: 400, timeMs: 23_100, cumulativeMs: 46_900 }, { fromM: 400, toM: 0, timeMs: 23_300, cumulativeMs: 70_200 }], last200Ms: null, last400Ms: 23_300, last600Ms: null, finishingSpeedPercent: 100.43 },
  })
  expect(sectionals).toMatchObject({ intervalM: 400, tempo: null, leaderSplits: [{ timeMs: 23_800, cumulativeMs: 23_800 }, { timeMs: 23_100, cumulativeMs: 46_900 }, { timeMs: 23_300, cumulativeMs: 70_200 }] })
  expect(sectionals.runners).toHaveLength(3)
})

test('a barrier trial: runners without numbers, no odds, a meeting of its own', async () => {
  const trial = await graph.ask('{ meeting(date: "2023-03-20", venue: "ST", kind: BARRIER_TRIAL) { kind races { kind runners { nodes { number saddleCloth result { position } } } } } flat: meeting(date: "2023-03-20", venue: "ST") { id } }')
  expect(trial).toEqual({ flat: null, meeting: { kind: 'BARRIER_TRIAL', races: [{ kind: 'BARRIER_TRIAL', runners: { nodes: [{ number: null, saddleCloth: null, result: { position: 1 } }, { number: null, saddleCloth: null, result: { position: 2 } }] } }] } })
})

describe('races', () => {
  const names = async (args: string): Promise<unknown> => (await graph.ask(`{ races(${args}) { nodes { name meeting { date } } } }`)).races.nodes.map((node: { name: string; meeting: { date: string } }) => `${node.meeting.date} ${node.name}`)
  test.each([
    ['class and field size', 'filter: { classes: ["4"], fieldSize: { gte: 4 } }', ['2023-04-02 Race 1']],
    ['pattern', 'filter: { patterns: [GROUP_3] }', ['2023-05-03 Happy Handicap']],
    ['going', 'filter: { goings: [GOOD_TO_FIRM] }', ['2023-05-03 Happy Handicap']],
    ['surface', 'filter: { surfaces: [DIRT] }', ['2023-04-23 Race 2']],
    ['distance', 'filter: { distance: { gte: 1300, lte: 1500 } }', ['2023-04-02 Race 1']],
    ['country', 'filter: { countries: [AUS] }', ['2099-01-01 Race 1']],
    ['source', 'filter: { sources: [SYNTHETIC] }', ['2099-01-01 Race 1']],
    ['status', 'filter: { status: [ABANDONED] }', ['2023-04-23 Race 2']],
    ['kind', 'filter: { kinds: [BARRIER_TRIAL] }', ['2023-03-20 Race 1']],
    ['days', 'filter: { dates: { from: "2023-04-02", to: "2023-04-23" } }', ['2023-04-23 Race 2', '2023-04-23 Race 1', '2023-04-02 Race 1']],
    ['nothing', 'filter: { classes: ["no such class"] }', []],
  ])('filtered by %s', async (_, args, expected) => { expect(await names(args)).toEqual(expected) })
  test('by horse and venue', async () => {
    const { race: first } = { race: await race('2023-04-02', 'meeting { venue { id } } runners(filter: { numbers: [4] }) { nodes { horse { id } } }') }
    expect(await names(`filter: { horseIds: ["${first.runners.nodes[0].horse.id}"], venues: ["${first.meeting.venue.id}"] }, orderBy: { by: START }`)).toEqual(['2023-04-02 Race 1', '2023-04-23 Race 2'])
  })
  test('unknown distances come last in either direction', async () => {
    for (const direction of ['ASC', 'DESC']) expect((await names(`orderBy: { by: DISTANCE, direction: ${direction} }`) as string[]).at(-1)).toBe('2023-04-23 Race 2')
  })
  test('next to jump: only what is to come', async () => {
    expect(await graph.ask('{ nextToJump { name source meeting { venue { name } } } hk: nextToJump(countries: [HKG]) { name } }')).toEqual({ nextToJump: [{ name: 'Race 1', source: 'SYNTHETIC', meeting: { venue: { name: 'Myrtle Park' } } }], hk: [] })
    for (const first of [0, 51]) expect(await graph.refusal(`{ nextToJump(first: ${first}) { id } }`)).toEqual({ code: 'BAD_USER_INPUT', message: `nextToJump: first is ${first}; ask for 1 to 50.` })
  })
})
