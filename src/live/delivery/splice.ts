import type { CutResult } from '../../domain/delivery'

/** Texts that one cut keeps: those who are in step share one, and few are out of step in as many ways. */
const MAX_TEXTS = 32

/** What of a cut is news for somebody who knows all up to `since` (null: nothing); null for nothing. */
export type Splice = (cut: CutResult, since: number | null) => Buffer | null

/**
 * Puts cuts together for subscribers, with `before` and `after` of the transport around them. Thousands in the same state share one Buffer: it is made once for
 * each cut and `since`, at most `MAX_TEXTS` of them are kept, and they go with the cut.
 */
export function splicer(before: string, after: string): Splice {
  const known = new WeakMap<CutResult, Map<number | null, Buffer | null>>()
  return (cut, since) => {
    let texts = known.get(cut)
    if (texts === undefined) known.set(cut, texts = new Map())
    const had = texts.get(since)
    if (had !== undefined) return had
    const text = splice(cut, since)
    const made = text === null ? null : Buffer.from(before + text + after)
    if (texts.size < MAX_TEXTS) texts.set(since, made)
    return made
  }
}

/** The text of the message: a snapshot, of all items, for who knows nothing; else the items that changed since. */
export function splice({ frame, slots, lists, sequence }: CutResult, since: number | null): string | null {
  if (since !== null && since >= sequence) return null
  const items = lists.map((list) => (since === null ? list : list.filter((item) => item.sequence > since)).map(({ json }) => json).join(','))
  return frame.map((piece, i) => {
    const slot = slots[i]
    return slot === undefined ? piece : piece + (slot === 'snapshot' ? String(since === null) : items[slot.items] ?? '')
  }).join('')
}
