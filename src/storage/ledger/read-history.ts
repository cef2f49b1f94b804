import type { Instant } from '../../domain/instant'
import type { LedgerEntry, SqlRunner } from '../../usecases/ports'

/** A race is known by its source's id: its number in the database changes when it is deleted and imported again, and so do those of its runners. */
const HISTORY = `
SELECT r.id, p.sequence, p.hash, p.model_name, p.model_version, p.feature_set, ${['as_of', 'market_at', 'generated_at'].map((name) => `(extract(epoch FROM p.${name}) * 1000)::float8`).join(', ')}, p.chances,
  CASE WHEN p.race_id = r.id THEN p.runner_ids
    ELSE (SELECT array_agg(n.id ORDER BY u.n) FROM unnest(p.runner_source_ids) WITH ORDINALITY AS u(id, n) LEFT JOIN runners n ON n.race_id = r.id AND n.source_id = u.id) END
FROM races r JOIN served_predictions p ON p.source = r.source AND p.race_source_id = r.source_id
WHERE r.id = ANY ($1::int[]) AND ($2::text IS NULL OR p.model_name = $2) ORDER BY p.sequence`

/** See `PredictionLedger.history`. */
export async function readHistory(db: SqlRunner, raceIds: readonly number[], model: string | null): Promise<ReadonlyMap<number, readonly LedgerEntry[]>> {
  const races = new Map<number, LedgerEntry[]>()
  for (const [raceId, sequence, hash, name, version, featureSet, asOf, marketAt, generatedAt, chances, runnerIds] of await db.rows(HISTORY, [raceIds, model])) {
    const there = (runnerIds as (number | null)[]).map((id, i) => ({ id, chance: (chances as number[])[i] as number })).filter((one): one is { id: number; chance: number } => one.id !== null).sort((a, b) => a.id - b.id)
    const entry: LedgerEntry = {
      raceId, sequence: Number(sequence), hash: (hash as Buffer).toString('hex'), model: { name, version }, featureSet, asOf: asOf as Instant, marketAt: marketAt as Instant, generatedAt: generatedAt as Instant,
      runnerIds: there.map(({ id }) => id), chances: Float64Array.from(there, ({ chance }) => chance),
    }
    const own = races.get(raceId)
    if (own === undefined) races.set(raceId, [entry])
    else own.push(entry)
  }
  return races
}
