import { AbilityBook } from '../../../src/features/history/expected-ability'
import { dayVariant, GoingBook } from '../../../src/features/history/day-variant'
import { median } from '../../../src/features/history/median'
import { ParBook } from '../../../src/features/history/pars'
import { RunningMean } from '../../../src/features/history/running-mean'
import { cardRunner, raceCard } from '../../support/racing-world'

const card = (distanceM: number | null, courseLayout: string | null = null, venueId = 1) => raceCard({ distanceM, courseLayout, venueId, runners: [] })
const book = (...races: readonly (readonly [ReturnType<typeof card>, number])[]): ParBook => {
  const pars = new ParBook()
  for (const [race, logTime] of races) pars.add(race, logTime, NaN)
  return pars
}
const five = Array.from({ length: 5 }, () => [card(1_000), 11] as const)

describe('pars: ln of milliseconds', () => {
  test.each([
    ['no race', book(), card(1_000), NaN],
    ['four races', book(...five.slice(1)), card(1_000), NaN],
    ['five', book(...five), card(1_000), 11],
    ['no distance', book(...five), card(null), NaN],
    ['a distance never run: along t = c x d^1.1', book(...five), card(2_000), 11 + 1.1 * Math.log(2)],
    ['a venue never raced at', book(...five), card(1_000, null, 2), 11],
    // Line through six points, the sixth 0.06 above the rest: mean 11.01; the track, one race, weighs against three of the curve, its course, the same race, against ten of the track.
    ['one race elsewhere', book(...five, [card(1_000, null, 2), 11.06]), card(1_000, null, 2), (11.06 + (10 * (3 * 11.01 + 11.06)) / 4) / 11],
    ['a race without a time', book(...five, [card(1_000), NaN]), card(1_000), 11],
    // Five on A at 11, one on B 0.03 over them: track 11.005, curve the same; B is 0.025 over it, one race against ten.
    ['a course with its rail', book(...five.map(([, y]) => [card(1_000, 'A'), y] as const), [card(1_000, 'B'), 11.03]), card(1_000, 'B'), 11.005 + 0.025 / 11],
  ])('%s', (_, pars, asked, expected) => {
    if (Number.isNaN(expected)) expect(pars.of(asked)).toBeNaN()
    else expect(pars.of(asked)).toBeCloseTo(expected, 12)
  })

  test('a race far off its par moves it as one that is two per cent off', () => {
    const [far, near] = [book(...five), book(...five)]
    far.add(card(1_000), 9, 11)
    near.add(card(1_000), 10.98, 11)
    expect(far.of(card(1_000))).toBe(near.of(card(1_000)))
    expect(far.of(card(1_000))).toBeLessThan(11)
  })
})

describe('the variant of a day', () => {
  test.each<[string, readonly number[], number]>([
    ['no race', [], 0],
    ['one: half', [10], 5],
    ['three alike', [10, 10, 10], 7.5],
    ['either way', [-10, 0, 40], (-10 + 0 + 20) / 4],
    ['an absurd one', [0, 0, 200], 0],
    ['far, but no farther than the limit', [0, 0, 80], 20 / 4],
  ])('%s', (_, slower, expected) => { expect(dayVariant(slower)).toBe(expected) })
})

describe('the going', () => {
  const goings = new GoingBook()
  for (let i = 0; i < 20; i++) goings.add(card(1_000), 6, 30)
  test.each([
    ['here: drawn toward all venues', card(1_200), 6, (20 * 30 + 20 * 15) / 40],
    ['another venue: drawn toward none', card(1_200, null, 2), 6, 15],
    ['the nearest step', card(1_200), 6.4, 22.5],
    ['another step', card(1_200), 5, 0],
    ['unknown', card(1_200), NaN, 0],
  ])('%s', (_, race, wetness, expected) => { expect(goings.of(race, wetness)).toBe(expected) })
})

describe('what a runner is expected to show above 100', () => {
  const [horse, other] = [cardRunner({ horseId: 1 }), cardRunner({ horseId: 2 })]
  const ability = new AbilityBook()
  ability.add(horse, 9)
  test.each([
    ['class, no race yet', ability.ofClass('w', 80), 6],
    ['class unknown', ability.ofClass('w', NaN), 0],
    ['a debutant: its class', ability.of(other, 6), 6],
    ['one run, and two of its class', ability.of(horse, 6), (2 * 6 + 9) / 3],
  ])('%s', (_, value, expected) => { expect(value).toBeCloseTo(expected, 12) })

  test('an older run counts nine tenths', () => {
    const runs = new AbilityBook()
    runs.add(horse, 10)
    runs.add(horse, 20)
    expect(runs.of(horse, 0)).toBeCloseTo((9 + 20) / (2 + 0.9 + 1), 12)
  })
  test('what a point of class is worth moves with races, by least squares', () => {
    const runs = new AbilityBook()
    for (let i = 0; i < 100; i++) runs.addRace('w', 80, 10)
    runs.addRace('w', NaN, 50)
    runs.addRace('w', 80, NaN)
    expect(runs.ofClass('w', 61)).toBeCloseTo((0.3 * 40_000 + 100 * 200) / (40_000 + 100 * 400), 12)
    expect(runs.ofClass('v', 61)).toBe(0.3)
  })
})

test.each<[readonly number[], number]>([[[], NaN], [[3], 3], [[4, 1], 2.5], [[10, 9, 1], 9]])('median of %j', (values, expected) => { expect(median(values)).toBe(expected) })

test('a mean forgets: the 201st value weighs as the 200th', () => {
  const mean = new RunningMean()
  for (let i = 0; i < 200; i++) mean.add(0)
  mean.add(200)
  expect([mean.count, mean.mean]).toEqual([200, 1])
})
