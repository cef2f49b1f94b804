import type { FinishedRace } from '../../src/domain/race-outcome'
import type { FeatureName } from '../../src/features/registry'
import { featureAfter, ran } from '../support/one-horse'
import { featureOf, raceCard } from '../support/racing-world'

const today = (distanceM: number | null): ReturnType<typeof raceCard> => raceCard({ distanceM, runners: [{ horseId: 1 }, { horseId: 2 }] })
/** Newest first, ten days apart: metres and place in a field of five. */
const over = (...runs: readonly (readonly [number | null, number | null])[]): readonly FinishedRace[] => runs.map(([distanceM, place], i) => ran(10 * (i + 1), place, 5, { card: { distanceM } }))
type Case = readonly [string, number | null, readonly FinishedRace[], number | null]

describe.each<[FeatureName, readonly Case[]]>([
  ['distance.metres', [['plain', 1_650, [], 1_650], ['unknown', null, [], null]]],
  ['distance.band', [['1,100 m', 1_100, [], 0], ['just above', 1_101, [], 1], ['above 2,000 m', 2_400, [], 5], ['unknown', null, [], null]]],
  ['distance.change', [['up', 1_400, over([1_200, 1], [1_000, 1]), 200], ['not known of the last', 1_400, over([null, 1], [1_000, 1]), null], ['debut', 1_400, [], null], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.runs', [['edges of ten per cent', 1_200, over([1_080, 1], [1_320, 1], [1_079, 1], [1_321, 1]), Math.log(3)], ['debut', 1_200, [], 0], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.firstTime', [['at the edge', 1_200, over([1_320, 1]), 0], ['beyond', 1_200, over([1_321, 1], [1_000, 1]), 1], ['debut', 1_200, [], 1], ['earlier distance unknown', 1_200, over([null, 1]), 1], ['unknown', null, [], null]]],
  ['distance.winRate', [['one of two, a win elsewhere', 1_200, over([1_200, 1], [1_250, null], [1_600, 1]), (1 + (6 * 3) / 15) / 8], ['none here: base rate', 1_200, over([1_600, 1]), 0.2], ['nothing was ever run', 1_200, [], null], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.placeRate', [['third', 1_200, over([1_200, 3]), (1 + 5 * 0.6) / 6], ['fourth', 1_200, over([1_200, 4]), (5 * 0.6) / 6], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.beatenShare', [['second', 1_200, over([1_200, 2], [1_000, 5]), (0.75 + 4 * 0.5) / 5], ['none here', 1_200, over([1_000, 5]), 0.5], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.edge', [['won here, last elsewhere', 1_200, over([1_200, 1], [1_600, 5], [1_600, 5]), 1 / 5], ['distance of others unknown: left out', 1_200, over([1_200, 1], [null, 5]), 0], ['only elsewhere', 1_200, over([1_600, 1]), 0], ['debut', 1_200, [], null], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.longerBeatenShare', [['1,321 m is, 1,320 m is not', 1_200, over([1_321, 1], [1_320, 5]), (1 + 4 * 0.5) / 5], ['none', 1_200, over([1_000, 1]), 0.5], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.shorterBeatenShare', [['1,079 m is, 1,080 m is not', 1_200, over([1_079, 1], [1_080, 5]), (1 + 4 * 0.5) / 5], ['none', 1_200, over([1_600, 1]), 0.5], ['unknown', null, over([1_200, 1]), null]]],
  ['distance.overLongest', [['farther than ever', 2_000, over([1_200, 1], [1_600, 5]), 400], ['has run farther', 1_200, over([1_600, null], [null, 1]), -400], ['debut', 1_200, [], null]]],
  ['distance.fromWins', [['mean of two', 1_200, over([1_400, 1], [1_200, 1], [1_000, 2]), -100], ['no win', 1_200, over([1_000, 2]), null], ['unknown', null, over([1_000, 1]), null]]],
])('%s', (name, cases) => {
  test.each(cases)('%s', (_, distanceM, history, expected) => {
    const value = featureOf(name, { card: today(distanceM), history })
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
})

describe('distance.fromBestFigure', () => {
  test.each<[string, Parameters<typeof featureAfter>[2], number | null]>([
    ['plain', [{ distanceM: 1_600, figure: 101 }, { distanceM: 1_000, figure: 99 }], -400],
    ['of equals the latest', [{ distanceM: 1_600, figure: 99 }, { distanceM: 1_000, figure: 99 }], 200],
    ['without figures', [{ distanceM: 1_600 }], null],
    ['distance unknown', [{ figure: 101 }, { distanceM: 1_100, figure: 99 }], 100],
    ['debut', [], null],
  ])('%s', (_, runs, expected) => { expect(featureAfter('distance.fromBestFigure', today(1_200), runs)).toBe(expected) })
})
