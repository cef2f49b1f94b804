import type { Instant } from '../../src/domain/instant'
import { instant } from '../../src/domain/instant'
import type { GraphServices } from '../../src/graphql/read/scope'
import { featureReader } from '../../src/storage/features/feature-reader'

/** What the gateway lends to the graph, at a time that stands still. */
export const graphServices = (now: Instant = instant('2026-11-22T00:00:00Z')): GraphServices => ({ now: () => now, features: featureReader, historyReady: async () => true })
