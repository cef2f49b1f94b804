import type { Timers } from '../../../domain/timers'

export interface WatchdogDeps { readonly now: () => number; readonly timers: Timers; readonly silent: (forMs: number) => void }
/** Barks when nothing of any kind was heard for twice as long as the source promised to be silent at most. */
export interface Watchdog {
  /** From now on, by this heartbeat. */
  start(heartbeatMs: number): void
  heard(): void
  /** While we ourselves do not listen it does not count. */
  hold(held: boolean): void
  stop(): void
}

export function createWatchdog({ now, timers, silent }: WatchdogDeps): Watchdog {
  let cancel: (() => void) | null = null
  let [allowedMs, heardAt, held] = [0, 0, false]
  const isOver = (): boolean => cancel !== null && !held && now() - heardAt >= allowedMs
  const arm = (ms: number): void => {
    cancel?.()
    cancel = timers.after(ms, () => {
      if (!isOver()) { arm(Math.max(1, heardAt + allowedMs - now())); return }
      // A process that was held up itself has bytes waiting: they are read before this is believed.
      setImmediate(() => { if (isOver()) silent(allowedMs); else if (cancel !== null && !held) arm(Math.max(1, heardAt + allowedMs - now())) })
    })
  }
  return {
    start(heartbeatMs) {
      if (cancel !== null && allowedMs === 2 * heartbeatMs) return
      allowedMs = 2 * heartbeatMs
      heardAt = now()
      if (held) cancel = () => undefined
      else arm(allowedMs)
    },
    heard() { heardAt = now() },
    hold(isHeld) {
      held = isHeld
      if (cancel === null) return
      heardAt = now()
      if (isHeld) { cancel(); cancel = () => undefined } else arm(allowedMs)
    },
    stop() { cancel?.(); cancel = null },
  }
}
