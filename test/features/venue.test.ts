import type { FeatureName } from '../../src/features/registry'
import { EVEN, FAVOURITE, raceOfFour, type Elsewhere } from '../support/race-of-four'
import { featureOf, raceCard, type CardPart } from '../support/racing-world'

type Ran = ReturnType<typeof raceOfFour>
const ran = (days: number, position: number | null, more: Elsewhere = {}): Ran => raceOfFour(days, position, { horseId: 1 }, more)
const stranger = raceOfFour(5, 2, { horseId: 60 })
const away = { venueId: 2 }
const asked = (part: Partial<CardPart> = {}) => raceCard({ ...part, runners: [{ horseId: 1 }, { horseId: 2 }] })

test.each<[FeatureName, string, Ran[], number | null, Partial<CardPart>?]>([
  ['venue.starts', 'two of three here', [ran(30, 1), ran(20, 2, away), ran(10, null)], Math.log(3)],
  ['venue.starts', 'debut', [], 0],
  ['venue.firstTime', 'been here long ago', [ran(900, 1), ran(20, 2, away)], 0],
  ['venue.firstTime', 'only elsewhere', [ran(20, 2, away)], 1],
  ['venue.firstTime', 'debut', [], 1],
  ['venue.moved', 'ran elsewhere last', [ran(30, 1), ran(20, 2, away)], 1],
  ['venue.moved', 'ran here last', [ran(30, 1, away), ran(20, 2)], 0],
  ['venue.moved', 'debut', [], null],
  ['venue.winRate', 'one of two here, base 1/4', [ran(30, 1), ran(20, 1, away), ran(10, null)], (1 + 6 * 0.25) / 8],
  ['venue.winRate', 'never here: the base rate', [ran(20, 1, away)], 0.25],
  ['venue.placeRate', 'third is a place, fourth and pulled up are not; base 3/4', [ran(30, 3), ran(20, 4), ran(10, null)], (1 + 5 * 0.75) / 8],
  ['venue.edge', '1 and 1/3 here, 0 elsewhere; one of each kind at least', [ran(30, 1), ran(20, 4, away), ran(10, 3)], (2 / 3) * (1 / 5)],
  ['venue.edge', 'only here: 0', [ran(30, 1)], 0],
  ['venue.edge', 'debut', [], null],
  ['venue.courseEdge', 'another layout of the venue is another course', [ran(30, 1, { courseLayout: 'A' }), ran(20, 3, { courseLayout: 'B' })], (2 / 3) * (1 / 5), { courseLayout: 'A' }],
  ['venue.courseEdge', 'never on this one: 0', [ran(30, 1, { courseLayout: 'A' })], 0, { courseLayout: 'C+3' }],
  ['venue.trackBeatenShare', 'venue, surface and distance must be the same; base 1/2', [ran(30, 1), ran(29, 1, away), ran(28, 1, { surface: 'DIRT' }), ran(27, 1, { distanceM: 1_201 })], (1 + 4 * 0.5) / 5],
  ['venue.trackBeatenShare', 'never: the base rate', [ran(29, 1, away)], 0.5],
  ['venue.trackBeatenShare', 'distance unknown', [ran(30, 1)], null, { distanceM: null }],
  ['venue.trackBeatenShare', 'surface unknown', [ran(30, 1)], null, { surface: null }],
  ['venue.directionEdge', 'left against right; a straight race is another way, one of unknown direction none', [ran(30, 1), ran(20, 3, { direction: 'RIGHT' }), ran(19, 3, { direction: 'STRAIGHT' }), ran(10, 4, { direction: null })], (2 / 3) * (1 / 5)],
  ['venue.directionEdge', 'unknown today', [ran(30, 1)], null, { direction: null }],
  ['venue.surfaceEdge', 'turf against dirt', [ran(30, 1), ran(20, 3, { surface: 'DIRT' }), ran(10, 4, { surface: null })], (2 / 3) * (1 / 5)],
  ['venue.surfaceEdge', 'unknown today', [ran(30, 1)], null, { surface: null }],
  ['venue.favouriteWinRate', 'one of two here, one of three anywhere; unpriced races do not count', [ran(9, 1, { prices: FAVOURITE }), ran(8, 2, { prices: FAVOURITE }), ran(7, 2, { prices: FAVOURITE, ...away }), ran(6, 1)], (1 + 50 / 3) / 52],
  ['venue.favouriteWinRate', 'one of joint favourites won', [ran(9, 1, { prices: EVEN })], 1],
  ['venue.favouriteWinRate', 'nothing priced here: that of all venues', [ran(9, 1, { prices: FAVOURITE, ...away }), ran(7, 2, { prices: FAVOURITE, ...away })], 0.5],
  ['venue.favouriteWinRate', 'nothing priced anywhere', [ran(9, 1)], null],
])('%s: %s', (name, _, history, expected, part = {}) => {
  const value = featureOf(name, { card: asked(part), history: [...history, stranger] })
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
})

test('nothing was ever run: no rates', () => {
  expect((['venue.winRate', 'venue.placeRate', 'venue.trackBeatenShare', 'venue.favouriteWinRate'] as const).map((name) => featureOf(name, { card: asked() }))).toEqual([null, null, null, null])
})
