import type { Pool } from 'pg'
import { isTrial } from '../src/domain/trial'
import type { Instant } from '../src/domain/instant'
import { FEATURES, type FeatureName } from '../src/features/registry'
import { featureReader } from '../src/storage/features/feature-reader'
import { historyFeed } from '../src/storage/features/history-feed'
import { historyStore } from '../src/storage/features/history-store'
import { createPool } from '../src/storage/pool'
import { withRunner } from '../src/storage/sql-runner'
import { passThroughHistory, type HistoryChunk } from '../src/usecases/pass-through-history'
import type { HistoryFeed, RaceFacts } from '../src/usecases/ports'
import { computeRaceFeatures } from '../src/usecases/race-features'
import { refreshHistory } from '../src/usecases/refresh-history'
import { cpuOfTree } from './cpu'
import { openDatabase, withClient, type BenchDatabase } from './database'
import { median } from './measure'
import type { BenchOptions } from './options'
import { PLAIN, PlainTable } from './plain-features'

export const describe = 'features of all history in one pass (runners a CPU-second, memory) against plain loops for ten of them, and of one race from the database'

/** Runners a CPU-second after loading; CPU milliseconds of one race; MB. */
const BARS = { runnersPerSecond: 20_000, raceMs: 10, peakMb: 2_000 }
const RACES = 60

interface Pass { readonly runners: number; readonly cpuMs: number }
export interface FeaturesMeasurement {
  readonly rows: string; readonly features: number
  readonly bulk: { readonly runners: number; readonly perSecond: number; readonly rounds: readonly number[] }
  readonly ten: { readonly names: readonly FeatureName[]; readonly ours: number; readonly plain: number; readonly ratio: number; readonly largestDifference: number }
  readonly race: { readonly races: number; readonly nodeMs: number; readonly postgresMs: number | null; readonly totalMs: number; readonly rounds: readonly number[] }
  readonly peakMb: number; readonly bars: typeof BARS
}

const cpuMs = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }

/** Hands on the days of `feed` and counts the CPU that is spent between them: what is done with a day, not its reading. */
const counting = (feed: HistoryFeed, seen: (races: readonly RaceFacts[]) => void): { readonly feed: HistoryFeed; readonly spent: () => number } => {
  let spent = 0
  return {
    spent: () => spent,
    feed: {
      size: () => feed.size(),
      async* days() {
        for await (const day of feed.days()) {
          seen(day.races)
          const before = cpuMs()
          yield day
          spent += cpuMs() - before
        }
      },
    },
  }
}

const pass = (url: string, names: readonly FeatureName[], take: (chunk: HistoryChunk) => void, seen: (races: readonly RaceFacts[]) => void = () => undefined): Promise<Pass> => withClient(url, async (client) => {
  await client.query('SET TimeZone = UTC; SET statement_timeout = 0')
  const { feed, spent } = counting(historyFeed(client), seen)
  let runners = 0
  const proper = ({ card, outcome }: RaceFacts): Instant | null => (outcome === null || isTrial(card.kind) ? null : card.offAt)
  for await (const chunk of passThroughHistory(feed, { asOf: proper, market: 'closing', names })) {
    runners += chunk.runnerIds.length
    take(chunk)
  }
  return { runners, cpuMs: spent() }
})

/** The same ten features both ways; the plain way's table is gathered while ours is being computed, and not counted. */
async function tenOf(url: string): Promise<FeaturesMeasurement['ten']> {
  const table = new PlainTable()
  const ours = new Map<number, Float64Array>()
  const one = await pass(url, PLAIN, ({ runnerIds, columns }) => {
    runnerIds.forEach((runnerId, i) => { ours.set(runnerId, Float64Array.from(PLAIN, (name) => columns.get(name)?.[i] ?? NaN)) })
  }, (races) => { races.forEach((race) => { table.add(race) }) })
  const before = cpuMs()
  const plain = table.compute()
  const plainMs = cpuMs() - before
  let largestDifference = 0
  for (const [runnerId, expected] of plain) {
    const found = ours.get(runnerId)
    if (found === undefined) throw new Error(`runner ${runnerId} has no features`)
    expected.forEach((value, i) => {
      const other = found[i] as number
      if (Number.isNaN(value) !== Number.isNaN(other)) throw new Error(`${PLAIN[i]} of runner ${runnerId} is ${other}; by plain loops it is ${value}`)
      if (!Number.isNaN(value)) largestDifference = Math.max(largestDifference, Math.abs(value - other))
    })
  }
  const [ourMs, itsMs] = [one.cpuMs / one.runners, plainMs / table.runners]
  return { names: PLAIN, ours: 1000 / ourMs, plain: 1000 / itsMs, ratio: itsMs / ourMs, largestDifference }
}

