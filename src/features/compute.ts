import type { Frame } from './frame'
import type { Feature } from './define'
import { FEATURES, type FeatureName } from './registry'
import { runnerCursor } from './views'

/** By feature: one value a runner of the frame, in its order; NaN where unknown. */
export type FeatureColumns = ReadonlyMap<FeatureName, Float64Array>

/** Computes features of all races of a frame. One race is a batch of one. `features` in registry order, with what they are made from (`withSources`). */
export function computeFeatures(frame: Frame, features: readonly Feature<FeatureName>[] = FEATURES): FeatureColumns {
  const columns = new Map<FeatureName, Float64Array>()
  const runner = runnerCursor(frame)
  for (const feature of features) {
    const out = new Float64Array(frame.runnerCount)
    if (feature.scope === 'field') overFields(frame, columns.get(feature.of as FeatureName), feature, out)
    else if (feature.scope === 'race') perRace(frame, (i) => feature.compute(runner.seek(i)), out)
    else for (let i = 0; i < out.length; i++) out[i] = feature.compute(runner.seek(i))
    columns.set(feature.name, out)
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
