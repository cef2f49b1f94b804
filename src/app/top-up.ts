import { systemClock } from './clock'
import type { Progress } from './progress'
import { refreshFeatures } from './refresh-features'
import { listenForStop } from './stop-signals'
import { readHoldings, topUpSeason } from './synthetic-season'

const SILENT: Progress = { update: () => undefined, finish: () => undefined }

/** Started by `keepDemonstrationGoing` with the database's URL and RACEGRAPH_HOME. Says on stdout, in ISO 8601, when there will be more to tell. */
const main = async (databaseUrl: string, home: string): Promise<void> => {
  const stop = listenForStop(() => { process.exit(1) })
  const { season } = await readHoldings(databaseUrl, systemClock.now())
  const nextNews = season === null ? null : (await topUpSeason({ databaseUrl, home, clock: systemClock, progress: SILENT, signal: stop.signal }, season)).nextNews
  if (nextNews !== null) process.stdout.write(`${nextNews.toISOString()}\n`)
  if (!stop.signal.aborted) await refreshFeatures({ databaseUrl, clock: systemClock, signal: stop.signal, progress: () => SILENT })
  stop.dispose()
}
main(String(process.argv[2]), String(process.argv[3])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
