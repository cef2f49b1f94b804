import type { Client } from 'pg'
import type { KnownRows } from './known-rows'
import type { Value } from './rows'
import type { SharedRows } from './shared-rows'

const SEEN = (column: string): string =>
  `LEFT JOIN (SELECT n.${column} AS id, max(m.date) AS seen FROM runners n JOIN races r ON r.id = n.race_id JOIN meetings m ON m.id = r.meeting_id WHERE n.source = $1 GROUP BY 1) s USING (id)`

interface Loaded { readonly of: (shared: SharedRows) => KnownRows; readonly sql: string }
const VENUES: Loaded = {
  of: ({ venues }) => venues,
  sql: `SELECT id, code, s.seen, name, state, country, timezone, surfaces, direction, circumference_m, straight_m, latitude, longitude, tier
    FROM venues LEFT JOIN (SELECT venue_id AS id, max(date) AS seen FROM meetings GROUP BY 1) s USING (id) WHERE $1::text IS NOT NULL`,
}
const PEOPLE: readonly Loaded[] = [
  { of: ({ horses }) => horses, sql: `SELECT id, source_id, s.seen, name, brand, country_of_birth, foaling_date, sex, colour, import_type, sire_id, dam_id, dam_sire_id FROM horses ${SEEN('horse_id')} WHERE source = $1` },
  { of: ({ jockeys }) => jockeys, sql: `SELECT id, source_id, s.seen, name, country, apprentice, claim_kg FROM jockeys ${SEEN('jockey_id')} WHERE source = $1` },
  { of: ({ trainers }) => trainers, sql: `SELECT id, source_id, s.seen, name, location, country FROM trainers ${SEEN('trainer_id')} WHERE source = $1` },
  { of: ({ owners }) => owners, sql: `SELECT id, source_id, (SELECT max(from_date) FROM ownerships o WHERE o.owner_id = owners.id), name, colours FROM owners WHERE source = $1` },
]
const HISTORY = 'SELECT o.horse_id, o.owner_id, o.from_date, o.to_date FROM ownerships o JOIN horses h ON h.id = o.horse_id WHERE h.source = $1 ORDER BY o.horse_id, o.from_date'

const load = async (client: Client, source: string, shared: SharedRows, { of, sql }: Loaded): Promise<void> => {
  const { rows } = await client.query<Value[]>({ text: sql, values: [source], rowMode: 'array' })
  for (const [id, key, seen, ...values] of rows) of(shared).load(key as string, { id: id as number, values, seen: (seen as string | null) ?? '' })
}

/** Fills the memory of an import from the database. */
export const loadShared = async (client: Client, source: string, shared: SharedRows): Promise<void> => {
  for (const each of [VENUES, ...PEOPLE]) await load(client, source, shared, each)
  const { rows } = await client.query<[number, number, string, string | null]>({ text: HISTORY, values: [source], rowMode: 'array' })
  for (const [horseId, ownerId, from, to] of rows) shared.history.load(horseId, { ownerId, from, to })
}
