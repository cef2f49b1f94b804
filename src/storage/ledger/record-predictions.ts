import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import type { ServedPrediction, SqlRunner } from '../../usecases/ports'
import { packed } from '../features/packed'

/** Whether an entry is to come: 1 the race is gone, 2 it was off, 3 the last entry of race and model says the same, 0 none of these. */
const LOOK = `
SELECT CASE WHEN r.id IS NULL THEN 1 WHEN r.scheduled_start <= greatest(to_timestamp(a.generated_at / 1000), clock_timestamp()) THEN 2
  WHEN (l.inputs_digest, l.chances, l.runner_ids) IS NOT DISTINCT FROM (a.digest, a.chances::float8[], a.runner_ids::int[]) THEN 3 ELSE 0 END
FROM unnest($1::int[], $2::text[], $3::int[], $4::float8[], $5::text[], $6::text[], $7::bytea[]) WITH ORDINALITY AS a(race_id, name, version, generated_at, runner_ids, chances, digest, n)
LEFT JOIN races r ON r.id = a.race_id
LEFT JOIN LATERAL (SELECT p.inputs_digest, p.chances, p.runner_ids FROM served_predictions p
  WHERE p.source = r.source AND p.race_source_id = r.source_id AND p.model_name = a.name AND p.model_version = a.version ORDER BY p.sequence DESC LIMIT 1) l ON true
ORDER BY a.n`
const GONE = 1
const WAS_OFF = 2
const NEW = 0

/** The inputs of all come as one value, each cut out by its place: as an array of values they would go over the wire as twice as much text. The trigger of the table does the rest. */
const INSERT = `
INSERT INTO served_predictions (race_id, model_name, model_version, feature_set, as_of, market_at, generated_at, runner_ids, chances, inputs)
SELECT a.race_id, a.name, a.version, a.feature_set, to_timestamp(a.as_of / 1000), to_timestamp(a.market_at / 1000), to_timestamp(a.generated_at / 1000), a.runner_ids::int[], a.chances::float8[], substring($1::bytea FROM a.place FOR a.length)
FROM unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::float8[], $7::float8[], $8::float8[], $9::text[], $10::text[], $11::int[], $12::int[]) WITH ORDINALITY
  AS a(race_id, name, version, feature_set, as_of, market_at, generated_at, runner_ids, chances, place, length, n) ORDER BY a.n`

interface Packed { readonly served: ServedPrediction; readonly runnerIds: string; readonly chances: string; readonly inputs: Buffer }
const pack = (served: ServedPrediction): Packed => ({
  served, runnerIds: `{${served.runnerIds.join(',')}}`, chances: `{${served.chances.join(',')}}`, inputs: served.inputs.length === 1 ? packed(served.inputs[0] as Float64Array) : Buffer.concat(served.inputs.map(packed)),
})

const look = async (db: SqlRunner, all: readonly Packed[]): Promise<readonly number[]> => (await db.rows(LOOK, [
  all.map(({ served }) => served.raceId), all.map(({ served }) => served.model.name), all.map(({ served }) => served.model.version), all.map(({ served }) => served.generatedAt),
  all.map(({ runnerIds }) => runnerIds), all.map(({ chances }) => chances), all.map(({ inputs }) => createHash('sha256').update(inputs).digest()),
])).map(([found]) => Number(found))

async function insert(db: SqlRunner, fresh: readonly Packed[]): Promise<void> {
  let end = 1
  const places = fresh.map(({ inputs }) => { const place = end; end += inputs.length; return place })
  const of = <T>(value: (served: ServedPrediction) => T): T[] => fresh.map(({ served }) => value(served))
  await db.rows(INSERT, [
    fresh.length === 1 ? (fresh[0] as Packed).inputs : Buffer.concat(fresh.map(({ inputs }) => inputs)),
    of(({ raceId }) => raceId), of(({ model }) => model.name), of(({ model }) => model.version), of(({ featureSet }) => featureSet), of(({ asOf }) => asOf), of(({ marketAt }) => marketAt), of(({ generatedAt }) => generatedAt),
    fresh.map(({ runnerIds }) => runnerIds), fresh.map(({ chances }) => chances), places, fresh.map(({ inputs }) => inputs.length),
  ])
}
const wentOff = (error: unknown): boolean => (error as { constraint?: string }).constraint === 'served_predictions_before_the_off'

/** See `PredictionLedger.record`. Two statements, and one when nothing is new; the second is a transaction of its own. */
export async function recordPredictions(db: SqlRunner, predictions: readonly ServedPrediction[]): Promise<void> {
  if (predictions.length === 0) return
  const all = predictions.map(pack)
  const [gone, off] = [new Set<number>(), new Set<number>()]
  // A race that goes off between the two statements makes the second fail whole: look again then.
  for (let attempt = 0; ; attempt++) {
    const found = await look(db, all)
    all.forEach(({ served }, i) => { if (found[i] === GONE) gone.add(served.raceId); if (found[i] === WAS_OFF) off.add(served.raceId) })
    const fresh = all.filter((_, i) => found[i] === NEW)
    try { if (fresh.length > 0) await insert(db, fresh) } catch (error) { if (wentOff(error) && attempt < 2) continue; throw error }
    break
  }
  if (gone.size + off.size === 0) return
  const told = [off.size > 0 ? `race ${[...off].join(', ')} was off already` : '', gone.size > 0 ? `race ${[...gone].join(', ')} is not there any more` : ''].filter((part) => part !== '').join('; ')
  throw new AppError('BAD_USER_INPUT', `A prediction is only recorded before the off: ${told}. The other predictions were recorded.`)
}
