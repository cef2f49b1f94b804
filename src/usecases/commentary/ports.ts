import type { Commentary, CommentarySource, CommentaryStyle } from '../../commentary/commentary'
import type { Sentence } from '../../commentary/commentary'
import type { Fact, FactSheet } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'

/** What a race looks like, told by one cheap statement. `card`: who starts with whom and at which weight, the going, the off; `result`: what came of it, null while it is not known. */
export interface RaceStamp { readonly offAt: Instant; readonly card: string; readonly result: string | null }
/** Of races that exist. */
export interface RaceStamps { (raceIds: readonly number[]): Promise<ReadonlyMap<number, RaceStamp>> }

/** Commentary that was paid for. */
export interface CommentaryStore {
  /** By the digest of all that it was written from; null when there is none. */
  find(cacheKey: string): Promise<Commentary | null>
  /** The newest of the style that was written of each of the races, and the stamp that it was kept with. */
  latest(raceIds: readonly number[], style: CommentaryStyle): Promise<ReadonlyMap<number, { readonly stamp: string; readonly commentary: Commentary }>>
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
/** What sentences that come rest on. `facts`: all that they may cite. `syntheticModel`: sentences of the MODEL are by the stand-in of racegraph. */
export interface Ground extends Pick<FactSheet, 'asOf' | 'synthetic'> { readonly facts: readonly Fact[]; readonly syntheticModel: boolean }
/** Sentences of one commentary as they come; the whole of it when it is done. */
export interface CommentaryListener {
  /** Once, before the first sentence. */
  begun?(ground: Ground): void
  /** Checked. `source`: who speaks. */
  sentence(sentence: Sentence, source: CommentarySource): void
  /** What came so far does not stand: another source begins. */
  restart(): void
  done(told: Commentary): void
  failed(cause: unknown): void
}

/** Where commentary is asked for. */
export interface CommentaryDesk {
  /** One a request, in order; null for a race that does not exist, a review before its result, a change where nothing changed. */
  read(asks: readonly CommentaryAsk[]): Promise<readonly (ToldCommentary | null)[]>
  /**
   * Joins whoever writes the same, or begins to. `close`: stops listening; when nobody listens and nobody waits, the model is stopped. Fails with NOT_FOUND for what `read` has null
   * for, with OVERLOADED where too many listen. Nothing is told before it returns.
   */
  watch(ask: Omit<CommentaryAsk, 'waitMs'>, listener: CommentaryListener): { close(): void }
  close(): Promise<void>
}
