import type { RaceBatch } from './race-table'

const kept = new WeakSet<RaceBatch>()
/**
 * The same races as a batch of which matrices and scores are worked out once, for as long as somebody holds it. Its values must not change any more.
 * For what is served together: those of a table of seasons would take more memory than time.
 */
export function keptBatch({ raceStart, columns }: RaceBatch): RaceBatch {
  const batch: RaceBatch = { raceStart, columns }
  kept.add(batch)
  return batch
}
/** Gives what was made of a batch before, by key, if the batch is kept; makes it each time for others. What it gives is shared: nobody may change it. */
export function oncePerBatch<Key, Made>(): (batch: RaceBatch, key: Key, make: () => Made) => Made {
  const all = new WeakMap<RaceBatch, Map<Key, { readonly made: Made }>>()
  return (batch, key, make) => {
    if (!kept.has(batch)) return make()
    const ofBatch = all.get(batch) ?? new Map<Key, { readonly made: Made }>()
    all.set(batch, ofBatch)
    const found = ofBatch.get(key) ?? { made: make() }
    ofBatch.set(key, found)
    return found.made
  }
}
