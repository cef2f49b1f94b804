import type { Pool } from 'pg'
import { DAY_MS, type Instant } from '../../domain/instant'

export interface KeepDays {
  /** Ticks; 0 = for ever, here and below. */
  readonly ticks: number
  /** Bars of a second. */
  readonly bars1s: number
  /** Bars of ten seconds. */
  readonly bars10s: number
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)
const AHEAD_DAYS = 2
/** Readers that take longer keep a day for another round: nobody waits behind us for long. */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '1s'"

/** Makes the partitions of today and of the days to come, so that nobody waits for it at midnight. */
export async function makeDaysAhead(pool: Pool, now: Instant): Promise<void> {
  for (let ahead = 0; ahead <= AHEAD_DAYS; ahead++) {
    const day = dayText(now + ahead * DAY_MS)
    await pool.query('SELECT make_tick_day($1), make_bar_day(1, $1), make_bar_day(10, $1)', [day])
  }
}

const OLD_TICKS = 'SELECT day::text FROM tick_days WHERE stored_at < to_timestamp($1::float8 / 1000) AND day < $2::date ORDER BY day'
/** Under the lock that whoever makes the day takes: what was stored meanwhile is seen. */
const TAKE_DAY = 'SELECT pg_advisory_xact_lock(7223380, $1::int)'
const STILL_OLD = `
DELETE FROM tick_days t WHERE t.day = $1 AND t.stored_at < to_timestamp($2::float8 / 1000)
  AND NOT EXISTS (SELECT 1 FROM ticks_stored s WHERE s.from_at < ($1::date + 1)::timestamp AT TIME ZONE 'UTC' AND s.to_at >= $1::date::timestamp AT TIME ZONE 'UTC')`
const BAR_DAYS = `
SELECT c.relname AS name, (regexp_match(c.relname, '_(\\d{8})$'))[1]::date::text AS day FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'bars'::regclass AND c.relname ~ ('^bars_' || $1 || '_\\d{8}$') ORDER BY 1`
const STORED_SINCE = 'SELECT 1 FROM tick_days WHERE day = $1 AND stored_at >= to_timestamp($2::float8 / 1000)'

/**
 * Drops whole days: ticks that were stored so long ago and are rolled up, and bars of that age. What counts is when something was last stored
 * for a day, so that a recording of a year ago lasts as long as what came live. Which tables went.
 */
export async function dropOldDays(pool: Pool, keep: KeepDays, now: Instant): Promise<readonly string[]> {
  const dropped: string[] = []
  if (keep.ticks > 0) {
    const before = now - keep.ticks * DAY_MS
    const { rows } = await pool.query<{ day: string }>(OLD_TICKS, [before, dayText(now)])
    for (const { day } of rows) if (await dropTicks(pool, day, before)) dropped.push(`ticks_${day.replaceAll('-', '')}`)
  }
  for (const [resolution, days] of [[1, keep.bars1s], [10, keep.bars10s]] as const) if (days > 0) dropped.push(...await dropBars(pool, resolution, now - days * DAY_MS))
  return dropped
}

async function dropTicks(pool: Pool, day: string, before: number): Promise<boolean> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('BEGIN')
    await client.query(LOCK_TIMEOUT)
    await client.query(TAKE_DAY, [day.replaceAll('-', '')])
    const old = (await client.query(STILL_OLD, [day, before])).rowCount === 1
    if (old) await client.query(`DROP TABLE IF EXISTS ticks_${day.replaceAll('-', '')}`)
    await client.query('COMMIT')
    broken = false
    return old
  } catch (error) {
    if (!isLocked(error)) throw error
    await client.query('ROLLBACK')
    broken = false
    return false
  } finally { client.release(broken) }
}

async function dropBars(pool: Pool, resolution: 1 | 10, before: number): Promise<readonly string[]> {
  const dropped: string[] = []
  const { rows } = await pool.query<{ name: string; day: string }>(BAR_DAYS, [resolution])
  for (const { name, day } of rows) {
    if (Date.parse(day) + DAY_MS > before || (await pool.query(STORED_SINCE, [day, before])).rowCount !== 0) continue
    try {
      await pool.query(`DO $$ BEGIN ${LOCK_TIMEOUT}; DROP TABLE IF EXISTS ${name}; END $$`)
      dropped.push(name)
    } catch (error) { if (!isLocked(error)) throw error }
  }
  return dropped
}
const isLocked = (error: unknown): boolean => (error as { code?: string }).code === '55P03'
