import { join } from 'node:path'
import { instant, type Instant } from '../../../src/domain/instant'
import type { OddsEvent } from '../../../src/domain/live-event'
import type { MarketView, SelectionView } from '../../../src/domain/market-view'
import type { RemovedRunner } from '../../../src/domain/removed-runner'
import type { Tick } from '../../../src/domain/tick'
import { inProcessBus } from '../../../src/live/bus/in-process-bus'
import { raceSequences } from '../../../src/live/bus/race-sequences'
import type { MarketChange } from '../../../src/live/feed'
import { alwaysLeased } from '../../../src/live/lease/always'
import type { MarketLeases } from '../../../src/live/lease/ports'
import { matchMarket } from '../../../src/live/matching/match-market'
import { createLiveRaces, type LiveRacesState } from '../../../src/live/state/live-races'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { marketStore } from '../../../src/storage/live/market-store'
import { openTickStore, type SpooledTickStore } from '../../../src/storage/live/tick-store'
import { createIngest, type Ingest } from '../../../src/usecases/live/ingest'
import { NO_METER } from '../../../src/usecases/live/meter'
import { resolveMarket } from '../../../src/usecases/live/resolve-market'
import type { CandidateRaces } from '../../../src/usecases/live/ports'
import { market, selection } from '../../live/matching/markets'
import type { TestDatabase } from '../../support/database'
import { FAR_OFF } from '../../support/served-races'
import { temporaryFolder } from '../../support/temporary-folder'

let published = instant('2026-11-22T03:00:00Z')
/** The WIN market of race 3 (runners 301, 302, .. on its card) with best backs of its selections 101, 102, ..; published a second after the one before. */
export const viewOf = (backs: readonly (number | null)[], more: Partial<MarketView> = {}, each: Partial<SelectionView> = {}): MarketView => market(
  { eventName: null, marketName: 'R1', venue: 'Sha Tin', countryCode: 'HK', timezone: 'Asia/Hong_Kong', startsAt: instant(FAR_OFF), raceNumber: 1 },
  backs.map((price, i) => selection(101 + i, `${i + 1}. H30${i + 1}`, { back: price === null ? [] : [{ price, size: 10 }], ...each })),
  { publishedAt: (published = (published + 1_000) as Instant), ...more },
)
export const image = (view: MarketView): MarketChange => ({ view, changed: [], definition: true, image: true })
export const moved = (view: MarketView, ...changed: readonly number[]): MarketChange => ({ view, changed, definition: false, image: false })
export const redefined = (view: MarketView): MarketChange => ({ view, changed: [], definition: true, image: false })

export interface IngestWorld {
  readonly ingest: Ingest
  readonly ticks: SpooledTickStore
  readonly leases: MarketLeases
  /** What was published, in order; and what subscribers are told from. */
  readonly events: readonly OddsEvent[]
  readonly races: LiveRacesState
  readonly removed: readonly RemovedRunner[]
  /** What ingest and the store of ticks said went wrong. */
  readonly notes: readonly string[]
  /** Prices that were published before they were handed to the store of ticks, as `market/selection's runner/sequence`. */
  readonly early: readonly string[]
  hear(...changes: readonly MarketChange[]): Promise<void>
  later(seconds: number): void
  close(): Promise<void>
}
export interface WorldOptions {
  readonly leases?: MarketLeases
  /** Of spools. */
  readonly folder?: string
  readonly ticksUrl?: string
  readonly candidates?: CandidateRaces
}

/** A worker on the real stores, whose clock is moved by hand. */
export async function ingestWorld(db: TestDatabase, { leases = alwaysLeased(), folder, ticksUrl = db.url, candidates = candidateRaces(db.pool) }: WorldOptions = {}): Promise<IngestWorld> {
  const own = folder === undefined ? temporaryFolder() : null
  const events: OddsEvent[] = [], removed: RemovedRunner[] = [], notes: string[] = [], early: string[] = []
  const handed = new Set<string>()
  const bus = inProcessBus()
  const races = createLiveRaces()
  bus.subscribe(races)
  bus.subscribe({
    reset: () => undefined,
    events: (list) => {
      for (const event of list) {
        if (event.kind !== 'odds') continue
        events.push(event)
        for (const price of event.whole ? [] : event.prices) if (!handed.has(`${event.market.id}/${price.runnerId}/${price.sequence}`)) early.push(`${event.market.id}/${price.runnerId}/${price.sequence}`)
      }
    },
  })
  const ticks = await openTickStore({ databaseUrl: ticksUrl, folder: join((own?.path ?? folder) as string, 'spool'), maxSpoolBytes: 1 << 24, note: (problem) => { notes.push(problem) } })
  const append = (rows: readonly Tick[]): Promise<void> => {
    for (const { marketId, runnerId, sequence } of rows) handed.add(`${marketId}/${runnerId}/${sequence}`)
    return ticks.append(rows)
  }
  let now = instant('2026-11-22T03:00:00Z')
  const markets = marketStore(db.pool)
  const ingest = createIngest({
    resolve: resolveMarket({ markets, candidates, match: matchMarket, adopt: null }), markets, leases, sequences: raceSequences(), ticks: { append }, bus,
    onOdds: () => undefined, onRemoved: (runner) => { removed.push(runner) }, meter: NO_METER, now: () => now, note: (problem) => { notes.push(problem) },
  })
  return {
    ingest, ticks, leases, events, races, removed, notes, early,
    hear: async (...changes) => { await ingest.markets(changes, now) },
    later: (seconds) => { now = (now + seconds * 1_000) as Instant },
    close: async () => { await ticks.close(); own?.remove() },
  }
}

/** Best backs that a subscriber sees of the market, by runner. */
export const shown = ({ races }: IngestWorld, raceId: number, marketId: number): readonly (readonly [number, number | null])[] =>
  [...races.race(raceId)?.markets.get(marketId)?.prices.values() ?? []].map(({ runnerId, decimal }) => [runnerId, decimal] as const).sort(([a], [b]) => a - b)
/** What was published, as `[sequence, whole, [runner, price]..]`. */
export const told = ({ events }: IngestWorld): readonly unknown[] => events.map(({ sequence, whole, prices }) => [sequence, whole, ...prices.map(({ runnerId, decimal }) => [runnerId, decimal])])
/** Rows of `ticks`, as `[market, selection, sequence, race, runner, back]`. */
export const stored = async (db: TestDatabase): Promise<readonly unknown[]> =>
  (await db.pool.query<{ row: unknown }>('SELECT json_build_array(market_id, selection_id, sequence, race_id, runner_id, back) AS row FROM ticks ORDER BY market_id, sequence, selection_id')).rows.map(({ row }) => row)
