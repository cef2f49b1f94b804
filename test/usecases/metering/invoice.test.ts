import { makeInvoice, type KeyOwner, type Prices } from '../../../src/usecases/metering/invoice'
import type { UsageTold } from '../../../src/usecases/metering/ports'

const used = (principal: string, over: Partial<UsageTold> = {}): UsageTold => ({
  day: null, principal, client: null, version: null, operation: null, document: null, rest: false, operations: 1_000, failed: 10, estimatedCost: 9_000, actualCost: 4_000, bytes: 2_500_000_000, durationMs: 1, subscriptionMs: 600_000, deliveries: 300, errors: {}, ...over,
})
const key = (principal: string, owner: string, name: string, tier = 'partner'): KeyOwner => ({ principal, owner, name, tier })
const KEYS = [key('key:b', 'Zeta', 'site'), key('key:a', 'Acme', 'web'), key('key:c', 'Acme', 'app')]
const PRICES: Prices = { currency: 'HKD', tiers: { partner: { operations: 0.01, costUnits: 0.001, subscriptionMinutes: 0.5, deliveries: 0.02, gigabytes: 4 }, free: { operations: 0 } } }

test('by owner and key, priced by tier: 10 + 4 + 5 + 6 + 10', () => {
  const { month, currency, owners } = makeInvoice('2026-11', [used('key:a'), used('key:b', { operations: 0, actualCost: 0, subscriptionMs: 0, deliveries: 0, bytes: 0 }), used('key:c', { operations: 2_000 })], KEYS, PRICES)
  expect({ month, currency }).toEqual({ month: '2026-11', currency: 'HKD' })
  const line = { tier: 'partner', failed: 10, costUnits: 4_000, subscriptionMinutes: 10, deliveries: 300, bytes: 2_500_000_000 }
  expect(owners).toEqual([
    {
      owner: 'Acme', amount: 80, total: { operations: 3_000, failed: 20, costUnits: 8_000, subscriptionMinutes: 20, deliveries: 600, bytes: 5_000_000_000 },
      keys: [{ principal: 'key:c', name: 'app', ...line, operations: 2_000, amount: 45 }, { principal: 'key:a', name: 'web', ...line, operations: 1_000, amount: 35 }],
    },
    expect.objectContaining({ owner: 'Zeta', amount: 0 }),
  ])
})
test.each<[string, readonly KeyOwner[], Prices | null]>([
  ['no prices', KEYS, null], ['a tier without prices', [key('key:a', 'Acme', 'web', 'gold')], PRICES], ['a price of something that was used is missing', [key('key:a', 'Acme', 'web', 'free')], PRICES],
  ['a tier by the name of what every object has', [key('key:a', 'Acme', 'web', 'constructor')], PRICES],
])('%s: the amount is unknown, not 0', (_what, keys, prices) => {
  const [owner] = makeInvoice('2026-11', [used('key:a')], keys, prices).owners
  expect([owner?.amount, owner?.keys[0]?.amount, owner?.total.operations]).toEqual([null, null, 1_000])
})
test('a price of nothing that was used may be missing', () => {
  const [owner] = makeInvoice('2026-11', [used('key:a', { actualCost: 0, subscriptionMs: 0, deliveries: 0, bytes: 0 })], [key('key:a', 'Acme', 'web', 'free')], PRICES).owners
  expect(owner?.amount).toBe(0)
})
test('what is no key stands last, with no owner and no amount; one unknown amount makes that of its owner unknown', () => {
  const { owners } = makeInvoice('2026-11', [used('anonymous'), used('key:a'), used('key:c')], [key('key:a', 'Acme', 'web'), key('key:c', 'Acme', 'app', 'gold')], PRICES)
  expect(owners.map(({ owner, amount }) => [owner, amount])).toEqual([['Acme', null], [null, null]])
  expect(owners[1]?.keys).toEqual([expect.objectContaining({ principal: 'anonymous', name: null, tier: null, amount: null })])
})
