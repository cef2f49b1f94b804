import type { Pool } from 'pg'

/** Of markets with what was stored of them since their row was last written. Markets of no race count by themselves. */
export const HIGHEST = 'greatest(k.sequence, (SELECT max(t.sequence) FROM ticks_stored t WHERE t.market_id = k.id))'
const STORED = `SELECT k.race_id AS race, max(${HIGHEST})::int AS sequence FROM markets k WHERE k.race_id = ANY ($1::int[]) GROUP BY k.race_id`

/** The highest number of an event of each race that the database has seen; races of which it has seen none are left out. */
export const storedSequences = (pool: Pool) => async (raceIds: readonly number[]): Promise<ReadonlyMap<number, number>> => {
  const { rows } = await pool.query<{ readonly race: number; readonly sequence: number }>(STORED, [raceIds])
  return new Map(rows.filter(({ sequence }) => sequence > 0).map(({ race, sequence }) => [race, sequence]))
}
