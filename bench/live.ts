import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { readConfig, type Config } from '../src/app/config/read-config'
import { toGlobalId } from '../src/graphql/node/global-id'
import type { Feed } from '../src/live/feed'
import { openEmbeddedServer } from '../src/storage/embedded/embedded-server'
import { createPool } from '../src/storage/pool'
import { cpuOfTree } from './cpu'
import { withClient } from './database'
import { median, quantile } from './measure'
import { ROOT, type BenchOptions } from './options'
import { latencies, noted, predictionsOf, type Arrival } from './questions/live-client'
import { repricingParts, type RepricingParts } from './questions/live-parts'
import { hasRecording, recordingNow } from './questions/live-recording'

export const describe = 'tick to prediction at the client: a recording at its own pace through one server to a graphql-ws client; CPU of a prediction by part'

/** Median from the receipt of a move to its prediction at the client, milliseconds. */
const BAR_MS = 50
/** Of the market that is followed. Its last seconds before the start, where most is bet. */
const SECONDS = 120
const RACE_WITHIN_MS = 60_000

interface Latency { readonly p50: number; readonly p95: number; readonly p99: number; readonly most: number }
export interface LiveMeasurement {
  readonly played: string
  readonly seconds: number
  readonly repriceMs: number
  /** Moves of a price in the market, and predictions of its race at the client. */
  readonly moves: number
  readonly predictions: number
  /** From the receipt of the newest move that a prediction is made of to the client, milliseconds. */
  readonly latencyMs: Latency
  /** From the receipt of each move to the first prediction that has it: with what the interval makes it wait. */
  readonly everyMoveMs: Latency
  /** CPU of the whole process, clients and replay among it, and of PostgreSQL, in per cent of one core; predictions that were made of all races meanwhile. */
  readonly cpu: { readonly nodePercent: number; readonly postgresPercent: number | null; readonly predictionsOfAll: number }
  readonly parts: RepricingParts
  readonly bar: number
  readonly met: boolean
}

/** As it was built: there must be but one GraphQL. */
const built = createRequire(join(ROOT, 'dist', 'src', 'package.json'))
const { start } = built('./app/start.js') as { start(deps: { readonly config: Config; readonly feeds: readonly Feed[]; readonly createRaces: boolean; readonly signal: AbortSignal; say(line: string): void } & Record<string, unknown>): Promise<{ readonly url: string; close(): Promise<void> } | null> }
const { systemClock } = built('./app/clock.js') as typeof import('../src/app/clock')
const { createSimulator } = built('./app/live/simulated-races.js') as typeof import('../src/app/live/simulated-races')

const cpuMs = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
const latencyOf = (values: readonly number[]): Latency => ({ p50: median([...values]), p95: quantile([...values], 0.95), p99: quantile([...values], 0.99), most: Math.max(...values) })
const predictionsMade = async (url: string): Promise<number> => Number(/^racegraph_\w*prediction\w*_count (\d+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1] ?? NaN)

/** The race of a market, once there is one. `marketId` null: the first race whose market is heard of. */
async function raceOf(databaseUrl: string, marketId: string | null, arrivals: ReadonlyMap<string, unknown>): Promise<{ readonly raceId: number; readonly marketId: string }> {
  const until = Date.now() + RACE_WITHIN_MS
  return withClient(databaseUrl, async (client) => {
    for (;;) {
      const ids = marketId === null ? [...arrivals.keys()] : [marketId]
      const { rows: [found] } = await client.query<{ race: number; market: string }>('SELECT k.race_id AS race, k.source_id AS market FROM markets k JOIN races r ON r.id = k.race_id WHERE k.source_id = ANY ($1) ORDER BY r.scheduled_start, r.id LIMIT 1', [ids])
      if (found !== undefined) return { raceId: found.race, marketId: found.market }
      if (Date.now() > until) throw new Error('no race came of the market within a minute')
      await sleep(50)
    }
  })
}

interface Played { readonly name: string; readonly feed: Feed; readonly marketId: string | null }
function playedBy(config: Config, databaseUrl: string, options: BenchOptions): Played & { close(): Promise<void> } {
  if (hasRecording()) {
    const feed = recordingNow(join(options.home, 'live', 'played'), SECONDS)
    return { name: 'a recording (Moe, 13 runners)', feed, marketId: feed.marketId, close: async () => undefined }
  }
  options.say('live: NO RECORDING: ../shared/betfair is not there. The simulator is measured instead, whose prices are SYNTHETIC.')
  const pool = createPool({ url: databaseUrl, size: 1, pipeline: true })
  const feed = createSimulator({ ...config, RACEGRAPH_SIMULATOR: true }, pool, systemClock)
  if (feed === null) throw new Error('there is no simulator')
  return { name: 'the simulator (SYNTHETIC)', feed, marketId: null, close: () => pool.end() }
}

