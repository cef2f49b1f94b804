import type { ChangeRecord } from '../../domain/records'
import type { CardFile } from './card-file'

/** What racegraph keeps of the files of one meeting, so that a card and its results can come in any order and more than once. */
export interface ArchivedMeeting {
  /** The last card taken, every instant filled in. */
  readonly card: CardFile | null
  /** All results taken, one file that grows race by race, every instant filled in. */
  readonly results: CardFile | null
  /** Every change given or found so far. */
  readonly changes: readonly ChangeRecord[]
}

/** Implemented by storage. What is proposed counts from the moment at which the unit of the same digest is stored, and not at all when it never is. */
export interface CardArchive {
  load(meeting: string): Promise<ArchivedMeeting | null>
  propose(meeting: string, archived: ArchivedMeeting, sha256: string): Promise<void>
}

export const NOTHING: ArchivedMeeting = { card: null, results: null, changes: [] }
