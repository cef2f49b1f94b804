import type { SqlRunner } from '../../usecases/ports'
import type { StoredEntry } from './ledger-bytes'

const AT_ONCE = 500
const ENTRIES = `
SELECT sequence, race_id, source, race_source_id, meeting_date::text, venue_code, race_number, ledger_instant(off_at), model_name, model_version, feature_set,
  ledger_instant(as_of), ledger_instant(market_at), ledger_instant(generated_at), ledger_instant(recorded_at), runner_ids, runner_numbers, runner_source_ids, chances, inputs_digest, previous_hash, hash,
  sha256(inputs) = inputs_digest, CASE WHEN $3 THEN inputs END
FROM served_predictions WHERE sequence > $1 ORDER BY sequence LIMIT $2`

/** `inputsHold`: the digest is that of the inputs that are stored. `inputs` only where asked for. */
export interface ReadEntry { readonly entry: StoredEntry; readonly inputsHold: boolean; readonly inputs: Buffer | null }
/** All entries by sequence, some hundred at a time. */
export async function* readEntries(db: SqlRunner, { inputs = false, atOnce = AT_ONCE }: { readonly inputs?: boolean; readonly atOnce?: number } = {}): AsyncGenerator<ReadEntry> {
  for (let after = 0; ;) {
    const rows = await db.rows(ENTRIES, [after, atOnce, inputs])
    for (const row of rows) yield read(row)
    if (rows.length < atOnce) return
    after = Number(rows.at(-1)?.[0])
  }
}
const read = ([
  sequence, raceId, source, raceSourceId, date, venueCode, raceNumber, offAt, modelName, modelVersion, featureSet,
  asOf, marketAt, generatedAt, recordedAt, runnerIds, runnerNumbers, runnerSourceIds, chances, inputsDigest, previousHash, hash, inputsHold, inputs,
]: Awaited<ReturnType<SqlRunner['rows']>>[number]): ReadEntry => ({
  entry: {
    sequence: Number(sequence), raceId, source, raceSourceId, date, venueCode, raceNumber, offAt, modelName, modelVersion, featureSet,
    asOf, marketAt, generatedAt, recordedAt, runnerIds, runnerNumbers, runnerSourceIds, chances, inputsDigest, previousHash, hash,
  },
  inputsHold, inputs,
})

const COUNT = 'SELECT count(*)::int FROM served_predictions'
/** How many entries there are. */
export const countEntries = async (db: SqlRunner): Promise<number> => Number((await db.rows(COUNT, []))[0]?.[0])

const HEAD = 'SELECT sequence, hash FROM served_predictions ORDER BY sequence DESC LIMIT 1'
const AT = 'SELECT hash FROM served_predictions WHERE sequence = $1'
/** The newest entry; null while there is none. */
export const readHead = async (db: SqlRunner): Promise<{ readonly entries: number; readonly hash: string } | null> => {
  const [row] = await db.rows(HEAD, [])
  return row === undefined ? null : { entries: Number(row[0]), hash: (row[1] as Buffer).toString('hex') }
}
/** Hash of one entry; null when there is no such entry. */
export const readHash = async (db: SqlRunner, sequence: number): Promise<string | null> => ((await db.rows(AT, [sequence]))[0]?.[0] as Buffer | undefined)?.toString('hex') ?? null
