import type { Instant } from '../../domain/instant'
import type { LivePrice } from '../../domain/live-event'
import type { SelectionView } from '../../domain/market-view'

/** Odds are told in hundredths: a price that is reduced for a withdrawn runner has more digits. */
const HUNDREDTHS = 100
const shown = (price: number): number => Math.round(price * HUNDREDTHS) / HUNDREDTHS

/** What is shown as the price of a selection: the best back, else the last traded; null without either, and for one that is out. Below 1.01 nobody bets: no price. */
export function decimalOf({ status, back, lastTraded }: SelectionView): number | null {
  if (status === 'REMOVED' || status === 'HIDDEN') return null
  const price = back[0]?.price ?? lastTraded
  return price === null || shown(price) < 1.01 ? null : shown(price)
}

/** The price of a runner after a change. `before`: what was told of it last in this market. */
export function livePrice(selection: SelectionView, runnerId: number, { sequence, at }: { readonly sequence: number; readonly at: Instant }, before: LivePrice | null): LivePrice {
  const { status, back, lay, lastTraded, matched, nearPrice, farPrice, startingPrice, adjustmentFactor } = selection
  const decimal = decimalOf(selection)
  return {
    runnerId, sequence, at, status, decimal, previous: before === null ? null : before.decimal === decimal ? before.previous : before.decimal, open: before?.open ?? decimal,
    back, lay, lastTraded, matched, nearPrice, farPrice, startingPrice, adjustmentFactor,
  }
}
