/** npm passes Ctrl-C on to a server that has already had it from the terminal: the same wish, twice. */
const SAME_WISH_MS = 1_000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface StopSignals {
  /** Aborted at the first signal. */
  readonly signal: AbortSignal
  /** Stops listening for signals. */
  dispose(): void
}

/** Turns the first SIGINT, SIGTERM or SIGHUP into an abort; another one, later than a second after it, calls `force`. */
export const listenForStop = (force: () => void, now: () => number = Date.now): StopSignals => {
  const controller = new AbortController()
  let first: number | null = null
  const onSignal = (): void => {
    if (first === null) {
      first = now()
      controller.abort()
    } else if (now() - first > SAME_WISH_MS) force()
  }
  for (const name of SIGNALS) process.on(name, onSignal)
  return { signal: controller.signal, dispose: () => { for (const name of SIGNALS) process.off(name, onSignal) } }
}
