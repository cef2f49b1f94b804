import type { RatedField } from './run-row'
import { median } from './median'
import type { RunStore } from './run-store'

const MIDDLE = 100
/** Ten points are one per cent of time, as of figures. */
const POINTS = 1_000

const courseOf = ({ race: { card } }: RatedField): string => `${card.date}|${card.venueId}|${card.surface}|${card.distanceM ?? `race ${card.raceId}`}`

/**
 * Fills `figure` of barrier trials: the time against the median of all that trialed on the day over the same distance of the
 * same surface, faster above 100; where the distance is unknown, of the heat itself. Trials say little against pars: nobody has to try. NaN for one that has nobody to be held against.
 */
export function rateTrials(trials: readonly RatedField[], runs: RunStore): void {
  const rows = new Map<string, number[]>()
  for (const trial of trials) {
    const timed = rows.get(courseOf(trial)) ?? []
    trial.starters.forEach((_, i) => { if (!Number.isNaN(runs.get(trial.first + i, 'timeMs'))) timed.push(trial.first + i) })
    rows.set(courseOf(trial), timed)
  }
  for (const timed of rows.values()) {
    if (timed.length < 2) continue
    const middle = median(timed.map((row) => runs.get(row, 'timeMs')))
    for (const row of timed) runs.set(row, 'figure', MIDDLE + POINTS * (1 - runs.get(row, 'timeMs') / middle))
  }
}
