import type { ImportUnit, Reject } from '../domain/records'
import type { DataSource } from '../domain/vocabulary'
import { addCounts, addFeeds } from './import-report'
import type { FeedCounts, ImportReport } from './import-report'
import type { ImportProgress, ImportSession, MeetingStore, RejectSink, RowCounts, StoreOutcome } from './ports'

export interface ImportDeps {
  readonly store: MeetingStore
  readonly progress: ImportProgress
  readonly rejects: RejectSink
  /** Milliseconds that only grow, for the durations of the report. */
  readonly elapsedMs: () => number
}
export interface ImportOptions {
  readonly source: DataSource
  /** Keeps digests apart whose keys may collide: `racecard` and `results` of the same meeting. */
  readonly feed: string
}
/** Meetings handed to the store at once, so that the database need not wait for the reader. Memory stays at so many meetings. */
const DEPTH = 4

/**
 * Stores every unit, one transaction a meeting, and says what became of them. A meeting that breaks a rule of the
 * database is rejected whole and the import goes on. Rejects when the import cannot go on; what was stored stays,
 * and the next run goes on from there.
 */
export const importMeetings = async (deps: ImportDeps, units: AsyncIterable<ImportUnit>, options: ImportOptions): Promise<ImportReport> => {
  const started = deps.elapsedMs()
  const session = await deps.store.open(options.source, options.feed)
  const tally = new Tally(deps)
  let rejectsFile: string | null = null
  try {
    await pump(session, units, tally, deps)
  } finally {
    await session.close()
    rejectsFile = await deps.rejects.close()
  }
  return tally.report(options.source, rejectsFile, deps.elapsedMs() - started)
}

const pump = async (session: ImportSession, units: AsyncIterable<ImportUnit>, tally: Tally, { elapsedMs }: ImportDeps): Promise<void> => {
  const underWay: Promise<void>[] = []
  let asked = elapsedMs()
  for await (const unit of units) {
    tally.waitedMs += elapsedMs() - asked
    const done = session.store(unit).then((outcome) => { tally.settle(unit, outcome) })
    done.catch(() => undefined)
    underWay.push(done)
    if (underWay.length >= DEPTH) await underWay.shift()
    asked = elapsedMs()
  }
  await Promise.all(underWay)
}

class Tally {
  waitedMs = 0
  private readonly meetings = { inserted: 0, updated: 0, unchanged: 0, refused: 0 }
  private readonly feeds: Record<string, FeedCounts> = {}
  private readonly tables: Record<string, RowCounts> = {}
  private rejected = 0
  private rows = 0
  constructor(private readonly deps: ImportDeps) {}

  settle(unit: ImportUnit, outcome: StoreOutcome): void {
    for (const reject of unit.rejects) this.reject(reject)
    if (unit.meeting !== null) {
      this.meetings[outcome.kind] += 1
      if (outcome.kind === 'refused') this.reject({ file: unit.key, row: unit.meeting.sourceId, reason: outcome.reason })
      else {
        addCounts(this.tables, outcome.counts)
        addFeeds(this.feeds, unit.meeting)
      }
    }
    this.rows += unit.rows
    const { inserted, updated, unchanged, refused } = this.meetings
    this.deps.progress({ meetings: inserted + updated + unchanged + refused, rows: this.rows, rejected: this.rejected })
  }
  private reject(reject: Reject): void {
    this.rejected += 1
    this.deps.rejects.add(reject)
  }
  report(source: string, rejectsFile: string | null, totalMs: number): ImportReport {
    return {
      source, meetings: { ...this.meetings }, feeds: this.feeds, tables: this.tables, rejected: this.rejected, rejectsFile,
      durations: { totalMs: Math.round(totalMs), waitingForFilesMs: Math.round(this.waitedMs) },
    }
  }
}
