import type { Pool } from 'pg'
import { AppError } from '../../domain/errors'
import { selectionKey, type MarketMatch } from '../../domain/market-match'
import type { MarketView } from '../../domain/market-view'
import type { KnownMarket, MarketStore, UnmatchedMarket } from '../../usecases/live/ports'
import { KEEP_MARKET, KEEP_SELECTIONS, KNOWN, MEND, RUNNERS_OF_RACE, UNMATCHED, UPDATE_MARKETS, UPDATE_SELECTIONS } from './market-statements'

interface KnownRow {
  readonly id: number; readonly feed: string; readonly marketId: string; readonly raceId: number | null; readonly mended: boolean; readonly reasons: readonly string[]; readonly sequence: number
  readonly selections: readonly { readonly selectionId: number; readonly handicap: number; readonly runnerId: number | null }[]
}

/** A runner that was matched, and was deleted since, is left out: it is looked for anew. */
function knownOf({ selections, ...market }: KnownRow): KnownMarket {
  const settled = market.mended || market.reasons.length > 0
  const runners = selections.filter(({ runnerId }) => settled || runnerId !== null).map(({ selectionId, handicap, runnerId }): [string, number | null] => [selectionKey(selectionId, handicap), runnerId])
  return { ...market, runners: new Map(runners) }
}

/** PostgreSQL's JSON has neither `NaN` nor instants: `JSON.stringify` makes the first null, the second are milliseconds. */
const selectionsOf = ({ selections }: MarketView, match: MarketMatch | null): string => JSON.stringify(selections.map(({ selectionId, handicap, name, sortPriority, status, adjustmentFactor, removedAt, startingPrice }) => ({
  selection_id: selectionId, handicap, name, sort_priority: sortPriority, status, adjustment_factor: adjustmentFactor, removed_at: removedAt, starting_price: startingPrice, runner_id: match?.runners.get(selectionKey(selectionId, handicap)) ?? null,
})))
const stateOf = ({ status, inPlay, version, matched, overround, bspReconciled, stale, event, publishedAt }: MarketView) => ({
  status, in_play: inPlay, version, matched, overround, bsp_reconciled: bspReconciled, stale, event, starts_at: event.startsAt, published_at: publishedAt,
})

/** Markets by `(feed, marketId)`. Each call is one transaction. */
export function marketStore(pool: Pool): MarketStore {
  const find = async (feed: string, marketId: string): Promise<KnownMarket | null> => {
    const { rows: [row] } = await pool.query<KnownRow>({ name: 'live_known_market', text: KNOWN, values: [feed, marketId] })
    return row === undefined ? null : knownOf(row)
  }
  return {
    find,
    keep: async (view, match) => {
      const { feed, marketId, source, bookmaker, synthetic, type } = view
      const whole = JSON.stringify({ feed, source_id: marketId, source, bookmaker, synthetic, type, race_id: match?.raceId ?? null, reasons: match?.reasons ?? [], ...stateOf(view) })
      // One statement for the market and one for its selections: a reader in between sees the market with the selections it had.
      const { rows: [kept] } = await pool.query<{ id: number; matching: boolean }>({ name: 'live_keep_market', text: KEEP_MARKET, values: [whole, match !== null] })
      if (kept === undefined) throw new Error(`market ${feed}/${marketId} was not stored`)
      await pool.query({ name: 'live_keep_selections', text: KEEP_SELECTIONS, values: [kept.id, selectionsOf(view, match), kept.matching] })
      const known = await find(feed, marketId)
      if (known === null) throw new Error(`market ${feed}/${marketId} went while it was stored`)
      return known
    },
    update: async (states) => {
      if (states.length === 0) return
      const sorted = [...states].sort((a, b) => a.id - b.id)
      await pool.query({ name: 'live_update_markets', text: UPDATE_MARKETS, values: [JSON.stringify(sorted.map(({ id, sequence, view }) => ({ id, sequence, ...stateOf(view) })))] })
      const selections = sorted.flatMap(({ id, view }) => (JSON.parse(selectionsOf(view, null)) as readonly object[]).map((selection) => ({ market_id: id, ...selection })))
      await pool.query({ name: 'live_update_selections', text: UPDATE_SELECTIONS, values: [JSON.stringify(selections)] })
    },
    unmatched: async () => (await pool.query<UnmatchedMarket>(UNMATCHED)).rows,
    mend: (marketId, raceId, runners) => mend(pool, marketId, raceId, runners),
  }
}

const refuse = (message: string): never => { throw new AppError('BAD_USER_INPUT', message) }

async function mend(pool: Pool, marketId: number, raceId: number | null, runners: ReadonlyMap<string, number | null>): Promise<void> {
  const { rows: [row] } = await pool.query<KnownRow>(KNOWN.replace('k.feed = $1 AND k.source_id = $2', 'k.id = $1'), [marketId])
  if (row === undefined) return refuse(`There is no market ${marketId}: "racegraph markets" lists those without a race.`)
  const keys = new Set(row.selections.map(({ selectionId, handicap }) => selectionKey(selectionId, handicap)))
  const { rows: starters } = raceId === null ? { rows: [] } : await pool.query<{ race: number; runner: number | null }>(RUNNERS_OF_RACE, [raceId])
  if (raceId !== null && starters.length === 0) return refuse(`There is no race ${raceId}.`)
  const seen = new Set<number>()
  for (const [key, runnerId] of runners) {
    if (!keys.has(key)) return refuse(`Market ${marketId} has no selection ${key}. It has ${[...keys].join(', ')}.`)
    if (runnerId === null) continue
    if (raceId === null) return refuse(`Selection ${key} cannot be runner ${runnerId} of a market without a race.`)
    if (!starters.some(({ runner }) => runner === runnerId)) return refuse(`Runner ${runnerId} is not of race ${raceId}.`)
    if (seen.has(runnerId)) return refuse(`Runner ${runnerId} is named twice.`)
    seen.add(runnerId)
  }
  const chosen = [...runners].map(([key, runnerId]) => { const [selection = '', handicap = '0'] = key.split('/'); return { selection_id: Number(selection), handicap: Number(handicap), runner_id: runnerId } })
  await pool.query(MEND, [marketId, raceId, JSON.stringify(chosen)])
}
