import { instant, type Instant } from '../../src/domain/instant'
import type { LiveMarket, LivePrice, OddsEvent } from '../../src/domain/live-event'

/** A price of a runner as a market tells it. */
export const priceOf = (runnerId: number, decimal: number | null, more: Partial<LivePrice> = {}): LivePrice => ({
  runnerId, sequence: 1, at: 0 as Instant, status: 'ACTIVE', decimal, previous: null, open: decimal, back: [], lay: [], lastTraded: null, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, ...more,
})
/** An event of the WIN market 1 of a race, with prices by runner. */
export const oddsEvent = (raceId: number, at: string, prices: Readonly<Record<number, number | null>> | readonly LivePrice[], market: Partial<LiveMarket> = {}): OddsEvent => {
  const told = Array.isArray(prices) ? prices as readonly LivePrice[] : Object.entries(prices as Readonly<Record<number, number | null>>).map(([id, decimal]) => priceOf(Number(id), decimal))
  const when = instant(at)
  return {
    kind: 'odds', raceId, sequence: 1, at: when, receivedAt: when, whole: false, prices: told,
    market: { id: 1, raceId, feed: 'betfair', marketId: '1.1', type: 'WIN', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, status: 'OPEN', inPlay: false, version: 1, matched: null, overround: null, stale: false, sequence: 1, at: when, ...market },
  }
}
