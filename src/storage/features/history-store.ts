import { createHash, type Hash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../domain/errors'
import type { History } from '../../features/history/history'
import { HISTORY_VERSION, RUN } from '../../features/history/run-columns'
import type { HistoryStore } from '../../usecases/ports'
import { acquire } from '../pool'
import { copyRows, type Field } from './copy-rows'
import { packed } from './packed'
import { HOLD_VECTORS, MARK_FROM_DAY } from './stale-vectors'

const LOCK = 7_223_376
export const FACTS = "SELECT coalesce(md5(string_agg(source || ' ' || feed || ' ' || key || ' ' || sha256, E'\\n' ORDER BY source, feed, key)), 'nothing') AS facts FROM import_units"
const BUILT = 'SELECT history_version, built_from, days FROM feature_history'
const RECORD = `
INSERT INTO feature_history (id, history_version, built_from, built_at, days) VALUES (1, $1, $2, clock_timestamp(), $3)
ON CONFLICT (id) DO UPDATE SET history_version = EXCLUDED.history_version, built_from = EXCLUDED.built_from, built_at = EXCLUDED.built_at, days = EXCLUDED.days`

type Digests = Readonly<Record<string, string>>

/** What each day brought, as one text: days that did not change are not written again. */
function digestsOf(history: History): Digests {
  const days = new Map<number, Hash>()
  const of = (day: number): Hash => { let hash = days.get(day); if (hash === undefined) days.set(day, (hash = createHash('sha1'))); return hash }
  for (const { runnerId, horseId, knownDay, trial, line } of history.lines()) of(knownDay).update(`${runnerId} ${horseId} ${trial ? 1 : 0}`).update(packed(line))
  for (const { family, key, day, totals } of history.tallyRows()) of(day).update(`${family} ${key}`).update(packed(totals))
  return Object.fromEntries([...days].map(([day, hash]) => [String(day), hash.digest('base64')]))
}

/** The first day that is not the same in both; Infinity when all are. */
const firstDifference = (before: Digests, after: Digests): number =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].reduce((first, day) => (before[day] === after[day] ? first : Math.min(first, Number(day))), Infinity)

function* lineRows(history: History, fromDay: number): Generator<readonly Field[]> {
  for (const { runnerId, horseId, knownDay, trial, line } of history.lines(fromDay)) {
    yield [{ int: runnerId }, { int: horseId }, { at: line[RUN.at] as number }, { int: knownDay }, { bool: trial }, { bytes: packed(line) }]
  }
}
function* tallyRows(history: History, fromDay: number): Generator<readonly Field[]> {
  for (const { family, key, day, totals } of history.tallyRows(fromDay)) yield [{ text: family }, { text: key }, { int: day }, { bytes: packed(totals) }]
}

/** Deletes and writes again what belongs to `fromDay` or later. */
async function rewrite(client: PoolClient, history: History, fromDay: number): Promise<void> {
  const all = fromDay === -Infinity
  const before = all ? '' : ' WHERE known_day >= $1'
  const values = all ? [] : [fromDay]
  await client.query(`DELETE FROM run_lines${before}`, values)
  await client.query(`DELETE FROM tallies${all ? '' : ' WHERE day >= $1'}`, values)
  await copyRows(client, 'run_lines (runner_id, horse_id, race_start, known_day, trial, line)', lineRows(history, fromDay))
  await copyRows(client, 'tallies (family, key, day, totals)', tallyRows(history, fromDay))
}

async function replaceIn(client: PoolClient, history: History, builtFrom: string): Promise<void> {
  const { rows: [lock] } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [LOCK])
  if (lock?.taken !== true) throw new AppError('IMPORT_FAILED', 'Another racegraph is building the history of this database: wait for it to end, then start this one again.')
  const { rows: [built] } = await client.query<{ history_version: number; days: Digests }>(BUILT)
  const days = digestsOf(history)
  const fromDay = built === undefined || built.history_version !== HISTORY_VERSION ? -Infinity : firstDifference(built.days, days)
  if (fromDay < Infinity) {
    await rewrite(client, history, fromDay)
    await client.query(HOLD_VECTORS)
    await client.query(MARK_FROM_DAY, [fromDay])
    await client.query('ANALYZE run_lines, tallies')
  }
  await client.query(RECORD, [HISTORY_VERSION, builtFrom, JSON.stringify(days)])
}

/** Run lines and tallies in the database. Only days from the first that changed on are written. */
export const historyStore = (pool: Pool): HistoryStore => ({
  status: async () => {
    const { rows: [facts] } = await pool.query<{ facts: string }>(FACTS)
    const { rows: [built] } = await pool.query<{ history_version: number; built_from: string }>(BUILT)
    return { facts: facts?.facts ?? 'nothing', builtFrom: built?.history_version === HISTORY_VERSION ? built.built_from : null }
  },
  replace: async (history, builtFrom) => {
    const client = await acquire(pool)
    try {
      await client.query('BEGIN')
      await client.query('SET LOCAL synchronous_commit = off; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0')
      await replaceIn(client, history, builtFrom)
      await client.query('COMMIT')
      client.release()
    } catch (error) {
      await client.query('ROLLBACK').then(() => { client.release() }, (broken: Error) => { client.release(broken) })
      throw error
    }
  },
})
