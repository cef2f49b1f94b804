import type { LiveBus } from '../../../src/live/bus/ports'
import { createLiveRaces, type LiveRacesState } from '../../../src/live/state/live-races'

export interface Heard {
  readonly races: LiveRacesState
  /** Sequences of each call, `reset` before those of a reset. */
  readonly calls: readonly (readonly (number | 'reset')[])[]
  /** Resolves once it is so; looked at after every call. */
  until(isSo: (races: LiveRacesState) => boolean): Promise<void>
  close(): void
}

/** The state of an API process on a bus. */
export function listenTo(bus: LiveBus): Heard {
  const races = createLiveRaces()
  const calls: (readonly (number | 'reset')[])[] = []
  const waiting = new Set<() => void>()
  const look = (): void => { for (const check of waiting) check() }
  const { close } = bus.subscribe({
    reset: (events, since) => { calls.push(['reset', ...events.map(({ sequence }) => sequence)]); races.reset(events, since); look() },
    events: (events) => { calls.push(events.map(({ sequence }) => sequence)); races.apply(events); look() },
  })
  return {
    races, calls, close,
    until: (isSo) => new Promise((resolve) => {
      const check = (): void => { if (isSo(races)) { waiting.delete(check); resolve() } }
      waiting.add(check)
      check()
    }),
  }
}
/** Prices of a market as `[runner, sequence]`. */
export const pricesOf = (races: LiveRacesState, raceId: number, marketId: number): readonly (readonly [number, number])[] =>
  [...races.race(raceId)?.markets.get(marketId)?.prices.values() ?? []].map(({ runnerId, sequence }) => [runnerId, sequence] as const).sort(([a], [b]) => a - b)
