import { TALLY_STRIDE } from '../../src/features/history/tally-columns'

/** Picks of `addBefore` that leave each counter in its own place. */
export const EVERY_COUNTER = Int32Array.from({ length: 2 * TALLY_STRIDE }, (_, i) => i >> 1)
