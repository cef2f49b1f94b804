import type { Commentary } from '../../commentary/commentary'
import type { Instant } from '../../domain/instant'

/** What a desk knows of a race and a style. */
export interface Kept {
  /** What the race looked like, and when its facts were gathered. */
  readonly stamp: string
  readonly asOf: Instant
  /** Null: there is nothing to tell. */
  readonly commentary: Commentary | null
  /** By the digest of all that it is written from; null where no model is to write it. */
  readonly key: string | null
  /** From then on the model may be asked (again); null: it need not. */
  readonly retryAt: Instant | null
}

/** In memory, the last used ones. */
export interface KeptCommentary {
  get(slot: string): Kept | undefined
  put(slot: string, kept: Kept): void
}

/** @param most slots that are kept; the one that was not used for longest goes first */
export function keptCommentary(most: number): KeptCommentary {
  const slots = new Map<string, Kept>()
  const touch = (slot: string, kept: Kept): void => { slots.delete(slot); slots.set(slot, kept) }
  return {
    get: (slot) => { const kept = slots.get(slot); if (kept !== undefined) touch(slot, kept); return kept },
    put: (slot, kept) => {
      touch(slot, kept)
      for (const oldest of slots.keys()) { if (slots.size <= most) return; slots.delete(oldest) }
    },
  }
}
