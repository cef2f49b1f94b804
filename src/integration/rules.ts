import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'
import { barrierDistance } from './pairs/barrier-distance'
import { barrierHorse } from './pairs/barrier-horse'
import { barrierStyle } from './pairs/barrier-style'
import { barrierTrack } from './pairs/barrier-track'
import { barrierVenue } from './pairs/barrier-venue'
import { chemistryDistance } from './pairs/chemistry-distance'
import { chemistryForm } from './pairs/chemistry-form'
import { chemistryHorse } from './pairs/chemistry-horse'
import { chemistryJockey } from './pairs/chemistry-jockey'
import { chemistryTrainer } from './pairs/chemistry-trainer'
import { chemistryVenue } from './pairs/chemistry-venue'
import { chemistryWeight } from './pairs/chemistry-weight'
import { classDistanceWeight } from './pairs/class-distance-weight'
import { classFitness } from './pairs/class-fitness'
import { classForm } from './pairs/class-form'
import { classHorse } from './pairs/class-horse'
import { classMarket } from './pairs/class-market'
import { classSectionals } from './pairs/class-sectionals'
import { classSpeed } from './pairs/class-speed'
import { classWeight } from './pairs/class-weight'
import { distanceHorse } from './pairs/distance-horse'
import { distancePedigree } from './pairs/distance-pedigree'
import { distancePedigreeTrack } from './pairs/distance-pedigree-track'
import { distanceSectionals } from './pairs/distance-sectionals'
import { distanceSpeed } from './pairs/distance-speed'
import { distanceStyle } from './pairs/distance-style'
import { distanceVenue } from './pairs/distance-venue'
import { distanceWeight } from './pairs/distance-weight'
import { fitnessForm } from './pairs/fitness-form'
import { fitnessFormSpeed } from './pairs/fitness-form-speed'
import { fitnessMarket } from './pairs/fitness-market'
import { fitnessSpeed } from './pairs/fitness-speed'
import { fitnessTrainer } from './pairs/fitness-trainer'
import { fitnessTrials } from './pairs/fitness-trials'
import { formGear } from './pairs/form-gear'
import { formHorse } from './pairs/form-horse'
import { formMarket } from './pairs/form-market'
import { formSectionals } from './pairs/form-sectionals'
import { formSpeed } from './pairs/form-speed'
import { formStyle } from './pairs/form-style'
import { formTrainer } from './pairs/form-trainer'
import { formTrials } from './pairs/form-trials'
import { formWeight } from './pairs/form-weight'
import { gearTrainer } from './pairs/gear-trainer'
import { horseJockey } from './pairs/horse-jockey'
import { horseRace } from './pairs/horse-race'
import { horseSpeed } from './pairs/horse-speed'
import { horseTrack } from './pairs/horse-track'
import { horseTrials } from './pairs/horse-trials'
import { horseWeight } from './pairs/horse-weight'
import { jockeyRace } from './pairs/jockey-race'
import { jockeySpeed } from './pairs/jockey-speed'
import { jockeyStyle } from './pairs/jockey-style'
import { jockeyTrainer } from './pairs/jockey-trainer'
import { jockeyVenue } from './pairs/jockey-venue'
import { jockeyWeight } from './pairs/jockey-weight'
import { marketTrainer } from './pairs/market-trainer'
import { pedigreeTrack } from './pairs/pedigree-track'
import { pedigreeTrackWeather } from './pairs/pedigree-track-weather'
import { pedigreeVenue } from './pairs/pedigree-venue'
import { raceStyle } from './pairs/race-style'
import { raceTrainer } from './pairs/race-trainer'
import { sectionalsStyle } from './pairs/sectionals-style'
import { speedTrack } from './pairs/speed-track'
import { speedVenue } from './pairs/speed-venue'
import { styleTrack } from './pairs/style-track'
import { styleWeight } from './pairs/style-weight'
import { trackWeight } from './pairs/track-weight'
import { trainerVenue } from './pairs/trainer-venue'

const PAIRS = [
  barrierDistance, barrierHorse, barrierStyle, barrierTrack, barrierVenue, chemistryDistance, chemistryForm, chemistryHorse, chemistryJockey,
  chemistryTrainer, chemistryVenue, chemistryWeight, classDistanceWeight, classFitness, classForm, classHorse, classMarket, classSectionals,
  classSpeed, classWeight, distanceHorse, distancePedigree, distancePedigreeTrack, distanceSectionals, distanceSpeed, distanceStyle, distanceVenue,
  distanceWeight, fitnessForm, fitnessFormSpeed, fitnessMarket, fitnessSpeed, fitnessTrainer, fitnessTrials, formGear, formHorse, formMarket,
  formSectionals, formSpeed, formStyle, formTrainer, formTrials, formWeight, gearTrainer, horseJockey, horseRace, horseSpeed, horseTrack,
  horseTrials, horseWeight, jockeyRace, jockeySpeed, jockeyStyle, jockeyTrainer, jockeyVenue, jockeyWeight, marketTrainer, pedigreeTrack, pedigreeTrackWeather,
  pedigreeVenue, raceStyle, raceTrainer, sectionalsStyle, speedTrack, speedVenue, styleTrack, styleWeight, trackWeight, trainerVenue,
]
/** Every rule, by id: in which order they were written down changes nothing. */
export const RULES: readonly AnyRule[] = (PAIRS.flat() as readonly AnyRule[]).toSorted((a, b) => (a.id < b.id ? -1 : 1))

const BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]))
export const ruleNamed = (id: string): AnyRule | undefined => BY_ID.get(id)
/** `barrier-track.insideOnHard@1` */
export const versionedRule = ({ id, version }: Pick<AnyRule, 'id' | 'version'>): string => `${id}@${version}`
export const categoriesOf = ({ categories }: Pick<AnyRule, 'categories'>): readonly FeatureCategory[] => categories.filter((category) => category !== undefined)
export const readsPricesOf = (rule: AnyRule): boolean => rule.reads.some((name) => name.startsWith('market.'))
