import type { Instant } from '../../src/domain/instant'
import type { Tick } from '../../src/domain/tick'

/** Markets of 14 runners, prices of which all move all the time: nothing is spared by being the same. */
const [MARKETS, RUNNERS] = [20, 14]
const START = Date.parse('2026-11-22T23:00:00Z')

/** Ticks `from`..`from + count`, a millisecond apart; over an hour of them go past midnight into another partition. */
export const ticksFrom = (from: number, count: number): readonly Tick[] => Array.from({ length: count }, (_, i): Tick => {
  const n = from + i
  const at = (START + n) as Instant
  const price = 2 + (n % 1_000) / 100
  return {
    marketId: 1 + (n % MARKETS), selectionId: 20_000_000 + (Math.floor(n / MARKETS) % RUNNERS), handicap: 0, raceId: 1 + (n % MARKETS), runnerId: 1 + (n % 280), sequence: n, at, receivedAt: (at + 7) as Instant, status: 'ACTIVE', inPlay: false,
    back: price, backSize: 10 + (n % 97), lay: price + 0.05, laySize: 10 + (n % 89), lastTraded: price, matched: n,
  }
})
