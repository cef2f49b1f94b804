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
  const own = features.flatMap((feature) => (feature.scope === 'runner' ? [{ out: columnOf(feature), compute: feature.compute }] : []))
  for (let i = 0; i < frame.runnerCount; i++) {
    runner.seek(i)
    for (const { out, compute } of own) out[i] = compute(runner)
  }
  for (const feature of features) {
    if (feature.scope === 'race') perRace(frame, (i) => feature.compute(runner.seek(i)), columnOf(feature))
    if (feature.scope === 'field') overFields(frame, columns.get(feature.of as FeatureName), feature, columnOf(feature))
  }
  return columns
}

function overFields(frame: Frame, source: Float64Array | undefined, feature: Extract<Feature, { readonly scope: 'field' }>, out: Float64Array): void {
  if (source === undefined) throw new Error(`feature ${feature.name} is made from ${feature.of}, which must be computed before it`)
  for (let r = 0; r < frame.raceCount; r++) {
    const [from, to] = [frame.raceStart[r] as number, frame.raceStart[r + 1] as number]
    feature.compute(source.subarray(from, to), out.subarray(from, to))
  }
}
function perRace(frame: Frame, valueOf: (firstRunner: number) => number, out: Float64Array): void {
  for (let r = 0; r < frame.raceCount; r++) {
    const [from, to] = [frame.raceStart[r] as number, frame.raceStart[r + 1] as number]
    if (from < to) out.fill(valueOf(from), from, to)
  }
}
