import type { Instant } from '../../src/domain/instant'
import { instant } from '../../src/domain/instant'
import type { GraphServices } from '../../src/graphql/read/scope'
import { featureReader } from '../../src/storage/features/feature-reader'
import { scoreStore } from '../../src/storage/ledger/score-store'
import { cannedDesk } from './canned-desk'
import { graphModels } from './graph-models'

const FORGETFUL = { record: async () => undefined, history: async () => new Map<number, never>() }
/** What the gateway lends to the graph, at a time that stands still; what is served is not recorded. */
export function graphServices(now: Instant = instant('2026-11-22T00:00:00Z')): GraphServices {
  return { now: () => now, features: featureReader, historyReady: async () => true, historyBehind: async () => false, models: graphModels(), ledger: () => FORGETFUL, warn: (problem, cause) => { throw new Error(problem, { cause }) }, tracking: { store: scoreStore, reference: async () => null, alert: { races: 200, nats: 0.03 } }, commentary: cannedDesk() }
}
