import type { Commentary, CommentaryStyle } from '../../commentary/commentary'
import type { Sentence } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'

/** Commentary that was paid for. */
export interface CommentaryStore {
  /** By the digest of all that it was written from; null when there is none. */
  find(cacheKey: string): Promise<Commentary | null>
  /** The newest of each style that was written of the races; those of a race as of `before` at the latest. */
  latest(raceIds: readonly number[], style: CommentaryStyle, before: Instant | null): Promise<ReadonlyMap<number, Commentary>>
  keep(cacheKey: string, stamp: string, commentary: Commentary): Promise<void>
}

/** What may be said of races, gathered as of an instant (null: now); null for a race that does not exist. */
export interface GatherSheets { (raceIds: readonly number[], asOf: Instant | null): Promise<readonly (FactSheet | null)[]> }

export interface CommentaryAsk extends CommentaryStyle {
  readonly raceId: number
  /** How long to wait for the model before the template speaks; milliseconds. */
  readonly waitMs: number
}
export interface ToldCommentary {
  readonly commentary: Commentary
  /** The model is writing still: ask again, or subscribe to `commentaryStream`. */
  readonly pending: boolean
}
/** Sentences of one commentary as they come; the whole of it when it is done. */
export interface CommentaryListener {
  /** Checked. `source`: who speaks. */
  sentence(sentence: Sentence): void
  /** What came so far does not stand: another source begins. */
  restart(): void
  done(told: Commentary): void
  failed(cause: unknown): void
}

/** Where commentary is asked for. */
export interface CommentaryDesk {
  /** One a request, in order; null for a race that does not exist, a review before its result, a change where nothing changed. */
  read(asks: readonly CommentaryAsk[]): Promise<readonly (ToldCommentary | null)[]>
  /** Joins whoever writes the same, or begins to. `close`: stops listening; when nobody listens and nobody waits, the model is stopped. */
  watch(ask: Omit<CommentaryAsk, 'waitMs'>, listener: CommentaryListener): { close(): void }
  close(): Promise<void>
}
