import type { Logger } from 'pino'

export interface RefresherDeps {
  /** Brings stored features up to date, a few races at a time; ends early when aborted. How many races it stored. */
  readonly refresh: (signal: AbortSignal) => Promise<number>
  /** Pause between two runs; 0 = never. */
  readonly everyMs: number
  readonly logger: Logger
  /** What is said of a run that did something, and of one that failed. */
  readonly words?: { readonly done: string; readonly failed: string }
}
const FEATURES = { done: 'stored features of races to come', failed: 'features of races to come could not be stored; trying again later' }
export interface Refresher {
  /** Resolves when nothing is under way any more. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Keeps features of races to come stored: at once, and again after each pause. Answers never wait for it: what is not
 * stored, or out of date, is computed when it is asked for. A run that fails is logged, and the next one tries again.
 */
export const startFeatureRefresher = ({ refresh, everyMs, logger, words = FEATURES }: RefresherDeps): Refresher => {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const run = async (): Promise<void> => {
    try {
      const races = await refresh(abort.signal)
      if (races > 0) logger.debug({ races }, words.done)
    } catch (err) {
      if (!abort.signal.aborted) logger.warn({ err }, words.failed)
    }
    if (abort.signal.aborted) return
    timer = setTimeout(() => { running = run() }, everyMs)
    timer.unref()
  }
  if (everyMs > 0) running = run()
  return { stop: async () => { abort.abort(); clearTimeout(timer); await running } }
}
