/** The newest tick of a selection `s` up to an instant, as `t`, with the price that is shown. */
export const newestTick = (upTo: string): string => `CROSS JOIN LATERAL (
  SELECT t.at, t.in_play, t.back, t.back_size, t.lay, t.lay_size, t.matched, shown_price(t.status, t.back, t.last_traded) AS decimal FROM ticks t
  WHERE t.market_id = s.market_id AND t.selection_id = s.selection_id AND t.handicap = s.handicap AND t.at <= ${upTo} ORDER BY t.at DESC, t.sequence DESC LIMIT 1) t`

/**
 * Selections `s` of markets `k` that are matched, each with its newest tick `t` where that shows a price. Of a market that is closed there is none
 * but of an instant before: what its prices were at the off is recorded as every other price is.
 * @param asOf SQL of an instant, null for now
 */
export const liveRows = (asOf: string): string => `FROM market_selections s JOIN markets k ON k.id = s.market_id AND k.race_id IS NOT NULL AND (${asOf} IS NOT NULL OR k.status <> 'CLOSED') ${newestTick(`coalesce(${asOf}, 'infinity')`)}
WHERE t.decimal IS NOT NULL`
