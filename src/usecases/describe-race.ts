import type { Unit } from '../features/define'
import { fieldMean, rankHighest } from '../features/field'
import { featureNamed, type FeatureName } from '../features/registry'
import { valueText } from '../features/value-text'
import type { RaceFeatures } from './race-features'

/** One feature of one runner, as a person reads it. Null is missing. */
export interface DescribedFeature {
  readonly name: FeatureName
  readonly description: string
  readonly unit: Unit
  readonly value: number | null
  /** In the units that people use. */
  readonly text: string | null
  readonly fieldMean: number | null
  readonly fieldMeanText: string | null
  /** 1 = highest of the field; ties share the better rank; null where it is the same for all by its nature. */
  readonly rank: number | null
}
export interface DescribedRunner { readonly runnerId: number; readonly features: readonly DescribedFeature[] }

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)
/** A code has no mean: the average of words is none. */
const hasMean = (unit: Unit): boolean => unit !== 'code' && unit !== 'month' && unit !== 'weekday'

/** Features of each runner of a race, in the order of `names`, with the mean of the field and the rank in it. */
export function describeRace({ runnerIds, columns }: Pick<RaceFeatures, 'runnerIds' | 'columns'>, names: readonly FeatureName[]): readonly DescribedRunner[] {
  const told = names.map((name) => {
    const feature = featureNamed(name)
    const values = columns.get(name) ?? new Float64Array(runnerIds.length).fill(NaN)
    const [means, ranks] = [new Float64Array(values.length).fill(NaN), new Float64Array(values.length).fill(NaN)]
    if (hasMean(feature.unit)) fieldMean(values, means)
    if (feature.scope !== 'race') rankHighest(values, ranks)
    return { feature, values, means, ranks }
  })
  return runnerIds.map((runnerId, i) => ({
    runnerId,
    features: told.map(({ feature, values, means, ranks }): DescribedFeature => ({
      name: feature.name, description: feature.description, unit: feature.unit, value: orNull(values[i]), text: valueText(feature, orNull(values[i])),
      fieldMean: orNull(means[i]), fieldMeanText: valueText({ unit: feature.unit === 'flag' ? 'ratio' : feature.unit }, orNull(means[i])), rank: orNull(ranks[i]),
    })),
  }))
}
