import type { Timers } from '../../src/domain/timers'

export interface HandTimers extends Timers { fire(): void; readonly waiting: number }
/** Timers that go off by hand. */
export const handTimers = (): HandTimers => {
  let timers: (() => void)[] = []
  return {
    after: (_ms, then) => { timers.push(then); return () => { timers = timers.filter((one) => one !== then) } },
    fire: () => { const due = timers; timers = []; for (const then of due) then() },
    get waiting() { return timers.length },
  }
}
