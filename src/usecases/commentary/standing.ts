import type { CommentaryKind } from '../../commentary/commentary'
import type { Instant } from '../../domain/instant'
import type { Kept } from './kept-commentary'
import type { RaceStamp } from './ports'

/** When nothing is to be told of a race, that is looked at again after a minute at the latest. */
const NOTHING_MS = 60_000

/** As of when facts are gathered: what is said before the off knows nothing of what came after it. Null: now. */
export const momentOf = (kind: CommentaryKind, { offAt }: RaceStamp, now: Instant): Instant | null => (kind !== 'REVIEW' && now >= offAt ? offAt : null)

/** What comes before the off is not written after it: a model may remember the result. What it wrote in time stands. */
export const isForModel = (kind: CommentaryKind, { offAt }: RaceStamp, now: Instant): boolean => kind === 'REVIEW' || now < offAt

/** What a commentary of the kind stands and falls with. Null: a review of what has no result. */
export const stampOf = (kind: CommentaryKind, { card, result }: RaceStamp): string | null => (kind !== 'REVIEW' ? card : result === null ? null : `${card} ${result}`)

/**
 * Whether what was told once still holds: as long as the race looks the same and, but for a review, until its prices and chances are too old. Nothing ages after the off. Where there was nothing to
 * tell, the market may have made a change since, so that is looked at more often.
 */
export function stands({ stamp, asOf, commentary }: Pick<Kept, 'stamp' | 'asOf' | 'commentary'>, kind: CommentaryKind, race: RaceStamp, now: Instant, maxAgeMs: number): boolean {
  if (stamp !== stampOf(kind, race)) return false
  if (commentary === null) return now - asOf <= Math.min(maxAgeMs, NOTHING_MS)
  if (kind === 'REVIEW') return true
  return Math.min(now, race.offAt) - asOf <= maxAgeMs
}
