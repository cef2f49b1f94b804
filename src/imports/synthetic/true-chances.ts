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
 * The true chances of all races of an invented world from `from`, the day on which it begins, to `to`, `YYYY-MM-DD`. The world is lived through again:
 * the same seed and first day give the races that were imported. Nothing here may reach a feature or a fit.
 */
export function* trueChances({ seed, from, to }: { readonly seed: string; readonly from: string; readonly to: string }): Generator<TrueRace> {
  for (const { slot, races } of meetingsOf(seed, dayOf(from), dayOf(to))) {
    if (slot.trials) continue
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
