import type { Pool } from 'pg'
import type { Instant } from '../domain/instant'
import type { DataSource } from '../domain/vocabulary'
import type { NamedRace, RaceDirectory } from '../usecases/ports'

interface RaceRow {
  readonly id: number; readonly source: DataSource; readonly source_id: string; readonly date: string; readonly code: string; readonly venue: string; readonly number: number; readonly name: string; readonly off: string; readonly called_off: boolean
}
const FIND = `SELECT r.id, r.source, r.source_id, to_char(m.date, 'YYYY-MM-DD') AS date, v.code, v.name AS venue, r.number, r.name, extract(epoch FROM r.scheduled_start) * 1000 AS off, r.status IN ('ABANDONED', 'VOID') AS called_off
  FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = $1 OR r.source_id = $2 ORDER BY r.id`
const VENUES = 'SELECT r.id, v.code AS name FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = ANY($1)'
const HORSES = 'SELECT n.id, h.name FROM runners n JOIN horses h ON h.id = n.horse_id WHERE n.race_id = ANY($1)'

const SOURCES = 'SELECT id, source_id AS name FROM races WHERE id = ANY($1)'

const MOST_ID = 2_147_483_647
const idOf = (text: string): number | null => (/^\d{1,10}$/.test(text) && Number(text) <= MOST_ID ? Number(text) : null)

export const createRaceDirectory = (pool: Pool): RaceDirectory => {
  const named = async (sql: string, raceIds: readonly number[]): Promise<ReadonlyMap<number, string>> => {
    const { rows } = await pool.query<{ id: number; name: string }>(sql, [raceIds])
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
  return {
    find: async (text) => {
      const { rows } = await pool.query<RaceRow>(FIND, [idOf(text), text])
      return rows.map((row): NamedRace => ({
        raceId: row.id, source: row.source, sourceId: row.source_id, date: row.date, venueCode: row.code, venueName: row.venue, number: row.number, name: row.name, offAt: Number(row.off) as Instant, calledOff: row.called_off,
      }))
    },
    names: async (raceIds) => ({ venues: await named(VENUES, raceIds), horses: await named(HORSES, raceIds) }),
    sourceIds: (raceIds) => named(SOURCES, raceIds),
  }
}
