import { dateOf, dayOf } from './local-time'
import { deadHeatPoints, LUCK, MISHAP, troublesOf } from './race-run'
import { totalOf } from './strength'
import { winChances } from './win-chances'
import { meetingsOf } from './world'

/** A race as it was drawn: what each starter's chance was, given everything about it that nobody can see too. */
export interface TrueRace {
  /** As its record names it. */
  readonly sourceId: string
  readonly date: string
  /** By the source's id of the horse, sum 1. */
  readonly chances: ReadonlyMap<string, number>
}

/**
 * The true chances of the races from `since` to `to`, `YYYY-MM-DD`, of an invented world that begins on `from`. The world is lived through again:
 * the same seed and first day give the races that were imported. Nothing here may reach a feature or a fit.
 */
export function* trueChances({ seed, from, to, since = from }: { readonly seed: string; readonly from: string; readonly to: string; readonly since?: string }): Generator<TrueRace> {
  const first = dayOf(since)
  for (const { slot, races } of meetingsOf(seed, dayOf(from), dayOf(to))) {
    if (slot.trials || slot.day < first) continue
    for (const { plan, run } of races) {
      if (run === null || run.runs.length === 0) continue
      const shares = winChances(run.runs.map(({ starter }, i) => {
        const points = run.points[i]
        if (points === undefined) throw new RangeError(`starter ${i + 1} of ${slot.sourceId}-R${plan.number} has no strength`)
        return { strength: totalOf(points), troubles: troublesOf(starter.barrier, run.pace.earlySpeeds[i] ?? 0.5, run.runs.length) }
      }), { luck: LUCK, mishap: MISHAP, deadHeat: deadHeatPoints(plan.distanceM) })
      yield { sourceId: `${slot.sourceId}-R${plan.number}`, date: dateOf(slot.day), chances: new Map(run.runs.map(({ starter }, i) => [starter.entry.career.horse.sourceId, shares[i] as number])) }
    }
  }
}
