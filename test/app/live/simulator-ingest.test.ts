import { join } from 'node:path'
import { createSimulator, simulatedRaces } from '../../../src/app/live/simulated-races'
import { readConfig } from '../../../src/app/config/read-config'
import { topUpSeason } from '../../../src/app/synthetic-season'
import { instant, type Instant } from '../../../src/domain/instant'
import type { OddsEvent } from '../../../src/domain/live-event'
import { inProcessBus } from '../../../src/live/bus/in-process-bus'
import { raceSequences } from '../../../src/live/bus/race-sequences'
import { simulatorFeed } from '../../../src/live/feeds/simulator/simulator-feed'
import { alwaysLeased } from '../../../src/live/lease/always'
import { matchMarket } from '../../../src/live/matching/match-market'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { marketStore } from '../../../src/storage/live/market-store'
import { openTickStore } from '../../../src/storage/live/tick-store'
import { createIngest } from '../../../src/usecases/live/ingest'
import { NO_METER } from '../../../src/usecases/live/meter'
import { resolveMarket } from '../../../src/usecases/live/resolve-market'
import { testDatabase, type TestDatabase } from '../../support/database'
import { temporaryFolder } from '../../support/temporary-folder'

let db: TestDatabase
const folder = temporaryFolder()
const SEASON = { seed: '1', from: '2026-08-01' }
const upTo = (at: string | number) => topUpSeason({ databaseUrl: db.url, home: folder.path, clock: { now: () => new Date(at) }, progress: { update: () => undefined, finish: () => undefined }, signal: new AbortController().signal }, SEASON)
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close(); folder.remove() })

test('an invented race from its last minutes to its result: matched, numbered, published, stored, settled', async () => {
  await upTo('2026-08-06T00:00:00Z')
  const [race] = await simulatedRaces(db.pool, instant('2026-08-06T00:00:00Z'))
  if (race === undefined) throw new Error('the season has no race that day')
  const markets = marketStore(db.pool)
  const ticks = await openTickStore({ databaseUrl: db.url, folder: join(folder.path, 'spool'), maxSpoolBytes: 50_000_000, note: (problem) => { throw new Error(problem) } })
  const bus = inProcessBus()
  const events: OddsEvent[] = []
  bus.subscribe({ reset: () => undefined, events: (list) => { for (const event of list) if (event.kind === 'odds') events.push(event) } })
  let now = race.offAt - 60_000
  const ingest = createIngest({
    resolve: resolveMarket({ markets, candidates: candidateRaces(db.pool), match: matchMarket, adopt: null }), markets, leases: alwaysLeased(), sequences: raceSequences(), ticks, bus, onOdds: () => undefined, onRemoved: () => undefined,
    meter: NO_METER, now: () => now as Instant, note: (problem, cause) => { throw new Error(problem, { cause }) },
  })
  const stop = new AbortController()
  let told = false
  await simulatorFeed({
    now: () => now as Instant, seed: '1', everyMs: 2_000, races: async () => (await simulatedRaces(db.pool, now as Instant)).filter(({ sourceId }) => sourceId === race.sourceId),
    pause: async (ms) => {
      now += ms
      if (now % 60_000 < ms) await upTo(now)
      if (events.at(-1)?.market.status === 'CLOSED') { told = true; stop.abort() }
      if (now > race.offAt + 30 * 60_000) stop.abort()
    },
  }).run({ markets: async (changes, at) => { await ingest.markets(changes, at); await ingest.flush() }, evicted: () => undefined, health: () => undefined }, stop.signal)
  await ticks.flush()

  expect(told).toBe(true)
  expect(events.every(({ raceId, market }) => raceId === race.raceId && market.synthetic && market.source === 'EXCHANGE')).toBe(true)
  expect(events[0]).toMatchObject({ whole: true, market: { status: 'OPEN', inPlay: false } })
  const numbers = events.map(({ sequence }) => sequence)
  expect(numbers.every((sequence, i) => i === 0 || sequence > (numbers[i - 1] ?? Infinity))).toBe(true)
  const { rows: winners } = await db.pool.query<{ runner_id: number }>('SELECT runner_id FROM results WHERE race_id = $1 AND position = 1', [race.raceId])
  const { rows: [market] } = await db.pool.query('SELECT status, race_id, reasons, synthetic, bookmaker, sequence FROM markets') as { rows: Record<string, unknown>[] }
  expect(market).toEqual({ status: 'CLOSED', race_id: race.raceId, reasons: [], synthetic: true, bookmaker: 'Saltbush Exchange (SYNTHETIC)', sequence: numbers.at(-1) })
  const { rows: won } = await db.pool.query(`SELECT runner_id FROM market_selections WHERE status = 'WINNER' ORDER BY runner_id`)
  expect(won).toEqual(winners.sort((a, b) => a.runner_id - b.runner_id))
  const { rows: [stored] } = await db.pool.query<{ ticks: number; runners: number }>('SELECT count(*)::int AS ticks, count(DISTINCT runner_id)::int AS runners FROM ticks') as { rows: { ticks: number; runners: number }[] }
  expect(stored?.runners).toBe(events[0]?.prices.length)
  expect(stored?.ticks).toBeGreaterThan(200)
  await ticks.close()
})

test('the settings name its pace and its seed', () => { expect(createSimulator(readConfig({ RACEGRAPH_SIMULATOR_MS: '250' }), db.pool, { now: () => new Date(0) })?.name).toBe('simulator') })
