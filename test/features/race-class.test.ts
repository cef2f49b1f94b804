import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf } from '../../src/domain/instant'
import { classRating } from '../../src/domain/class-rating'
import { computeFeatures } from '../../src/features/compute'
import { buildFrame } from '../../src/features/frame'
import { RACE_FAMILIES, type RaceFamily } from '../../src/features/history/families'
import { LoadedHistory, totalsName } from '../../src/features/history/loaded-history'
import { LAYOUTS } from '../../src/features/history/kept-counters'
import { RACE } from '../../src/features/history/tally-columns'
import type { FeatureName } from '../../src/features/registry'
import { featureAfter, ran } from '../support/one-horse'
import { featureOf, raceCard, type CardPart } from '../support/racing-world'

const card = (part: Partial<CardPart> = {}) => raceCard({ ratingHigh: 70, prizeTotal: 40_000, runners: [{ horseId: 1 }, { horseId: 2 }], ...part })
const unknown = { classRating: NaN }
/** Cases of what the runs before, oldest first, make of a race of class 70 worth 40,000. */
type Runs = Parameters<typeof featureAfter>[2]
const after = (name: FeatureName, cases: readonly (readonly [string, Runs, number | null])[]): void => {
  test.each(cases)('%s', (_, runs, expected) => {
    const value = featureAfter(name, card(), runs)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
}

describe('class.rating', () => {
  test.each<[string, Partial<CardPart>, number | null]>([
    ['top of the band', {}, 70], ['pattern', { pattern: 'GROUP_2', ratingHigh: null }, 120], ['by name, of its country', { ratingHigh: null, classCode: '4', country: 'HKG' }, 60], ['nothing tells', { ratingHigh: null }, null],
  ])('%s', (_, part, expected) => { expect(featureOf('class.rating', { card: card(part) })).toBe(expected) })
})

describe('class.pattern', () => {
  test.each([['GROUP_1', 0], ['GROUP_2', 1], ['GROUP_3', 2], ['LISTED', 3], ['GRADED_OTHER', 4], ['NONE', 5]] as const)('%s', (pattern, expected) => { expect(featureOf('class.pattern', { card: card({ pattern }) })).toBe(expected) })
})

describe('class.change', () => {
  after('class.change', [
    ['up from 58', [{ classRating: 78 }, { classRating: 58 }], 12], ['down from a listed race', [{ classRating: 110 }], -40], ['the last is unknown', [{ classRating: 58 }, unknown], null], ['debutant', [], null],
  ])
  test('class of today unknown: missing', () => { expect(featureAfter('class.change', card({ ratingHigh: null }), [{ classRating: 58 }])).toBeNull() })
  test('a result that came in today does not count yet', () => {
    expect(featureOf('class.change', { card: card(), history: [ran(20, 1, 3, { card: { ratingHigh: 64 } }), ran(2, 1, 3, { card: { ratingHigh: 90 }, knownAt: '2024-05-01T00:00:00Z' })] })).toBe(6)
  })
})

describe('class.overMean5', () => {
  after('class.overMean5', [
    ['of two', [{ classRating: 60 }, { classRating: 70 }], 5], ['the sixth last is out', [{ classRating: 10 }, ...Array<Runs[number]>(5).fill({ classRating: 64 })], 6],
    ['unknown ones are skipped, within the five', [{ classRating: 10 }, { classRating: 60 }, unknown, unknown, unknown, { classRating: 64 }], 8], ['all unknown', [unknown], null], ['debutant', [], null],
  ])
})

describe('class.overBestWon', () => {
  after('class.overBestWon', [
    ['won in 58 and 64, beaten in 90', [{ classRating: 64, won: 1 }, { classRating: 58, won: 1 }, { classRating: 90, won: 0 }], 6], ['won a better race', [{ classRating: 78, won: 1 }], -8],
    ['a win of unknown class', [{ ...unknown, won: 1 }, { classRating: 60, won: 1 }], 10], ['never won', [{ classRating: 58, won: 0 }], null], ['debutant', [], null],
  ])
})

describe('class.overBestPlaced', () => {
  after('class.overBestPlaced', [
    ['third counts, fourth does not', [{ classRating: 64, position: 3 }, { classRating: 90, position: 4 }], 6], ['without a finish it was not placed', [{ classRating: 90, position: NaN }, { classRating: 58, position: 1 }], 12],
    ['a place of unknown class', [{ ...unknown, position: 2 }], null], ['never placed', [{ classRating: 58, position: 9 }], null], ['debutant', [], null],
  ])
})

describe('class.runsAtOrAbove', () => {
  after('class.runsAtOrAbove', [['equal counts', [{ classRating: 70 }, { classRating: 69 }, { classRating: 90 }], 2], ['unknown does not', [unknown, { classRating: 71 }], 1], ['debutant', [], 0]])
  test('class of today unknown: missing', () => { expect(featureAfter('class.runsAtOrAbove', card({ ratingHigh: null }), [{ classRating: 58 }])).toBeNull() })
})

describe('class.ratingBelowTop', () => {
  test.each([['five below', 70, 65, 5], ['above the top', 70, 72, -2], ['at the top', 70, 70, 0], ['no band', null, 65, null], ['unrated', 70, null, null]])('%s', (_, ratingHigh, handicapRating, expected) => {
    expect(featureOf('class.ratingBelowTop', { card: raceCard({ ratingHigh, runners: [{ horseId: 1, handicapRating }] }) })).toBe(expected)
  })
})

describe('class.lnPrize', () => {
  test.each([['1', 1, 0], ['100,000', 100_000, 11.512925464970229], ['none paid', 0, null], ['unknown', null, null]])('%s', (_, prizeTotal, expected) => { expect(featureOf('class.lnPrize', { card: card({ prizeTotal }) })).toBe(expected) })
})

describe('class.prizePerStarter', () => {
  const scratched = [{ horseId: 1 }, { horseId: 2 }, { horseId: 3, status: 'SCRATCHED' as const }]
  test.each<[string, number | null, number | null]>([['two start of three', 40_000, 20_000], ['none paid', 0, 0], ['unknown', null, null]])('%s', (_, prizeTotal, expected) => {
    expect(featureOf('class.prizePerStarter', { card: card({ prizeTotal, runners: scratched }) })).toBe(expected)
  })
})

describe('class.lnPrizeOverUsual', () => {
  after('class.lnPrizeOverUsual', [
    ['four times as much', [{ prizeTotal: 10_000 }], Math.log(4)], ['between 20,000 and 80,000', [{ prizeTotal: 20_000 }, { prizeTotal: 80_000 }], 0], ['the sixth last is out', [{ prizeTotal: 1 }, ...Array<Runs[number]>(5).fill({ prizeTotal: 80_000 })], -Math.log(2)],
    ['unknown and unpaid ones are skipped', [{ prizeTotal: 20_000 }, { prizeTotal: NaN }, { prizeTotal: 0 }], Math.log(2)], ['none known', [{ prizeTotal: NaN }], null], ['debutant', [], null],
  ])
})

describe('class.prizePerStart', () => {
  after('class.prizePerStart', [['of three', [{ prize: 20_000 }, { prize: 0 }, { prize: 1_000 }], 7_000], ['unknown ones are skipped', [{ prize: 20_000 }, { prize: NaN }, { prize: 0 }], 10_000], ['none known', [{ prize: NaN }], null], ['debutant', [], null]])
})

describe('class.prizePerStartRank', () => {
  const history = [ran(20, { position: 1, prize: 500 }, 2, { rivals: { prize: 200 } }), ran(9, { position: 2, prize: 100 }, 3, { rivals: { prize: 900 } })]
  const rivals = history.map((race) => race.card.runners[1]?.horseId ?? NaN)
  const ranks = [0, 1, 2, 3].map((runner) => featureOf('class.prizePerStartRank', { history, card: raceCard({ runners: [1, ...rivals, 999].map((horseId) => ({ horseId })) }) }, runner))
  test('300 a start is behind 900 and before 200; the debutant has no rank', () => { expect(ranks).toEqual([2, 3, 1, null]) })
  test('a field of debutants', () => { expect(featureOf('class.prizePerStartRank', { card: card() })).toBeNull() })
  test('equal ones share the better rank', () => { expect([0, 1].map((runner) => featureOf('class.prizePerStartRank', { history: [ran(9, { position: 1, prize: 70 }, 2, { rivals: { prize: 70 } })], card: raceCard({ runners: [{ horseId: 1 }, { horseId: 1 }] }) }, runner))).toEqual([1, 1]) })
})

describe('class.winnersFigure: (figures of the band + 20 x mean of all) / (their number + 20)', () => {
  const today = card()
  const value = (band: readonly [number, number] | null, world: readonly [number, number] | null, race = today): number => {
    const day = dayOf(race.offAt)
    const sums = (family: RaceFamily, counted: readonly [number, number] | null): [string, Float64Array][] => {
      const key = RACE_FAMILIES[family](race, classRating(race))
      const { counters, places } = LAYOUTS[family]
      const totals = new Float64Array(counters.length)
      if (key === null || counted === null) return []
      totals[places[RACE.figures] as number] = counted[0]
      totals[places[RACE.figureSum] as number] = counted[1]
      return [[totalsName({ family, key, day }), totals]]
    }
    const history = new LoadedHistory(day, [], new Map([...sums('classBand', band), ...sums('world', world)]))
    const market = marketAsOf({ prices: [], startingPrices: new Map() }, race.offAt, race.offAt)
    return computeFeatures(buildFrame([{ race: raceAsOf(race, history, race.offAt), market }])).get('class.winnersFigure')?.[0] ?? NaN
  }
  test.each<[string, readonly [number, number] | null, readonly [number, number] | null, number]>([
    ['ten at 110 in the band, a hundred at 100 in all', [10, 1_100], [100, 10_000], (1_100 + 20 * 100) / 30],
    ['none in the band: the mean of all', null, [100, 10_200], 102],
    ['nothing known', null, null, NaN],
  ])('%s', (_, band, world, expected) => { expect(value(band, world)).toBe(expected) })
  test('class unknown: missing', () => { expect(value(null, [100, 10_000], card({ ratingHigh: null }))).toBeNaN() })
})
