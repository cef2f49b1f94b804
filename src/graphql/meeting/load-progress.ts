import type { Values } from '../read/mapping'
import type { SqlRunner } from '../../usecases/ports'

const COUNT = 'SELECT meeting_id, count(*)::int FROM races WHERE meeting_id = ANY($1::int[]) GROUP BY meeting_id'
const CURRENT = `SELECT meeting_id, min(number) FROM races
WHERE meeting_id = ANY($1::int[]) AND status NOT IN ('FINAL', 'ABANDONED', 'VOID') GROUP BY meeting_id`

const perMeeting = async (db: SqlRunner, sql: string, parents: readonly Values[]): Promise<ReadonlyMap<number, number>> =>
  new Map((await db.rows(sql, [[...new Set(parents.map(([id]) => id as number))]])).map(([id, value]) => [id as number, value as number]))

/** Parents are `[meeting id]`. */
export async function loadRaceCount(db: SqlRunner, parents: readonly Values[]): Promise<readonly number[]> {
  const counts = await perMeeting(db, COUNT, parents)
  return parents.map(([id]) => counts.get(id) ?? 0)
}

/** Parents are `[meeting id]`. */
export async function loadCurrentRaceNumber(db: SqlRunner, parents: readonly Values[]): Promise<readonly (number | null)[]> {
  const numbers = await perMeeting(db, CURRENT, parents)
  return parents.map(([id]) => numbers.get(id) ?? null)
}
