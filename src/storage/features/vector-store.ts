import type { Pool, PoolClient } from 'pg'
import type { Instant } from '../../domain/instant'
import { FEATURES, FEATURE_SET } from '../../features/registry'
import type { VectorStore, StoredVectors } from '../../usecases/ports'
import { acquire } from '../pool'
import { packed } from './packed'
import { markedSince, WAIT_FOR_CHANGES } from './stale-vectors'

const IS_COMING = "r.scheduled_start >= to_timestamp($1::float8 / 1000) AND r.status NOT IN ('ABANDONED', 'VOID') AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT')"
const IS_FINISHED = "r.status = 'FINAL' AND r.kind NOT IN ('BARRIER_TRIAL', 'JUMP_OUT') AND ($1::date IS NULL OR m.date >= $1) AND ($2::date IS NULL OR m.date <= $2)"
/** A row for every race of the round, so that whoever changes the race meanwhile finds one to mark. */
const PLACES = "INSERT INTO feature_vectors (race_id, feature_set, as_of, runner_ids, columns) SELECT r.id, 'none yet', '-infinity', '{}', '' FROM races r"
const WITHOUT = 'AND NOT EXISTS (SELECT FROM feature_vectors v WHERE v.race_id = r.id) ON CONFLICT (race_id) DO NOTHING'
const PLACE_COMING = `${PLACES} WHERE ${IS_COMING} ${WITHOUT}`
const PLACE_FINISHED = `${PLACES} JOIN meetings m ON m.id = r.meeting_id WHERE ${IS_FINISHED} ${WITHOUT}`

const DUE = `
SELECT r.id FROM races r JOIN feature_vectors v ON v.race_id = r.id WHERE ${IS_COMING}
  AND (v.feature_set <> $2 OR v.stale_since IS NOT NULL OR v.as_of < to_timestamp(floor($1::float8 / 86400000) * 86400))
ORDER BY r.scheduled_start, r.id`
const DONE = `
SELECT v.race_id AS id FROM feature_vectors v JOIN races r ON r.id = v.race_id JOIN meetings m ON m.id = r.meeting_id
WHERE v.feature_set = $3 AND v.stale_since IS NULL AND v.as_of > r.scheduled_start AND ${IS_FINISHED}`
const WRITE = `
INSERT INTO feature_vectors AS v (race_id, feature_set, as_of, runner_ids, columns)
SELECT r.id, $2, to_timestamp(a.as_of / 1000), a.runner_ids::int[], a.columns FROM unnest($1::int[], $4::float8[], $5::text[], $6::bytea[]) AS a(race_id, as_of, runner_ids, columns) JOIN races r ON r.id = a.race_id ORDER BY r.id
ON CONFLICT (race_id) DO UPDATE SET feature_set = EXCLUDED.feature_set, as_of = EXCLUDED.as_of, runner_ids = EXCLUDED.runner_ids, columns = EXCLUDED.columns,
  stale_since = CASE WHEN ${markedSince('$3')} THEN v.stale_since END`

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

const withClient = async <T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await acquire(pool)
  try {
    const result = await use(client)
    client.release()
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(() => { client.release() }, (broken: Error) => { client.release(broken) })
    throw error
  }
}

/** Vectors in the database. `due` and `done` begin a round: what is written until the next stays stale where the race was changed after the round began. */
export const vectorStore = (pool: Pool): VectorStore => {
  let snapshot: string | null = null
  /** Makes places, and says what the database has then: all that is read for the round is read later. */
  const begin = async (client: PoolClient, place: string, values: readonly unknown[]): Promise<void> => {
    await client.query('BEGIN')
    await client.query(WAIT_FOR_CHANGES)
    await client.query(place, [...values])
    await client.query('COMMIT')
    snapshot = (await client.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot')).rows[0]?.snapshot ?? null
  }
  const round = (place: string, list: string, values: readonly unknown[]): Promise<readonly number[]> => withClient(pool, async (client) => {
    await begin(client, place, values)
    return (await client.query<{ id: number }>(list, [...values, FEATURE_SET])).rows.map(({ id }) => id)
  })
  return {
    due: (now: Instant) => round(PLACE_COMING, DUE, [now]),
    done: async ({ from, to }) => new Set(await round(PLACE_FINISHED, DONE, [from, to])),
    write: async (vectors) => {
      if (vectors.length === 0) return
      await withClient(pool, (client) => client.query(WRITE, [
        vectors.map(({ raceId }) => raceId), FEATURE_SET, snapshot, vectors.map(({ asOf }) => asOf), vectors.map(({ runnerIds }) => `{${runnerIds.join(',')}}`), vectors.map(columnsOf),
      ]))
    },
  }
}
