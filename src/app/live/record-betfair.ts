import type { Instant } from '../../domain/instant'
import { betfairFeed } from '../../live/feeds/betfair/betfair-feed'
import { createLineFiles, type LineFile } from '../../live/feeds/betfair/line-files'
import type { BetfairSettings } from '../../live/feeds/betfair/settings'
import type { Clock } from '../clock'

export interface RecordBetfairDeps {
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly folder: string
  readonly gzip: boolean
  readonly note: (text: string) => void
  /** Told of every line that was taken. */
  readonly onLine?: () => void
}
/** Keeps the lines of the Betfair stream as they come, until `signal` is aborted. Gives the files. @throws AppError when Betfair refuses us, or nothing can be written */
export async function recordBetfair(settings: BetfairSettings, { clock, signal, folder, gzip, note, onLine }: RecordBetfairDeps): Promise<readonly LineFile[]> {
  const files = createLineFiles({ folder, gzip })
  let state = ''
  const stop = new AbortController()
  let failure: { readonly error: unknown } | null = null
  const feed = betfairFeed(settings, {
    now: () => clock.now().getTime() as Instant, random: Math.random, everything: true,
    note: (level, message, details) => { if (level === 'warn' || level === 'error') note(`${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`) },
    onLine: (line, receivedAt, connection) => {
      try { files.line(line, receivedAt, connection); onLine?.() } catch (error) { failure ??= { error }; stop.abort() }
    },
  })
  try {
    await feed.run({
      markets: () => files.drained(),
      evicted: () => undefined,
      health: ({ state: now, detail }) => { if (now !== state) note(`Betfair: ${now}${detail === null ? '' : ` (${detail})`}`); state = now },
    }, AbortSignal.any([signal, stop.signal]))
  } catch (error) { failure ??= { error } }
  const written = await files.close()
  if (failure !== null) throw failure.error
  return written
}
