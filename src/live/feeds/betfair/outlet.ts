import type { Instant } from '../../../domain/instant'
import type { MarketView } from '../../../domain/market-view'
import type { FeedSink, MarketChange } from '../../feed'

/** Changes that wait for a slow sink before the reading of sockets stops. */
const MOST_BEHIND = 2_000

export interface OutletDeps {
  readonly sink: Pick<FeedSink, 'markets' | 'evicted'>
  /** Reading is to stop: the sink is far behind; and to go on. */
  readonly hold: (held: boolean) => void
  /** Changes that a newer one took the place of. */
  readonly conflated: (count: number) => void
  readonly failed: (error: unknown) => void
}
/** Between connections and the sink. Holds the newest change of each market while the sink is busy, so at most as much as there are markets. */
export interface Outlet {
  give(changes: readonly MarketChange[], evicted: readonly string[], receivedAt: Instant): void
  /** Resolves when all that was given has been taken. */
  drained(): Promise<void>
}

const keyOf = ({ selections }: MarketView, place: number): string => `${selections[place]?.selectionId ?? ''}/${selections[place]?.handicap ?? ''}`
/** One change for two: what either changed, as the later has it. */
export function merged(earlier: MarketChange, later: MarketChange): MarketChange {
  const changed = new Set(later.changed)
  const { selections } = later.view
  let places: Map<string, number> | null = null
  for (const place of earlier.changed) {
    const [before, after] = [earlier.view.selections[place], selections[place]]
    if (before !== undefined && after !== undefined && before.selectionId === after.selectionId && before.handicap === after.handicap) { changed.add(place); continue }
    places ??= new Map(selections.map((_, at) => [keyOf(later.view, at), at]))
    const moved = places.get(keyOf(earlier.view, place))
    if (moved !== undefined) changed.add(moved)
  }
  return { view: later.view, changed: [...changed].sort((a, b) => a - b), definition: earlier.definition || later.definition, image: earlier.image || later.image }
}

export function createOutlet({ sink, hold, conflated, failed }: OutletDeps): Outlet {
  let waiting = new Map<string, MarketChange>()
  let gone = new Set<string>()
  let busy: Promise<void> | null = null
  let [behind, held, latest] = [0, false, 0 as Instant]

  const send = (changes: readonly MarketChange[], evicted: readonly string[]): Promise<void> | void => {
    const taken = changes.length === 0 ? undefined : sink.markets(changes, latest)
    const evict = (): void => { if (evicted.length > 0) sink.evicted(evicted) }
    if (taken === undefined) return evict()
    return taken.then(evict)
  }
  const sendWaiting = async (): Promise<void> => {
    while (waiting.size > 0 || gone.size > 0) {
      const [changes, evicted] = [[...waiting.values()], [...gone]]
      waiting = new Map()
      gone = new Set()
      behind = 0
      if (held) { held = false; hold(false) }
      await send(changes, evicted)
    }
  }
  const isBusy = (work: Promise<void>): void => {
    busy = work.then(sendWaiting).then(() => { busy = null }, (error: unknown) => { busy = null; failed(error) })
  }
  const keep = (changes: readonly MarketChange[], evicted: readonly string[]): void => {
    for (const change of changes) {
      const { marketId } = change.view
      const earlier = waiting.get(marketId)
      if (earlier !== undefined) conflated(1)
      // Forgotten and here again before anybody was told: it was there all the time, and comes whole.
      const whole = gone.delete(marketId) && !change.image ? { ...change, image: true } : change
      waiting.set(marketId, earlier === undefined ? whole : merged(earlier, whole))
    }
    for (const marketId of evicted) { waiting.delete(marketId); gone.add(marketId) }
    behind += changes.length
    if (behind > MOST_BEHIND && !held) { held = true; hold(true) }
  }
  return {
    give(changes, evicted, receivedAt) {
      latest = receivedAt
      if (changes.length === 0 && evicted.length === 0) return
      if (busy !== null) return keep(changes, evicted)
      try {
        const work = send(changes, evicted)
        if (work !== undefined) isBusy(work)
      } catch (error) { failed(error) }
    },
    drained: () => busy ?? Promise.resolve(),
  }
}
