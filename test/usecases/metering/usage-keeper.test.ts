import { anonymousPrincipal } from '../../../src/access/principal'
import { instant } from '../../../src/domain/instant'
import type { UsageBatch, UsageStore } from '../../../src/usecases/metering/ports'
import { createUsageKeeper, type UsageKeeper } from '../../../src/usecases/metering/usage-keeper'
import { handTimers, type HandTimers } from '../../support/hand-timers'

const AT = instant('2026-11-23T10:00:00Z')
const caller = { principal: anonymousPrincipal(), address: '127.0.0.1', client: { name: null, version: null } }
interface World { readonly keeper: UsageKeeper; readonly timers: HandTimers; readonly written: UsageBatch[]; readonly pruned: string[]; readonly told: string[]; readonly gauges: Map<string, () => number>; fails: 'no' | 'before' | 'after' }

/** A store that can refuse, or write and then fail to say so. */
const world = (keepDays = 90): World => {
  const timers = handTimers()
  const [written, pruned, told, gauges]: [UsageBatch[], string[], string[], Map<string, () => number>] = [[], [], [], new Map()]
  const seen = new Set<number>()
  const made: { fails: World['fails'] } = { fails: 'no' }
  const store: UsageStore = {
    write: async (batch) => {
      if (made.fails === 'before') throw new Error('away')
      const isNew = !seen.has(batch.sequence)
      seen.add(batch.sequence)
      if (isNew) written.push(batch)
      if (made.fails === 'after') throw new Error('nobody heard')
      return isNew
    },
    prune: async (before) => { pruned.push(before); return 0 },
  }
  const keeper = createUsageKeeper({
    store, writer: '00000000-0000-4000-8000-000000000000', now: () => AT, elapsed: () => 0, timers, flushMs: 1_000, keepDays, warn: (problem) => { told.push(problem) }, note: (what) => { told.push(what) },
    gauge: (name, _help, value) => { gauges.set(name, value) },
  })
  return Object.assign(made, { keeper, timers, written, pruned, told, gauges })
}
const ask = (keeper: UsageKeeper, times = 1): void => {
  for (let i = 0; i < times; i++) keeper.operation({ at: AT, caller, transport: 'http', type: 'query', name: null, document: null, fields: null, estimatedCost: 0, actualCost: 0, errors: [], bytes: 1, durationMs: 0 })
}
const operations = ({ written }: World): number[] => written.map(({ rows }) => rows.reduce((sum, row) => sum + row.operations, 0))

test('what was told is written when the time is up, in numbered batches; nothing is written for nothing', async () => {
  const w = world()
  ask(w.keeper, 3)
  expect(w.gauges.get('usage_operations_unflushed')?.()).toBe(3)
  w.timers.fire()
  await w.keeper.flush()
  expect(w.timers.waiting).toBe(1)
  w.timers.fire()
  await w.keeper.flush()
  ask(w.keeper, 2)
  await w.keeper.flush()
  expect(operations(w)).toEqual([3, 2])
  expect(w.written.map(({ sequence }) => sequence)).toEqual([1, 2])
  expect([w.gauges.get('usage_operations_unflushed')?.(), w.gauges.get('usage_operations_written')?.()]).toEqual([0, 5])
})
test('while the store is away all is kept, and written in turn when it is back', async () => {
  const w = world()
  w.fails = 'before'
  for (let i = 0; i < 3; i++) { ask(w.keeper, 2); await w.keeper.flush() }
  expect(w.gauges.get('usage_operations_unflushed')?.()).toBe(6)
  expect(w.told).toEqual(['usage cannot be written now: it is kept in memory and written later'])
  w.fails = 'no'
  await w.keeper.flush()
  await w.keeper.flush()
  expect(operations(w)).toEqual([2, 4])
  expect(w.told.at(-1)).toBe('usage is written again, after 3 failed tries')
})
test('a batch whose commit nobody heard of is written again as it was, and counts once', async () => {
  const w = world()
  w.fails = 'after'
  ask(w.keeper, 2)
  await w.keeper.flush()
  ask(w.keeper, 5)
  await w.keeper.flush()
  w.fails = 'no'
  await w.keeper.flush()
  await w.keeper.flush()
  expect(operations(w)).toEqual([2, 5])
})
test('closing writes everything, the frozen batch and the open one', async () => {
  const w = world()
  w.fails = 'before'
  ask(w.keeper, 2)
  await w.keeper.flush()
  ask(w.keeper, 3)
  w.fails = 'no'
  await w.keeper.close()
  expect(operations(w)).toEqual([2, 3])
  expect(w.timers.waiting).toBe(0)
})
test('closing without a store says what is lost', async () => {
  const w = world()
  w.fails = 'before'
  ask(w.keeper, 2)
  await w.keeper.flush()
  ask(w.keeper, 3)
  await w.keeper.close()
  expect(w.told.at(-1)).toBe('usage of 5 operations could not be written before the end and is lost')
})
test('rows older than the retention are forgotten once a day; never, where it says so', async () => {
  const w = world(90)
  await w.keeper.flush()
  await w.keeper.flush()
  expect(w.pruned).toEqual(['2026-08-25'])
  const forever = world(0)
  await forever.keeper.flush()
  expect(forever.pruned).toEqual([])
})
