import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { featureAfter } from '../support/one-horse'
import { daysBefore, featureOf, finished, raceCard, type CardPart, type RunnerPart } from '../support/racing-world'

type Runs = Parameters<typeof featureAfter>[2]
const drawn = (first: number, count: number): { horseId: number; barrier: number }[] => Array.from({ length: count }, (_, i) => ({ horseId: first + i, barrier: i + 1 }))
const at = (...barriers: (number | null)[]): RunnerPart[] => barriers.map((barrier, i) => ({ horseId: i + 1, barrier }))
const card = (runners: readonly RunnerPart[], part: Partial<CardPart> = {}) => raceCard({ ...part, runners })
const check = (value: number | null, expected: number | null): void => { if (expected === null) expect(value).toBeNull(); else expect(value).toBeCloseTo(expected, 12) }
const everyone = (name: FeatureName, runners: readonly RunnerPart[], part: Partial<CardPart> = {}, history: FinishedRace[] = []): (number | null)[] => runners.filter(({ status }) => status !== 'SCRATCHED').map((_, i) => featureOf(name, { card: card(runners, part), history }, i))

describe('barrier.number', () => {
  test.each([
    ['as drawn', 7, 7],
    ['unknown', null, null],
  ])('%s', (_, barrier, expected) => {
    expect(featureOf('barrier.number', { card: raceCard({ runners: [{ horseId: 1, barrier }, { horseId: 2, barrier: 2 }] }) })).toBe(expected)
  })
})

describe('barrier.rank and barrier.share', () => {
  test.each<[string, RunnerPart[], (number | null)[], (number | null)[]]>([
    ['three', at(2, 1, 3), [2, 1, 3], [0.5, 0, 1]], ['gaps close', at(9, 2, 12), [2, 1, 3], [0.5, 0, 1]], ['so does one left by a scratching', [...at(3, 1), { horseId: 9, barrier: 2, status: 'SCRATCHED' }], [2, 1], [1, 0]],
    ['one unknown', at(4, null, 6), [1, null, 2], [0, null, 1]], ['alone', at(5), [1], [0.5]], ['none known', at(null, null), [null, null], [null, null]],
  ])('%s', (_, runners, ranks, shares) => {
    expect(everyone('barrier.rank', runners)).toEqual(ranks)
    expect(everyone('barrier.share', runners)).toEqual(shares)
  })
})

describe('barrier.byFieldSize', () => {
  test.each<[string, RunnerPart[], (number | null)[]]>([['four', at(1, 4, 2, 3), [-2, 2, -2 / 3, 2 / 3]], ['two', at(1, 2), [-1, 1]], ['unknown', at(1, 2, null), [-1.5, 1.5, null]], ['alone', at(3), [0]]])('%s', (_, runners, expected) => {
    everyone('barrier.byFieldSize', runners).forEach((value, i) => { check(value, expected[i] ?? null) })
  })
})

describe('barrier.wideness', () => {
  test.each<[string, RunnerPart[], Partial<CardPart>, (number | null)[]]>([
    ['two inside over 2,000 m', at(3, 1, 2), { distanceM: 2_000 }, [1, 0, 0.5]], ['over 1,000 m', at(3, 1, 2), { distanceM: 1_000 }, [2, 0, 1]], ['straight', at(3, 1, 2), { direction: 'STRAIGHT' }, [0, 0, 0]],
    ['way round unknown: taken to turn', at(2, 1), { direction: null, distanceM: 1_000 }, [1, 0]], ['distance unknown', at(2, 1), { distanceM: null }, [null, null]], ['undrawn on a straight course', at(null, 1), { direction: 'STRAIGHT' }, [null, 0]],
  ])('%s', (_, runners, part, expected) => { expect(everyone('barrier.wideness', runners, part)).toEqual(expected) })
})

describe('barrier.change', () => {
  test.each<[string, (number | null)[], Runs, number | null]>([
    ['from outside to the rail', [1, 2], [{ barrierShare: 0 }, { barrierShare: 1 }], -1], ['farther out', [2, 1, 3], [{ barrierShare: 0.25 }], 0.25], ['the last is unknown', [1, 2], [{ barrierShare: 1 }, {}], null], ['undrawn today', [null, 2], [{ barrierShare: 1 }], null], ['debutant', [1, 2], [], null],
  ])('%s', (_, barriers, runs, expected) => { expect(featureAfter('barrier.change', card(at(...barriers)), runs)).toBe(expected) })
})

describe('barrier.insideEdge: (inner - outer) x n / (n + 4), n the fewer', () => {
  const both: Runs = [{ barrierShare: 0, beaten: 0.8 }, { barrierShare: 0.49, beaten: 0.6 }, { barrierShare: 1, beaten: 0.3 }]
  test.each<[string, Runs, number | null]>([
    ['two inside, one outside', both, 0.4 * (1 / 5)], ['the middle is outer', [{ barrierShare: 0.5, beaten: 1 }, { barrierShare: 0.4, beaten: 0 }], -1 / 5], ['unknown draws are left out', [...both, { beaten: 1 }], 0.4 * (1 / 5)],
    ['one half alone', [{ barrierShare: 0, beaten: 1 }], 0], ['draws never known', [{ beaten: 1 }], null], ['debutant', [], null],
  ])('%s', (_, runs, expected) => { check(featureAfter('barrier.insideEdge', card(at(1, 2)), runs), expected) })
})

