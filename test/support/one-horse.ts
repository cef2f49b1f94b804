import type { FinishedRace } from '../../src/domain/race-outcome'
import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf } from '../../src/domain/instant'
import type { RaceCard } from '../../src/domain/race-card'
import { computeFeatures } from '../../src/features/compute'
import { buildFrame } from '../../src/features/frame'
import { LoadedHistory } from '../../src/features/history/loaded-history'
import { RUN_NAMES, type RunColumn } from '../../src/features/history/run-columns'
import { RunStore } from '../../src/features/history/run-store'
import type { FeatureName } from '../../src/features/registry'
import { daysBefore, finished, type CardPart, type OutcomePart, type RunnerPart } from './racing-world'

let stranger = 10_000
interface Around { readonly card?: Omit<CardPart, 'runners' | 'off'>; readonly runner?: Omit<RunnerPart, 'horseId'>; readonly rivals?: OutcomePart; readonly knownAt?: string }
/**
 * A race of `size` runners so many days ago in which horse 1 came in at `place` (null: pulled up), or had the outcome that is
 * given; strangers who never ran before took the other places.
 */
export const ran = (days: number, place: number | null | OutcomePart, size: number, { card = {}, runner = {}, rivals = {}, knownAt }: Around = {}): FinishedRace => {
  const taken = typeof place === 'object' ? place?.position : place
  const others = Array.from({ length: size }, (_, i) => i + 1).filter((p) => p !== taken).slice(0, size - 1)
  const strangers = others.map((): RunnerPart => ({ horseId: ++stranger }))
  return finished({ ...card, off: daysBefore(days), runners: [{ horseId: 1, ...runner }, ...strangers] }, [place, ...others.map((position) => ({ position, ...rivals }))], knownAt)
}

/** A feature of the first runner, horse 1, whose earlier runs are given column by column, oldest first. */
export const featureAfter = (name: FeatureName, card: RaceCard, runs: readonly Partial<Record<RunColumn, number>>[]): number | null => {
  const store = new RunStore()
  for (const run of runs) { const row = store.add(); for (const column of RUN_NAMES) store.set(row, column, run[column] ?? NaN) }
  const lines = new Float64Array(runs.flatMap((_, i) => [...store.slice(i)]))
  const history = new LoadedHistory(dayOf(card.offAt), [{ horseId: 1, trial: false, lines }], new Map())
  const market = marketAsOf({ prices: [], startingPrices: new Map() }, card.offAt, card.offAt)
  const value = computeFeatures(buildFrame([{ race: raceAsOf(card, history, card.offAt), market }])).get(name)?.[0] ?? NaN
  return Number.isNaN(value) ? null : value
}
