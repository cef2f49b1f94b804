import { createLimiter } from '../../../src/access/limits/limiter'
import type { LimitStore } from '../../../src/access/limits/store'
import { tiersOf } from '../../../src/access/limits/tiers'
import type { Limiter } from '../../../src/access/limiter'
import { callerOf, tierWith } from '../../support/limits'

/** Sixty thousand a minute are one a millisecond. */
const TIERS = {
  plain: tierWith({ costPerMinute: 60_000 }),
  daily: tierWith({ costPerMinute: 60_000, costPerDay: 86_400 }),
  shared: tierWith({ costPerMinute: 60_000, costPerMinuteByAddress: 90_000 }),
  places: tierWith({ operations: 2, subscriptions: 1, connections: 1 }),
  anonymous: tierWith({ costPerMinute: 60_000, costPerDay: 80_000 }),
  free: tierWith({}),
}
export interface RuleStore { readonly store: LimitStore; readonly close?: () => Promise<void> }

/** What every limiter does, whatever its numbers are in. `open` gives an empty store on the clock; names differ by test, so that one store can serve all. */
export function limiterRules(open: (now: () => number) => Promise<RuleStore>): void {
  let now = 1_800_000_000_000
  let opened: RuleStore
  let limiter: Limiter
  const told: string[] = []
  const begin = (measureOnly = false): Limiter => createLimiter({ store: opened.store, tiers: tiersOf(TIERS, () => undefined), measureOnly, whenUnavailable: 'closed', refused: (what, tier) => { told.push(`${what} ${tier}`) }, now: () => now })
  beforeEach(async () => {
    told.length = 0
    opened = await open(() => now)
    limiter = begin()
  })
  afterEach(() => opened.close?.() ?? opened.store.close())
  const admit = async (id: string, tier: keyof typeof TIERS, cost: number, address?: string) => limiter.admit(callerOf(id, tier, address), 'query', cost)

  test('a budget is taken whole at once and comes back evenly', async () => {
    expect((await admit('a', 'plain', 60_000)).refused).toBeNull()
    const refused = await admit('a', 'plain', 1_000)
    expect(refused.refused).toMatchObject({ what: 'minute', retryAfterSeconds: 1 })
    expect(refused.refused?.message).toBe('This operation is reckoned to cost 1000, and of the 60000 that the tier "plain" has a minute 0 are left: ask again in 1 s, or for less.')
    // The refused one took 1.
    now += 1_000
    expect((await admit('a', 'plain', 1_000)).refused).toMatchObject({ what: 'minute' })
    now += 2
    expect((await admit('a', 'plain', 1_000)).refused).toBeNull()
    expect(told).toEqual(['minute plain', 'minute plain'])
  })
  test('nothing is lost and nothing gained over many takes and refunds', async () => {
    for (let i = 0; i < 50; i++) (await admit('b', 'plain', 1_000)).settle(100)
    const [minute] = (await admit('b', 'plain', 1)).budgets
    expect(minute).toEqual({ name: 'minute', limit: 60_000, windowSeconds: 60, remaining: 60_000 - 50 * 100 - 1, resetSeconds: 6 })
  })
  test('what was taken too much comes back once', async () => {
    const admission = await admit('c', 'plain', 50_000)
    expect(admission.budgets[0]?.remaining).toBe(10_000)
    admission.settle(20_000)
    admission.settle(0)
    expect(admission.budgets[0]?.remaining).toBe(40_000)
    expect((await admit('c', 'plain', 40_000)).refused).toBeNull()
    expect((await admit('c', 'plain', 1)).refused).not.toBeNull()
  })
  test('what cost more than was reckoned is taken too', async () => {
    (await admit('d', 'plain', 10)).settle(1_010)
    expect((await admit('d', 'plain', 58_991)).refused).not.toBeNull()
    now += 2
    expect((await admit('d', 'plain', 58_991)).refused).toBeNull()
  })
  test('the smallest of several budgets decides, and a refusal takes from none but its 1', async () => {
    expect((await admit('e', 'daily', 60_000)).refused).toBeNull()
    now += 60_000
    // 60 of the day came back in the minute.
    const refused = await admit('e', 'daily', 30_000)
    expect(refused.refused).toMatchObject({ what: 'day', retryAfterSeconds: 30_000 - (26_400 + 60) })
    expect(refused.budgets.map(({ name, remaining }) => [name, remaining])).toEqual([['minute', 60_000], ['day', 26_460]])
    expect((await admit('e', 'daily', 26_459)).refused).toBeNull()
  })
  test('more than the whole budget never fits, and no time is told', async () => {
    expect((await admit('f', 'plain', 60_001)).refused).toEqual({ what: 'minute', retryAfterSeconds: null, message: 'This operation is reckoned to cost 60001, and the tier "plain" has 60000 a minute: ask for smaller pages or fewer fields.' })
  })
  test('keys are apart, and keys of one tier at one address have that together', async () => {
    expect((await admit('g1', 'shared', 60_000, '198.51.100.7')).refused).toBeNull()
    expect((await admit('g2', 'shared', 60_000, '198.51.100.7')).refused).toMatchObject({ what: 'address' })
    expect((await admit('g2', 'shared', 29_000, '198.51.100.7')).refused).toBeNull()
    expect((await admit('g2', 'shared', 30_000, '198.51.100.8')).refused).toBeNull()
  })
  test('those without a key are apart by address, an IPv6 network being one', async () => {
    expect((await admit('anonymous', 'anonymous', 60_000, '2001:db8:1:2::9')).refused).toBeNull()
    expect((await admit('anonymous', 'anonymous', 60_000, '2001:db8:1:2:ffff::1')).refused).toMatchObject({ what: 'minute' })
    expect((await admit('anonymous', 'anonymous', 60_000, '2001:db8:1:3::9')).refused).toBeNull()
    expect((await admit('anonymous', 'anonymous', 60_000, '192.0.2.5')).refused).toBeNull()
    expect((await admit('anonymous', 'anonymous', 60_000, '::ffff:192.0.2.5')).refused).toMatchObject({ what: 'minute' })
  })
  test('places are taken and come back, each kind by itself', async () => {
    const caller = callerOf('h', 'places')
    const [one, two] = [await limiter.admit(caller, 'query', 1), await limiter.admit(caller, 'mutation', 1)]
    expect((await limiter.admit(caller, 'query', 1)).refused).toEqual({ what: 'operations', retryAfterSeconds: 1, message: '2 operations are open at once, which is the limit of the tier "places". Wait for the answer of one before the next.' })
    expect((await limiter.admit(caller, 'subscription', 1)).refused).toBeNull()
    expect((await limiter.admit(caller, 'subscription', 1)).refused).toMatchObject({ what: 'subscriptions' })
    const line = await limiter.connect(caller)
    expect((await limiter.connect(caller)).refused).toMatchObject({ what: 'connections' })
    line.settle(0)
    expect((await limiter.connect(caller)).refused).toBeNull()
    one.settle(1)
    one.settle(1)
    expect((await limiter.admit(caller, 'query', 1)).refused).toBeNull()
    expect((await limiter.admit(caller, 'query', 1)).refused).not.toBeNull()
    two.settle(1)
    expect((await limiter.admit(caller, 'query', 1)).refused).toBeNull()
  })
  test('an operation that costs nothing takes 1', async () => {
    const admission = await admit('i', 'plain', 0)
    admission.settle(0)
    expect(admission.budgets[0]?.remaining).toBe(59_999)
  })
  test('refused documents are charged, into debt, and whoever has nothing is known at once', async () => {
    const caller = callerOf('j', 'plain')
    expect(limiter.spent(caller)).toBeNull()
    await admit('j', 'plain', 59_990)
    limiter.charge(caller, 40)
    // Behind the charge on the same line.
    await admit('other', 'plain', 1)
    expect(limiter.spent(caller)).toMatchObject({ what: 'minute', retryAfterSeconds: 1 })
    expect(limiter.spent(callerOf('k', 'plain'))).toBeNull()
    now += 30
    expect(limiter.spent(caller)).not.toBeNull()
    now += 1
    expect(limiter.spent(caller)).toBeNull()
  })
  test('debt ends at a tenth of the budget', async () => {
    const caller = callerOf('l', 'plain')
    for (let i = 0; i < 5; i++) limiter.charge(caller, 1e9)
    await admit('other', 'plain', 1)
    now += 6_000
    expect(limiter.spent(caller)).not.toBeNull()
    now += 1
    expect(limiter.spent(caller)).toBeNull()
  })
  test('measuring refuses nothing and tells everything', async () => {
    limiter = begin(true)
    for (let i = 0; i < 3; i++) expect((await admit('m', 'plain', 50_000)).refused).toBeNull()
    expect(limiter.spent(callerOf('m', 'plain'))).toBeNull()
    expect(told).toEqual(['minute plain', 'minute plain'])
    const caller = callerOf('n', 'places')
    const all = [await limiter.connect(caller), await limiter.connect(caller)]
    expect(all.map(({ refused }) => refused)).toEqual([null, null])
    for (const one of all) one.settle(0)
    limiter = begin()
    expect((await limiter.connect(caller)).refused).toBeNull()
  })
  test('a tier that is not known is the smallest', async () => {
    expect((await limiter.admit(callerOf('o', 'gold'), 'query', 60_000)).refused).toBeNull()
    expect((await limiter.admit(callerOf('o', 'gold'), 'query', 60_000)).refused).toMatchObject({ what: 'minute', message: expect.stringContaining('"anonymous"') as string })
  })
  test('wrong credentials are counted by address', () => {
    const answers = Array.from({ length: 61 }, () => limiter.wrongCredentials('203.0.113.77'))
    expect(answers.slice(0, 60)).toEqual(Array(60).fill(null))
    expect(answers[60]).toMatchObject({ what: 'credentials', retryAfterSeconds: 1 })
    expect(limiter.wrongCredentials('203.0.113.78')).toBeNull()
    now += 1_000
    expect(limiter.wrongCredentials('203.0.113.77')).toBeNull()
  })
}
