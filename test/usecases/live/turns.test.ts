import { createTurns } from '../../../src/usecases/live/turns'
import { handTimers } from '../../support/hand-timers'

const flush = async (): Promise<void> => { for (let i = 0; i < 5; i++) await Promise.resolve() }

describe('turns', () => {
  it('does the first at once, the rest once after the interval, and nothing more when nobody asked', async () => {
    const timers = handTimers(), done: number[] = []
    const turns = createTurns({ everyMs: 1_000, timers, run: async (id) => { done.push(id) } })
    turns.ask(1)
    expect(done).toEqual([1])
    for (let i = 0; i < 100; i++) turns.ask(1)
    await flush()
    expect(done).toEqual([1])
    timers.fire()
    expect(done).toEqual([1, 1])
    await flush()
    timers.fire()
    expect(done).toEqual([1, 1])
    expect(timers.waiting).toBe(0)
  })
  it('never does one id twice at the same time, and four ids beside each other', async () => {
    const open = new Map<number, () => void>()
    const turns = createTurns({ everyMs: 0, timers: handTimers(), run: (id) => { if (open.has(id)) throw new Error(`${id} is under way`); return new Promise((resolve) => { open.set(id, () => { open.delete(id); resolve() }) }) } })
    for (const id of [1, 2, 3, 4, 5, 1, 1]) turns.ask(id)
    expect([...open.keys()]).toEqual([1, 2, 3, 4])
    open.get(2)?.()
    await flush()
    expect([...open.keys()]).toEqual([1, 3, 4, 5])
    open.get(1)?.()
    await flush()
    expect([...open.keys()]).toEqual([3, 4, 5, 1])
    for (let left = 0; left < 5; left++) { for (const close of [...open.values()]) close(); await flush() }
    await turns.settle()
    expect(open.size).toBe(0)
  })
  it('settles when what was asked for is done, and does nothing after it was closed', async () => {
    const timers = handTimers(), done: number[] = []
    const turns = createTurns({ everyMs: 1_000, timers, run: async (id) => { done.push(id) } })
    turns.ask(1)
    turns.ask(1)
    let settled = false
    const end = turns.settle().then(() => { settled = true })
    await flush()
    expect(settled).toBe(false)
    timers.fire()
    await end
    expect(done).toEqual([1, 1])
    await turns.close()
    turns.ask(2)
    expect(done).toEqual([1, 1])
  })
})
