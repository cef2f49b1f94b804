import { z } from 'zod'
import type { FeatureName } from '../../features/registry'
import { columnOf, type RaceBatch } from '../data/race-table'
import type { ModelFiles } from '../model'
import { binsIn, binsOf, countInto, type Bins } from './bins'

/** How inputs were spread in the races that a model was trained on, in the order of the model; and its chances, in races that it was not fitted to where there were any. */
export interface DriftReference { readonly inputs: readonly (Bins & { readonly name: string })[]; readonly chances: Bins }
export const REFERENCE_JSON = 'reference.json'

/** Models that are trained on one table share its columns: a column is sorted once. */
const known = new WeakMap<Float64Array, Bins>()
function binsOfColumn(column: Float64Array): Bins {
  let bins = known.get(column)
  if (bins === undefined) known.set(column, (bins = binsOf(column)))
  return bins
}

/** `chances`: what the model says of runners, one each; not of the races that it was fitted to, of which it is too sure. */
export const referenceBins = (table: Pick<RaceBatch, 'columns'>, features: readonly FeatureName[], chances: Float64Array): DriftReference =>
  ({ inputs: features.map((name) => ({ name, ...binsOfColumn(columnOf(table, name)) })), chances: binsOf(chances) })

export const toReferenceJson = (reference: DriftReference): Uint8Array => new TextEncoder().encode(`${JSON.stringify(reference)}\n`)

const bins = { edges: z.array(z.number()), shares: z.array(z.number().min(0).max(1)) }
const fits = ({ edges, shares }: { readonly edges: readonly number[]; readonly shares: readonly number[] }): boolean => shares.length === edges.length + 2 && edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number))
const SHAPE = z.object({ inputs: z.array(z.object({ name: z.string(), ...bins }).refine(fits)), chances: z.object(bins).refine(fits) })
/** Null where the artefact has none, or none that can be read. */
export function readReference(files: ModelFiles): DriftReference | null {
  const bytes = files.get(REFERENCE_JSON)
  if (bytes === undefined) return null
  try { return SHAPE.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null } catch { return null }
}

/** Runners of one race in each bin of each input, then of the chances, one byte each. */
export function binCounts(reference: DriftReference, inputs: readonly ArrayLike<number>[], chances: Float64Array): Uint8Array {
  const counts = new Uint8Array(placesIn(reference))
  let at = 0
  reference.inputs.forEach(({ edges }, i) => { countInto(counts, at, edges, Array.from(inputs[i] as ArrayLike<number>)); at += edges.length + 2 })
  countInto(counts, at, reference.chances.edges, chances)
  return counts
}
/** How many counts a race has. */
export const placesIn = ({ inputs, chances }: DriftReference): number => inputs.reduce((sum, one) => sum + binsIn(one), binsIn(chances))
