import { join } from 'node:path'
import type { ImportUnit } from '../domain/records'
import { createMeetingStore } from '../storage/copy-in/meeting-store'
import { importMeetings } from '../usecases/import-meetings'
import type { ImportOptions } from '../usecases/import-meetings'
import type { ImportReport } from '../usecases/import-report'
import type { Clock } from './clock'
import type { Progress } from './progress'
import { createRejectFile } from './reject-file'

export interface ImportRun extends ImportOptions {
  readonly units: AsyncIterable<ImportUnit>
  /** Meetings expected; null while unknown. */
  readonly total: number | null
}
export interface ImportContext {
  readonly databaseUrl: string
  /** RACEGRAPH_HOME; rejected rows go to `rejects/` in it. */
  readonly home: string
  readonly clock: Clock
  readonly progress: Progress
  /** Aborted: no further meeting is begun, and what was stored stays. */
  readonly signal: AbortSignal
}

async function* untilAborted<T>(units: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const unit of units) {
    if (signal.aborted) return
    yield unit
  }
}

/** Stores the units in the database with a progress display and gives the report. */
export const runImport = async ({ databaseUrl, home, clock, progress, signal }: ImportContext, { units, total, source, feed }: ImportRun): Promise<ImportReport> => {
  const deps = {
    store: createMeetingStore(databaseUrl),
    progress: ({ meetings, rows }: { readonly meetings: number; readonly rows: number }) => { progress.update(meetings, total, `${rows.toLocaleString('en-US')} rows`) },
    rejects: createRejectFile(join(home, 'rejects'), `${source.toLowerCase()}-${feed}`, clock.now()),
    elapsedMs: () => performance.now(),
  }
  try { return await importMeetings(deps, untilAborted(units, signal), { source, feed }) } finally { progress.finish() }
}
