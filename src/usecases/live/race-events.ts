import type { Instant } from '../../domain/instant'
import type { RaceEvent } from '../../domain/live-event'
import type { ChangeKind, RaceStatus, RepricingReason } from '../../domain/vocabulary'
import type { Timers } from '../../domain/timers'
import type { LiveBus, RaceSequences } from '../../live/bus/ports'
import type { MarketLeases } from '../../live/lease/ports'
import { raceLease } from './ingest'
import type { Repricer } from './reprice'
import { REAL_TIMERS } from './turns'

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
  readonly timers?: Timers
}

const REASONS: Readonly<Partial<Record<ChangeKind, 'SCRATCHING' | 'TRACK_CHANGE'>>> = { SCRATCHING: 'SCRATCHING', REINSTATEMENT: 'SCRATCHING', TRACK_CHANGE: 'TRACK_CHANGE', RAIL_CHANGE: 'TRACK_CHANGE' }
const OVER: ReadonlySet<RaceStatus> = new Set(['FINAL', 'ABANDONED', 'VOID'])
export const reasonOf = ({ change, track }: Pick<HeardChange, 'change' | 'track'>): Exclude<RepricingReason, 'START' | 'PRICE'> =>
  (track ? 'TRACK_CHANGE' : change === null ? 'CARD_CHANGE' : REASONS[change.kind] ?? 'CARD_CHANGE')

/** For so long other workers that hear of a change leave it alone: all hear of it at the same time. */
const TOLD_MS = 60_000
const toldLease = ({ raceId, change, track }: HeardChange): string => (change === null ? `${track ? 'track' : 'status'}/${raceId}` : `change/${change.id}/${raceId}`)

/** Tells subscribers what changed of races, and has those predicted anew that are watched. Of several workers that hear the same the one that holds the race tells it; where nobody does, the first. */
export const raceEvents = ({ leases, sequences, bus, repricer, now, timers = REAL_TIMERS }: RaceEventsDeps) => async (changes: readonly HeardChange[]): Promise<void> => {
  const tell = (heard: HeardChange): void => {
    const { raceId, meetingId, status, at, change } = heard
    const event: RaceEvent = { kind: 'race', raceId, meetingId, status, at, receivedAt: now(), sequence: sequences.next(raceId), change }
    bus.publish([event])
    if (OVER.has(status)) repricer.forget(raceId)
    else repricer.cardChanged(raceId, reasonOf(heard))
  }
  for (const heard of changes) {
    const lease = raceLease(heard.raceId)
    const held = leases.holds(lease)
    if (!(await leases.take(lease))) continue
    const told = toldLease(heard)
    const isMine = await leases.take(told)
    if (isMine) {
      timers.after(TOLD_MS, () => { void leases.release(told) })
      tell(heard)
    }
    if (!held) await leases.release(lease)
  }
}
