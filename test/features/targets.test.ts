import { placesPaid, TARGETS, targetsOf, type Target } from '../../src/features/targets'
import { finished, type OutcomePart } from '../support/racing-world'

type Finish = number | null | OutcomePart
const targets = (finish: readonly Finish[], count = finish.length): Readonly<Record<Target, readonly (number | null)[]>> => {
  const race = finished({ runners: Array.from({ length: count }, (_, i) => ({ horseId: i + 1 })) }, finish)
  const columns = targetsOf(race, race.card.runners.map(({ runnerId }) => runnerId))
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values].map((value) => (Number.isNaN(value) ? null : value))])) as Record<Target, (number | null)[]>
}
const priced = (position: number | null, startingPrice: number | null): OutcomePart => ({ position, startingPrice })
const half = 1 / 2

describe('targetsOf', () => {
  test.each<[Target, string, readonly Finish[], readonly (number | null)[]]>([
    ['win', 'plain', [2, 1, 3], [0, 1, 0]],
    ['win', 'dead heat of two', [1, 1, 3], [half, half, 0]],
    ['win', 'dead heat of three', [1, 1, 1], [1 / 3, 1 / 3, 1 / 3]],
    ['win', 'one alone', [1], [1]],
    ['win', 'nobody finished: unknown', [null, null], [null, null]],
    ['win', 'the winner was taken away and none put in its place: unknown', [2, 3], [null, null]],
    ['win', 'one did not run', [1, { status: 'VOID', position: null }, 2], [1, null, 0]],
    ['place', 'eight ran: first three', [1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 0, 0, 0, 0, 0]],
    ['place', 'seven ran: first two', [1, 2, 3, 4, 5, 6, 7], [1, 1, 0, 0, 0, 0, 0]],
    ['place', 'five ran: first two', [1, 2, 3, 4, 5], [1, 1, 0, 0, 0]],
    ['place', 'four ran: first', [1, 2, 3, 4], [1, 0, 0, 0]],
    ['place', 'eight on the card, one void: seven ran', [1, 2, 3, 4, 5, 6, 7, { status: 'VOID', position: null }], [1, 1, 0, 0, 0, 0, 0, null]],
    ['place', 'one that fell did run', [1, 2, 3, 4, 5, 6, 7, null], [1, 1, 1, 0, 0, 0, 0, 0]],
    ['place', 'dead heat for third shares it', [1, 2, 3, 3, 5, 6, 7, 8], [1, 1, half, half, 0, 0, 0, 0]],
    ['place', 'dead heat of three for second shares two', [1, 2, 2, 2, 5, 6, 7, 8], [1, 2 / 3, 2 / 3, 2 / 3, 0, 0, 0, 0]],
    ['place', 'dead heat for first fills two', [1, 1, 3, 4, 5], [1, 1, 0, 0, 0]],
    ['topFive', 'a dead heat for fifth', [1, 2, 3, 4, 5, 5, 7], [1, 1, 1, 1, half, half, 0]],
    ['topFive', 'three finished of four', [1, 2, 3, null], [1, 1, 1, 0]],
    ['finishPosition', 'plain', [2, 1, 3], [2, 1, 3]],
    ['finishPosition', 'a dead heat shares the mean', [1, 2, 2, 4], [1, 2.5, 2.5, 4]],
    ['finishPosition', 'those without a position share what is left: fourth and fifth', [1, 2, 3, null, null], [1, 2, 3, 4.5, 4.5]],
    ['finishPosition', 'the disqualified is behind', [1, { status: 'DISQUALIFIED', position: null }, 2], [1, 3, 2]],
    ['finishPosition', 'a gap in the official positions moves nobody', [1, 2, 4, 5], [1, 2, 3, 4]],
    ['beatFavourite', 'plain', [priced(1, 5), priced(2, 2), priced(3, 8)], [1, null, 0]],
    ['beatFavourite', 'level with it', [priced(1, 5), priced(1, 2), priced(3, 8)], [half, null, 0]],
    ['beatFavourite', 'joint favourites: the mean', [priced(2, 5), priced(1, 2), priced(3, 2), priced(4, 9)], [half, null, null, 0]],
    ['beatFavourite', 'the favourite fell; so did another', [priced(1, 5), priced(null, 2), priced(null, 8)], [1, null, half]],
    ['beatFavourite', 'without a price', [priced(1, 5), priced(2, 2), priced(3, null)], [1, null, null]],
    ['beatFavourite', 'nobody has one', [1, 2], [null, null]],
    ['beatFavourite', 'odds of 1.0', [priced(1, 1), priced(2, 50)], [null, 0]],
    ['beatFavourite', 'a void favourite is none', [priced(1, 5), { ...priced(null, 1.5), status: 'VOID' }, priced(2, 3)], [1, null, null]],
  ])('%s: %s', (target, _, finish, expected) => { expect(targets(finish)[target]).toEqual(expected) })

  test('shares of win and place add up to the places there are', () => {
    for (const finish of [[1, 1, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2, 5, 6, 7, null], [1, 2, 3, 3, 3, 3, 7, 8]]) {
      const { win, place } = targets(finish)
      const [wins = NaN, places = NaN] = [win, place].map((values) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0))
      expect(wins).toBeCloseTo(1, 12)
      expect(places).toBeCloseTo(3, 12)
    }
  })
  test('runners that are not in the result have none, and the order asked for is kept', () => {
    const race = finished({ runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 2])
    expect([...targetsOf(race, [2, 99, 1]).win]).toEqual([0, NaN, 1])
  })
  test('no race of no runners breaks it', () => { expect(targetsOf(finished({ runners: [] }, []), []).win).toHaveLength(0) })
  test('places paid by field', () => { expect([1, 4, 5, 7, 8, 20].map(placesPaid)).toEqual([1, 1, 2, 2, 3, 3]) })
  test('every target is written down', () => { expect(Object.keys(TARGETS).sort()).toEqual(Object.keys(targets([1])).sort()) })
})
