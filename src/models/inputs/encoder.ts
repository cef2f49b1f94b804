import { AppError } from '../../domain/errors'
import type { Feature, Missing } from '../../features/define'
import { FEATURES, featureNamed, isFeatureName, type FeatureName } from '../../features/registry'
import { columnOf, rowCount, type RaceBatch, type TrainingTable } from '../data/race-table'

/** What a model's matrix is made of. */
export interface InputShape {
  /** The value itself, of features that differ within a race. */
  readonly own: boolean
  /** The value less the mean of the field, for features that differ within a race. */
  readonly lessField: boolean
  /** Features that are the same for a whole race: nothing to a model that compares runners by a sum. */
  readonly ofRace: boolean
  /** A column a word of a `code`, 1 or 0, instead of its number. */
  readonly words: boolean
  /** What a value is that the policy of its feature lets a model know of: a column beside it, NaN in its place, or never told. */
  readonly missing: 'column' | 'nan' | 'filled'
  /** Less the mean over the deviation of the training rows. */
  readonly scaled: boolean
  /** Scaled values beyond this many deviations are cut off there; null for none. */
  readonly clip: number | null
}
/** For sums of weighted inputs: logits and neural networks. */
export const LINEAR: InputShape = { own: true, lessField: true, ofRace: false, words: true, missing: 'column', scaled: true, clip: 5 }
/** For trees, which cut and need no scale. */
export const TREE: InputShape = { own: true, lessField: true, ofRace: true, words: false, missing: 'nan', scaled: false, clip: null }

export type Take = 'own' | 'lessField' | 'missing' | 'word'
/** A column of the matrix: `(value - mean) / sd`; 0 throughout where `sd` is 0. */
export interface EncodedColumn { readonly take: Take; /** Of `word`: which. */ readonly word?: number; readonly mean: number; readonly sd: number }
export interface EncodedFeature {
  /** `form.winRate@2` */
  readonly feature: string
  readonly policy: Missing['policy'] | 'nan'
  /** Stands where the value is missing; under `fieldMean` where the whole field is. */
  readonly constant: number
  readonly columns: readonly EncodedColumn[]
}
/** A fitted encoder: plain JSON. */
export interface Encoder {
  readonly clip: number | null
  readonly features: readonly EncodedFeature[]
  readonly fittedOn: { readonly rows: number; readonly from: string; readonly to: string }
}
/** Row by row, `width` numbers each. */
export interface Matrix { readonly width: number; readonly rows: number; readonly data: Float32Array }

const finite = Number.isFinite
export const versioned = ({ name, version }: Pick<Feature, 'name' | 'version'>): string => `${name}@${version}`
/** Numbers a row of the matrix. */
export const widthOf = ({ features }: Encoder): number => features.reduce((width, { columns }) => width + columns.length, 0)
const TITLES: Readonly<Record<Take, string>> = { own: '', lessField: ' less field', missing: ' missing', word: ' is' }
/** What each column of the matrix is, in order. */
export const columnNames = ({ features }: Encoder): readonly string[] => features.flatMap(({ feature, columns }) => columns.map(({ take, word }) => `${feature}${TITLES[take]}${word === undefined ? '' : ` ${word}`}`))
/** By column of the matrix, the feature that it is made from. */
export const columnFeatures = (encoder: Encoder): readonly FeatureName[] => encoder.features.flatMap(({ feature, columns }) => columns.map(() => sameFeature(feature)))
/** Features that it reads, in order. */
export const featuresOf = ({ features }: Encoder): readonly FeatureName[] => features.map(({ feature }) => sameFeature(feature))

/** The feature that an artefact names. @throws AppError CONFIG_INVALID unless it is here in the version that it was fitted on */
export function sameFeature(feature: string): FeatureName {
  const name = feature.slice(0, feature.lastIndexOf('@'))
  const now = isFeatureName(name) ? versioned(featureNamed(name)) : null
  if (now !== feature) throw new AppError('CONFIG_INVALID', `the model was fitted on feature ${feature}; here there is ${now ?? 'none of that name'}: train it anew`)
  return name as FeatureName
}

/** Fits every constant on the training races and on nothing else. Features come in the order of the registry. */
export function fitEncoder(names: readonly FeatureName[], training: TrainingTable, shape: InputShape): Encoder {
  const wanted = new Set<string>(names)
  const dates = training.races.map(({ date }) => date).sort()
  const features = FEATURES.filter(({ name }) => wanted.has(name)).map((feature) => fitFeature(feature, training, shape)).filter(({ columns }) => columns.length > 0)
  return { clip: shape.clip, features, fittedOn: { rows: rowCount(training), from: dates[0] ?? '', to: dates.at(-1) ?? '' } }
}

