import { AppError } from '../../domain/errors'
import type { SqlRunner } from '../../usecases/ports'
import { fromGlobalId } from '../node/global-id'
import type { Args, Values, Wanted } from '../read/mapping'
import type { MarketResolution } from './resolution.enum'

const SECONDS: Readonly<Record<Exclude<MarketResolution, 'TICK'>, number>> = { S1: 1, S10: 10, M1: 60 }
const NAMES = ['at', 'selectionId', 'runner', 'open', 'high', 'low', 'close', 'back', 'lay', 'lastTraded', 'matchedVolume', 'ticks', 'status', 'inPlay', 'sequence'] as const

const BAR = 'b.at, b.open, b.high, b.low, b.close, b.back, b.lay, b.last_traded, b.matched, b.ticks, NULL::text AS status, NULL::boolean AS in_play, NULL::int AS sequence'
const BARS = `SELECT ${BAR} FROM bars b WHERE b.market_id = s.market_id AND b.selection_id = s.selection_id AND b.handicap = s.handicap AND b.resolution_s = $6 AND b.at >= $2 AND b.at < $3 ORDER BY b.at LIMIT $5`
const SHOWN = 'shown_price(t.status, t.back, t.last_traded)'
const TICKS = `SELECT t.at, ${SHOWN} AS open, ${SHOWN} AS high, ${SHOWN} AS low, ${SHOWN} AS close, t.back, t.lay, t.last_traded, t.matched, 1 AS ticks, t.status, t.in_play, t.sequence
  FROM ticks t WHERE t.market_id = s.market_id AND t.selection_id = s.selection_id AND t.handicap = s.handicap AND t.at >= $2 AND t.at < $3 ORDER BY t.at, t.sequence LIMIT $5`
/** The first rows of each selection are found by the key, and of these the first of the market: however long the span is, no more is read. */
const statement = (rows: string): string => `
SELECT a.market_id, x.* FROM unnest($1::int[]) AS a(market_id) CROSS JOIN LATERAL (
  SELECT b.at, s.selection_id::text, s.runner_id, b.open, b.high, b.low, b.close, b.back, b.lay, b.last_traded, b.matched, b.ticks, b.status, b.in_play, b.sequence, s.sort_priority, s.handicap
  FROM market_selections s CROSS JOIN LATERAL (${rows}) b
  WHERE s.market_id = a.market_id AND ($4::int[] IS NULL OR s.runner_id = ANY($4::int[])) AND ($7::bigint[] IS NULL OR s.selection_id = ANY($7::bigint[]))
  ORDER BY b.at, b.sequence, s.sort_priority, s.selection_id, s.handicap LIMIT $5) x
ORDER BY a.market_id, x.at, x.sequence, x.sort_priority, x.selection_id::bigint, x.handicap`

/** Rows without a resolution have no use for `$6`; it is named so that both statements take the same values. */
const OF: Readonly<Record<'TICK' | 'BAR', string>> = { TICK: statement(TICKS.replace('t.at >= $2', '$6::int IS NULL AND t.at >= $2')), BAR: statement(BARS.replace('$6', '$6::int')) }

const MOST = 1_000
const MOST_CHOSEN = 100
const refuse = (message: string): never => { throw new AppError('BAD_USER_INPUT', `history: ${message}`) }

function spanOf({ from, to }: Args): readonly [string, string] {
  if (typeof from === 'string' && typeof to === 'string' && from >= to) return refuse(`from ${from} does not lie before to ${to}: nothing can match; swap them.`)
  return [(from ?? '-infinity') as string, (to ?? 'infinity') as string]
}
function countOf({ first }: Args): number {
  const count = (first ?? 200) as number
  return count < 1 || count > MOST ? refuse(`first is ${count}; ask for 1 to ${MOST}, and go on with \`from\` at the last of them.`) : count
}
const chosen = <T>(name: string, values: readonly string[] | null | undefined, read: (value: string) => T): readonly T[] | null => {
  if (values === null || values === undefined) return null
  return values.length > MOST_CHOSEN ? refuse(`${name} has ${values.length} values, and at most ${MOST_CHOSEN} are taken.`) : values.map(read)
}
const selectionOf = (text: string): string => (/^\d{1,15}$/.test(text) ? text : refuse(`"${text.slice(0, 40)}" is no selectionId: give one as \`selections\` returns it.`))

/** What happened in markets, in order. Parents are `[market]`. */
export async function loadMarketHistory(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted): Promise<readonly (readonly object[])[]> {
  const resolution = (args['resolution'] ?? 'M1') as MarketResolution
  const [from, to] = spanOf(args)
  const ids = [...new Set(parents.map(([id]) => id as number))]
  const values = [ids, from, to, chosen('runners', args['runners'], (id) => fromGlobalId(id, 'Runner')), countOf(args), resolution === 'TICK' ? null : SECONDS[resolution], chosen('selections', args['selections'], selectionOf)]
  const found = new Map<number, object[]>()
  for (const [marketId, ...row] of await db.rows(OF[resolution === 'TICK' ? 'TICK' : 'BAR'], values)) {
    const bar = Object.fromEntries(wanted.fields.map(({ name, property }) => [property, row[NAMES.indexOf(name as (typeof NAMES)[number])]]))
    found.set(marketId, [...(found.get(marketId) ?? []), bar])
  }
  return parents.map(([id]) => found.get(id) ?? [])
}
