import { categoryOf, type FeatureCategory } from '../../features/registry'
import type { RaceTable } from '../data/race-table'
import type { Model } from '../model'
import { raceLosses } from '../race-softmax'
import type { Resampling } from './bootstrap'
import { chancesOf } from './chances'
import { importanceOf } from './importance'
import type { Importance } from './report'

/** Fits a model anew without a category, null: with all. Gives null where it cannot be made, for want of anything to read. */
export type Refit = (without: FeatureCategory | null) => Promise<Model | null>

/**
 * Log-loss lost, nats a race, when a model is fitted without a category: what no other category makes up for. The greatest first. Held against
 * a fit with all of them, made the same way; null when that cannot be made. What cannot be fitted without, such as the market of a
 * model that starts from it, is left out; races that the poorer model cannot tell count as equal chances.
 */
export async function ablationOf(table: RaceTable, refit: Refit, { resampling, progress }: { readonly resampling: Resampling; readonly progress: (done: number, total: number, name: string) => void | Promise<void> }): Promise<readonly Importance[] | null> {
  const { raceStart, targets: { win } } = table
  const lossesOf = (model: Model): Float64Array => raceLosses(chancesOf(model, table), win, raceStart).map((loss, r) => (Number.isNaN(loss) ? Math.log((raceStart[r + 1] as number) - (raceStart[r] as number)) : loss))
  await progress(0, 1, 'all categories')
  const whole = await refit(null)
  if (whole === null) return null
  const categories = [...new Set(whole.features.map(categoryOf))]
  const base = lossesOf(whole)
  whole.dispose()
  const found: Importance[] = []
  for (const [at, category] of categories.entries()) {
    await progress(at + 1, categories.length + 1, `without ${category}`)
    const poorer = await refit(category)
    if (poorer === null) continue
    found.push(importanceOf(category, lossesOf(poorer).map((loss, r) => loss - (base[r] as number)), resampling))
    poorer.dispose()
  }
  return found.sort((a, b) => b.loss - a.loss)
}
