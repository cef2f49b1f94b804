import { instant } from '../../src/domain/instant'
import type { TrackReading } from '../../src/domain/race-card'
import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { featureAfter, ran } from '../support/one-horse'
import { daysBefore, featureOf, finished, raceCard, type CardPart } from '../support/racing-world'

const card = (part: Partial<CardPart> = {}) => raceCard({ runners: [{ horseId: 1 }, { horseId: 2 }, { horseId: 3 }], ...part })
const UNKNOWN = { going: null, goingNumber: null }
const check = (value: number | null, expected: number | null): void => { if (expected === null) expect(value).toBeNull(); else expect(value).toBeCloseTo(expected, 12) }
const reading = (at: string, number: number, part: Partial<TrackReading> = {}): TrackReading => ({ raceNumber: null, label: 'SOFT', number, observedAt: instant(at), knownAt: instant(at), ...part })
const DAWN = '2024-04-30T21:00:00Z'
const NOON = '2024-05-01T02:00:00Z'
const OFF = '2024-05-01T06:00:00Z'

describe('track.wetness and track.wet', () => {
  test.each<[string, Partial<CardPart>, number | null, number | null]>([
    ['as declared, by number', { going: 'GOOD', goingNumber: 4 }, 4, 0], ['by word', { going: 'HEAVY', goingNumber: null }, 9, 1], ['five is wet', { going: 'SOFT', goingNumber: 5 }, 5, 1],
    ['the latest reading', { readings: [reading(NOON, 7), reading(DAWN, 5)] }, 7, 1], ['a reading that came at the off does not count', { readings: [reading(DAWN, 5), reading(NOON, 9, { knownAt: instant(OFF) })] }, 5, 1],
    ['a reading for another race does not count', { readings: [reading(NOON, 8, { raceNumber: 7 })] }, 4, 0], ['unknown', UNKNOWN, null, null],
  ])('%s', (_, part, wetness, wet) => {
    expect(featureOf('track.wetness', { card: card(part) })).toBe(wetness)
    expect(featureOf('track.wet', { card: card(part) })).toBe(wet)
  })
})

describe('track.going', () => {
  test.each<[string, Partial<CardPart>, number | null]>([['FIRM is the first word', { going: 'FIRM' }, 0], ['GOOD the third', { going: 'GOOD' }, 2], ['SYNTHETIC the last', { going: 'SYNTHETIC' }, 17], ['a reading goes before what was declared', { readings: [reading(NOON, 6)] }, 7], ['unknown', UNKNOWN, null]])('%s', (_, part, expected) => {
    expect(featureOf('track.going', { card: card(part) })).toBe(expected)
  })
})

describe('track.wetnessChange', () => {
  test.each<[string, TrackReading[], number | null]>([
    ['from 5 to 7', [reading(DAWN, 5), reading(NOON, 7)], 2], ['drying', [reading(NOON, 4), reading(DAWN, 6)], -2], ['one reading', [reading(DAWN, 5)], 0],
    ['the second is not known yet', [reading(DAWN, 5), reading(NOON, 7, { knownAt: instant(OFF) })], 0], ['none', [], null],
  ])('%s', (_, readings, expected) => { expect(featureOf('track.wetnessChange', { card: card({ readings }) })).toBe(expected) })
})

describe('track.wetnessFromLast', () => {
  test.each<[string, Partial<CardPart>, Parameters<typeof featureAfter>[2], number | null]>([
    ['from 7 to 4', {}, [{ wetness: 4 }, { wetness: 7 }], -3], ['the last is unknown', {}, [{ wetness: 7 }, {}], null], ['today is unknown', UNKNOWN, [{ wetness: 7 }], null], ['debutant', {}, [], null],
  ])('%s', (_, part, runs, expected) => { expect(featureAfter('track.wetnessFromLast', card(part), runs)).toBe(expected) })
})

describe('track.railOffset', () => {
  test.each([[3], [0], [null]])('%s m', (railOffsetM) => { expect(featureOf('track.railOffset', { card: card({ railOffsetM }) })).toBe(railOffsetM) })
})

const on = (days: number, place: number, goingNumber: number | null, size = 5): FinishedRace => ran(days, place, size, { card: { going: null, goingNumber } })

/** In races of five a win is one of five, three of five are placed, and the mean share beaten is a half. Today's ground is GOOD: 3.5. */
describe.each([
  ['track.similarWinRate', 6, 0.2, [1, 0, 0]], ['track.similarPlaceRate', 5, 0.6, [1, 1, 0]], ['track.similarBeatenShare', 4, 0.5, [1, 0.75, 0]],
] as const)('%s', (name, prior, base, [first, second, fifth]) => {
  const today = card({ going: 'GOOD', goingNumber: null })
  test.each<[string, FinishedRace[], number | null]>([
    ['two on similar ground', [on(30, 1, 4), on(20, 5, 3)], (first + fifth + prior * base) / (2 + prior)],
    ['5 is similar, 6 is not', [on(30, 2, 5), on(20, 1, 6)], (second + prior * base) / (1 + prior)],
    ['unknown ground is not', [on(30, 2, 4), on(20, 1, null), on(10, 5, 4)], (second + fifth + prior * base) / (2 + prior)],
    ['none similar: the base rate', [on(20, 1, 9)], base],
    ['nothing was run before', [], null],
  ])('%s', (_, history, expected) => { check(featureOf(name, { card: today, history }), expected) })
  test('a debutant among runners of the world: the base rate', () => { check(featureOf(name, { card: today, history: [on(20, 1, 4)] }, 1), base) })
  test('ground of today unknown: missing', () => { expect(featureOf(name, { card: card(UNKNOWN), history: [on(20, 1, 4)] })).toBeNull() })
})

