import { createMemoryStore } from '../../../src/access/limits/memory-store'
import type { Asked } from '../../../src/access/limits/store'
import { limiterRules } from './limiter-rules'

describe('limits in memory', () => { limiterRules(async (now) => ({ store: createMemoryStore(now) })) })

const asked = (key: string, cost: number): Asked => ({ budgets: [{ name: 'minute', key, limit: 100, windowMs: 60_000 }], place: null, cost, penalty: 0, force: false })

test('a budget that is whole again is forgotten', () => {
  let now = 0
  const store = createMemoryStore(() => now)
  for (let i = 0; i < 1_000; i++) store.take(asked(`early ${i}`, 50))
  expect(store.size).toBe(1_000)
  now = 30_000
  for (let i = 0; i < 400; i++) store.take(asked(`late ${i}`, 50))
  expect(store.size).toBe(400)
})
test('there are never more than the most, and those touched last stay', () => {
  const store = createMemoryStore(() => 0, 100)
  for (let i = 0; i < 5_000; i++) {
    store.take(asked('kept', 0.01))
    store.take(asked(`flood ${i}`, 100))
    expect(store.size).toBeLessThanOrEqual(100)
  }
  expect(store.take(asked('kept', 51)).refused).toBe(0)
  expect(store.take(asked('flood 0', 100)).refused).toBeNull()
})
test('a clock that is set back costs one window at most', () => {
  let now = 86_400_000
  const store = createMemoryStore(() => now)
  store.take(asked('a', 100))
  now = 0
  expect(store.take(asked('a', 1)).refused).toBe(0)
  now = 66_600
  expect(store.take(asked('a', 99)).refused).toBeNull()
})
