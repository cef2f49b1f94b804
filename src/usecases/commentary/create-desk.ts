import { AppError } from '../../domain/errors'
import { REAL_TIMERS } from '../live/turns'
import { DESK_LIMITS, type DeskDeps } from './desk-deps'
import { createLooking, type Looked } from './looking'
import type { CommentaryAsk, CommentaryDesk, CommentaryListener, ToldCommentary } from './ports'
import { createWriters } from './writers'

/**
 * The desk. What stands is told from memory or from the database, by one statement that says whether the races still look the same. Else facts are gathered, the template speaks, and the model
 * writes behind it, one at a time of the same; for whoever says so it is waited for. What failed is not asked for again for a while.
 *
 * Memory: `remembered` commentaries, `writing` + `queued` fact sheets with their prompts, `listeners` listeners.
 */
export function createDesk(deps: DeskDeps): CommentaryDesk {
  const limits = { ...DESK_LIMITS, ...deps.limits }
  const timers = deps.timers ?? REAL_TIMERS
  const writers = createWriters({ writing: limits.writing, queued: limits.queued, timers, warn: deps.warn })
  const looking = createLooking({ ...deps, limits, writers })
  let [waiters, listeners, closed] = [0, 0, false]

  /** At once, or when the model is done with those that are waited for. */
  async function told(looked: readonly (Looked | null)[], asks: readonly CommentaryAsk[]): Promise<readonly (ToldCommentary | null)[]> {
    const waits = (i: number): boolean => (asks[i]?.waitMs ?? 0) > 0 && (looked[i]?.writing ?? null) !== null
    const one = async (found: Looked | null, i: number, mayWait: boolean): Promise<ToldCommentary | null> => {
      if (found === null) return null
      const { commentary, writing } = found
      if (writing === null) return { commentary, pending: false }
      const written = mayWait && waits(i) ? await writing.within(Math.min(asks[i]?.waitMs ?? 0, limits.longestWaitMs)) : null
      return written === null ? { commentary, pending: true } : { commentary: written, pending: false }
    }
    if (waiters >= limits.waiters || !looked.some((_, i) => waits(i))) return Promise.all(looked.map((found, i) => one(found, i, false)))
    waiters += 1
    try { return await Promise.all(looked.map((found, i) => one(found, i, true))) } finally { waiters -= 1 }
  }

  async function listen(ask: Omit<CommentaryAsk, 'waitMs'>, listener: CommentaryListener, leaves: { leave: (() => void) | null; gone: boolean }): Promise<void> {
    const [looked] = await looking.look([ask])
    if (leaves.gone) { looked?.writing?.leaveAlone(); return }
    if (looked === null || looked === undefined) throw new AppError('NOT_FOUND', nothingToTell(ask))
    if (looked.writing !== null) { leaves.leave = looked.writing.join(listener); return }
    const { asOf, synthetic, facts, source, sentences } = looked.commentary
    listener.begun?.({ asOf, synthetic, facts, syntheticModel: source === 'MODEL' && synthetic })
    for (const sentence of sentences) { if (leaves.gone) return; listener.sentence(sentence, sourceOf(looked.commentary, sentence.runnerId)) }
    if (!leaves.gone) listener.done(looked.commentary)
  }

  return {
    read: async (asks) => {
      const looked = await looking.look(asks)
      for (const found of looked) found?.writing?.want()
      return told(looked, asks)
    },
    watch: (ask, listener) => {
      if (closed || listeners >= limits.listeners) {
        queueMicrotask(() => { listener.failed(new AppError('OVERLOADED', closed ? 'The server is shutting down: subscribe again in a moment.' : `${limits.listeners} streams of commentary are open, which is the limit. Try again later.`)) })
        return { close: () => undefined }
      }
      listeners += 1
      const leaves: { leave: (() => void) | null; gone: boolean } = { leave: null, gone: false }
      const close = (): void => {
        if (leaves.gone) return
        leaves.gone = true
        listeners -= 1
        leaves.leave?.()
      }
      const ending: CommentaryListener = {
        begun: (ground) => { listener.begun?.(ground) }, sentence: (sentence, source) => { listener.sentence(sentence, source) }, restart: () => { listener.restart() },
        done: (commentary) => { close(); listener.done(commentary) }, failed: (cause) => { close(); listener.failed(cause) },
      }
      listen(ask, ending, leaves).catch((cause: unknown) => { if (!leaves.gone) ending.failed(cause) })
      return { close }
    },
    close: async () => { closed = true; await writers.close() },
  }
}

const nothingToTell = ({ kind, raceId }: Omit<CommentaryAsk, 'waitMs'>): string =>
  kind === 'REVIEW' ? `There is no review of race ${raceId}: there is no such race, or no result of it yet.` : kind === 'CHANGE' ? `Nothing changed of race ${raceId} that a comment could be about, or there is no such race.` : `There is no race ${raceId}.`
const sourceOf = ({ source, fromTemplate = [] }: Looked['commentary'], runnerId: number | null): Looked['commentary']['source'] => (runnerId !== null && fromTemplate.includes(runnerId) ? 'TEMPLATE' : source)
