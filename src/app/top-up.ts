import { systemClock } from './clock'
import type { Progress } from './progress'
import { refreshFeatures } from './refresh-features'
import { listenForStop } from './stop-signals'
import { readHoldings, topUpSeason } from './synthetic-season'

const SILENT: Progress = { update: () => undefined, finish: () => undefined }

/** Started by `keepDemonstrationGoing` with the database's URL and RACEGRAPH_HOME. */
const main = async (databaseUrl: string, home: string): Promise<void> => {
  const stop = listenForStop(() => { process.exit(1) })
  const { season } = await readHoldings(databaseUrl, systemClock.now())
  if (season !== null) await topUpSeason({ databaseUrl, home, clock: systemClock, progress: SILENT, signal: stop.signal }, season)
  if (!stop.signal.aborted) await refreshFeatures({ databaseUrl, clock: systemClock, signal: stop.signal, progress: () => SILENT })
  stop.dispose()
}
main(String(process.argv[2]), String(process.argv[3])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
