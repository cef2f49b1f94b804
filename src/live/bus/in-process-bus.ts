import { createLiveRaces, type LiveRacesLimits } from '../state/live-races'
import type { LiveBus, LiveListener } from './ports'

/** The bus of a process that does everything: listeners are told before `publish` returns. What stands is kept as in LiveRaces, within its bounds. */
export function inProcessBus(limits?: LiveRacesLimits): LiveBus {
  const races = createLiveRaces(limits)
  const listeners = new Set<LiveListener>()
  races.onEvents((events) => { for (const listener of listeners) listener.events(events) })
  return {
    publish: races.apply,
    subscribe: (listener) => {
      const { events, since } = races.standing()
      listener.reset(events, since)
      listeners.add(listener)
      return { close: () => { listeners.delete(listener) } }
    },
    close: async () => { listeners.clear() },
  }
}
