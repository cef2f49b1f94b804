import type { Instant } from '../../src/domain/instant'
import type { Tick } from '../../src/domain/tick'

export const TICK_AT = Date.parse('2026-11-22T03:00:00Z')
/** A tick of market 1, of sequence 1 unless said otherwise, a millisecond later for each number. */
export const tick = ({ at, ...part }: Partial<Omit<Tick, 'at'>> & { readonly at?: string | number } = {}): Tick => {
  const sequence = part.sequence ?? 1
  const when = (typeof at === 'string' ? Date.parse(at) : at ?? TICK_AT + sequence) as Instant
  return { marketId: 1, selectionId: 101, handicap: 0, raceId: null, runnerId: null, sequence, at: when, receivedAt: when, status: 'ACTIVE', inPlay: false, back: 3.5, backSize: 20, lay: 3.6, laySize: 10, lastTraded: 3.55, matched: 1000, ...part }
}
