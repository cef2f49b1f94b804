import type { Family } from '../../src/features/history/families'
import { LAYOUTS } from '../../src/features/history/kept-counters'
import { TALLY_STRIDE } from '../../src/features/history/tally-columns'

/** Picks of `addBefore` that leave each counter in its own place. */
export const EVERY_COUNTER = Int32Array.from({ length: 2 * TALLY_STRIDE }, (_, i) => i >> 1)

/** A row as it is stored: of all counters those that the family keeps. */
export const keptRow = (family: Family, counters: Float64Array): Float64Array => Float64Array.from(LAYOUTS[family].counters, (counter) => counters[counter] as number)
