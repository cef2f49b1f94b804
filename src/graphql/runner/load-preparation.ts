import { AppError } from '../../domain/errors'
import { formString } from '../../domain/form-string'
import { daysSince, prepRunNumber, SPELL_DAYS } from '../../domain/preparation'
import type { Args, Values } from '../read/mapping'
import { loadHistories, type DatedRun } from '../statistics/load-histories'
import type { SqlRunner } from '../../usecases/ports'

/** `[horse id, race start, day of the race]`: the parents of all loaders here. Each is one statement. */
export const PREPARATION_COLUMNS = ['horse_id', 'race_start', 'race.meeting.date'] as const

const histories = (db: SqlRunner, parents: readonly Values[]): Promise<readonly (readonly DatedRun[])[]> =>
  loadHistories(db, parents.map(([horseId, before]) => ({ horseId, before })), null)

/** Null for a debutant. */
export async function loadDaysSinceLastRun(db: SqlRunner, parents: readonly Values[]): Promise<readonly (number | null)[]> {
  const runs = await histories(db, parents)
  return parents.map(([, , date], i) => daysSince(date, runs[i] ?? []))
}

export async function loadPrepRunNumber(db: SqlRunner, parents: readonly Values[]): Promise<readonly number[]> {
  const runs = await histories(db, parents)
  return parents.map(([, , date], i) => prepRunNumber(date, runs[i] ?? []))
}

/** False for a debutant: it has had no spell. */
export async function loadIsFirstUp(db: SqlRunner, parents: readonly Values[]): Promise<readonly boolean[]> {
  const days = await loadDaysSinceLastRun(db, parents)
  return days.map((since) => since !== null && since >= SPELL_DAYS)
}

const LONGEST_FORM = 100
export async function loadFormString(db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly string[]> {
  const last = (args['last'] ?? 6) as number
  if (last < 1 || last > LONGEST_FORM) throw new AppError('BAD_USER_INPUT', `formString: last is ${last}; ask for 1 to ${LONGEST_FORM}.`)
  return (await histories(db, parents)).map((runs) => formString(runs, last))
}
