import { psiByLuck, psiOfCounts } from '../models/drift/psi'
import { placesIn, type DriftReference } from '../models/drift/reference'
import type { ScoredRace } from './ports'

/** `psi`: population stability index; `byLuck`: what it would be on average without any drift. */
export interface Drifted { readonly name: string; readonly psi: number; readonly byLuck: number }
export interface PerformanceDrift { readonly races: number; readonly runners: number; readonly chances: Omit<Drifted, 'name'>; /** The most drifted first. */ readonly inputs: readonly Drifted[] }

/** How inputs and chances of a version's races were spread, against the races that it was trained on; null without a reference, or races counted by it. */
export function driftOf(scored: readonly ScoredRace[], reference: DriftReference | null): PerformanceDrift | null {
  if (reference === null) return null
  const places = placesIn(reference)
  const counted = scored.flatMap(({ bins, chances }) => (bins?.length === places ? [{ bins, runners: chances.length }] : []))
  if (counted.length === 0) return null
  const sums = new Float64Array(places)
  for (const { bins } of counted) bins.forEach((count, place) => { sums[place] = (sums[place] as number) + count })
  const runners = counted.reduce((sum, one) => sum + one.runners, 0)
  let at = 0
  const next = (bins: DriftReference['chances']): Omit<Drifted, 'name'> => {
    const counts = sums.subarray(at, (at += bins.shares.length))
    return { psi: psiOfCounts(bins, counts), byLuck: psiByLuck(bins, runners) }
  }
  const inputs = reference.inputs.map((one) => ({ name: one.name, ...next(one) }))
  return { races: counted.length, runners, chances: next(reference.chances), inputs: inputs.sort((a, b) => b.psi - a.psi || (a.name < b.name ? -1 : 1)) }
}
