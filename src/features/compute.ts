import type { Frame } from './frame'
import type { Feature } from './define'
import { FEATURES, type FeatureName } from './registry'
import { runnerCursor } from './views'

/** By feature: one value a runner of the frame, in its order; NaN where unknown. */
export type FeatureColumns = ReadonlyMap<FeatureName, Float64Array>

/** Computes features of all races of a frame. One race is a batch of one. `features` in registry order, with what they are made from (`withSources`). */
export function computeFeatures(frame: Frame, features: readonly Feature<FeatureName>[] = FEATURES): FeatureColumns {
  const columns = new Map(features.map(({ name }) => [name, new Float64Array(frame.runnerCount)]))
  const columnOf = ({ name }: Feature<FeatureName>): Float64Array => columns.get(name) as Float64Array
  const runner = runnerCursor(frame)
  const fields = new Map<number, Field>()
  const own = features.filter((feature) => feature.scope === 'runner')
  const [outs, computes] = [own.map(columnOf), own.map(({ compute }) => compute)]
  for (let i = 0; i < frame.runnerCount; i++) {
    runner.seek(i)
    for (let f = 0; f < computes.length; f++) (outs[f] as Float64Array)[i] = (computes[f] as (typeof computes)[number])(runner)
  }
  for (const feature of features) {
    if (feature.scope === 'race') perRace(frame, (i) => feature.compute(runner.seek(i)), columnOf(feature))
    if (feature.scope === 'field') overFields(frame, columns.get(feature.of as FeatureName), feature, columnOf(feature), fields)
  }
  return columns
}

/** Room for the values of a field of one size: copying a dozen numbers is cheaper than a view of a column. */
interface Field { readonly values: Float64Array; readonly made: Float64Array }
const fieldOf = (size: number): Field => ({ values: new Float64Array(size), made: new Float64Array(size) })

function overFields(frame: Frame, source: Float64Array | undefined, feature: Extract<Feature, { readonly scope: 'field' }>, out: Float64Array, fields: Map<number, Field>): void {
  if (source === undefined) throw new Error(`feature ${feature.name} is made from ${feature.of}, which must be computed before it`)
  for (let r = 0; r < frame.raceCount; r++) {
    const from = frame.raceStart[r] as number
    const size = (frame.raceStart[r + 1] as number) - from
    let field = fields.get(size)
    if (field === undefined) fields.set(size, (field = fieldOf(size)))
    const { values, made } = field
    for (let i = 0; i < size; i++) values[i] = source[from + i] as number
    feature.compute(values, made)
    for (let i = 0; i < size; i++) out[from + i] = made[i] as number
  }
}
function perRace(frame: Frame, valueOf: (firstRunner: number) => number, out: Float64Array): void {
  for (let r = 0; r < frame.raceCount; r++) {
    const [from, to] = [frame.raceStart[r] as number, frame.raceStart[r + 1] as number]
    if (from < to) out.fill(valueOf(from), from, to)
  }
}
