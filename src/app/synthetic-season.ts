import { AppError } from '../domain/errors'
import type { ImportUnit } from '../domain/records'
import { countUnits, seasonFrom, seasonWithNews, syntheticSeason } from '../imports/synthetic/season'
import type { SeasonOptions } from '../imports/synthetic/season'
import type { ImportReport } from '../usecases/import-report'
import { withClient } from '../storage/with-client'
import { runImport } from './run-import'
import type { ImportContext } from './run-import'

/** The one invented world of a database. `from` is the day on which it begins: kept, because another day is another world. */
export interface StoredSeason { readonly seed: string; readonly from: string }

const feedOf = ({ seed, from }: StoredSeason): string => `season/${seed}/${from}`
const seasonOf = (feed: string): StoredSeason | null => {
  const [, seed, from] = /^season\/([^/]+)\/(\d{4}-\d\d-\d\d)$/.exec(feed) ?? []
  return seed === undefined || from === undefined ? null : { seed, from }
}

export interface Holdings {
  /** null when no season was begun. */
  readonly season: StoredSeason | null
  readonly hasMeetings: boolean
  /** Synthetic races that have not been run yet at the instant asked about. */
  readonly hasSyntheticToCome: boolean
}

const HOLDINGS = `SELECT
  (SELECT feed FROM import_units WHERE source = 'SYNTHETIC' AND feed LIKE 'season/%' LIMIT 1) AS feed,
  EXISTS (SELECT 1 FROM meetings) AS has_meetings,
  EXISTS (SELECT 1 FROM races WHERE source = 'SYNTHETIC' AND kind <> 'BARRIER_TRIAL' AND scheduled_start > $1) AS has_synthetic_to_come`

/** What the database holds that decides about a demonstration season. */
export const readHoldings = (databaseUrl: string, now: Date): Promise<Holdings> => withClient(databaseUrl, async (client) => {
  const { rows } = await client.query<{ feed: string | null; has_meetings: boolean; has_synthetic_to_come: boolean }>(HOLDINGS, [now.toISOString()])
  const row = rows[0]
  return { season: typeof row?.feed === 'string' ? seasonOf(row.feed) : null, hasMeetings: row?.has_meetings === true, hasSyntheticToCome: row?.has_synthetic_to_come === true }
})

async function* asAsync(units: Iterable<ImportUnit>): AsyncGenerator<ImportUnit> { yield* units }

/** The season as the world knows it now: a first import, the rest of one that was interrupted, or what has happened since the last. */
const importSeason = (context: ImportContext, options: SeasonOptions & { readonly from: string }): Promise<ImportReport> => runImport(context, {
  source: 'SYNTHETIC', feed: feedOf({ seed: String(options.seed), from: options.from }), units: asAsync(syntheticSeason(options)), total: () => countUnits(options),
})

/** The first day of which a meeting has more to tell: before it, everything was told and stored. Null where none has. */
const UNTOLD = `SELECT to_char(min(date), 'YYYY-MM-DD') AS since FROM meetings WHERE source = 'SYNTHETIC' AND status NOT IN ('FINISHED', 'ABANDONED')`

/** Goes on with the stored season up to the coming days. `nextNews`: when there is more to tell; null for not within the days on the card. */
export const topUpSeason = async (context: ImportContext, season: StoredSeason): Promise<{ readonly report: ImportReport; readonly nextNews: Date | null }> => {
  const since = await withClient(context.databaseUrl, async (client) => (await client.query<{ since: string | null }>(UNTOLD)).rows[0]?.since ?? null)
  const options = { seasons: 1, seed: season.seed, from: season.from, now: context.clock.now().toISOString(), ...(since === null ? {} : { since }) }
  let next: number | null = null
  const units = function* (): Generator<ImportUnit> {
    for (const { unit, nextNews } of seasonWithNews(options)) {
      if (nextNews !== null && (next === null || nextNews < next)) next = nextNews
      yield unit
    }
  }
  const report = await runImport(context, { source: 'SYNTHETIC', feed: feedOf(season), units: asAsync(units()), total: () => countUnits(options) })
  return { report, nextNews: next === null ? null : new Date(next) }
}

/** Imports `seasons` invented seasons and the present one so far. @throws AppError BAD_USER_INPUT when the database holds another invented world already */
export const importSynthetic = async (context: ImportContext, { seasons, seed }: { readonly seasons: number; readonly seed: string }): Promise<ImportReport> => {
  const now = context.clock.now()
  const asked = { seed, from: seasonFrom({ seasons, seed, now: now.toISOString() }) }
  const { season } = await readHoldings(context.databaseUrl, now)
  if (season !== null && feedOf(season) !== feedOf(asked)) {
    throw new AppError('BAD_USER_INPUT', `The database holds the synthetic season of seed ${season.seed} from ${season.from} already, and seed ${asked.seed} from ${asked.from} would meet it on the same courses: give --seed ${season.seed} and --seasons so that it begins on that day, or use an empty database (RACEGRAPH_HOME=another-folder or DATABASE_URL).`)
  }
  return importSeason(context, { seasons, ...asked, now: now.toISOString() })
}
