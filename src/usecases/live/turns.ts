import type { Timers } from '../../domain/timers'

export const REAL_TIMERS: Timers = { after: (ms, then) => { const timer = setTimeout(then, ms); timer.unref(); return () => { clearTimeout(timer) } } }

export interface TurnsDeps {
  readonly everyMs: number
  readonly timers?: Timers
  /** Does the work of one; never rejects. */
  readonly run: (id: number) => Promise<void>
}
/** Work that is asked for more often than it is done: the first time at once, then at most every `everyMs` for each id, and always once after the last asking. */
export interface Turns {
  ask(id: number): void
  settle(): Promise<void>
  close(): Promise<void>
}

/** Done beside each other. */
const AT_ONCE = 4

/** Ids wait in the order in which they were asked for; nobody waits twice. */
export function createTurns({ everyMs, timers = REAL_TIMERS, run }: TurnsDeps): Turns {
  const ready = new Set<number>()
  const running = new Set<number>()
  /** Not before; the call that takes the timer back. */
  const resting = new Map<number, { readonly wake: () => void; asked: boolean }>()
  const idle: (() => void)[] = []
  let closed = false

  const rest = (id: number): void => {
    if (everyMs === 0 || closed) return
    const cancel = timers.after(everyMs, () => {
      const entry = resting.get(id)
      resting.delete(id)
      if (entry?.asked === true) ask(id)
      told()
    })
    resting.set(id, { wake: cancel, asked: false })
  }
  const told = (): void => {
    if (ready.size > 0 || running.size > 0 || [...resting.values()].some(({ asked }) => asked)) return
    for (const done of idle.splice(0)) done()
  }
  const next = (): void => {
    for (const id of ready) {
      if (running.size >= AT_ONCE) return
      if (running.has(id)) continue
      ready.delete(id)
      running.add(id)
      rest(id)
      void run(id).then(() => {
        running.delete(id)
        next()
        told()
      })
    }
  }
  const ask = (id: number): void => {
    if (closed) return
    const entry = resting.get(id)
    if (entry !== undefined) { entry.asked = true; return }
    ready.add(id)
    next()
  }
  const settle = (): Promise<void> => new Promise((resolve) => { idle.push(resolve); told() })
  return {
    ask, settle,
    close: async () => {
      closed = true
      for (const { wake } of resting.values()) wake()
      resting.clear()
      ready.clear()
      await settle()
    },
  }
}
