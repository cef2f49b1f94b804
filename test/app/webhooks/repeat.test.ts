import { repeat } from '../../../src/app/webhooks/repeat'

const HOUR = 3_600_000
test('what is woken while it works is done once more', async () => {
  let runs = 0
  const twice = new Promise<void>((resolve) => {
    const again = repeat({ everyMs: HOUR, failed: () => undefined, work: async () => { if (++runs === 1) setImmediate(() => { again.wake() }); await new Promise(setImmediate); await new Promise(setImmediate); if (runs === 2) resolve(); return false } })
  })
  await twice
})
test('what is woken while it rests is done at once, and what was stopped no more', async () => {
  let runs = 0
  let ran = (): void => undefined
  const next = (): Promise<void> => new Promise((resolve) => { ran = resolve })
  const first = next()
  const again = repeat({ everyMs: HOUR, failed: () => undefined, work: async () => { runs++; ran(); return false } })
  await first
  await new Promise(setImmediate)
  const second = next()
  again.wake()
  await second
  await again.stop()
  again.wake()
  expect(runs).toBe(2)
})
test('a failure is told once, until it goes well', async () => {
  const told: string[] = []
  const outcomes = ['a', 'b', null, 'c']
  await new Promise<void>((resolve) => {
    const again = repeat({
      everyMs: 0, failed: (error) => { told.push((error as Error).message) },
      work: async () => { if (outcomes.length === 0) { void again.stop(); resolve(); return false } const next = outcomes.shift(); if (next !== null) throw new Error(next); return true },
    })
  })
  expect(told).toEqual(['a', 'c'])
})
