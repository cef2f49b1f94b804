import { AppError } from '../../domain/errors'
import type { FeatureName } from '../../features/registry'
import { takeRaces, type RaceTable, type TrainingTable } from './race-table'

/** Days of meetings, both included, `YYYY-MM-DD`; null is open. */
export interface Days { readonly from: string | null; readonly to: string | null }
export interface Split { readonly train: TrainingTable; readonly validate: RaceTable; readonly test: RaceTable }
export interface SplitDays { readonly train: Days; readonly validate: Days; readonly test: Days | null }

const within = ({ from, to }: Days, date: string): boolean => (from === null || date >= from) && (to === null || date <= to)
const saysDays = ({ from, to }: Days): string => `${from ?? 'the first day'} to ${to ?? 'the last'}`
const indices = (table: RaceTable, days: Days): readonly number[] => table.races.flatMap(({ date }, r) => (within(days, date) ? [r] : []))

/** Whole races of these days. */
export const racesOf = (table: RaceTable, days: Days, names?: readonly FeatureName[]): RaceTable => takeRaces(table, indices(table, days), names)

/** @throws AppError BAD_USER_INPUT when the days hold no race */
function someRaces(what: string, table: RaceTable, days: Days, names?: readonly FeatureName[]): RaceTable {
  const races = racesOf(table, days, names)
  if (races.races.length === 0) throw new AppError('BAD_USER_INPUT', `There is no race with a result to ${what} on from ${saysDays(days)}: the races at hand run from ${table.races[0]?.date ?? '-'} to ${table.races.at(-1)?.date ?? '-'}.`)
  return races
}
/** Whole races of these days, to fit on. */
export const trainingRaces = (table: RaceTable, days: Days, names?: readonly FeatureName[]): TrainingTable => someRaces('train', table, days, names) as TrainingTable

/**
 * Train, validate and test by date, in this order and apart. Never at random: races of one season share horses, form and going.
 * @throws AppError BAD_USER_INPUT when a part is empty or begins before the one before it ended
 */
export function splitByDate(table: RaceTable, { train, validate, test }: SplitDays, names?: readonly FeatureName[]): Split {
  if (train.to === null || validate.from === null || validate.from <= train.to) throw new AppError('BAD_USER_INPUT', `Validation (${saysDays(validate)}) must begin after the last day of training (${saysDays(train)}).`)
  if (test !== null && (validate.to === null || test.from === null || test.from <= validate.to)) throw new AppError('BAD_USER_INPUT', `The test (${saysDays(test)}) must begin after the last day of validation (${saysDays(validate)}).`)
  return { train: trainingRaces(table, train, names), validate: someRaces('validate', table, validate, names), test: test === null ? takeRaces(table, [], names) : someRaces('test', table, test, names) }
}

/**
 * Walking forward: `folds` equal parts of the races of `days`, each judged by what was fitted on all races before it; the
 * first `folds`-th part is only trained on. Parts begin on a new day.
 */
export function* walkForward(table: RaceTable, days: Days, folds: number, names?: readonly FeatureName[]): Generator<{ readonly train: TrainingTable; readonly validate: RaceTable }> {
  const all = indices(table, days)
  const dateAt = (at: number): string | undefined => { const race = all[at]; return race === undefined ? undefined : table.races[race]?.date }
  const cut = (part: number): number => {
    let at = Math.round((all.length * part) / (folds + 1))
    while (at > 0 && at < all.length && dateAt(at) === dateAt(at - 1)) at++
    return at
  }
  for (let fold = 1; fold <= folds; fold++) {
    const [from, to] = [cut(fold), cut(fold + 1)]
    if (from === 0 || to <= from) continue
    yield { train: takeRaces(table, all.slice(0, from), names) as TrainingTable, validate: takeRaces(table, all.slice(from, to), names) }
  }
}
