import type { Pool } from 'pg'
import type { Instant } from '../../domain/instant'
import { FEATURES, FEATURE_SET } from '../../features/registry'
import type { VectorStore, StoredVectors } from '../../usecases/ports'
import { acquire } from '../pool'
import { packed } from './packed'

const CLOCK = 'SELECT (extract(epoch from clock_timestamp()) * 1000)::float8 AS now'
const COMING = `
SELECT r.id FROM races r LEFT JOIN feature_vectors v ON v.race_id = r.id
WHERE r.scheduled_start >= to_timestamp($1::float8 / 1000) AND r.status NOT IN ('ABANDONED', 'VOID') AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')
  AND (v.race_id IS NULL OR v.feature_set <> $2 OR v.stale_since IS NOT NULL OR v.as_of < to_timestamp(floor($1::float8 / 86400000) * 86400))
ORDER BY r.scheduled_start, r.id`
const DONE = `
SELECT v.race_id FROM feature_vectors v JOIN races r ON r.id = v.race_id JOIN meetings m ON m.id = r.meeting_id
WHERE v.feature_set = $1 AND v.stale_since IS NULL AND v.as_of > r.scheduled_start AND ($2::date IS NULL OR m.date >= $2) AND ($3::date IS NULL OR m.date <= $3)`
/** A change is in time to be seen when it was committed well before the reading began: that long may lie between the stamp and the commit. */
const GUARD_MS = 2_000
const WRITE = `
INSERT INTO feature_vectors AS v (race_id, feature_set, as_of, stale_since, runner_ids, columns)
SELECT r.id, $2, to_timestamp(a.as_of / 1000), CASE WHEN r.updated_at > to_timestamp($3::float8 / 1000) THEN r.updated_at END, a.runner_ids::int[], a.columns
FROM unnest($1::int[], $4::float8[], $5::text[], $6::bytea[]) AS a(race_id, as_of, runner_ids, columns) JOIN races r ON r.id = a.race_id
ON CONFLICT (race_id) DO UPDATE SET feature_set = EXCLUDED.feature_set, as_of = EXCLUDED.as_of, runner_ids = EXCLUDED.runner_ids, columns = EXCLUDED.columns,
  stale_since = CASE WHEN v.stale_since > to_timestamp($3::float8 / 1000) THEN v.stale_since ELSE EXCLUDED.stale_since END`

/** Column by column, in the order of the registry. */
function columnsOf({ raceId, runnerIds, columns }: Omit<StoredVectors, 'stale'>): Buffer {
  const all = new Float64Array(FEATURES.length * runnerIds.length)
  FEATURES.forEach(({ name }, i) => {
    const values = columns.get(name)
    if (values?.length !== runnerIds.length) throw new Error(`race ${raceId} has ${values?.length ?? 'no'} values of ${name} for ${runnerIds.length} runners`)
    all.set(values, i * runnerIds.length)
  })
  return packed(all)
}

/** Vectors in the database. `due` and `done` begin a round: what changes after them counts as not seen by what is written until the next. */
export const vectorStore = (pool: Pool): VectorStore => {
  let roundAt = -Infinity
  const begin = async (): Promise<void> => { roundAt = (await pool.query<{ now: number }>(CLOCK)).rows[0]?.now ?? -Infinity }
  return {
    due: async (now: Instant) => {
      await begin()
      return (await pool.query<{ id: number }>(COMING, [now, FEATURE_SET])).rows.map(({ id }) => id)
    },
    done: async ({ from, to }) => {
      await begin()
      return new Set((await pool.query<{ race_id: number }>(DONE, [FEATURE_SET, from, to])).rows.map(({ race_id }) => race_id))
    },
    write: async (vectors) => {
      if (vectors.length === 0) return
      const client = await acquire(pool)
      try {
        await client.query(WRITE, [
          vectors.map(({ raceId }) => raceId), FEATURE_SET, Math.max(0, roundAt - GUARD_MS), vectors.map(({ asOf }) => asOf),
          vectors.map(({ runnerIds }) => `{${runnerIds.join(',')}}`), vectors.map(columnsOf),
        ])
      } finally { client.release() }
    },
  }
}
