import type { Timers } from '../domain/timers'

const FIRST_MS = 500
const MOST_MS = 8_000

/** How long to wait before the next try, milliseconds: half a second, doubled each time up to eight, of which up to a half is chance; never less than the provider asks for. */
export const waitBefore = (retry: number, retryAfterMs: number | null, random: () => number): number => {
  const backoff = Math.min(MOST_MS, FIRST_MS * 2 ** retry)
  return Math.max(backoff * (1 - random() / 2), retryAfterMs === null ? 0 : retryAfterMs + backoff * random() / 4)
}

/** Resolves after so long, or once the signal is aborted. */
export const pause = ({ after }: Timers, ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (signal.aborted) { resolve(); return }
  const done = (): void => { off(); signal.removeEventListener('abort', done); resolve() }
  const off = after(ms, done)
  signal.addEventListener('abort', done, { once: true })
})

/** Resolves once the signal is aborted, and `ms` later. The call that is given back takes it off. */
export const afterAbort = ({ after }: Timers, ms: number, signal: AbortSignal): { readonly done: Promise<null>; readonly off: () => void } => {
  let stop = (): void => undefined
  let aborted = (): void => undefined
  const done = new Promise<null>((resolve) => {
    aborted = () => { if (ms === 0) resolve(null); else stop = after(ms, () => { resolve(null) }) }
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted, { once: true })
  })
  return { done, off: () => { stop(); signal.removeEventListener('abort', aborted) } }
}

/** What is awaited, or null once the signal is aborted, whichever is first. */
export const unlessAborted = async <T>(awaited: Promise<T>, timers: Timers, signal: AbortSignal): Promise<T | null> => {
  const aborted = afterAbort(timers, 0, signal)
  try { return await Promise.race([awaited, aborted.done]) } finally { aborted.off() }
}