const sampleOf = (pool: Pool): Promise<readonly { readonly raceId: number; readonly asOf: Instant }[]> => pool.query<{ id: number; off: number }>(`
  SELECT r.id, (extract(epoch FROM r.scheduled_start) * 1000)::float8 AS off FROM races r JOIN runners n ON n.race_id = r.id AND n.takes_part
  WHERE r.status = 'FINAL' AND r.kind = 'FLAT' AND r.scheduled_start > (SELECT max(scheduled_start) - interval '5 years' FROM races) GROUP BY r.id HAVING count(*) = 14 OR count(*) = 12
  ORDER BY md5(r.id::text) LIMIT ${RACES}`).then(({ rows }) => rows.map(({ id, off }) => ({ raceId: id, asOf: off as Instant })))

/** All features of one race at its off, from cards, run lines and tallies in a warm database; nothing is read from stored vectors. */
async function raceOf(database: BenchDatabase, options: BenchOptions): Promise<FeaturesMeasurement['race']> {
  const pool = createPool({ url: database.url, size: 2, pipeline: true })
  const all = FEATURES.map(({ name }) => name)
  try {
    const races = await sampleOf(pool)
    if (races.length === 0) throw new Error('there is no finished race of 12 or 14 runners in the database')
    const round = async (): Promise<{ node: number; postgres: number }> => {
      const postgres = (): number => (database.postmaster === null ? 0 : cpuOfTree(database.postmaster))
      const [node, before] = [cpuMs(), postgres()]
      for (const race of races) await withRunner(pool, (db) => computeRaceFeatures(featureReader(db), [race], all))
      return { node: (cpuMs() - node) / races.length, postgres: (postgres() - before) / races.length }
    }
    for (let i = 0; i < 5; i++) await round()
    const rounds: { node: number; postgres: number }[] = []
    for (let i = 0; i < options.rounds; i++) rounds.push(await round())
    const totals = rounds.map(({ node, postgres }) => node + postgres)
    return {
      races: races.length, nodeMs: median(rounds.map(({ node }) => node)), postgresMs: database.postmaster === null ? null : median(rounds.map(({ postgres }) => postgres)),
      totalMs: median(totals), rounds: totals,
    }
  } finally { await pool.end() }
}

async function buildHistory({ url }: BenchDatabase, options: BenchOptions): Promise<void> {
  const pool = createPool({ url, size: 2, statementTimeoutMs: 0 })
  try {
    const built = await withClient(url, (client) => refreshHistory({ feed: historyFeed(client), store: historyStore(pool), progress: () => undefined, signal: new AbortController().signal }))
    if (built === 'built') { options.say('features: built the history of this database, once'); await pool.query('VACUUM (ANALYZE) run_lines, tallies') }
  } finally { await pool.end() }
}

const print = (m: FeaturesMeasurement, options: BenchOptions): void => {
  const verdict = (met: boolean): string => (met ? 'met' : 'missed')
  const whole = (value: number): string => Math.round(value).toLocaleString('en-US')
  options.say([
    `\n${options.markdown ? '### ' : ''}features\n`, `${m.rows}; ${m.features} features.\n`, '| | measured | bar | |', '|---|---:|---:|---|',
    `| all features of history, runners a CPU-second after loading | ${whole(m.bulk.perSecond)} | ${whole(BARS.runnersPerSecond)} | ${verdict(m.bulk.perSecond >= BARS.runnersPerSecond)} |`,
    `| peak memory, loading included | ${whole(m.peakMb)} MB | ${whole(BARS.peakMb)} MB | ${verdict(m.peakMb < BARS.peakMb)} |`,
    `| one race, all features, CPU (Node ${m.race.nodeMs.toFixed(2)} + PostgreSQL ${m.race.postgresMs?.toFixed(2) ?? 'n/a'}) | ${m.race.totalMs.toFixed(2)} ms | ${BARS.raceMs} ms | ${verdict(m.race.totalMs < BARS.raceMs)} |`,
    `| ten features, runners a CPU-second | ${whole(m.ten.ours)} | | |`,
    `| the same ten by plain loops over everything earlier | ${whole(m.ten.plain)} | | ${m.ten.ratio.toFixed(1)} times slower |`,
    `\nThe ten of both ways differ by ${m.ten.largestDifference.toExponential(1)} at most: ${m.ten.names.join(', ')}.`,
  ].join('\n'))
}

export const run = async (options: BenchOptions): Promise<FeaturesMeasurement> => {
  const database = await openDatabase(options)
  try {
    await buildHistory(database, options)
    const race = await raceOf(database, options)
    const all = FEATURES.map(({ name }) => name)
    const rounds: Pass[] = []
    for (let i = 0; i < Math.min(3, options.rounds); i++) {
      options.say(`features: pass ${i + 1} over history`)
      rounds.push(await pass(database.url, all, () => undefined))
    }
    const peakMb = process.resourceUsage().maxRSS / 1024
    const ten = await tenOf(database.url)
    const perSecond = rounds.map(({ runners, cpuMs: spent }) => (1000 * runners) / spent)
    const measured: FeaturesMeasurement = { rows: database.rows, features: FEATURES.length, bulk: { runners: rounds[0]?.runners ?? 0, perSecond: median(perSecond), rounds: perSecond }, ten, race, peakMb, bars: BARS }
    print(measured, options)
    return measured
  } finally { await database.close() }
}
