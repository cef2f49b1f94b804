import type { Instant } from '../../domain/instant'
import { totalsName, type HorseLines, type TotalsKey } from '../../features/history/loaded-history'
import { FEATURES, FEATURE_SET, type FeatureName } from '../../features/registry'
import type { FeatureReader, HorseDay, SqlRunner, StoredVectors } from '../../usecases/ports'
import { unpacked } from './packed'
import { loadRaceFacts } from './race-facts'

const LINES = `
SELECT a.n::int, l.trial, string_agg(l.line, ''::bytea ORDER BY l.race_start, l.runner_id) FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS a(horse_id, day, n)
JOIN run_lines l ON l.horse_id = a.horse_id AND l.known_day < a.day AND (NOT l.trial OR $3::boolean) GROUP BY a.n, l.trial`
/** One row: which of the keys were found and how many bytes their sums have, both as int4, and the sums in the same order. */
const TOTALS = `
SELECT string_agg(int4send(a.n::int) || int4send(length(t.totals)), ''::bytea), string_agg(t.totals, ''::bytea) FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS a(family, key, day, n)
CROSS JOIN LATERAL (SELECT totals FROM tallies WHERE family = a.family COLLATE "C" AND key = a.key COLLATE "C" AND day < a.day ORDER BY day DESC LIMIT 1) t`

const PLACE: ReadonlyMap<FeatureName, number> = new Map(FEATURES.map(({ name }, i) => [name, i]))
/** A slice a feature: one float64 for each runner. */
const slices = (names: readonly FeatureName[]): string => names.map((name) => `substring(columns from ${PLACE.get(name) ?? 0} * cardinality(runner_ids) * 8 + 1 for cardinality(runner_ids) * 8)`).join(', ')
/** Prices of markets come without marking what is stored of their race: whether any was written down since, with the second that it may be behind. */
const MOVED = `EXISTS (SELECT 1 FROM markets k WHERE k.race_id = v.race_id AND k.type = 'WIN' AND k.updated_at > v.as_of - interval '2 seconds')`
const vectorsSql = (names: readonly FeatureName[]): string => `
SELECT race_id, (extract(epoch from as_of) * 1000)::float8, stale_since IS NOT NULL, ${MOVED}, runner_ids${names.length === 0 ? '' : `, ${names.length === FEATURES.length ? 'columns' : slices(names)}`}
FROM feature_vectors v WHERE race_id = ANY (ARRAY(SELECT unnest($1::int[]))) AND feature_set = $2`

const columnsOf = (names: readonly FeatureName[], runners: number, parts: readonly Buffer[]): Map<FeatureName, Float64Array> => {
  if (names.length !== FEATURES.length) return new Map(names.map((name, i) => [name, unpacked(parts[i] as Buffer)]))
  const whole = unpacked(parts[0] as Buffer)
  return new Map(FEATURES.map(({ name }, i) => [name, whole.subarray(i * runners, (i + 1) * runners)]))
}

function totalsOf(keys: readonly TotalsKey[], found: Buffer | null, sums: Buffer | null): Map<string, Float64Array> {
  const totals = new Map<string, Float64Array>()
  if (found === null || sums === null) return totals
  const values = unpacked(sums)
  let end = 0
  for (let i = 0; i < found.length; i += 8) {
    const start = end
    end += found.readInt32BE(i + 4) / 8
    totals.set(totalsName(keys[found.readInt32BE(i) - 1] as TotalsKey), values.subarray(start, end))
  }
  return totals
}

/** Reads over the connection of whoever asks: two statements for cards and one for prices, one each for lines, sums and stored vectors. */
export const featureReader = (db: SqlRunner): FeatureReader => ({
  races: async (raceIds, { market, before }) => {
    const found = await loadRaceFacts(db, raceIds, { market, outcome: false, ...(before === undefined ? {} : { before }) })
    return raceIds.map((id) => found.get(id) ?? null)
  },
  lines: async (asked, { trials }) =>
    (await db.rows(LINES, [asked.map(({ horseId }) => horseId), asked.map(({ day }) => day), trials])).map(([n, trial, lines]): HorseLines & HorseDay => ({ ...(asked[n - 1] as HorseDay), trial, lines: unpacked(lines) })),
  totals: async (keys) => {
    const [[found, sums] = []] = await db.rows(TOTALS, [keys.map(({ family }) => family), keys.map(({ key }) => String(key)), keys.map(({ day }) => day)])
    return totalsOf(keys, found as Buffer | null, sums as Buffer | null)
  },
  vectors: async (raceIds, names) => {
    const rows = await db.rows(vectorsSql(names), [raceIds, FEATURE_SET])
    const found = new Map(rows.map(([raceId, asOf, stale, marketMoved, runnerIds, ...parts]): [number, StoredVectors] =>
      [raceId, { raceId, asOf: asOf as Instant, stale, marketMoved, runnerIds, columns: columnsOf(names, runnerIds.length, parts as readonly Buffer[]) }]))
    return raceIds.map((id) => found.get(id) ?? null)
  },
})
