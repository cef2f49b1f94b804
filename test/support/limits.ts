import type { Caller } from '../../src/access/principal'
import { ALL_BUT_ADMIN } from '../../src/access/scope'
import type { Tier } from '../../src/access/tier'

const none: Tier = { costPerMinute: null, costPerDay: null, costPerMinuteByAddress: null, operations: null, subscriptions: null, connections: null }
export const tierWith = (limits: Partial<Tier>): Tier => ({ ...none, ...limits })

/** Somebody with a key of a tier; `anonymous` has none. */
export const callerOf = (id: string, tier: string, address = '203.0.113.1'): Caller => ({
  principal: { id: id === 'anonymous' ? id : `key:${id}`, kind: id === 'anonymous' ? 'anonymous' : 'key', tier, scopes: ALL_BUT_ADMIN, expiresAt: null, standing: () => null },
  address, client: { name: null, version: null },
})
