import type { Pool, PoolClient } from 'pg'
import { DAY_MS } from '../../domain/instant'

/** Seconds. */
export const BAR_RESOLUTIONS = [1, 10, 60] as const

/** One process rolls up at a time: with two, the one that saw fewer ticks could write last. */
const LOCK = 'SELECT pg_try_advisory_xact_lock(7223382) AS mine'
/** What is taken here is rolled up in the same transaction, or still there afterwards. */
const TAKE = `
DELETE FROM ticks_stored WHERE id IN (SELECT id FROM ticks_stored ORDER BY id LIMIT $1)
RETURNING market_id AS "marketId", (extract(epoch FROM from_at) * 1000)::float8 AS from, (extract(epoch FROM to_at) * 1000)::float8 AS to, sequence`
const LAST = (column: string): string => `(array_agg(${column} ORDER BY t.at, t.sequence))[count(*)]`
const SHOWN = 'shown_price(t.status, t.back, t.last_traded)'
const WITH_PRICE = `FILTER (WHERE ${SHOWN} IS NOT NULL)`
/** Bars that any of the spans is in, made from all their ticks: doing it again changes nothing, and a late tick makes its bar anew. `$1` resolution, `$2`-`$4` markets and spans, no two of one market in one bar. */
const ROLL = `
INSERT INTO bars AS b (market_id, selection_id, handicap, runner_id, resolution_s, at, open, high, low, close, back, lay, last_traded, matched, ticks)
SELECT t.market_id, t.selection_id, t.handicap, ${LAST('t.runner_id')}, $1::int, date_bin(make_interval(secs => $1::int), t.at, '2000-01-01 00:00:00+00'),
  (array_agg(${SHOWN} ORDER BY t.at, t.sequence) ${WITH_PRICE})[1], max(${SHOWN}), min(${SHOWN}), (array_agg(${SHOWN} ORDER BY t.at, t.sequence) ${WITH_PRICE})[count(*) ${WITH_PRICE}],
  ${LAST('t.back')}, ${LAST('t.lay')}, ${LAST('t.last_traded')}, ${LAST('t.matched')}, count(*)::int
FROM unnest($2::int[], $3::float8[], $4::float8[]) AS g(market_id, from_ms, to_ms) JOIN ticks t ON t.market_id = g.market_id AND t.at >= to_timestamp(g.from_ms / 1000) AND t.at < to_timestamp(g.to_ms / 1000)
GROUP BY 1, 2, 3, 6
ON CONFLICT (market_id, selection_id, handicap, resolution_s, at) DO UPDATE SET runner_id = EXCLUDED.runner_id, open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low, close = EXCLUDED.close,
  back = EXCLUDED.back, lay = EXCLUDED.lay, last_traded = EXCLUDED.last_traded, matched = EXCLUDED.matched, ticks = EXCLUDED.ticks
WHERE b.* IS DISTINCT FROM EXCLUDED.*`
const SEQUENCES = 'UPDATE markets k SET sequence = greatest(k.sequence, g.sequence) FROM (SELECT m, max(s) AS sequence FROM unnest($1::int[], $2::int[]) AS u(m, s) GROUP BY m) g WHERE k.id = g.m AND k.sequence < g.sequence'

/** Milliseconds since 1970; `to` is in it. */
interface Span { readonly marketId: number; readonly from: number; readonly to: number }
interface Taken extends Span { readonly sequence: number }

/** Batches that are rolled up in one transaction. */
const MOST_BATCHES = 200

/** Bars of all that was stored since the last time, in as many transactions as it takes; ends early when aborted. How many batches of ticks were rolled up: 0 too while another process does it. */
export async function rollUp(pool: Pool, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; ) {
    const taken = signal.aborted ? 0 : await inTransaction(pool, rollSome)
    count += taken
    if (taken < MOST_BATCHES) return count
  }
}

async function rollSome(client: PoolClient): Promise<number> {
  const { rows: [lock] } = await client.query<{ mine: boolean }>(LOCK)
  if (lock?.mine !== true) return 0
  const { rows: taken } = await client.query<Taken>(TAKE, [MOST_BATCHES])
  if (taken.length === 0) return 0
  // Whatever it takes: a backlog after an outage is no statement of a client's.
  await client.query("SET LOCAL statement_timeout = '10min'")
  const days = new Set(taken.flatMap(({ from, to }) => [from, to]).map((at) => new Date(Math.floor(at / DAY_MS) * DAY_MS).toISOString().slice(0, 10)))
  for (const resolution of BAR_RESOLUTIONS) {
    for (const day of [...days].sort()) await client.query('SELECT make_bar_day($1, $2)', [resolution, day])
    const spans = joined(taken, resolution * 1000)
    await client.query(ROLL, [resolution, spans.map(({ marketId }) => marketId), spans.map(({ from }) => from), spans.map(({ to }) => to)])
  }
  await client.query(SEQUENCES, [taken.map(({ marketId }) => marketId), taken.map(({ sequence }) => sequence)])
  return taken.length
}

/** Spans in whole bars (`to` no longer in them), those of a market that touch as one. */
function joined(spans: readonly Span[], barMs: number): readonly Span[] {
  const whole = spans.map(({ marketId, from, to }) => ({ marketId, from: Math.floor(from / barMs) * barMs, to: (Math.floor(to / barMs) + 1) * barMs })).sort((a, b) => a.marketId - b.marketId || a.from - b.from)
  const joint: Span[] = []
  for (const span of whole) {
    const last = joint.at(-1)
    if (last?.marketId === span.marketId && span.from <= last.to) joint[joint.length - 1] = { ...last, to: Math.max(last.to, span.to) }
    else joint.push(span)
  }
  return joint
}

async function inTransaction<T>(pool: Pool, body: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('BEGIN')
    const result = await body(client)
    await client.query('COMMIT')
    broken = false
    return result
  } finally { client.release(broken) }
}
