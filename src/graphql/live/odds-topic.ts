import type { Instant } from '../../domain/instant'
import type { LiveMarket, LivePrice } from '../../domain/live-event'
import type { MarketState } from '../../domain/race-state'
import type { LiveRaces } from '../../usecases/live/live-races'
import type { OddsAsked } from './subscription-args'
import type { Told, Topic } from './topic'

/** What was told of a market last: prices that changes are measured from, and at which each last changed by enough. */
interface Kept { readonly base: Map<number, LivePrice>; readonly changedAt: Map<number, number>; head: string; sequence: number }

const headOf = ({ status, inPlay, stale }: LiveMarket): string => `${status} ${inPlay} ${stale}`
const keyOf = (raceId: number, marketId: number): string => `${raceId}/${marketId}`

/** Whether a price counts as changed against what was told of it. `percent`: null for every change. */
export function counts(before: LivePrice | undefined, now: LivePrice, percent: number | null): boolean {
  if (before === undefined) return true
  if (percent === null) return now.sequence > before.sequence
  if (before.status !== now.status) return true
  if (before.decimal === null || now.decimal === null) return before.decimal !== now.decimal
  return before.decimal !== now.decimal && (100 * Math.abs(now.decimal - before.decimal)) / before.decimal >= percent - 1e-9
}

/** Markets of races, a key each; the race itself where none is known that is asked for. */
export function createOddsTopic({ raceIds, markets, sources, runnerIds, minChange }: OddsAsked, live: Pick<LiveRaces, 'race'>, now: () => Instant): Topic {
  const races = new Set(raceIds)
  const kept = new Map<string, Kept>()
  const percent = minChange === 0 ? null : minChange
  const isAsked = ({ type, source }: LiveMarket): boolean => (markets === null || markets.includes(type)) && (sources === null || sources.includes(source))
  const askedOf = (raceId: number): readonly MarketState[] => [...(live.race(raceId)?.markets.values() ?? [])].filter(({ market }) => isAsked(market))
  const keysOf = (raceId: number): readonly string[] => {
    const known = askedOf(raceId)
    return known.length === 0 ? [String(raceId)] : known.map(({ market }) => keyOf(raceId, market.id))
  }

  const empty = (key: string, raceId: number): Told => {
    const state = live.race(raceId)
    const [at, sequence] = [now(), state?.sequence ?? 0]
    return {
      key, raceId, marketId: null, sequence, receivedAt: at, news: false, as: 'asked', changedAt: () => sequence, commit: () => undefined,
      update: { kind: 'odds', raceId, sequence, at, receivedAt: at, predictions: state?.predictions ?? new Map(), state: null, runnerIds: [] },
    }
  }
  const ofMarket = (key: string, raceId: number, state: MarketState): Told => {
    const { market, prices } = state
    const before = kept.get(key)
    const asked = [...prices.values()].filter(({ runnerId }) => runnerIds === null || runnerIds.includes(runnerId)).sort((a, b) => a.runnerId - b.runnerId)
    const changed = asked.filter((price) => counts(before?.base.get(price.runnerId), price, percent))
    const changedAt = new Map(asked.map(({ runnerId, sequence }) => [runnerId, before?.changedAt.get(runnerId) ?? sequence]))
    for (const { runnerId, sequence } of changed) changedAt.set(runnerId, sequence)
    const every = runnerIds === null && percent === null && (before === undefined || market.sequence > before.sequence)
    return {
      key, raceId, marketId: market.id, sequence: market.sequence, receivedAt: state.receivedAt, as: 'kept',
      news: every || changed.length > 0 || before?.head !== headOf(market) || asked.length !== before.base.size,
      changedAt: (place) => changedAt.get(asked[place]?.runnerId ?? NaN) ?? market.sequence,
      commit: () => {
        const gone = asked.length !== before?.base.size
        const base = new Map(asked.map((price) => [price.runnerId, (!gone && before?.base.get(price.runnerId)) || price]))
        for (const price of changed) base.set(price.runnerId, price)
        kept.set(key, { base, changedAt, head: headOf(market), sequence: market.sequence })
      },
      update: { kind: 'odds', raceId, sequence: market.sequence, at: market.at, receivedAt: state.receivedAt, predictions: live.race(raceId)?.predictions ?? new Map(), state, runnerIds: asked.map(({ runnerId }) => runnerId) },
    }
  }

  return {
    races,
    first: async () => raceIds.flatMap(keysOf),
    since: (sequence) => {
      const [raceId] = raceIds
      const state = raceId === undefined ? null : live.race(raceId)
      return state === null || sequence < state.since || sequence > state.sequence ? null : keysOf(state.raceId)
    },
    touched: (events) => ({ told: [...new Set(events.flatMap((event) => (event.kind === 'odds' && races.has(event.raceId) && isAsked(event.market) ? [keyOf(event.raceId, event.market.id)] : [])))], changed: [] }),
    take: async (key) => {
      const [raceId, marketId] = key.split('/').map(Number) as [number, number | undefined]
      if (marketId === undefined) return empty(key, raceId)
      const state = live.race(raceId)?.markets.get(marketId)
      return state === undefined ? null : ofMarket(key, raceId, state)
    },
    reset: () => { kept.clear() },
  }
}
