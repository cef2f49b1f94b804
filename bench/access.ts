import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agentFor, closedLoop, send, type Call } from './load'
import { cpuOfTree } from './cpu'
import { openDatabase, withClient } from './database'
import { startRacegraph, type Contestant } from './contestants'
import { median, quantile } from './measure'
import { ROOT, type BenchOptions } from './options'
import { narrow } from './questions/narrow'

export const describe = 'what a key and limits add to a request, counted in memory and in Redis; and another key under a flood'

const REDIS = '/usr/bin/redis-server'
/** Milliseconds of CPU that keys and limits may add, and how much longer another key may take under a flood. */
const BARS = { addedMs: 0.15, p99: 2 }
const WARM_UP = 3_000
const REQUESTS = 3_000
/** Every limit is looked at, and none is met. */
const MOST = 1e12
const TIERS = {
  measured: { costPerMinute: MOST, costPerDay: MOST, costPerMinuteByAddress: MOST, operations: 1_000, subscriptions: 1_000, connections: 1_000 },
  // 1,000 a second, and 10 at once.
  flooding: { costPerMinute: 60_000, operations: 10 },
}
type LaneName = 'open' | 'memory' | 'redis'
interface Lane { readonly name: LaneName; readonly server: Contestant; readonly calls: readonly Call[]; readonly cpuMs: number[] }
export interface AccessMeasurement {
  readonly requests: number
  /** CPU milliseconds of Node for one request, medians of the rounds. */
  readonly cpuMs: Readonly<Partial<Record<LaneName, number>>>
  /** Medians of the differences within each round. */
  readonly addedMs: Readonly<Partial<Record<'memory' | 'redis', number>>>
  readonly rounds: Readonly<Partial<Record<LaneName, readonly number[]>>>
  /** Of the key that does not flood. */
  readonly flood: { readonly quietP99Ms: number; readonly floodedP99Ms: number; readonly ratio: number; readonly sent: number; readonly refused: number }
  readonly bars: typeof BARS
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer()
  probe.listen(0, '127.0.0.1', () => { const at = probe.address(); probe.close(() => { resolve(at !== null && typeof at === 'object' ? at.port : 0) }) })
})
const startRedis = async (folder: string): Promise<{ readonly url: string; readonly child: ChildProcess } | null> => {
  if (!existsSync(REDIS)) return null
  const port = await freePort()
  const child = spawn(REDIS, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve) => { child.stdout.on('data', (chunk: Buffer) => { if (chunk.toString().includes('Ready to accept')) resolve() }) })
  return { url: `redis://127.0.0.1:${port}/0`, child }
}
const makeKey = (databaseUrl: string, home: string, tiers: string, tier: string): string => (JSON.parse(execFileSync(process.execPath, [join(ROOT, 'dist', 'src', 'cli', 'main.js'), 'keys', 'create', '--name', 'bench', '--owner', 'bench', '--tier', tier, '--json'], {
  encoding: 'utf8', env: { ...process.env, DATABASE_URL: databaseUrl, RACEGRAPH_HOME: join(home, 'racegraph'), RACEGRAPH_TIERS_FILE: tiers }, stdio: ['ignore', 'pipe', 'inherit'],
})) as { key: string }).key
const withKey = (calls: readonly Call[], key: string): readonly Call[] => calls.map((call) => ({ ...call, headers: { authorization: `Bearer ${key}` } }))

async function measureRound({ server, calls, cpuMs }: Lane, requests: number, { concurrency }: BenchOptions): Promise<void> {
  const agent = agentFor(concurrency)
  const before = cpuOfTree(server.pid)
  await closedLoop(server.url, agent, calls, requests, concurrency)
  cpuMs.push((cpuOfTree(server.pid) - before) / requests)
  agent.destroy()
}

/** Quiet and flooded by turns; the flood sends ten times its budget, whatever comes back. */
async function underFlood({ server, calls }: Lane, flooding: readonly Call[], costOfOne: number, rounds: number): Promise<AccessMeasurement['flood']> {
  const [own, others] = [agentFor(1), agentFor(64)]
  const latencies = { quiet: [] as number[], flooded: [] as number[] }
  let [sent, refused] = [0, 0]
  const perSecond = (10 * TIERS.flooding.costPerMinute) / 60 / costOfOne
  const ask = (): Promise<void> => send(server.url, others, flooding[sent++ % flooding.length] as Call).then(({ status }) => { if (status === 429) refused++ })
  // Its whole budget is spent first.
  while (refused === 0) await Promise.all(Array.from({ length: 5 }, ask))
  ;[sent, refused] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    latencies.quiet.push(quantile((await closedLoop(server.url, own, calls, 500, 1)).latenciesMs, 0.99))
    const began = performance.now()
    const [before, pending] = [sent, [] as Promise<void>[]]
    const timer = setInterval(() => { while (sent - before < ((performance.now() - began) / 1_000) * perSecond) pending.push(ask()) }, 5)
    latencies.flooded.push(quantile((await closedLoop(server.url, own, calls, 500, 1)).latenciesMs, 0.99))
    clearInterval(timer)
    await Promise.all(pending)
  }
  own.destroy()
  others.destroy()
  const [quietP99Ms, floodedP99Ms] = [median(latencies.quiet), median(latencies.flooded)]
  return { quietP99Ms, floodedP99Ms, ratio: floodedP99Ms / quietP99Ms, sent, refused }
}

