import { dayOf } from '../../domain/instant'
import type { FinishedRace } from '../../domain/race-outcome'
import { isTrial } from '../../domain/trial'
import { careerPoint, type CareerPoint } from './career'
import { countField } from './count-race'
import { EloBook } from './elo'
import type { Family, TallyKey } from './families'
import { FigureBook } from './figures'
import type { KnownHistory } from './known-history'
import { addRows, fieldOf, type RatedField } from './run-row'
import { RunStore } from './run-store'
import { Tallies, type TallyRow } from './tallies'
import { rateTrials } from './trial-times'

const NONE: readonly number[] = []
/** One row of `run_lines`. */
export interface RunLine { readonly runnerId: number; readonly horseId: number; readonly knownDay: number; readonly trial: boolean; readonly line: Float64Array }
interface Stored { readonly runnerId: number; readonly horseId: number; readonly knownDay: number; readonly trial: boolean; readonly row: number }

/** Day (UTC) from whose end on a result counts. */
export const knownDay = (race: FinishedRace): number => dayOf(race.outcome.knownAt)

/**
 * All of history, folded in day by day: what was known before `day`. Days only go forward, so that an answer can never
 * hold what came later. Call `fold` with every day's races in order, and ask in between.
 */
export class History implements KnownHistory {
  readonly runs = new RunStore()
  private readonly starts = new Map<number, number[]>()
  private readonly rehearsals = new Map<number, number[]>()
  private readonly tallies = new Tallies()
  private readonly figures = new FigureBook()
  private readonly elo = new EloBook()
  private readonly stored: Stored[] = []
  private today = -Infinity

  get day(): number { return this.today }

  past(horseId: number): readonly number[] { return this.starts.get(horseId) ?? NONE }
  trials(horseId: number): readonly number[] { return this.rehearsals.get(horseId) ?? NONE }
  addBefore(family: Family, key: TallyKey, day: number, sign: 1 | -1, picks: Int32Array, into: Float64Array, at: number): void { this.tallies.addBefore(family, key, day, sign, picks, into, at) }

  /** Says that nothing more will come of days before `day`. Throws RangeError when that goes back. */
  moveTo(day: number): void {
    if (day < this.today) throw new RangeError(`history stands at day ${this.today} and cannot go back to ${day}`)
    this.today = day
  }

  /** Takes in the races that became known on `day`, which must be `this.day` or later; afterwards it is the day after. */
  fold(day: number, races: readonly FinishedRace[]): void {
    this.moveTo(day)
    const inOrder = [...races].sort((a, b) => a.card.offAt - b.card.offAt || a.card.raceId - b.card.raceId)
    const rated = inOrder.map((race) => this.enter(race, day))
    const proper = rated.filter(({ field }) => !isTrial(field.race.card.kind))
    rateTrials(rated.filter((one) => !proper.includes(one)).map(({ field }) => field), this.runs)
    this.figures.rateDay(proper.map(({ field }) => field), this.runs)
    this.elo.rateDay(proper.map(({ field }) => field), this.runs)
    for (const { field, careers } of proper) countField(this.tallies, field, careers, this.runs, day)
    this.today = day + 1
  }

  /** What was taken in on `fromDay` or later, as it is stored. */
  * lines(fromDay = -Infinity): Generator<RunLine> {
    for (const { row, ...rest } of this.stored) if (rest.knownDay >= fromDay) yield { ...rest, line: this.runs.slice(row) }
  }
  tallyRows(fromDay = -Infinity): Generator<TallyRow> { return this.tallies.rows(fromDay) }

  private enter(race: FinishedRace, day: number): { readonly field: RatedField; readonly careers: readonly CareerPoint[] } {
    const trial = isTrial(race.card.kind)
    const field = fieldOf(race)
    const careers = field.starters.map(({ runner }) => careerPoint(this.runs, this.past(runner.horseId), race.card.date))
    const first = addRows(this.runs, field, careers)
    field.starters.forEach(({ runner }, i) => {
      this.stored.push({ runnerId: runner.runnerId, horseId: runner.horseId, knownDay: day, trial, row: first + i })
      insert(trial ? this.rehearsals : this.starts, runner.horseId, first + i, this.runs)
    })
    return { field: { ...field, first }, careers }
  }
}

/** Keeps the rows of a horse in the order of the races, whenever their results came. */
function insert(lists: Map<number, number[]>, horseId: number, row: number, runs: RunStore): void {
  const list = lists.get(horseId)
  if (list === undefined) { lists.set(horseId, [row]); return }
  let place = list.length
  while (place > 0 && runs.get(list[place - 1] as number, 'at') > runs.get(row, 'at')) place--
  list.splice(place, 0, row)
}
