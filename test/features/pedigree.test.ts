import type { FeatureName } from '../../src/features/registry'
import { raceOfFour, type Elsewhere, type Own } from '../support/race-of-four'
import { featureOf, raceCard, type CardPart } from '../support/racing-world'

type Ran = ReturnType<typeof raceOfFour>
const [SIRE, DAM_SIRE, DAM] = [7, 8, 9]
const family: Own = { sireId: SIRE, damSireId: DAM_SIRE, damId: DAM }
const self = { horseId: 1, ...family }
/** Another horse every time, so every run is a debut. */
let lastHorse = 100
const sibling = (days: number, position: number | null, more: Elsewhere = {}, own: Own = {}): Ran => raceOfFour(days, position, { horseId: ++lastHorse, ...family, ...own }, more)
const own = (days: number, position: number | null, more: Elsewhere = {}): Ran => raceOfFour(days, position, self, more)
const stranger = raceOfFour(5, 2, { horseId: 60 })
const asked = (part: Partial<CardPart> = {}) => raceCard({ ...part, runners: [self, { horseId: 2 }] })
const WET = { going: 'SOFT', goingNumber: 5 } as const
const drawn = (sum: number, starts: number, prior: number, toward: number): number => (sum + prior * toward) / (starts + prior)

const two = [sibling(20, 1), sibling(10, 3)]
const sireShare = drawn(4 / 3, 2, 60, 0.5)
const sireOfThree = drawn(5 / 3, 3, 60, 0.5)

test.each<[FeatureName, string, Ran[], number | null, Partial<CardPart>?]>([
  ['pedigree.sireWinRate', 'one of two, of any time; base 1/4', [sibling(900, 1), sibling(1, 3)], drawn(1, 2, 60, 0.25)],
  ['pedigree.sireWinRate', 'the horse\'s own runs do not count', [sibling(900, 1), own(30, 1), own(20, 2)], drawn(1, 1, 60, 0.25)],
  ['pedigree.sireWinRate', 'by another dam counts as well', [sibling(9, 1, {}, { damId: 20, damSireId: 21 })], drawn(1, 1, 60, 0.25)],
  ['pedigree.sireWinRate', 'nothing by the sire: the base rate', [own(9, 1)], 0.25],
  ['pedigree.sireBeatenShare', '1 and 1/3', two, sireShare],
  ['pedigree.sireBeatenShare', 'own runs do not count', [...two, own(9, 2)], sireShare],
  ['pedigree.sireAtDistance', '1,300 m are in the band of 1,200 m, 1,400 m are not; own runs in neither', [sibling(20, 1, { distanceM: 1_300 }), sibling(10, 3, { distanceM: 1_400 }), own(9, 4), own(8, 1, { distanceM: 1_600 })], drawn(1, 1, 80, sireShare)],
  ['pedigree.sireAtDistance', 'never at it: what they do elsewhere', [sibling(20, 1, { distanceM: 1_600 }), sibling(10, 3, { distanceM: 1_600 })], sireShare],
  ['pedigree.sireAtDistance', 'distance unknown', two, null, { distanceM: null }],
  ['pedigree.sireOnGround', 'dry today', [sibling(20, 1), sibling(10, 3, WET), own(9, 4), own(8, 1, WET)], drawn(1, 1, 80, sireShare)],
  ['pedigree.sireOnGround', 'wet today', [sibling(20, 1), sibling(10, 3, WET), own(9, 4), own(8, 1, WET)], drawn(1 / 3, 1, 80, sireShare), WET],
  ['pedigree.sireOnGround', 'ground unknown', two, null, { going: null, goingNumber: null }],
  ['pedigree.sireWetLessDry', '1/3 on wet, 1 on dry; whatever today\'s ground', [sibling(20, 1), sibling(10, 3, WET), own(9, 4), own(8, 1, WET)], drawn(1 / 3, 1, 80, sireShare) - drawn(1, 1, 80, sireShare), { going: null, goingNumber: null }],
  ['pedigree.sireWetLessDry', 'soft is wet, just short of it is dry, unknown is neither', [sibling(20, 1, { goingNumber: 4.9 }), sibling(10, 3, { goingNumber: 5 }), sibling(9, 3, { going: null, goingNumber: null })], drawn(1 / 3, 1, 80, sireOfThree) - drawn(1, 1, 80, sireOfThree)],
  ['pedigree.sireWetLessDry', 'never raced: 0', [], 0],
  ['pedigree.sireOnSurface', 'turf', [sibling(20, 1), sibling(10, 3, { surface: 'DIRT' }), own(9, 4)], drawn(1, 1, 80, sireShare)],
  ['pedigree.sireOnSurface', 'surface unknown', two, null, { surface: null }],
  ['pedigree.sireAtDebut', 'first runs only', [sibling(20, 1, {}, { horseId: 50 }), sibling(10, 3, {}, { horseId: 50 })], drawn(1, 1, 40, sireShare)],
  ['pedigree.sireAtDebut', 'not its debut', [...two, own(9, 1)], null],
  ['pedigree.damSireWinRate', 'by another sire counts as well; own runs do not', [sibling(9, 1, {}, { sireId: 20, damId: 21 }), own(8, 1)], drawn(1, 1, 60, 0.25)],
  ['pedigree.damSireAtDistance', 'in the band of distance', [sibling(20, 1, { distanceM: 1_300 }), sibling(10, 3, { distanceM: 1_400 }), own(9, 4)], drawn(1, 1, 80, sireShare)],
  ['pedigree.damSireOnGround', 'wet today', [sibling(20, 1), sibling(10, 3, WET), own(9, 4)], drawn(1 / 3, 1, 80, sireShare), WET],
  ['pedigree.damBeatenShare', 'brothers and sisters out of the dam only', [sibling(9, 1, {}, { sireId: 20 }), sibling(8, 3, {}, { damId: 21 }), own(7, 4)], drawn(1, 1, 20, 0.5)],
  ['pedigree.sireStarts', 'two of others', [...two, own(9, 1)], Math.log(3)],
  ['pedigree.damStarts', 'two of others, one of another dam', [...two, own(9, 1), sibling(8, 1, {}, { damId: 21 })], Math.log(3)],
  ['pedigree.damStarts', 'only its own', [own(9, 1)], 0],
])('%s: %s', (name, _, history, expected, part = {}) => {
  const value = featureOf(name, { card: asked(part), history: [...history, stranger] })
  if (expected === null) expect(value).toBeNull()
  else expect(value).toBeCloseTo(expected, 12)
})

const NAMES: readonly FeatureName[] = [
  'pedigree.sireWinRate', 'pedigree.sireBeatenShare', 'pedigree.sireAtDistance', 'pedigree.sireOnGround', 'pedigree.sireWetLessDry', 'pedigree.sireOnSurface', 'pedigree.sireAtDebut',
  'pedigree.damSireWinRate', 'pedigree.damSireAtDistance', 'pedigree.damSireOnGround', 'pedigree.damBeatenShare', 'pedigree.sireStarts', 'pedigree.damStarts',
]
test.each(NAMES)('%s: missing without a pedigree', (name) => { expect(featureOf(name, { card: raceCard({ runners: [{ horseId: 1 }] }), history: two })).toBeNull() })
test('nothing was ever run: no rates', () => { expect(NAMES.map((name) => featureOf(name, { card: asked() }))).toEqual([...NAMES.slice(0, 11).map(() => null), 0, 0]) })
