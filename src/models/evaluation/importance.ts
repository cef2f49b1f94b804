import { categoryOf, featureNamed, type FeatureName } from '../../features/registry'
import { columnOf, rowCount, type RaceBatch, type RaceTable } from '../data/race-table'
import type { Model } from '../model'
import { raceLosses } from '../race-softmax'
import { seeded, type Seeded } from '../seeded'
import { bootstrap, type Resampling } from './bootstrap'
import { batchChances } from './chances'
import type { Importance } from './report'

export interface ImportanceRun {
  readonly repeats: number
  readonly resampling: Resampling
  /** Called before each shuffle; throws to stop. */
  readonly progress: (done: number, total: number, name: string) => void | Promise<void>
}

/** What is shuffled, alike in all features of a group: values of whole races where a feature is one of the race, else of runners, over all races. */
interface Order { readonly rows: Uint32Array; readonly races: Uint32Array }
function shuffledOrder(random: Seeded, batch: RaceBatch): Order {
  const index = (length: number): Uint32Array => random.shuffle(Uint32Array.from({ length }, (_, i) => i))
  return { rows: index(rowCount(batch)), races: index(batch.raceStart.length - 1) }
}
function shuffled(batch: RaceBatch, names: readonly FeatureName[], { rows, races }: Order): RaceBatch {
  const { raceStart } = batch
  const columns = new Map(batch.columns)
  for (const name of names) {
    const column = columnOf(batch, name)
    const out = new Float64Array(column.length)
    if (featureNamed(name).scope !== 'race') for (let row = 0; row < out.length; row++) out[row] = column[rows[row] as number] as number
    else races.forEach((from, r) => { out.fill(column[raceStart[from] as number] as number, raceStart[r], raceStart[r + 1]) })
    columns.set(name, out)
  }
  return { raceStart, columns }
}

/** Differences race by race as an importance. */
export function importanceOf(name: string, losses: Float64Array, resampling: Resampling): Importance {
  const { low, high } = bootstrap(losses, null, resampling) ?? { low: NaN, high: NaN }
  return { name, loss: losses.reduce((sum, one) => sum + one, 0) / losses.length, low, high }
}

/**
 * Log-loss lost, nats a race, when the values of a feature, or of all features of a category alike, are dealt out anew among the runners of all
 * races, the mean of a few deals; races are drawn anew for the interval. What other features tell too is not missed here: see ablation. By
 * loss, the greatest first. Source: Breiman, Random Forests, 2001, 10.
 */
export async function permutationImportance(model: Model, table: RaceTable, chances: Float64Array, { repeats, resampling, progress }: ImportanceRun): Promise<{ readonly categories: readonly Importance[]; readonly features: readonly Importance[] }> {
  const { raceStart, targets: { win } } = table
  const base = raceLosses(chances, win, raceStart)
  const byCategory = new Map<string, FeatureName[]>()
  for (const name of model.features) { const category = categoryOf(name); byCategory.set(category, [...(byCategory.get(category) ?? []), name]) }
  const groups = [...byCategory, ...model.features.map((name) => [name, [name]] as const)]
  const found: Importance[] = []
  for (const [at, [name, names]] of groups.entries()) {
    await progress(at, groups.length, name)
    const random = seeded(resampling.seed, 'importance', name)
    const lost = new Float64Array(base.length)
    for (let repeat = 0; repeat < repeats; repeat++) {
      const losses = raceLosses(batchChances(model, shuffled(table, names, shuffledOrder(random, table))), win, raceStart)
      losses.forEach((loss, r) => { lost[r] = (lost[r] as number) + (loss - (base[r] as number)) / repeats })
    }
    found.push(importanceOf(name, lost, resampling))
  }
  const sorted = (some: readonly Importance[]): readonly Importance[] => [...some].sort((a, b) => b.loss - a.loss)
  return { categories: sorted(found.slice(0, byCategory.size)), features: sorted(found.slice(byCategory.size)) }
}
