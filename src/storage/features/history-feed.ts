import type { Client } from 'pg'
import { dayOf, type Instant } from '../../domain/instant'
import type { HistoryFeed, RaceFacts, SqlRunner } from '../../usecases/ports'
import { loadRaceFacts } from './race-facts'

/** Races read at once. */
const CHUNK = 250
const RUN = "r.status NOT IN ('ABANDONED', 'VOID')"

/** Statements over one connection, one after the other. */
const runnerOver = (client: Client): SqlRunner => {
  let before: Promise<unknown> = Promise.resolve()
  return {
    rows: (text, values) => {
      const rows = before.then(async () => (await client.query<unknown[]>({ text, values: values as unknown[], rowMode: 'array' })).rows)
      before = rows.catch(() => undefined)
      return rows
    },
  }
}

/** Reads races in the order of their starts, a chunk at a time; the next chunk is on its way while one is used. */
export const historyFeed = (client: Client): HistoryFeed => ({
  size: async () => {
    const { rows } = await client.query<{ races: number; runners: number }>(`SELECT count(DISTINCT r.id)::int AS races, count(n.id)::int AS runners FROM races r LEFT JOIN runners n ON n.race_id = r.id WHERE ${RUN}`)
    return rows[0] ?? { races: 0, runners: 0 }
  },
  async* days() {
    const ids = (await client.query<{ id: number }>(`SELECT r.id FROM races r WHERE ${RUN} ORDER BY r.scheduled_start, r.id`)).rows.map(({ id }) => id)
    const db = runnerOver(client)
    const load = (from: number): Promise<readonly RaceFacts[]> | null => {
      const chunk = ids.slice(from, from + CHUNK)
      return chunk.length === 0 ? null : loadRaceFacts(db, chunk, { market: true, outcome: true }).then((found) => chunk.flatMap((id) => found.get(id) ?? []))
    }
    let day = -Infinity
    let races: RaceFacts[] = []
    let next = load(0)
    for (let from = CHUNK; next !== null; from += CHUNK) {
      const current = await next
      next = load(from)
      next?.catch(() => undefined)
      for (const race of current) {
        const own = dayOf(race.card.offAt as Instant)
        if (own !== day && races.length > 0) { yield { day, races }; races = [] }
        day = own
        races.push(race)
      }
    }
    if (races.length > 0) yield { day, races }
  },
})
