import type { Instant } from '../../domain/instant'
import type { Opinion, OpinionStore } from '../../usecases/opinion/ports'
import type { SqlRunner } from '../../usecases/ports'

/** Lends a connection for as long as it is used. */
export interface OpenRunner { <T>(use: (db: SqlRunner) => Promise<T>): Promise<T> }

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
const COLUMNS = `o.race_id, ${ms('o.as_of')}, ${ms('o.made_at')}, o.model, o.synthetic, o.prompt_version, o.runner_ids, o.chances, o.samples, o.cost_usd`
/* Whatever the stand-in said of a real race is never told. */
const TOLD = `(NOT o.synthetic OR r.source = 'SYNTHETIC')`
/* A race that is gone meanwhile keeps nothing. */
const KEEP = `
INSERT INTO opinions (race_id, as_of, made_at, model, synthetic, prompt_version, runner_ids, chances, samples, cost_usd)
SELECT r.id, to_timestamp($2::float8 / 1000), to_timestamp($3::float8 / 1000), $4, $5, $6, $7::int[], $8::float8[], $9::float8[], $10::float8 FROM races r WHERE r.id = $1::int`
const LATEST = `
SELECT ${COLUMNS} FROM races r CROSS JOIN LATERAL (
  SELECT * FROM opinions o WHERE o.race_id = r.id AND ($2::float8 IS NULL OR o.made_at < to_timestamp($2 / 1000)) AND o.as_of <= r.scheduled_start AND ${TOLD} ORDER BY o.made_at DESC, o.id DESC LIMIT 1) o
WHERE r.id = ANY (ARRAY(SELECT unnest($1::int[])))`
const JUDGED = `
SELECT ${COLUMNS} FROM races r JOIN meetings m ON m.id = r.meeting_id CROSS JOIN LATERAL (
  SELECT * FROM opinions o WHERE o.race_id = r.id AND o.as_of <= r.scheduled_start AND ${TOLD} ORDER BY o.made_at < r.scheduled_start DESC, o.made_at DESC, o.id DESC LIMIT 1) o
WHERE r.status = 'FINAL' AND r.result_known_at IS NOT NULL AND ($1::date IS NULL OR m.date >= $1) AND ($2::date IS NULL OR m.date <= $2) ORDER BY r.scheduled_start, r.id`

type Row = Awaited<ReturnType<SqlRunner['rows']>>[number]
function opinionOf([raceId, asOf, madeAt, model, synthetic, promptVersion, runnerIds, chances, samples, costUsd]: Row): Opinion {
  const runners = (runnerIds as readonly number[]).length
  const all = Float64Array.from(samples as readonly number[])
  return {
    raceId, asOf: asOf as Instant, madeAt: madeAt as Instant, model, synthetic, promptVersion, runnerIds, chances: Float64Array.from(chances as readonly number[]),
    samples: Array.from({ length: all.length / runners }, (_, k) => all.slice(k * runners, (k + 1) * runners)), costUsd,
  }
}

/** Opinions in the database, over connections that are lent for one statement each. */
export const opinionStore = (open: OpenRunner): OpinionStore => ({
  keep: async ({ raceId, asOf, madeAt, model, synthetic, promptVersion, runnerIds, chances, samples, costUsd }) => {
    await open((db) => db.rows(KEEP, [raceId, asOf, madeAt, model, synthetic, promptVersion, runnerIds, [...chances], samples.flatMap((sample) => [...sample]), costUsd]))
  },
  latest: async (raceIds, before) => (raceIds.length === 0 ? new Map() : new Map((await open((db) => db.rows(LATEST, [raceIds, before]))).map((row) => { const opinion = opinionOf(row); return [opinion.raceId, opinion] as const }))),
  judged: async ({ from, to }) => (await open((db) => db.rows(JUDGED, [from, to]))).map(opinionOf),
})
