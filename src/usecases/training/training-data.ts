import { FEATURE_SET, type FeatureName } from '../../features/registry'
import type { DataRange, ModelCard } from '../../models/artefact/card'
import { featureNamed } from '../../features/registry'
import { columnOf, raceCount, rowCount, type RaceTable, type TrainingTable } from '../../models/data/race-table'
import { splitByDate, trainingRaces, type SplitDays } from '../../models/data/split'
import { versioned } from '../../models/inputs/encoder'
import type { MarketInstant } from '../pass-through-history'
import { dataDigest } from './data-digest'

/** At what instant features were made, and which prices they saw. */
export interface SeenAt { readonly asOf: string; readonly market: MarketInstant }
/** Races cut by date, ready to be fitted on. */
export interface TrainingData {
  readonly train: TrainingTable
  readonly validate: RaceTable
  readonly test: RaceTable | null
  /** Training and validation together, for the fit that is kept. */
  readonly whole: TrainingTable
  readonly seenAt: SeenAt
  /** Of training and validation. */
  readonly digest: string
}

/** @throws AppError BAD_USER_INPUT when a part is empty or they are not in order */
export function trainingData(table: RaceTable, days: SplitDays, seenAt: SeenAt): TrainingData {
  const { train, validate, test } = splitByDate(table, days)
  return { train, validate, test: days.test === null ? null : test, whole: trainingRaces(table, { from: days.train.from, to: days.validate.to }), seenAt, digest: dataDigest([train, validate]) }
}

export const rangeOf = (table: RaceTable): DataRange => {
  const dates = table.races.map(({ date }) => date)
  return { from: dates.reduce((a, b) => (a < b ? a : b)), to: dates.reduce((a, b) => (a > b ? a : b)), races: raceCount(table), runners: rowCount(table) }
}
export const versionsOf = (names: readonly FeatureName[]): readonly string[] => names.map((name) => versioned(featureNamed(name)))
/** Features that no runner of the races has. */
export const neverKnownIn = (table: RaceTable, names: readonly FeatureName[]): readonly string[] => versionsOf(names.filter((name) => columnOf(table, name).every(Number.isNaN)))
/** A feature is often unknown that everybody lacks in more than so many of the races. */
const OFTEN = 0.01
/** Features that everybody lacked in more than one of a hundred races, such as those of a first win in a race for maidens. */
export const oftenUnknownIn = (table: RaceTable, names: readonly FeatureName[]): readonly string[] => versionsOf(names.filter((name) => {
  const column = columnOf(table, name)
  let lacking = 0
  for (let r = 0; r < raceCount(table); r++) if (column.subarray(table.raceStart[r], table.raceStart[r + 1]).every(Number.isNaN)) lacking++
  return lacking > OFTEN * raceCount(table)
}))

export const aboutData = ({ train, validate, whole, digest, seenAt }: TrainingData, refitted: boolean): Pick<ModelCard, 'data' | 'featureSet'> => ({
  featureSet: FEATURE_SET,
  data: { sources: [...new Set(whole.races.map(({ source }) => source))].sort(), train: rangeOf(train), validate: rangeOf(validate), refitted, digest, seenAt },
})