export async function run(options: BenchOptions): Promise<LiveMeasurement> {
  const home = join(options.home, 'live')
  const embedded = options.databaseUrl === null ? await openEmbeddedServer({ home }) : null
  const databaseUrl = embedded?.url ?? options.databaseUrl ?? ''
  const config = readConfig({ DATABASE_URL: databaseUrl, RACEGRAPH_HOME: home, PORT: '0', HOST: '127.0.0.1', RACEGRAPH_SIMULATOR: String(hasRecording()) })
  const played = playedBy(config, databaseUrl, options)
  const arrivals = new Map<string, Arrival[]>()
  try {
    options.say('live: the server starts, the first time with a season of its own ...')
    const server = await start({ config, clock: systemClock, logger: pino({ level: 'warn' }, pino.destination(2)), signal: new AbortController().signal, say: options.say, feeds: [noted(played.feed, arrivals)], createRaces: true })
    if (server === null) throw new Error('the server did not start')
    try {
      const parts = await repricingParts(databaseUrl, config)
      const { raceId, marketId } = await raceOf(databaseUrl, played.marketId, arrivals)
      options.say(`live: ${played.name} plays for ${SECONDS} s`)
      const client = predictionsOf(server.url, toGlobalId('Race', raceId))
      const [cpu, postgres, made, began] = [cpuMs(), embedded === null ? 0 : cpuOfTree(embedded.pid), await predictionsMade(server.url), performance.now()]
      await sleep((SECONDS + 3) * 1_000)
      const ms = performance.now() - began
      const spent = { node: cpuMs() - cpu, postgres: embedded === null ? null : cpuOfTree(embedded.pid) - postgres, made: (await predictionsMade(server.url)) - made }
      await client.close()
      const all = arrivals.get(marketId) ?? []
      const { newest, every } = latencies(client.seen, all)
      if (newest.length === 0) throw new Error(`the client had ${client.seen.length} predictions, and none of a move`)
      const latencyMs = latencyOf(newest)
      const measured: LiveMeasurement = {
        played: played.name, seconds: SECONDS, repriceMs: config.RACEGRAPH_REPRICE_MS, moves: every.length, predictions: newest.length, latencyMs, everyMoveMs: latencyOf(every),
        cpu: { nodePercent: (100 * spent.node) / ms, postgresPercent: spent.postgres === null ? null : (100 * spent.postgres) / ms, predictionsOfAll: spent.made }, parts, bar: BAR_MS, met: latencyMs.p50 < BAR_MS,
      }
      print(measured, options)
      return measured
    } finally { await server.close() }
  } finally {
    await played.close()
    await embedded?.close()
  }
}

function print({ played, seconds, repriceMs, moves, predictions, latencyMs, everyMoveMs, cpu, parts, bar, met }: LiveMeasurement, options: BenchOptions): void {
  const row = (what: string, { p50, p95, p99, most }: Latency): string => `| ${what} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${p99.toFixed(1)} | ${most.toFixed(1)} |`
  options.say([
    `\n${options.markdown ? '### ' : ''}live\n`, `${played}, ${seconds} s at its own pace, through one process (feed, books, storage, predictions, ledger, graph, WebSocket) to a graphql-ws client in it; a race is predicted at most once in ${repriceMs} ms. ${moves} moves, ${predictions} predictions.\n`,
    '| ms | median | p95 | p99 | most |', '|---|---:|---:|---:|---:|',
    row('newest move of a prediction to the client', latencyMs), row('every move to the first prediction with it, the interval included', everyMoveMs),
    `\nMedian ${latencyMs.p50.toFixed(1)} ms (bar: under ${bar} ms): ${met ? 'met' : '**missed**'}. The process took ${cpu.nodePercent.toFixed(1)}% of a core, PostgreSQL ${cpu.postgresPercent === null ? 'n/a' : `${cpu.postgresPercent.toFixed(1)}%`}, with ${cpu.predictionsOfAll} predictions of all races.`,
    `\nCPU of one prediction of ${parts.runners} runners by ${parts.model}, ms, medians of ${parts.calls}:\n`, '| part | ms |', '|---|---:|', ...Object.entries(parts.cpuMs).map(([name, ms]) => `| ${name} | ${ms.toFixed(2)} |`),
  ].join('\n'))
}
