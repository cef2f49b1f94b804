import type { Instant } from '../../src/domain/instant'
import { instant } from '../../src/domain/instant'
import type { GraphServices } from '../../src/graphql/read/scope'
import { featureReader } from '../../src/storage/features/feature-reader'
import { graphModels, memoryLedger } from './graph-models'

/** What the gateway lends to the graph, at a time that stands still; the record of predictions is in memory. */
export function graphServices(now: Instant = instant('2026-11-22T00:00:00Z')): GraphServices {
  const ledger = memoryLedger()
  return { now: () => now, features: featureReader, historyReady: async () => true, historyBehind: async () => false, models: graphModels(), ledger: () => ledger, warn: (problem, cause) => { throw new Error(problem, { cause }) } }
}
