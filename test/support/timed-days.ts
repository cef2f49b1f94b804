import { History, knownDay } from '../../src/features/history/history'
import type { RunColumn } from '../../src/features/history/run-columns'
import type { FinishedRace, RunnerOutcome } from '../../src/domain/race-outcome'
import { finished, type CardPart, type OutcomePart } from './racing-world'

/** 70 s over 1,200 m is what everyone runs in these worlds. */
export const PAR_MS = 70_000
export type Sections = RunnerOutcome['sections']
type Finish = number | OutcomePart
let horse = 0
/** A race on a day of January 2024; its runners came in as listed, each a time in milliseconds or more. Horses are new unless `horses` names them. */
export const timed = (day: number, finish: readonly Finish[], card: Partial<CardPart> = {}, horses: readonly number[] = [], knownAt?: string): FinishedRace => finished(
  { off: `2024-01-${String(day).padStart(2, '0')}T06:00:00Z`, ...card, runners: finish.map((_, i) => ({ horseId: horses[i] ?? 100_000 + ++horse })) },
  finish.map((part, i) => ({ position: i + 1, ...(typeof part === 'number' ? { finishTimeMs: part } : part) })), knownAt,
)
/** So many races of three on a day, everybody in the same time. */
export const even = (day: number, races: number, ms = PAR_MS, card: Partial<CardPart> = {}): readonly FinishedRace[] => Array.from({ length: races }, () => timed(day, [ms, ms, ms], card))

/** What the runners of a race show in a column once all days are folded in; rounded to two decimals, null where unknown. */
export function shown(races: readonly FinishedRace[], race: FinishedRace, column: RunColumn): readonly (number | null)[] {
  const history = new History()
  const days = [...new Set(races.map(knownDay))].sort((a, b) => a - b)
  for (const day of days) history.fold(day, races.filter((one) => knownDay(one) === day))
  return race.card.runners.map(({ horseId }) => {
    const row = history.past(horseId).find((one) => history.runs.get(one, 'raceId') === race.card.raceId)
    const value = row === undefined ? NaN : history.runs.get(row, column)
    return Number.isNaN(value) ? null : Math.round(100 * value) / 100
  })
}
