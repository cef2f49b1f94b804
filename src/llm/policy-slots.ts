export type Slot = { readonly ok: true; readonly free: () => void } | { readonly ok: false; readonly why: 'full' | 'aborted' }
export interface Slots { take(signal: AbortSignal): Promise<Slot>; readonly taken: number; readonly waiting: number }

/** At most `most` requests at once; at most `queue` more wait, in the order in which they came, until their signal is aborted. */
export function createSlots(most: number, queue: number): Slots {
  const waiting = new Set<() => void>()
  let taken = 0
  const held = (): Slot => {
    let held = true
    return {
      ok: true,
      free: () => {
        if (!held) return
        held = false
        const [next] = waiting
        if (next === undefined) taken -= 1
        else next()
      },
    }
  }
  return {
    get taken() { return taken },
    get waiting() { return waiting.size },
    take: (signal) => {
      if (signal.aborted) return Promise.resolve({ ok: false, why: 'aborted' })
      if (taken < most) { taken += 1; return Promise.resolve(held()) }
      if (waiting.size >= queue) return Promise.resolve({ ok: false, why: 'full' })
      return new Promise((resolve) => {
        const turn = (): void => { waiting.delete(turn); signal.removeEventListener('abort', giveUp); resolve(held()) }
        const giveUp = (): void => { waiting.delete(turn); resolve({ ok: false, why: 'aborted' }) }
        waiting.add(turn)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