export const run = async (options: BenchOptions): Promise<AccessMeasurement> => {
  const database = await openDatabase(options)
  const folder = mkdtempSync(join(tmpdir(), 'racegraph-bench-access-'))
  const lanes: Lane[] = []
  let redis: Awaited<ReturnType<typeof startRedis>> = null
  try {
    redis = await startRedis(folder)
    if (redis === null) options.say(`access: ${REDIS} is not there, so nothing is counted in Redis`)
    const tiers = join(folder, 'tiers.json')
    writeFileSync(tiers, JSON.stringify(TIERS))
    const calls = (await withClient(database.url, (client) => narrow.cases(client))).map((each) => each.calls.racegraph)
    const open = await startRacegraph(database.url, options)
    lanes.push({ name: 'open', server: open, calls, cpuMs: [] })
    const [key, floodingKey] = [makeKey(database.url, options.home, tiers, 'measured'), makeKey(database.url, options.home, tiers, 'flooding')]
    const limited = { RACEGRAPH_ANONYMOUS: 'closed', RACEGRAPH_LIMITS: 'enforce', RACEGRAPH_TIERS_FILE: tiers }
    lanes.push({ name: 'memory', server: await startRacegraph(database.url, options, 'racegraph', limited), calls: withKey(calls, key), cpuMs: [] })
    if (redis !== null) lanes.push({ name: 'redis', server: await startRacegraph(database.url, options, 'racegraph', { ...limited, REDIS_URL: redis.url }), calls: withKey(calls, key), cpuMs: [] })
    const requests = options.requests ?? REQUESTS
    for (const lane of lanes) { await measureRound(lane, WARM_UP, options); lane.cpuMs.length = 0 }
    for (let round = 0; round < options.rounds; round++) {
      options.say(`access: round ${round + 1} of ${options.rounds}`)
      for (const [i] of lanes.entries()) await measureRound(lanes[(i + round) % lanes.length] as Lane, requests, options)
    }
    const memory = lanes[1] as Lane
    const agent = agentFor(1)
    const { extensions } = JSON.parse((await send(memory.server.url, agent, memory.calls[0] as Call)).body) as { extensions: { cost: { actual: number } } }
    agent.destroy()
    const flood = await underFlood(memory, withKey(calls, floodingKey), extensions.cost.actual, options.rounds)
    return report(lanes, requests, flood, options)
  } finally {
    await Promise.all(lanes.map(({ server }) => server.stop()))
    redis?.child.kill()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(lanes: readonly Lane[], requests: number, flood: AccessMeasurement['flood'], options: BenchOptions): AccessMeasurement {
  const cpuMs = Object.fromEntries(lanes.map((lane) => [lane.name, median(lane.cpuMs)])) as Record<LaneName, number>
  const [open] = lanes
  const addedMs = Object.fromEntries(lanes.slice(1).map(({ name, cpuMs: own }) => [name, median(own.map((ms, round) => ms - (open?.cpuMs[round] ?? NaN)))]))
  const verdict = (met: boolean): string => (met ? 'met' : '**missed**')
  const words = { open: 'open, without limits', memory: 'a key, limits in memory', redis: 'a key, limits in Redis' }
  options.say([
    `\n${options.markdown ? '### ' : ''}access\n`, '| server | CPU ms a request (Node) | added |', '|---|---:|---:|',
    ...lanes.map(({ name }) => `| ${words[name]} | ${cpuMs[name].toFixed(3)} | ${name === 'open' ? '' : `${(addedMs[name] ?? NaN).toFixed(3)}: ${verdict((addedMs[name] ?? NaN) <= BARS.addedMs)}`} |`),
    `\nBar: ${BARS.addedMs} ms. Another key's p99 is ${flood.quietP99Ms.toFixed(1)} ms quiet and ${flood.floodedP99Ms.toFixed(1)} ms under a flood of ten times a budget, ${flood.ratio.toFixed(2)} times (bar ${BARS.p99}): ${verdict(flood.ratio <= BARS.p99)}; of ${flood.sent} that the flood sent ${flood.refused} were refused.`,
  ].join('\n'))
  return { requests, cpuMs, addedMs, rounds: Object.fromEntries(lanes.map(({ name, cpuMs: all }) => [name, all])), flood, bars: BARS }
}
