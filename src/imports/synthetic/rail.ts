import { rngFor } from './prng'
import type { MeetingSlot } from './calendar'

export interface Rail { readonly text: string; readonly offsetM: number }

const railAt = (offsetM: number): Rail => ({ text: offsetM === 0 ? 'True position' : `Out ${offsetM} m entire circuit`, offsetM })

/** Where the running rail stands, and where it had been said to stand before it was moved the day before (once in forty meetings). */
export const railOf = (seed: string, slot: MeetingSlot): { readonly rail: Rail; readonly announced: Rail } => {
  const rng = rngFor(seed, 'rail', slot.sourceId)
  const offset = rng.pick([0, 0, 0, 2, 3, 4, 6, 8])
  return { rail: railAt(offset), announced: rng.chance(0.025) ? railAt(offset === 0 ? 3 : 0) : railAt(offset) }
}
