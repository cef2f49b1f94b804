import type { FeatureCategory } from '../../features/registry'

/** What another modeller's signals changed in the out-of-sample log-loss of his conditional logit, nats a race, on 2,420 other races of Hong Kong. */
export interface Reference { readonly categories: readonly FeatureCategory[]; readonly difference: number; readonly standardError: number }
export const REFERENCE: readonly Reference[] = [
  { categories: ['barrier', 'track'], difference: -0.0106, standardError: 0.0021 },
  { categories: ['fitness', 'speed', 'form'], difference: -0.0030, standardError: 0.0010 },
  { categories: ['distance', 'venue'], difference: -0.0024, standardError: 0.0008 },
  // His pace is how many want to lead: a number of the race.
  { categories: ['race', 'style'], difference: -0.0023, standardError: 0.0013 },
  { categories: ['jockey', 'horse'], difference: -0.0015, standardError: 0.0007 },
  { categories: ['weight', 'distance', 'class'], difference: -0.0008, standardError: 0.0003 },
  { categories: ['jockey', 'trainer'], difference: 0.0005, standardError: 0.0007 },
]
/** In one order, however they were named. */
export const pairKey = (categories: readonly FeatureCategory[]): string => [...categories].sort().join(' x ')
const BY_KEY = new Map(REFERENCE.map((one) => [pairKey(one.categories), one]))
export const referenceOf = (categories: readonly FeatureCategory[]): Reference | null => BY_KEY.get(pairKey(categories)) ?? null
