import type { Instant } from '../../domain/instant'
import type { LiveEvent, RaceEvent } from '../../domain/live-event'
import type { LiveRaces } from '../../usecases/live/live-races'
import type { RaceAsked } from './subscription-args'
import type { Told, Topic } from './topic'

/** Occurrences that wait to be told; beyond so many the oldest are left out. */
const MOST_PASSING = 1_000

/** What happens to races: how each stands under the race, and each occurrence under a key of its own. `comingRaces`: which races a subscription without ids begins with. */
export function createRaceTopic({ raceIds, meetingIds, everywhere, kinds }: RaceAsked, live: Pick<LiveRaces, 'race'>, comingRaces: () => Promise<readonly number[]>, now: () => Instant): Topic {
  const races = new Set(raceIds)
  const meetings = new Set(meetingIds)
  const passing = new Map<string, RaceEvent>()
  const concerns = (event: LiveEvent): event is RaceEvent =>
    event.kind === 'race' && (everywhere || races.has(event.raceId) || meetings.has(event.meetingId)) && (kinds === null || (event.change !== null && kinds.includes(event.change.kind)))
  const keep = (event: RaceEvent): string => {
    const key = `${event.raceId}/${event.sequence}`
    passing.set(key, event)
    const [oldest] = passing.keys()
    if (passing.size > MOST_PASSING && oldest !== undefined) passing.delete(oldest)
    return key
  }
  const standing = (key: string, raceId: number): Told => {
    const state = live.race(raceId)
    const [at, sequence] = [now(), state?.sequence ?? 0]
    return {
      key, raceId, marketId: null, sequence, receivedAt: at, news: false, as: 'asked', changedAt: () => sequence, commit: () => undefined,
      update: { kind: 'race', raceId, sequence, at, receivedAt: at, predictions: state?.predictions ?? new Map(), event: null },
    }
  }
  const happened = (key: string, event: RaceEvent): Told => {
    const { raceId, sequence, at, receivedAt } = event
    return {
      key, raceId, marketId: null, sequence, receivedAt, news: true, as: 'passing', changedAt: () => sequence, commit: () => { passing.delete(key) },
      update: { kind: 'race', raceId, sequence, at, receivedAt, predictions: live.race(raceId)?.predictions ?? new Map(), event },
    }
  }
  return {
    races: everywhere || meetings.size > 0 ? null : races,
    first: async () => (everywhere ? await comingRaces() : raceIds).map(String),
    since: (sequence) => {
      const [raceId] = raceIds
      const state = raceId === undefined ? null : live.race(raceId)
      if (state === null || sequence < state.since || sequence > state.sequence) return null
      return state.changes.filter((event) => event.sequence > sequence && concerns(event)).map(keep)
    },
    touched: (events) => {
      const own = events.filter(concerns)
      return { told: own.map(keep), changed: own.map(({ raceId }) => String(raceId)) }
    },
    take: async (key) => {
      if (!key.includes('/')) return standing(key, Number(key))
      const event = passing.get(key)
      return event === undefined ? null : happened(key, event)
    },
    reset: () => undefined,
  }
}
