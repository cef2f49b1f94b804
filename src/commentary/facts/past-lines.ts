import type { RunnerView } from '../../features/views'

/** A start as history keeps it; null is unknown. */
export interface PastLine {
  readonly raceId: number
  readonly daysAgo: number
  /** Null without a finish. */
  readonly position: number | null
  readonly fieldSize: number
  /** Behind the winner. */
  readonly beatenLengths: number | null
  /** For who won alone. */
  readonly wonByLengths: number | null
  readonly timeMs: number | null
  readonly distanceM: number | null
  readonly barrier: number | null
  readonly weightKg: number | null
  /** Points that its class is worth above that of today; below 0 it was a lesser race. */
  readonly classAbove: number | null
}
/** Most starts that are told of a horse. */
export const TOLD_RUNS = 6
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** The newest starts of whom the view stands at, newest first. */
export function pastLines(runner: RunnerView, most = TOLD_RUNS): readonly PastLine[] {
  const lines: PastLine[] = []
  runner.past.each((run) => {
    lines.push({
      raceId: run.raceId, daysAgo: runner.race.localDay - run.localDay, position: orNull(run.position), fieldSize: run.fieldSize, beatenLengths: orNull(run.beatenLengths), wonByLengths: orNull(run.wonByLengths), timeMs: orNull(run.timeMs),
      distanceM: orNull(run.distanceM), barrier: orNull(run.barrier), weightKg: orNull(run.weightKg), classAbove: orNull(run.classRating - runner.race.classRating),
    })
    return lines.length < most
  })
  return lines
}
