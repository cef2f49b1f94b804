import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from './clock'
import type { Config } from './config/read-config'
import type { ImportContext } from './run-import'
import { importSynthetic, readHoldings, topUpSeason } from './synthetic-season'

/** What became of the demonstration season when the server started. */
export type Demonstration = 'off' | 'other-data' | 'loaded' | 'continued' | 'current'

/**
 * An empty database gets one invented season; one that was interrupted is finished; one whose coming races have all
 * been run goes on to this week. A database that holds other races only is left alone.
 */
export const prepareDemonstration = async (context: ImportContext, config: Config): Promise<Demonstration> => {
  if (!config.RACEGRAPH_DEMO) return 'off'
  const { season, hasMeetings, hasSyntheticToCome } = await readHoldings(context.databaseUrl, context.clock.now())
  if (season === null) {
    if (hasMeetings) return 'other-data'
    await importSynthetic(context, { seasons: 1, seed: String(config.RACEGRAPH_DEMO_SEED) })
    return 'loaded'
  }
  if (hasSyntheticToCome) return 'current'
  await topUpSeason(context, season)
  return 'continued'
}

/** The longest and the shortest pause between two looks at the invented world, and how soon after news: cheap, and no race is long without its result. */
const LONGEST_PAUSE_MS = 3_600_000
const SHORTEST_PAUSE_MS = 20_000
const AFTER_NEWS_MS = 1_000

/** How long to wait for news that are due at `next`; null: nobody said when. */
export const pauseUntilNews = (next: Date | null, now: Date): number =>
  next === null ? LONGEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, next.getTime() - now.getTime() + AFTER_NEWS_MS))

/** The instant on the last whole line that was said; null for none. */
const saidInstant = (text: string): Date | null => {
  const at = Date.parse(text.trim().split('\n').at(-1) ?? '')
  return Number.isNaN(at) ? null : new Date(at)
}

/**
 * Keeps the season going while the server runs: results, scratchings and prices come in when they are due, and cards of further days go up.
 * It runs in a process of its own, so that inventing the season takes nothing from requests. `isFresh`: it was just brought up to date.
 */
export const keepDemonstrationGoing = ({ databaseUrl, home, isFresh }: Pick<ImportContext, 'databaseUrl' | 'home'> & { readonly isFresh: boolean }, clock: Clock, logger: Logger): { stop(): Promise<void> } => {
  let child: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const later = (next: Date | null): void => {
    if (stopped) return
    timer = setTimeout(topUp, pauseUntilNews(next, clock.now()))
    timer.unref()
  }
  const topUp = (): void => {
    const running = spawn(process.execPath, [join(__dirname, 'top-up.js'), databaseUrl, home], { stdio: ['ignore', 'pipe', 'pipe'] })
    child = running
    let [said, news] = ['', '']
    running.stdout.on('data', (chunk: Buffer) => { news = (news + chunk.toString()).slice(-200) })
    running.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000) })
    ended = new Promise((resolve) => {
      const done = (code: number | null): void => {
        if (child !== running) return
        child = null
        if (code !== 0 && code !== null) logger.warn({ said }, 'the demonstration season could not be brought up to date')
        later(code === 0 ? saidInstant(news) : null)
        resolve()
      }
      running.once('error', () => { done(null) })
      running.once('close', done)
    })
  }
  if (isFresh) later(clock.now())
  else topUp()
  return { stop: async () => { stopped = true; clearTimeout(timer); child?.kill('SIGTERM'); await ended } }
}
