import type { Pool } from 'pg'
import { AppError } from '../../domain/errors'
import type { MarketEvent } from '../../domain/market-view'
import type { MarketStatus, MarketType, SelectionStatus } from '../../domain/vocabulary'

export interface ListedMarket {
  readonly id: number
  readonly feed: string
  readonly marketId: string
  readonly bookmaker: string
  readonly synthetic: boolean
  readonly type: MarketType
  readonly status: MarketStatus
  /** ISO 8601. */
  readonly startsAt: string
  readonly event: MarketEvent
  readonly race: { readonly raceId: number; readonly sourceId: string; readonly label: string } | null
  readonly mended: boolean
  readonly reasons: readonly string[]
}
export interface ListedSelection { readonly selectionId: number; readonly handicap: number; readonly name: string | null; readonly status: SelectionStatus; readonly runnerId: number | null; /** On the card. */ readonly number: number | null; readonly horse: string | null }

/** Most markets that are listed. */
export const MOST_LISTED = 1_000

const LISTED = `SELECT k.id, k.feed, k.source_id AS "marketId", k.bookmaker, k.synthetic, k.type, k.status, to_char(k.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startsAt", k.event, k.mended, k.reasons,
  CASE WHEN r.id IS NOT NULL THEN json_build_object('raceId', r.id, 'sourceId', r.source_id, 'label', v.name || ' race ' || r.number || ' of ' || m.date) END AS race
FROM markets k LEFT JOIN races r ON r.id = k.race_id LEFT JOIN meetings m ON m.id = r.meeting_id LEFT JOIN venues v ON v.id = m.venue_id`
const SELECTIONS = `SELECT s.selection_id::float8 AS "selectionId", s.handicap, s.name, s.status, s.runner_id AS "runnerId", n.number, h.name AS horse
FROM market_selections s LEFT JOIN runners n ON n.id = s.runner_id LEFT JOIN horses h ON h.id = n.horse_id WHERE s.market_id = $1 ORDER BY s.sort_priority NULLS LAST, s.selection_id, s.handicap`

/** Markets for people to look at. */
export const marketList = (pool: Pool) => ({
  /** Those that start last first, at most MOST_LISTED; `unmatched`: only those that lack a race, or runners. */
  list: async (unmatched: boolean): Promise<readonly ListedMarket[]> =>
    (await pool.query<ListedMarket>(`${LISTED} ${unmatched ? `WHERE k.reasons <> '[]' OR k.race_id IS NULL` : ''} ORDER BY k.starts_at DESC, k.id DESC LIMIT ${MOST_LISTED}`)).rows,
  /** @throws AppError NOT_FOUND */
  show: async (id: number): Promise<ListedMarket & { readonly selections: readonly ListedSelection[] }> => {
    const { rows: [market] } = await pool.query<ListedMarket>(`${LISTED} WHERE k.id = $1`, [id])
    if (market === undefined) throw new AppError('NOT_FOUND', `There is no market ${id}: "racegraph markets list" has the numbers.`)
    return { ...market, selections: (await pool.query<ListedSelection>(SELECTIONS, [id])).rows }
  },
})
