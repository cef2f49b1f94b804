import type { Commentary, CommentarySource, Sentence } from '../../commentary/commentary'
import type { Timers } from '../../domain/timers'
import type { CommentaryListener, Ground } from './ports'

/** Where who writes puts it down. */
export interface Page {
  readonly signal: AbortSignal
  /** Whether anybody was told anything that stands. */
  readonly published: boolean
  sentence(sentence: Sentence, source: CommentarySource): void
  /** What came so far counts for nothing. */
  restart(): void
}
/** One commentary on its way, for all who wait for it. */
export interface Writing {
  readonly key: string
  /** Who asked comes back for it: it is written to its end though nobody listens. */
  want(): void
  /** Null when it is not there in time, or never comes. */
  within(ms: number): Promise<Commentary | null>
  /** Told what is there at once, then what comes. Gives the call that leaves. */
  join(listener: CommentaryListener): () => void
  /** Stops the model where nobody wants, waits or listens. */
  leaveAlone(): void
}
export interface WritingDeps {
  readonly key: string
  /** Told to every listener first. */
  readonly ground: Ground
  readonly timers: Timers
  readonly warn: (problem: string, cause: unknown) => void
  /** It is not wanted any more: `signal` says so to who writes. */
  readonly abandoned: () => void
}
/** The side of who writes. */
export interface OpenWriting { readonly writing: Writing; readonly page: Page; done(commentary: Commentary): void; failed(cause: unknown): void; readonly stop: () => void }

/** Sentences that came are kept until the end: some tens of them. */
export function openWriting({ key, ground, timers, warn, abandoned }: WritingDeps): OpenWriting {
  const stop = new AbortController()
  const listeners = new Set<CommentaryListener>()
  const waiting = new Set<(commentary: Commentary | null) => void>()
  let said: { readonly sentence: Sentence; readonly source: CommentarySource }[] = []
  let [published, wanted, over] = [false, false, false]
  let ended: Commentary | null = null

  const tell = (listener: CommentaryListener, what: (to: CommentaryListener) => void): void => {
    try { what(listener) } catch (cause) { listeners.delete(listener); warn('a listener to commentary failed and is told no more', cause) }
  }
  const leaveAlone = (): void => {
    if (over || wanted || listeners.size > 0 || waiting.size > 0 || stop.signal.aborted) return
    stop.abort()
    abandoned()
  }
  const finish = (): void => {
    over = true
    for (const tellOne of waiting) tellOne(ended)
    waiting.clear()
    listeners.clear()
  }
  const page: Page = {
    signal: stop.signal,
    get published() { return published },
    sentence: (sentence, source) => {
      said.push({ sentence, source })
      published ||= listeners.size > 0
      for (const listener of listeners) tell(listener, (to) => { to.sentence(sentence, source) })
    },
    restart: () => {
      said = []
      if (!published) return
      published = false
      for (const listener of listeners) tell(listener, (to) => { to.restart() })
    },
  }
  const writing: Writing = {
    key, leaveAlone, want: () => { wanted = true },
    within: (ms) => over ? Promise.resolve(ended) : new Promise((resolve) => {
      const settle = (commentary: Commentary | null): void => { cancel(); waiting.delete(settle); resolve(commentary); leaveAlone() }
      const cancel = timers.after(ms, () => { settle(null) })
      waiting.add(settle)
    }),
    join: (listener) => {
      tell(listener, (to) => { to.begun?.(ground) })
      if (over) { tell(listener, (to) => { if (ended === null) to.failed(new Error('the commentary was not written')); else { for (const { sentence, source } of said) to.sentence(sentence, source); to.done(ended) } }); return () => undefined }
      listeners.add(listener)
      published ||= said.length > 0
      for (const { sentence, source } of said) if (listeners.has(listener)) tell(listener, (to) => { to.sentence(sentence, source) })
      return () => { listeners.delete(listener); leaveAlone() }
    },
  }
  return {
    writing, page, stop: () => { stop.abort() },
    done: (commentary) => { ended = commentary; for (const listener of listeners) tell(listener, (to) => { to.done(commentary) }); finish() },
    failed: (cause) => { for (const listener of listeners) tell(listener, (to) => { to.failed(cause) }); finish() },
  }
}
