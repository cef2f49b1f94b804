import type { Pool } from 'pg'
import { openModels } from '../../src/app/model-folders'
import { temporaryFolder } from './temporary-folder'
import type { FactSheet } from '../../src/commentary/fact'
import type { Instant } from '../../src/domain/instant'
import { readHkjc } from '../../src/imports/hkjc/read-hkjc'
import { sheetReader } from '../../src/storage/commentary/sheet-reader'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { featureReader } from '../../src/storage/features/feature-reader'
import { withRunner } from '../../src/storage/sql-runner'
import { gatherSheets, type GatherDeps } from '../../src/usecases/commentary/gather-sheets'
import { importMeetings } from '../../src/usecases/import-meetings'
import type { ServedPrediction } from '../../src/usecases/ports'
import { sharedDatabase, type TestDatabase } from './database'
import { foldHistory } from './fold-history'
import { modelsOf } from './graph-models'

const [FROM, TO] = ['2015-09-01', '2017-07-31']
const rejects = { add: () => undefined, close: () => Promise.resolve(null) }
async function* seasons(folder: string): ReturnType<typeof readHkjc> { for await (const unit of readHkjc(folder)) if (unit.key >= FROM && unit.key.slice(0, 10) <= TO) yield unit }

/** Two seasons of Hong Kong, September 2015 to July 2017, with earlier runs gathered, trials, gear, and comments from 2016 on; imported once a run, in some 20 s, and only to be read. */
export const hongKongSeasons = (folder: string): Promise<TestDatabase> => sharedDatabase('hkjc_seasons', async ({ url, pool }) => {
  await importMeetings({ store: createMeetingStore(url), progress: () => undefined, rejects, elapsedMs: () => 0 }, seasons(folder), { source: 'HKJC', feed: 'hkjc' })
  await foldHistory({ url, pool })
})

/** What a gatherer needs over a database of tests. `served`: what would have been recorded. */
export function gatherDeps(pool: Pool, more: Partial<Pick<GatherDeps, 'models' | 'model' | 'now'>> = {}, served: ServedPrediction[] = []): GatherDeps {
  return {
    now: () => Date.now() as Instant, model: null, models: modelsOf([]), warn: (problem, cause) => { throw new Error(problem, { cause }) }, ...more,
    open: (use) => withRunner(pool, (db) => use({
      features: featureReader(db), sheets: sheetReader(db), ledger: { record: (all) => { served.push(...all); return Promise.resolve() } }, historyReady: () => Promise.resolve(true), historyBehind: () => Promise.resolve(false),
    })),
  }
}

export interface HongKongAsk {
  /** Days of meetings, `YYYY-MM-DD`. */
  readonly from?: string
  readonly to?: string
  readonly races: number
  /** `off`: as of a minute before the off. `result`: with what came of it. */
  readonly asOf: 'off' | 'result'
  /** Whose chances; left out: `fundamentals`, as we ship it. Null: nobody's. */
  readonly model?: string | null
}
/** Sheets of real races, the earliest first, one in every so many of the days asked for. */
export async function hongKongSheets({ pool }: Pick<TestDatabase, 'pool'>, { from = '2017-02-01', to = TO, races, asOf, model = 'fundamentals' }: HongKongAsk): Promise<readonly FactSheet[]> {
  const { rows } = await pool.query<{ id: number; off: number }>(`SELECT id, (extract(epoch from scheduled_start) * 1000)::float8 AS off FROM (
    SELECT r.id, r.scheduled_start, row_number() OVER (ORDER BY r.scheduled_start, r.id) - 1 AS place, count(*) OVER () AS races FROM races r JOIN meetings m ON m.id = r.meeting_id
    WHERE m.kind = 'FLAT' AND r.status = 'FINAL' AND m.date BETWEEN $1 AND $2) r WHERE place % greatest(1, races / $3) = 0 ORDER BY scheduled_start, id LIMIT $3`, [from, to, races])
  const folder = temporaryFolder()
  const models = openModels({ RACEGRAPH_MODELS: folder.path, RACEGRAPH_HOME: folder.path, RACEGRAPH_TENSORFLOW: 'auto', RACEGRAPH_PRIORITY: [] })
  try {
    const gather = gatherSheets(gatherDeps(pool, { models, model }))
    if (asOf === 'result') return (await gather(rows.map(({ id }) => id), null)).filter((sheet) => sheet !== null)
    const sheets: FactSheet[] = []
    for (const { id, off } of rows) { const [sheet] = await gather([id], (off - 60_000) as Instant); if (sheet) sheets.push(sheet) }
    return sheets
  } finally { await models.dispose(); folder.remove() }
}
