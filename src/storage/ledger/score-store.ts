import type { DueScore, NewScore, ScoredRace, ScoreStore, SqlRunner } from '../../usecases/ports'
import { unpacked } from '../features/packed'

const FINISHED = `
SELECT r.id FROM races r JOIN meetings m ON m.id = r.meeting_id
WHERE r.status IN ('FINAL', 'ABANDONED', 'VOID') AND ($1::date IS NULL OR m.date >= $1) AND ($2::date IS NULL OR m.date <= $2) AND ($3::float8 IS NULL OR r.scheduled_start >= to_timestamp($3 / 1000))
  AND EXISTS (SELECT FROM served_predictions p WHERE p.source = r.source AND p.race_source_id = r.source_id)
ORDER BY r.scheduled_start, r.id`
/** All models of a race are scored together: none is due when any score has the race's stamp. */
const DUE = `
WITH r AS MATERIALIZED (
  SELECT r.source, r.source_id, r.status, r.scheduled_start, f.ran, md5(concat_ws(' ', r.status, extract(epoch FROM r.scheduled_start), f.ran)) AS stamp
  FROM races r CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array(n.source_id, n.number, t.position, t.starting_price::float8) ORDER BY n.source_id)::text AS ran FROM runners n JOIN results t ON t.runner_id = n.id AND t.status <> 'VOID' WHERE n.race_id = r.id) f
  WHERE r.id = ANY ($1::int[]) AND r.status IN ('FINAL', 'ABANDONED', 'VOID')
)
SELECT p.race_id, p.source, p.race_source_id, p.meeting_date::text, p.venue_code, p.race_number, (extract(epoch FROM p.off_at) * 1000)::float8, p.model_name, p.model_version, p.sequence, p.runner_source_ids, p.chances, p.inputs, r.status, r.ran, r.stamp
FROM r CROSS JOIN LATERAL (
  SELECT DISTINCT ON (p.model_name, p.model_version) p.* FROM served_predictions p
  WHERE p.source = r.source AND p.race_source_id = r.source_id AND p.generated_at < r.scheduled_start AND p.recorded_at < r.scheduled_start ORDER BY p.model_name, p.model_version, p.sequence DESC) p
WHERE NOT EXISTS (SELECT FROM prediction_scores s WHERE s.source = r.source AND s.race_source_id = r.source_id AND s.result_stamp = r.stamp)
ORDER BY r.scheduled_start, p.source, p.race_source_id, p.model_name, p.model_version`

const COLUMNS = {
  source: 'text', race_source_id: 'text', model_name: 'text', model_version: 'int', sequence: 'bigint', race_id: 'int', meeting_date: 'date', venue_code: 'text', race_number: 'int', off_at: 'float8', result_stamp: 'text', left_out: 'text',
  runner_numbers: 'int[]', chances: 'float8[]', won: 'float8[]', starting_prices: 'float8[]', log_loss: 'float8', market_log_loss: 'float8', brier: 'float8', top1: 'float8', top3: 'float8', bins: 'bytea',
} as const
const KEY = ['source', 'race_source_id', 'model_name', 'model_version']
const NAMES = Object.keys(COLUMNS)
const valueOf = ([name, type]: [string, string]): string => (name === 'off_at' ? `to_timestamp(a.${name} / 1000)` : type.endsWith('[]') ? `a.${name}::${type}` : `a.${name}`)
const WRITE = `
INSERT INTO prediction_scores (${NAMES.join(', ')}, scored_at) SELECT ${Object.entries(COLUMNS).map(valueOf).join(', ')}, to_timestamp($${NAMES.length + 1}::float8 / 1000)
FROM unnest(${Object.values(COLUMNS).map((type, i) => `$${i + 1}::${type.endsWith('[]') ? 'text' : type}[]`).join(', ')}) AS a(${NAMES.join(', ')})
ON CONFLICT (${KEY.join(', ')}) DO UPDATE SET ${[...NAMES.filter((name) => !KEY.includes(name)), 'scored_at'].map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`

const READ = `
SELECT * FROM (
  SELECT s.source, s.meeting_date::text, (extract(epoch FROM s.off_at) * 1000)::float8 AS off, s.model_version, s.left_out, s.chances, s.won, s.starting_prices, s.bins, s.race_source_id
  FROM prediction_scores s WHERE s.model_name = $1 AND ($2::int IS NULL OR s.model_version = $2) AND ($3::date IS NULL OR s.meeting_date >= $3) AND ($4::date IS NULL OR s.meeting_date <= $4) AND ($5::int IS NULL OR s.market_log_loss IS NOT NULL) ORDER BY s.off_at DESC, s.source DESC, s.race_source_id DESC, s.model_version DESC LIMIT $5
) x ORDER BY off, source, race_source_id, model_version`
const MODELS = 'SELECT DISTINCT model_name, model_version FROM prediction_scores ORDER BY 1, 2'

type Row = Awaited<ReturnType<SqlRunner['rows']>>[number]
const dueOf = ([raceId, source, sourceId, date, venueCode, number, offAt, name, version, sequence, runnerSourceIds, chances, inputs, status, ran, stamp]: Row): DueScore => ({
  race: { raceId, source, sourceId, date, venueCode, number, offAt }, model: { name, version }, sequence: Number(sequence), runnerSourceIds, chances, inputs: unpacked(inputs), stamp,
  result: { status, ran: ((ran === null ? [] : JSON.parse(ran)) as [string, number | null, number | null, number | null][]).map(([id, no, position, startingPrice]) => ({ sourceId: id, number: no, position, startingPrice })) },
})
const list = (values: ArrayLike<number>): string => `{${Array.from(values).join(',')}}`
const rowOf = ({ due: { race, model, sequence, stamp }, score, bins }: NewScore): readonly unknown[] => [
  race.source, race.sourceId, model.name, model.version, sequence, race.raceId, race.date, race.venueCode, race.number, race.offAt, stamp, score.leftOut,
  list(score.runnerNumbers), list(score.chances), list(score.won), list(score.startingPrices), score.scores?.logLoss ?? null, score.scores?.marketLogLoss ?? null, score.scores?.brier ?? null, score.scores?.top1 ?? null, score.scores?.top3 ?? null,
  bins === null ? null : Buffer.from(bins),
]
const scoredOf = ([source, date, offAt, version, leftOut, chances, won, startingPrices, bins]: Row): ScoredRace =>
  ({ race: { source, date, offAt }, version, leftOut, chances: Float64Array.from(chances), won: Float64Array.from(won), startingPrices: Float64Array.from(startingPrices), bins })

/** Scores in the database, over the connection of the caller. */
export const scoreStore = (db: SqlRunner): ScoreStore => ({
  finished: async ({ from, to }, since) => (await db.rows(FINISHED, [from, to, since])).map(([id]) => Number(id)),
  due: async (raceIds) => (await db.rows(DUE, [raceIds])).map(dueOf),
  write: async (scores, at) => {
    if (scores.length === 0) return
    const rows = scores.map(rowOf)
    await db.rows(WRITE, [...NAMES.map((_, i) => rows.map((row) => row[i])), at])
  },
  read: async ({ name, version }, { from, to }, last) => (await db.rows(READ, [name, version, from, to, last ?? null])).map(scoredOf),
  models: async () => (await db.rows(MODELS, [])).map(([name, version]) => ({ name, version })),
})
