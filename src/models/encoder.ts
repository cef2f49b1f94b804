import { AppError } from '../domain/errors'
import type { FeatureColumns } from '../features/compute'
import type { Feature, Missing } from '../features/define'
import { FEATURES, isFeatureName, featureNamed, type FeatureName } from '../features/registry'
import type { TrainingRows } from './training-rows'

/** How one feature becomes numbers of a model. */
export interface EncodedFeature {
  /** `form.winRate@2` */
  readonly feature: string
  readonly policy: Missing['policy']
  /** Stands where the value is missing; under `fieldMean` where the whole field is. */
  readonly constant: number
  /** A further column follows, 1 where the value is missing. */
  readonly flag: boolean
  /** Of the values that the training rows have; `sd` is 0 where they are all alike or there is none. */
  readonly mean: number
  readonly sd: number
  /** Training rows that have a value. */
  readonly rows: number
}
/** A fitted encoder: plain JSON. */
export interface Encoder {
  readonly features: readonly EncodedFeature[]
  readonly fittedOn: { readonly rows: number; readonly from: string; readonly to: string }
}

const finite = Number.isFinite
const versioned = ({ name, version }: Feature): string => `${name}@${version}`
/** Numbers a row of the matrix. */
export const widthOf = ({ features }: Encoder): number => features.reduce((width, { flag }) => width + (flag ? 2 : 1), 0)
/** What each column of the matrix is, in order. */
export const columnNames = ({ features }: Encoder): readonly string[] => features.flatMap(({ feature, flag }) => (flag ? [feature, `${feature} missing`] : [feature]))

function columnOf(columns: FeatureColumns, name: FeatureName): Float64Array {
  const column = columns.get(name)
  if (column === undefined) throw new AppError('BAD_USER_INPUT', `the encoder needs feature ${name}, which was not computed: compute it too`)
  return column
}

function fitFeature(feature: Feature<FeatureName>, column: Float64Array, { rows }: TrainingRows): EncodedFeature {
  const values = Array.from(rows, (row) => column[row] as number).filter(finite)
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const isAlike = values.every((value) => value === values[0])
  const sd = isAlike ? 0 : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  const { missing } = feature
  return {
    feature: versioned(feature), policy: missing.policy, constant: missing.policy === 'constant' ? missing.value : mean,
    flag: 'flag' in missing && missing.flag === true, mean, sd, rows: values.length,
  }
}

/** Fits every constant on the training rows of `columns` and on nothing else. `columns` hold the whole data set, one value a row. */
export function fitEncoder(names: readonly FeatureName[], columns: FeatureColumns, training: TrainingRows): Encoder {
  const wanted = new Set<string>(names)
  const features = FEATURES.filter(({ name }) => wanted.has(name)).map((feature) => {
    const column = columnOf(columns, feature.name)
    if (column.length !== training.of) throw new AppError('BAD_USER_INPUT', `feature ${feature.name} has ${column.length} values, the split was made of ${training.of} rows: both must be of one data set`)
    return fitFeature(feature, column, training)
  })
  return { features, fittedOn: { rows: training.rows.length, from: training.from, to: training.to } }
}

/** The feature that an artefact names, in the version that it was fitted on. */
function sameFeature(feature: string): FeatureName {
  const name = feature.slice(0, feature.lastIndexOf('@'))
  const now = isFeatureName(name) ? versioned(featureNamed(name)) : null
  if (now !== feature) throw new AppError('CONFIG_INVALID', `the encoder was fitted on feature ${feature}; here there is ${now ?? 'none of that name'}: fit it anew`)
  return name as FeatureName
}

const meanOf = (values: Float64Array): number => {
  const known = values.filter(finite).sort()
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length
}

/**
 * One row a runner, `widthOf` numbers each, in the artefact's order: each value less the mean over the deviation of the
 * training rows, 0 throughout where these were all alike. What is missing is put in first, by its policy. Never NaN.
 * `raceStart` cuts the columns into races. Throws AppError when a feature is not there or has another version.
 */
export function encode(encoder: Encoder, columns: FeatureColumns, raceStart: Int32Array): Float64Array {
  const width = widthOf(encoder)
  const count = raceStart[raceStart.length - 1] ?? 0
  const matrix = new Float64Array(count * width)
  let place = 0
  for (const { feature, policy, constant, flag, mean, sd } of encoder.features) {
    const column = columnOf(columns, sameFeature(feature))
    if (column.length !== count) throw new AppError('BAD_USER_INPUT', `feature ${feature} has ${column.length} values for ${count} runners`)
    for (let race = 0; race + 1 < raceStart.length; race++) {
      const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
      const ofField = policy === 'fieldMean' ? meanOf(column.subarray(from, to)) : NaN
      const instead = finite(ofField) ? ofField : constant
      for (let row = from; row < to; row++) {
        const value = column[row] as number
        matrix[row * width + place] = sd === 0 ? 0 : ((finite(value) ? value : instead) - mean) / sd
        if (flag) matrix[row * width + place + 1] = finite(value) ? 0 : 1
      }
    }
    place += flag ? 2 : 1
  }
  return matrix
}
