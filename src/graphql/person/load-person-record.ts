import { AppError } from '../../domain/errors'
import type { Args, Values } from '../read/mapping'
import { loadPeople, type PersonSummary } from '../statistics/load-people'
import type { SqlRunner } from '../../usecases/ports'

const MOST_RUNS = 10_000

const lastOf = (args: Args): number | null => {
  const last = (args['last'] ?? null) as number | null
  if (last !== null && (last < 1 || last > MOST_RUNS)) throw new AppError('BAD_USER_INPUT', `statistics: last is ${last}; ask for 1 to ${MOST_RUNS}, or leave it out for all.`)
  return last
}

/** Loader of the record of jockeys or trainers. Parents are `[id]`; one statement. */
export const loadPersonRecord = (by: 'jockey' | 'trainer') => (db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly PersonSummary[]> =>
  loadPeople(db, parents.map(([id]) => ({ jockeyId: id as number, trainerId: id as number, before: 'infinity' })), { by, last: lastOf(args), asOf: (args['asOf'] ?? null) as string | null })
