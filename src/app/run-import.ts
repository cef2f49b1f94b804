import { join } from 'node:path'
import type { ImportUnit } from '../domain/records'
import { createMeetingStore } from '../storage/copy-in/meeting-store'
import { rejectFile } from '../storage/copy-in/reject-file'
import { withClient } from '../storage/with-client'
import { importMeetings } from '../usecases/import-meetings'
import type { ImportOptions } from '../usecases/import-meetings'
import type { ImportReport } from '../usecases/import-report'
import type { Clock } from './clock'
import type { Progress } from './progress'

export interface ImportRun extends ImportOptions {
  readonly units: AsyncIterable<ImportUnit>
  /** Meetings expected; null while unknown. */
  readonly total: () => number | null
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

/** Meetings after which the planner's statistics are renewed at once rather than when autovacuum comes by. */
const MANY = 20

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
    progress: ({ meetings, rows }: { readonly meetings: number; readonly rows: number }) => { progress.update(meetings, total(), `${rows.toLocaleString('en-US')} rows`) },
    rejects: rejectFile(join(home, 'rejects', `${source}-${feed}-${clock.now().toISOString()}`.replace(/[^A-Za-z0-9-]/g, '-') + '.jsonl')),
    elapsedMs: () => performance.now(),
  }
  try {
    const report = await importMeetings(deps, untilAborted(units, signal), { source, feed })
    if (report.meetings.inserted + report.meetings.updated >= MANY) await withClient(databaseUrl, (client) => client.query('VACUUM (ANALYZE)'))
    return report
  } finally { progress.finish() }
}
