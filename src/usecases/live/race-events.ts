import type { Instant } from '../../domain/instant'
import type { RaceEvent } from '../../domain/live-event'
import type { ChangeKind, RaceStatus, RepricingReason } from '../../domain/vocabulary'
import type { LiveBus, RaceSequences } from '../../live/bus/ports'
import type { MarketLeases } from '../../live/lease/ports'
import { raceLease } from './ingest'
import type { Repricer } from './reprice'

/** What storage hears of a race (`storage/live/race-watch.ts`). */
export interface HeardChange {
  readonly raceId: number
  readonly meetingId: number
  readonly status: RaceStatus
  readonly at: Instant
  readonly change: { readonly kind: ChangeKind; readonly id: number; readonly runnerId: number | null; readonly text: string } | null
  readonly track: boolean
}
export interface RaceEventsDeps {
  readonly leases: Pick<MarketLeases, 'take' | 'holds' | 'release'>
  readonly sequences: RaceSequences
  readonly bus: Pick<LiveBus, 'publish'>
  readonly repricer: Pick<Repricer, 'cardChanged' | 'forget'>
  readonly now: () => Instant
}

const REASONS: Readonly<Partial<Record<ChangeKind, 'SCRATCHING' | 'TRACK_CHANGE'>>> = { SCRATCHING: 'SCRATCHING', REINSTATEMENT: 'SCRATCHING', TRACK_CHANGE: 'TRACK_CHANGE', RAIL_CHANGE: 'TRACK_CHANGE' }
const OVER: ReadonlySet<RaceStatus> = new Set(['FINAL', 'ABANDONED', 'VOID'])
export const reasonOf = ({ change, track }: Pick<HeardChange, 'change' | 'track'>): Exclude<RepricingReason, 'START' | 'PRICE'> =>
  (track ? 'TRACK_CHANGE' : change === null ? 'CARD_CHANGE' : REASONS[change.kind] ?? 'CARD_CHANGE')

/** Tells subscribers what changed of races, and has those predicted anew that are watched. Of several workers that hear the same the one that holds the race tells it. */
export const raceEvents = ({ leases, sequences, bus, repricer, now }: RaceEventsDeps) => async (changes: readonly HeardChange[]): Promise<void> => {
  for (const heard of changes) {
    const { raceId, meetingId, status, at, change } = heard
    const lease = raceLease(raceId)
    const held = leases.holds(lease)
    if (!(await leases.take(lease))) continue
    const event: RaceEvent = { kind: 'race', raceId, meetingId, status, at, receivedAt: now(), sequence: sequences.next(raceId), change }
    bus.publish([event])
    if (OVER.has(status)) repricer.forget(raceId)
    else repricer.cardChanged(raceId, reasonOf(heard))
    if (!held) await leases.release(lease)
  }
}
