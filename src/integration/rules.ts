import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'
import { barrierDistance } from './pairs/barrier-distance'
import { barrierHorse } from './pairs/barrier-horse'
import { barrierStyle } from './pairs/barrier-style'
import { barrierTrack } from './pairs/barrier-track'
import { barrierVenue } from './pairs/barrier-venue'
import { classSectionals } from './pairs/class-sectionals'
import { distancePedigree } from './pairs/distance-pedigree'
import { distancePedigreeTrack } from './pairs/distance-pedigree-track'
import { distanceSectionals } from './pairs/distance-sectionals'
import { distanceSpeed } from './pairs/distance-speed'
import { distanceStyle } from './pairs/distance-style'
import { distanceVenue } from './pairs/distance-venue'
import { formStyle } from './pairs/form-style'
import { horseRace } from './pairs/horse-race'
import { horseTrack } from './pairs/horse-track'
import { jockeyStyle } from './pairs/jockey-style'
import { jockeyVenue } from './pairs/jockey-venue'
import { pedigreeTrack } from './pairs/pedigree-track'
import { pedigreeTrackWeather } from './pairs/pedigree-track-weather'
import { pedigreeVenue } from './pairs/pedigree-venue'
import { raceStyle } from './pairs/race-style'
import { sectionalsStyle } from './pairs/sectionals-style'
import { speedTrack } from './pairs/speed-track'
import { speedVenue } from './pairs/speed-venue'
import { styleTrack } from './pairs/style-track'
import { styleWeight } from './pairs/style-weight'
import { trainerVenue } from './pairs/trainer-venue'

const PAIRS = [
  barrierDistance, barrierHorse, barrierStyle, barrierTrack, barrierVenue, classSectionals, distancePedigree, distancePedigreeTrack, distanceSectionals,
  distanceSpeed, distanceStyle, distanceVenue, formStyle, horseRace, horseTrack, jockeyStyle, jockeyVenue, pedigreeTrack, pedigreeTrackWeather,
  pedigreeVenue, raceStyle, sectionalsStyle, speedTrack, speedVenue, styleTrack, styleWeight, trainerVenue,
]
/** Every rule, by id: in which order they were written down changes nothing. */
export const RULES: readonly AnyRule[] = (PAIRS.flat() as readonly AnyRule[]).toSorted((a, b) => (a.id < b.id ? -1 : 1))

const BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]))
export const ruleNamed = (id: string): AnyRule | undefined => BY_ID.get(id)
/** `barrier-track.insideOnHard@1` */
export const versionedRule = ({ id, version }: Pick<AnyRule, 'id' | 'version'>): string => `${id}@${version}`
export const categoriesOf = ({ categories }: Pick<AnyRule, 'categories'>): readonly FeatureCategory[] => categories.filter((category) => category !== undefined)
export const readsPricesOf = (rule: AnyRule): boolean => rule.reads.some((name) => name.startsWith('market.'))
