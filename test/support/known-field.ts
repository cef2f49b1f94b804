import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf } from '../../src/domain/instant'
import type { RaceCard } from '../../src/domain/race-card'
import { computeFeatures } from '../../src/features/compute'
import { buildFrame } from '../../src/features/frame'
import { RACE_FAMILIES, type Family, type Key } from '../../src/features/history/families'
import { LoadedHistory, totalsName } from '../../src/features/history/loaded-history'
import { RUN_NAMES, type RunColumn } from '../../src/features/history/run-columns'
import { RunStore } from '../../src/features/history/run-store'
import { keptRow } from './every-counter'
import { RACE, STARTER, TALLY_STRIDE, type RaceCounter, type StarterCounter } from '../../src/features/history/tally-columns'
import type { FeatureName } from '../../src/features/registry'

export type Run = Partial<Record<RunColumn, number>>
export interface Counted { readonly family: Family; readonly key: Key; readonly counts: Partial<Record<RaceCounter | StarterCounter, number>> }

const linesOf = (runs: readonly Run[]): Float64Array => {
  const store = new RunStore()
  for (const run of runs) { const row = store.add(); for (const column of RUN_NAMES) store.set(row, column, run[column] ?? NaN) }
  return new Float64Array(runs.flatMap((_, i) => [...store.slice(i)]))
}
const totalsOf = ({ family, counts }: Counted): Float64Array => {
  const totals = new Float64Array(TALLY_STRIDE)
  for (const [counter, value] of Object.entries(counts)) totals[((family in RACE_FAMILIES ? RACE : STARTER) as Readonly<Record<string, number>>)[counter] as number] = value
  return keptRow(family, totals)
}

/**
 * A feature of every runner of a race, null where it is missing. `runs[i]` are the earlier runs of runner `i`, column by
 * column, newest first; `counted` is what tallies hold before the day.
 */
export function knownField(name: FeatureName, card: RaceCard, runs: readonly (readonly Run[])[], counted: readonly Counted[] = []): readonly (number | null)[] {
  const day = dayOf(card.offAt)
  const horses = runs.map((own, i) => ({ horseId: card.runners[i]?.horseId ?? 0, trial: false, lines: linesOf([...own].reverse()) }))
  const totals = new Map(counted.map((one) => [totalsName({ family: one.family, key: one.key ?? '', day }), totalsOf(one)]))
  const history = new LoadedHistory(day, horses, totals)
  const market = marketAsOf({ prices: [], startingPrices: new Map() }, card.offAt, card.offAt)
  const values = computeFeatures(buildFrame([{ race: raceAsOf(card, history, card.offAt), market }])).get(name)
  if (values === undefined) throw new Error(`no feature ${name}`)
  return [...values].map((value) => (Number.isNaN(value) ? null : value))
}