describe('track.wetEdge and track.groundEdge: (wet - dry) x n / (n + 3), n the fewer', () => {
  type Runs = Parameters<typeof featureAfter>[2]
  const wetAndDry: Runs = [{ wetness: 8, beaten: 0.9 }, { wetness: 5, beaten: 0.7 }, { wetness: 4, beaten: 0.2 }]
  test.each<[string, Runs, number | null]>([
    ['two wet, one dry', wetAndDry, 0.6 * (1 / 4)], ['4.9 is dry, 5 is wet', [{ wetness: 5, beaten: 0.5 }, { wetness: 4.9, beaten: 1 }], -0.5 * (1 / 4)],
    ['unknown ground is left out', [...wetAndDry, { beaten: 1 }, { beaten: 1 }], 0.6 * (1 / 4)], ['only dry', [{ wetness: 4, beaten: 0.2 }], 0], ['ground never known', [{ beaten: 0.2 }], null], ['debutant', [], null],
  ])('%s', (_, runs, expected) => {
    check(featureAfter('track.wetEdge', card(), runs), expected)
    check(featureAfter('track.groundEdge', card({ going: 'SOFT', goingNumber: 5 }), runs), expected)
    check(featureAfter('track.groundEdge', card({ going: 'GOOD', goingNumber: 4 }), runs), expected === null ? null : -expected)
  })
  test('of the ground today, where that is unknown: missing', () => { expect(featureAfter('track.groundEdge', card(UNKNOWN), wetAndDry)).toBeNull() })
})

/** Three of whom the `winner`th from the rail won; the first to the last at the first call as they are drawn. */
const drawnRace = (days: number, winner: 1 | 2 | 3, part: Partial<CardPart> = {}): FinishedRace =>
  finished({ off: daysBefore(days), ...part, runners: [11, 12, 13].map((horseId, i) => ({ horseId, barrier: i + 1 })) }, [1, 2, 3].map((barrier) => ({ position: barrier === winner ? 1 : barrier < winner ? barrier + 1 : barrier, inRunning: [{ position: barrier, marginLengths: null }] })))

describe.each(['track.insideImpact', 'track.frontImpact'] as const)('%s: (wins + 10) / (chance wins + 10)', (name: FeatureName) => {
  test.each<[string, FinishedRace[], number]>([
    ['two of three', [drawnRace(9, 1), drawnRace(8, 1), drawnRace(7, 3)], 12 / 11], ['none of three', [drawnRace(9, 2), drawnRace(8, 3), drawnRace(7, 3)], 10 / 11],
    ['another distance, surface or venue does not count', [drawnRace(9, 1, { distanceM: 1_400 }), drawnRace(8, 1, { surface: 'DIRT' }), drawnRace(7, 1, { venueId: 2 })], 1],
    ['neither draw nor place at the first call is known', [finished({ off: daysBefore(9), runners: [{ horseId: 11 }, { horseId: 12 }] }, [1, 2])], 1], ['nothing was run here', [], 1],
  ])('%s', (_, history, expected) => { check(featureOf(name, { card: card(), history }), expected) })
  test('distance unknown: missing', () => { expect(featureOf(name, { card: card({ distanceM: null }), history: [drawnRace(9, 1)] })).toBeNull() })
})

describe('track.winnersBarrier: of the course, 10 races from that of the distance, that 10 races from 0.5', () => {
  const today = card({ courseLayout: 'B' })
  const there = (days: number, winner: 1 | 2 | 3, courseLayout: string | null): FinishedRace => drawnRace(days, winner, { courseLayout })
  test.each<[string, FinishedRace[], number]>([
    ['one inside on B, three outside on A', [there(9, 1, 'B'), there(8, 3, 'A'), there(7, 3, 'A'), there(6, 3, 'A')], (0 + 10 * (8 / 14)) / 11],
    ['only on A', [there(8, 3, 'A')], 6 / 11],
    ['a race whose winner\'s barrier is unknown is left out', [there(9, 1, 'B'), finished({ off: daysBefore(5), courseLayout: 'B', runners: [{ horseId: 11 }, { horseId: 12, barrier: 1 }] }, [1, 2])], (10 * (5 / 11)) / 11],
    ['of a dead heat the mean', [finished({ off: daysBefore(9), courseLayout: 'B', runners: [11, 12, 13].map((horseId, i) => ({ horseId, barrier: i + 1 })) }, [1, 1, 3])], (0.25 + 10 * (5.25 / 11)) / 11],
    ['nothing was run here', [], 0.5],
  ])('%s', (_, history, expected) => { check(featureOf('track.winnersBarrier', { card: today, history }), expected) })
  test('distance unknown: missing', () => { expect(featureOf('track.winnersBarrier', { card: card({ distanceM: null }) })).toBeNull() })
})