function fitFeature(feature: Feature<FeatureName>, training: TrainingTable, shape: InputShape): EncodedFeature {
  const { missing, scope, words } = feature
  const column = columnOf(training, feature.name)
  const ofRace = scope === 'race'
  const known = momentsOf(column)
  const isTold = 'flag' in missing && missing.flag === true
  const filled: EncodedFeature = {
    feature: versioned(feature), policy: shape.missing === 'nan' && isTold ? 'nan' : missing.policy, constant: missing.policy === 'constant' ? missing.value : known.mean, columns: [],
  }
  if (ofRace && !shape.ofRace) return filled
  const columns: EncodedColumn[] = []
  const scaled = (take: Take, moments: Moments, word?: number): void => {
    columns.push({ take, ...(word === undefined ? {} : { word }), mean: shape.scaled ? moments.mean : 0, sd: shape.scaled ? moments.sd : 1 })
  }
  if (shape.words && words !== undefined) words.forEach((_, word) => { scaled('word', momentsOf(column.map((value) => (finite(value) ? Number(value === word) : 0))), word) })
  else {
    if (shape.own || ofRace) scaled('own', known)
    if (shape.lessField && !ofRace) scaled('lessField', momentsOf(lessField(filled, column, training.raceStart)))
  }
  if (shape.missing === 'column' && isTold) columns.push({ take: 'missing', mean: 0, sd: 1 })
  return { ...filled, columns }
}

interface Moments { readonly mean: number; readonly sd: number }
/** Of what is known; `sd` is 0 where all are alike or there is none. */
function momentsOf(values: Float64Array): Moments {
  let [count, sum, least, most] = [0, 0, Infinity, -Infinity]
  for (const value of values) if (finite(value)) { count++; sum += value; if (value < least) least = value; if (value > most) most = value }
  if (count === 0) return { mean: 0, sd: 0 }
  const mean = sum / count
  let squares = 0
  for (const value of values) if (finite(value)) squares += (value - mean) ** 2
  return { mean, sd: least === most ? 0 : Math.sqrt(squares / count) }
}

/** Mean of a field, and how far from it rounding alone may take a value. */
interface Centre { mean: number; rounding: number }
const ROUNDING = 1e-12
/** Values of one race with the missing ones put in, into `out`, and the centre of them. Sums do not depend on the order of the runners beyond rounding. */
function fill({ policy, constant }: EncodedFeature, column: Float64Array, from: number, to: number, out: Float64Array, centre: Centre): void {
  let [sum, count, largest] = [0, 0, 0]
  for (let row = from; row < to; row++) {
    const value = column[row] as number
    out[row - from] = value
    if (!finite(value)) continue
    sum += value
    count++
    largest = Math.max(largest, Math.abs(value))
  }
  centre.mean = count === 0 ? NaN : sum / count
  if (count < to - from) {
    const instead = policy === 'nan' ? NaN : policy === 'fieldMean' && count > 0 ? centre.mean : constant
    for (let i = 0; i < to - from; i++) if (!finite(out[i])) out[i] = instead
    if (policy !== 'nan') centre.mean = (sum + (to - from - count) * instead) / (to - from)
    largest = Math.max(largest, Math.abs(instead) || 0)
  }
  centre.rounding = ROUNDING * largest
}
/**
 * A runner at the mean differs from it by rounding alone: by nothing, in whatever order runners come. Sources list them in the order in which they finished, and
 * what rounding leaves depends on the order of a sum: trees split on it, and it told them of the result (docs/adr/0009-models.md).
 */
function lessMean(value: number, { mean, rounding }: Centre): number {
  const less = value - mean
  return Math.abs(less) <= rounding ? 0 : less
}
function lessField(feature: EncodedFeature, column: Float64Array, raceStart: Int32Array): Float64Array {
  const out = new Float64Array(column.length)
  const centre: Centre = { mean: NaN, rounding: 0 }
  for (let race = 0; race + 1 < raceStart.length; race++) {
    const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    const values = out.subarray(from, to)
    fill(feature, column, from, to, values, centre)
    for (let i = 0; i < values.length; i++) values[i] = lessMean(values[i] as number, centre)
  }
  return out
}

/**
 * One row a runner, in the artefact's order. What is missing is put in first, by its policy, or left NaN where the shape says so; else never NaN.
 * @throws AppError when a feature is not there, has another version or another number of rows
 */
export function encode(encoder: Encoder, batch: RaceBatch): Matrix {
  const { raceStart } = batch
  const [width, rows] = [widthOf(encoder), rowCount(batch)]
  const data = new Float32Array(rows * width)
  let field = new Float64Array(64)
  const centre: Centre = { mean: NaN, rounding: 0 }
  let place = 0
  for (const feature of encoder.features) {
    const column = columnOf(batch, sameFeature(feature.feature))
    if (column.length !== rows) throw new AppError('BAD_USER_INPUT', `feature ${feature.feature} has ${column.length} values for ${rows} runners`)
    for (let race = 0; race + 1 < raceStart.length; race++) {
      const [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
      if (to - from > field.length) field = new Float64Array(to - from)
      fill(feature, column, from, to, field, centre)
      for (let c = 0; c < feature.columns.length; c++) put(feature.columns[c] as EncodedColumn, encoder.clip, column, from, to, field, centre, data, width, place + c)
    }
    place += feature.columns.length
  }
  return { width, rows, data }
}
function put({ take, word, mean, sd }: EncodedColumn, clip: number | null, column: Float64Array, from: number, to: number, field: Float64Array, centre: Centre, data: Float32Array, width: number, place: number): void {
  const most = clip ?? Infinity
  for (let row = from, at = from * width + place; row < to; row++, at += width) {
    const raw = take === 'lessField' ? lessMean(field[row - from] as number, centre) : take === 'own' ? (field[row - from] as number) : take === 'missing' ? Number(!finite(column[row])) : Number(column[row] === word)
    const scaled = sd === 0 ? raw * 0 : (raw - mean) / sd
    data[at] = scaled > most ? most : scaled < -most ? -most : scaled
  }
}
