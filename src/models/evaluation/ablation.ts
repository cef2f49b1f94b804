import { categoryOf, type FeatureName } from '../../features/registry'
import type { RaceTable } from '../data/race-table'
import type { Model } from '../model'
import { raceLosses } from '../race-softmax'
import type { Resampling } from './bootstrap'
import { chancesOf } from './chances'
import { importanceOf } from './importance'
import type { Importance } from './report'

/** Fits the model again on the races that it was fitted on, allowed to read only these features. */
export type Refit = (features: readonly FeatureName[]) => Promise<Model>

/**
 * Log-loss lost, nats a race, when a model is fitted without a category: what no other category makes up for. The greatest first. Races that the
 * poorer model cannot tell count as equal chances.
 */
export async function ablationOf(model: Model, table: RaceTable, chances: Float64Array, refit: Refit, { resampling, progress }: { readonly resampling: Resampling; readonly progress: (done: number, total: number, name: string) => void | Promise<void> }): Promise<readonly Importance[]> {
  const { raceStart, targets: { win } } = table
  const base = raceLosses(chances, win, raceStart)
  const categories = [...new Set(model.features.map(categoryOf))]
  const found: Importance[] = []
  for (const [at, category] of categories.entries()) {
    await progress(at, categories.length, category)
    const left = model.features.filter((name) => categoryOf(name) !== category)
    const poorer = left.length === 0 ? null : await refit(left)
    const told = poorer === null ? base.map(() => NaN) : raceLosses(chancesOf(poorer, table), win, raceStart)
    poorer?.dispose()
    found.push(importanceOf(category, told.map((loss, r) => (Number.isNaN(loss) ? Math.log((raceStart[r + 1] as number) - (raceStart[r] as number)) : loss) - (base[r] as number)), resampling))
  }
  return found.sort((a, b) => b.loss - a.loss)
}
