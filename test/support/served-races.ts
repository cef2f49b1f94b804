import type { Pool } from 'pg'
import { instant, type Instant } from '../../src/domain/instant'
import type { ServedPrediction } from '../../src/usecases/ports'

/** Races to come in a far year, of which predictions can be recorded: race `r` has the runners `100 r + 1 ..`, numbered from 1. */
export const FAR_OFF = '2099-03-01T06:00:00Z'
const MINUTE = 60_000
export const beforeOff = (minutes: number, off = FAR_OFF): Instant => (instant(off) - minutes * MINUTE) as Instant

export async function addRaces(pool: Pool, sizes: readonly number[], { date = FAR_OFF.slice(0, 10), first = 1, source = 'HKJC' } = {}): Promise<void> {
  const meeting = first
  await pool.query(`INSERT INTO venues (id, source, code, name, country, timezone) VALUES (1, 'HKJC', 'ST', 'Sha Tin', 'HKG', 'Asia/Hong_Kong') ON CONFLICT DO NOTHING`)
  await pool.query(`INSERT INTO meetings (id, source, source_id, date, venue_id, status, updated_at) VALUES ($1, $2, $3, $4, 1, 'OPEN', now())`, [meeting, source, `M${meeting}`, date])
  for (const [i, size] of sizes.entries()) {
    const race = first + i
    const off = `${date}T06:00:00Z`
    await pool.query(`INSERT INTO races (id, meeting_id, source, source_id, feed, number, name, status, scheduled_start, updated_at) VALUES ($1, $2, $3, $4, 'f', $5, 'Race', 'OPEN', $6, now())`, [race, meeting, source, `R${race}`, i + 1, off])
    for (let n = 1; n <= size; n++) {
      const id = 100 * race + n
      await pool.query(`INSERT INTO horses (id, source, source_id, name) VALUES ($1, $2, $3, $3)`, [id, source, `H${id}`])
      await pool.query(`INSERT INTO runners (id, race_id, race_start, horse_id, source, source_id, number, status, updated_at) VALUES ($1, $2, $3, $1, $4, $5, $6, 'DECLARED', now())`, [id, race, off, source, `R${race}-H${id}`, n])
    }
  }
}

export type ServedPart = Partial<Omit<ServedPrediction, 'chances' | 'inputs'>> & { readonly raceId: number; readonly chances: readonly number[]; readonly inputs?: readonly (readonly number[])[] }
/** A prediction of the first runners of a race, an hour before its off. */
export const served = ({ chances, inputs, ...part }: ServedPart): ServedPrediction => ({
  model: { name: 'm', version: 1 }, featureSet: 'set', asOf: beforeOff(60), marketAt: beforeOff(60), generatedAt: beforeOff(60), runnerIds: chances.map((_, i) => 100 * part.raceId + i + 1), ...part,
  chances: Float64Array.from(chances), inputs: (inputs ?? [chances.map((_, i) => i + 0.5)]).map((values) => Float64Array.from(values)),
})

export type Finish = { readonly position?: number | null; readonly price?: number | null; readonly status?: string; readonly runner?: string }
/** The official result: what came of runner `i`. `runner`: a status that takes no part, such as LATE_SCRATCHED. */
export async function addResult(pool: Pool, raceId: number, finish: readonly Finish[]): Promise<void> {
  for (const [i, { position = null, price = null, status, runner }] of finish.entries()) {
    const id = 100 * raceId + i + 1
    await pool.query('DELETE FROM results WHERE runner_id = $1', [id])
    if (runner !== undefined) { await pool.query('UPDATE runners SET status = $2, updated_at = clock_timestamp() WHERE id = $1', [id, runner]); continue }
    await pool.query(`UPDATE runners SET status = 'RUNNER', updated_at = clock_timestamp() WHERE id = $1`, [id])
    await pool.query(`INSERT INTO results (runner_id, race_id, status, position, starting_price, known_at) SELECT id, race_id, $2, $3, $4, race_start + interval '10 minutes' FROM runners WHERE id = $1`, [id, status ?? (position === null ? 'PULLED_UP' : 'FINISHED'), position, price])
  }
  await pool.query(`UPDATE races SET status = 'FINAL', result_known_at = scheduled_start + interval '10 minutes', updated_at = clock_timestamp() WHERE id = $1`, [raceId])
}
