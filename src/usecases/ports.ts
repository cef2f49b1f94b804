import type { ImportUnit, Reject } from '../domain/records'
import type { DataSource } from '../domain/vocabulary'

/** Rows of one table: what an import did with those it was given, and how many it took away. */
export interface RowCounts { readonly inserted: number; readonly updated: number; readonly unchanged: number; readonly deleted: number }
export type TableCounts = Readonly<Record<string, RowCounts>>

/** What became of one unit. `refused` stored nothing of it; `reason` names the meeting and the rule it breaks. */
export type StoreOutcome =
  | { readonly kind: 'inserted' | 'updated' | 'unchanged'; readonly counts: TableCounts }
  | { readonly kind: 'refused'; readonly reason: string }

/** One import of one source. Nobody else imports that source while it is open. */
export interface ImportSession {
  /**
   * Stores the unit's meeting in one transaction, together with its digest. Calls may overlap and are carried out
   * in the order made: calling again before the last one settled lets the next meeting be encoded meanwhile.
   * Rejects with IMPORT_FAILED or DATABASE_UNREACHABLE when the import cannot go on.
   */
  store(unit: ImportUnit): Promise<StoreOutcome>
  close(): Promise<void>
}
export interface MeetingStore {
  /** Rejects with IMPORT_FAILED while another import of `source` runs. `feed` keeps the digests of files apart whose keys may collide, e.g. `racecard` and `results`. */
  open(source: DataSource, feed: string): Promise<ImportSession>
}

/** Told about each meeting as it settles. */
export interface ImportProgress { (done: { readonly meetings: number; readonly rows: number; readonly rejected: number }): void }

/** Where refused rows go, beside the count. */
export interface RejectSink {
  add(reject: Reject): void
  /** Resolves when everything is written; the path, or null when nothing was refused. */
  close(): Promise<string | null>
}
