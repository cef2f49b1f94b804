import type { Instant } from '../../../src/domain/instant'
import type { LiveMarket, LivePrice, OddsEvent, PredictionEvent, RaceEvent } from '../../../src/domain/live-event'

const at = (sequence: number): Instant => (1_800_000_000_000 + sequence) as Instant

export const livePrice = (runnerId: number, sequence: number, decimal: number | null = 2 + (sequence % 50) / 10): LivePrice => ({
  runnerId, sequence, at: at(sequence), status: 'ACTIVE', decimal, previous: null, open: null, back: decimal === null ? [] : [{ price: decimal, size: 10 }], lay: [],
  lastTraded: null, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null,
})
export const liveMarket = (id: number, raceId: number, sequence: number, more: Partial<LiveMarket> = {}): LiveMarket => ({
  id, raceId, feed: 'betfair', marketId: `1.${id}`, type: 'WIN', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, status: 'OPEN', inPlay: false, version: 1, matched: sequence,
  overround: null, stale: false, sequence, at: at(sequence), ...more,
})
/** `runners`: whose price changed, at the sequence of the event. */
export const odds = (raceId: number, marketId: number, sequence: number, runners: readonly number[], { whole = false }: { readonly whole?: boolean } = {}): OddsEvent => ({
  kind: 'odds', raceId, sequence, at: at(sequence), receivedAt: at(sequence), market: liveMarket(marketId, raceId, sequence), prices: runners.map((runnerId) => livePrice(runnerId, sequence)), whole,
})
export const prediction = (raceId: number, sequence: number, name: string, version = 1): PredictionEvent => ({
  kind: 'prediction', raceId, sequence, at: at(sequence), receivedAt: at(sequence), reason: 'PRICE',
  prediction: { model: { name, version }, featureSet: 'f', asOf: at(sequence), marketAt: at(sequence), generatedAt: at(sequence), stale: false, runnerIds: [1], chances: [1], inputs: '' },
})
export const raceEvent = (raceId: number, sequence: number): RaceEvent => ({ kind: 'race', raceId, meetingId: 9, sequence, at: at(sequence), receivedAt: at(sequence), status: 'OPEN', change: null })
