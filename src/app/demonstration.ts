import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from 'pino'
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

const EVERY_MS = 3_600_000

/**
 * Keeps the season going while the server runs: now and every hour, results come in and cards of further days go up.
 * It runs in a process of its own, so that inventing the season takes nothing from requests.
 */
export const keepDemonstrationGoing = (databaseUrl: string, home: string, logger: Logger): { stop(): Promise<void> } => {
  let child: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()
  const topUp = (): void => {
    if (child !== null) return
    const running = spawn(process.execPath, [join(__dirname, 'top-up.js'), databaseUrl, home], { stdio: ['ignore', 'ignore', 'pipe'] })
    child = running
    let said = ''
    running.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000) })
    ended = new Promise((resolve) => {
      const done = (code: number | null): void => {
        child = null
        if (code !== 0 && code !== null) logger.warn({ said }, 'the demonstration season could not be brought up to date')
        resolve()
      }
      running.once('error', () => { done(null) })
      running.once('close', done)
    })
  }
  topUp()
  const timer = setInterval(topUp, EVERY_MS)
  timer.unref()
  return { stop: async () => { clearInterval(timer); child?.kill('SIGTERM'); await ended } }
}
