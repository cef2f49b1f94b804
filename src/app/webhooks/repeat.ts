export interface Repeated {
  /** Do it now, or once more after what is under way. */
  wake(): void
  /** Resolves when nothing is under way any more. Safe to call twice. */
  stop(): Promise<void>
}
export interface RepeatDeps {
  /** Whether it is to be done again at once. */
  readonly work: () => Promise<boolean>
  /** Pause otherwise, and after a failure, milliseconds. */
  readonly everyMs: number
  /** Told once, and not again before it went well. */
  readonly failed: (error: unknown) => void
}

/** Does something at once and again and again, one after the other. */
export function repeat({ work, everyMs, failed }: RepeatDeps): Repeated {
  let [stopped, woken, failing] = [false, false, false]
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  const once = async (): Promise<boolean> => {
    try {
      const more = await work()
      failing = false
      return more
    } catch (error) {
      if (!stopped && !failing) failed(error)
      failing = true
      return false
    }
  }
  const round = async (): Promise<void> => {
    do { woken = false } while (((await once()) || woken) && !stopped)
  }
  const start = (): void => {
    clearTimeout(timer)
    running = round().finally(() => {
      running = null
      if (stopped) return
      timer = setTimeout(start, woken ? 0 : everyMs)
      timer.unref()
    })
  }
  start()
  return {
    wake: () => { woken = true; if (running === null && !stopped) start() },
    stop: async () => { stopped = true; clearTimeout(timer); await running },
  }
}
