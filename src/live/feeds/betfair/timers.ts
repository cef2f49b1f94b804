import type { Timers } from '../../../domain/timers'

export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => { clearTimeout(timer) }
  },
}
/** Resolves after so many milliseconds, or when `signal` is aborted. */
export const pause = ({ after }: Timers, ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) { resolve(); return }
  const done = (): void => { cancel(); signal.removeEventListener('abort', done); resolve() }
  const cancel = after(ms, done)
  signal.addEventListener('abort', done, { once: true })
})