/** Races of three, the first of the rail won. */
const railWins = (days: readonly number[], part: Partial<CardPart> = {}): FinishedRace[] => days.map((ago) => finished({ off: daysBefore(ago), ...part, runners: drawn(100, 3) }, [1, 2, 3]))
const undrawn = [finished({ off: daysBefore(4), runners: [{ horseId: 100 }, { horseId: 101 }] }, [1, 2])]

/** Chance wins are a third a race. */
describe.each([
  ['barrier.thirdImpact', {}], ['barrier.groundImpact', { goingNumber: 7 }], ['barrier.layoutImpact', { courseLayout: 'A' }], ['barrier.stallImpact', {}],
] as const)('%s: (wins + 10) / (chance wins + 10)', (name, part: Partial<CardPart>) => {
  const runners = drawn(1, 3)
  test.each<[string, FinishedRace[], (number | null)[]]>([
    ['three races, all won from the rail', railWins([9, 8, 7], part), [13 / 11, 10 / 11, 10 / 11]],
    ['another distance, surface or venue does not count', [...railWins([9], { ...part, distanceM: 1_400 }), ...railWins([8], { ...part, surface: 'DIRT' }), ...railWins([7], { ...part, venueId: 2 })], [1, 1, 1]],
    ['races without a draw do not count', undrawn, [1, 1, 1]], ['nothing was run here before', [], [1, 1, 1]],
    ['yesterday counts, today does not', [...railWins([1], part), ...railWins([0.2], part)], [11 / (10 + 1 / 3), 10 / (10 + 1 / 3), 10 / (10 + 1 / 3)]],
  ])('%s', (_, history, expected) => { everyone(name, runners, part, history).forEach((value, i) => { check(value, expected[i] ?? null) }) })
  test('undrawn, or at an unknown distance: missing', () => {
    expect(everyone(name, at(null, null), part, railWins([9], part))).toEqual([null, null])
    expect(everyone(name, runners, { ...part, distanceM: null }, railWins([9], part))).toEqual([null, null, null])
  })
})
test('barrier.groundImpact: dry runs do not count on wet ground, and it is missing where the ground is unknown', () => {
  expect(everyone('barrier.groundImpact', drawn(1, 3), { goingNumber: 5 }, railWins([9], { goingNumber: 4 }))).toEqual([1, 1, 1])
  expect(everyone('barrier.groundImpact', drawn(1, 3), { going: null, goingNumber: null }, railWins([9]))).toEqual([null, null, null])
})
test('barrier.layoutImpact: another position of the rail does not count', () => { expect(everyone('barrier.layoutImpact', drawn(1, 3), { courseLayout: 'A' }, railWins([9], { courseLayout: 'B' }))).toEqual([1, 1, 1]) })
test('barrier.stallImpact: of the number itself, wherever it is in the field', () => { check(featureOf('barrier.stallImpact', { card: card(at(3, 9)), history: railWins([9, 8, 7]) }), 10 / 11) })

describe.each(['barrier.thirdImpactOverField', 'barrier.stallImpactOverField'] as const)('%s', (name) => {
  test.each<[string, RunnerPart[], FinishedRace[], (number | null)[]]>([
    ['13 elevenths against 10 and 10', drawn(1, 3), railWins([9, 8, 7]), [2 / 11, -1 / 11, -1 / 11]], ['the undrawn are left out', at(1, 3, null), railWins([9, 8, 7]), [1.5 / 11, -1.5 / 11, null]], ['nothing was run here', drawn(1, 2), [], [0, 0]], ['none drawn', at(null), [], [null]],
  ])('%s', (_, runners, history, expected) => { everyone(name, runners, {}, history).forEach((value, i) => { check(value, expected[i] ?? null) }) })
})

describe('barrier.thirdBeatenShare: (shares beaten + 60 x 0.5) / (starts + 60)', () => {
  test.each<[string, RunnerPart[], FinishedRace[], (number | null)[]]>([
    ['twice the first from the rail', drawn(1, 3), railWins([9, 8]), [32 / 62, 31 / 62, 30 / 62]], ['only at another distance: the base rate', drawn(1, 2), railWins([9], { distanceM: 1_400 }), [0.5, 0.5]], ['undrawn', at(null, 1, 2), railWins([9]), [null, 31 / 61, 30 / 61]], ['nothing was run before', drawn(1, 2), [], [null, null]],
  ])('%s', (_, runners, history, expected) => { everyone('barrier.thirdBeatenShare', runners, {}, history).forEach((value, i) => { check(value, expected[i] ?? null) }) })
})
