import { HIGHEST } from './race-sequences'

/** `$1` feed, `$2` the source's name of it. The sequence is that of its race, over all markets of it. */
export const KNOWN = `
SELECT k.id, k.feed, k.source_id AS "marketId", k.race_id AS "raceId", k.mended, k.reasons,
  (SELECT max(${HIGHEST.replaceAll('k.', 'o.')}) FROM markets o WHERE o.id = k.id OR o.race_id = k.race_id)::int AS sequence,
  coalesce((SELECT json_agg(json_build_object('selectionId', s.selection_id, 'handicap', s.handicap, 'runnerId', s.runner_id)) FROM market_selections s WHERE s.market_id = k.id), '[]') AS selections
FROM markets k WHERE k.feed = $1 AND k.source_id = $2`

const STATE = 'status text, in_play boolean, version bigint, matched numeric, overround float8, bsp_reconciled boolean, stale boolean, event jsonb, starts_at float8, published_at float8'
const NEW_STATE = `status = g.status, in_play = g.in_play, version = g.version, matched = g.matched, overround = g.overround, bsp_reconciled = g.bsp_reconciled, stale = g.stale, event = g.event,
  starts_at = to_timestamp(g.starts_at / 1000), published_at = to_timestamp(g.published_at / 1000), updated_at = now()`

/** `$1` the market as JSON, `$2` whether it was matched anew. What was mended by hand stays, and so does what a match says nothing of. */
export const KEEP_MARKET = `
WITH g AS (SELECT * FROM jsonb_to_record($1::jsonb) AS g(feed text, source_id text, source text, bookmaker text, synthetic boolean, type text, race_id int, reasons jsonb, ${STATE})),
kept AS (
  INSERT INTO markets (feed, source_id, source, bookmaker, synthetic, type, race_id, reasons, event, status, in_play, version, matched, overround, bsp_reconciled, stale, starts_at, published_at, updated_at)
  SELECT feed, source_id, source, bookmaker, synthetic, type, (SELECT r.id FROM races r WHERE r.id = g.race_id), CASE WHEN $2::boolean THEN reasons ELSE '["It was not matched yet."]' END, event, status, in_play, version, matched, overround, bsp_reconciled, stale, to_timestamp(starts_at / 1000), to_timestamp(published_at / 1000), now() FROM g
  ON CONFLICT (feed, source_id) DO UPDATE SET source = EXCLUDED.source, bookmaker = EXCLUDED.bookmaker, synthetic = EXCLUDED.synthetic, type = EXCLUDED.type,
    race_id = CASE WHEN $2 AND NOT markets.mended THEN EXCLUDED.race_id ELSE markets.race_id END, reasons = CASE WHEN $2 AND NOT markets.mended THEN EXCLUDED.reasons ELSE markets.reasons END,
    event = EXCLUDED.event, status = EXCLUDED.status, in_play = EXCLUDED.in_play, version = EXCLUDED.version, matched = EXCLUDED.matched, overround = EXCLUDED.overround, bsp_reconciled = EXCLUDED.bsp_reconciled,
    stale = EXCLUDED.stale, starts_at = EXCLUDED.starts_at, published_at = EXCLUDED.published_at, updated_at = EXCLUDED.updated_at
  RETURNING id, mended
) SELECT id, $2::boolean AND NOT mended AS matching FROM kept`

const SELECTION = 'selection_id bigint, handicap float8, name text, sort_priority int, status text, adjustment_factor float8, removed_at float8, starting_price float8'
const NAMES = 'selection_id, handicap, name, sort_priority, status, adjustment_factor, removed_at, starting_price'
const VALUES = 'g.selection_id, g.handicap, g.name, g.sort_priority, g.status, g.adjustment_factor, to_timestamp(g.removed_at / 1000), g.starting_price'
const NEW_FACTS = 'name = coalesce(EXCLUDED.name, s.name), sort_priority = EXCLUDED.sort_priority, status = EXCLUDED.status, adjustment_factor = EXCLUDED.adjustment_factor, removed_at = EXCLUDED.removed_at, starting_price = EXCLUDED.starting_price'

/** `$1` market, `$2` its selections as JSON, `$3` whether runners are set anew. A selection that is new to a market mended by hand has no runner until a hand says so. */
export const KEEP_SELECTIONS = `
INSERT INTO market_selections AS s (market_id, ${NAMES}, runner_id)
SELECT $1::int, ${VALUES}, CASE WHEN $3::boolean THEN (SELECT n.id FROM runners n WHERE n.id = g.runner_id) END FROM jsonb_to_recordset($2::jsonb) AS g(${SELECTION}, runner_id int)
ON CONFLICT (market_id, selection_id, handicap) DO UPDATE SET ${NEW_FACTS}, runner_id = CASE WHEN $3 THEN EXCLUDED.runner_id ELSE s.runner_id END`

/** `$1` states as JSON. */
export const UPDATE_MARKETS = `UPDATE markets k SET ${NEW_STATE}, sequence = greatest(k.sequence, g.sequence) FROM jsonb_to_recordset($1::jsonb) AS g(id int, sequence int, ${STATE}) WHERE k.id = g.id`
/** Most of the time nothing of them differs: then nothing is written. */
export const UPDATE_SELECTIONS = `
INSERT INTO market_selections AS s (market_id, ${NAMES}) SELECT g.market_id, ${VALUES} FROM jsonb_to_recordset($1::jsonb) AS g(market_id int, ${SELECTION}) WHERE EXISTS (SELECT 1 FROM markets k WHERE k.id = g.market_id)
  AND NOT EXISTS (SELECT 1 FROM market_selections o WHERE o.market_id = g.market_id AND o.selection_id = g.selection_id AND o.handicap = g.handicap AND (o.sort_priority, o.status, o.adjustment_factor, o.removed_at, o.starting_price)
    IS NOT DISTINCT FROM (g.sort_priority, g.status, g.adjustment_factor, to_timestamp(g.removed_at / 1000), g.starting_price))
ON CONFLICT (market_id, selection_id, handicap) DO UPDATE SET ${NEW_FACTS}`

const MOST_UNMATCHED = 1_000
/** Those that start last first, of races to come and gone. */
export const UNMATCHED = `SELECT id, feed, source_id AS "marketId", type, source, status, event, reasons FROM markets WHERE reasons <> '[]' ORDER BY starts_at DESC, id DESC LIMIT ${MOST_UNMATCHED}`

/** A row without a runner: the race has none. */
export const RUNNERS_OF_RACE = 'SELECT r.id AS race, n.id AS runner FROM races r LEFT JOIN runners n ON n.race_id = r.id WHERE r.id = $1'
/** `$1` market, `$2` race, `$3` what was chosen as JSON. Selections that were not named keep their runner where it is of the race. */
export const MEND = `
WITH mended AS (UPDATE markets SET race_id = $2::int, mended = true, reasons = '[]', updated_at = now() WHERE id = $1::int)
UPDATE market_selections s SET runner_id = CASE WHEN g.market_id IS NOT NULL THEN g.runner_id WHEN EXISTS (SELECT 1 FROM runners n WHERE n.id = s.runner_id AND n.race_id = $2::int) THEN s.runner_id END
FROM market_selections o LEFT JOIN (SELECT $1::int AS market_id, c.* FROM jsonb_to_recordset($3::jsonb) AS c(selection_id bigint, handicap float8, runner_id int)) g ON g.selection_id = o.selection_id AND g.handicap = o.handicap
WHERE o.market_id = $1::int AND s.market_id = o.market_id AND s.selection_id = o.selection_id AND s.handicap = o.handicap`
