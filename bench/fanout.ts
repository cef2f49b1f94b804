import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuOfTree } from './cpu'
import { openDatabase, withClient } from './database'
import { median, quantile } from './measure'
import type { BenchOptions } from './options'
import { toGlobalId } from '../src/graphql/node/global-id'
import type { Asked, Connect, Counts } from './questions/fanout-clients'
import type { ServerAsked, ServerStart, Usage } from './questions/fanout-server'

export const describe = 'one race to 5,000 subscribers over WebSocket, 20 updates a second of 14 runners: CPU per message against bare ws and against one execution each'

const CLIENTS = { racegraph: 5_000, bare: 5_000, plain: 100 } as const
const PAUSED = 250
const EVERY_MS = 50
const ROUND_MS = 3_000
const SETTLED_MS = 250
const FILES_NEEDED = 12_000
const BARS = { bare: 3, plain: 20 }
type Name = keyof typeof CLIENTS

const QUERY = /* GraphQL */ `subscription Odds($races: [ID!]!) { oddsUpdated(raceIds: $races, markets: [WIN], throttleMs: 0) {
  snapshot sequence at status inPlay matchedVolume
  prices { runner { number barrier horse { name } jockey { name } } status previous lastTraded price { decimal } back(depth: 3) { price size } lay(depth: 3) { price size } }
} }`

export interface FanoutRound { readonly updates: number; readonly messages: number; readonly nodeUs: number; /** 0 where the database runs elsewhere. */ readonly postgresUs: number; readonly cpuUs: number; readonly bytes: number; readonly latenciesMs: { readonly p50: number; readonly p95: number; readonly p99: number } }
export interface FanoutMeasurement {
  readonly clients: typeof CLIENTS; readonly paused: number
  /** Medians of the rounds: CPU microseconds of the server, and of PostgreSQL on its behalf, for each message that a client had. */
  readonly cpuUsPerMessage: Readonly<Record<Name, number>>
  readonly ratios: { readonly toBare: number; readonly plainToUs: number }
  readonly rounds: Readonly<Record<Name, readonly FanoutRound[]>>
  /** Resident memory of our server after each round, after a collection. */
  readonly rssMb: readonly number[]
  /** Messages that a paused client was sent once it read again, and whether all had the newest state then. */
  readonly pausedClients: { readonly messages: { readonly median: number; readonly most: number }; readonly updatesMeanwhile: number; readonly newest: boolean }
  readonly bars: typeof BARS
}

interface Peer<Q> { ask<T>(question: Q): Promise<T>; stop(): void }
function peer<Q extends object>(file: string): Peer<Q> {
  const child: ChildProcess = fork(join(__dirname, 'questions', `${file}.js`), { execArgv: ['--enable-source-maps', '--max-semi-space-size=32', '--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'] })
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  let count = 0
  child.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => { error === undefined ? waiting.get(id)?.resolve(value) : waiting.get(id)?.reject(new Error(error)); waiting.delete(id) })
  child.on('exit', (code) => { for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`)) })
  return { ask: (question) => new Promise((resolve, reject) => { waiting.set(++count, { resolve, reject }); child.send({ ...question, id: count }) }), stop: () => { child.kill() } }
}

/** Node takes the hard limit for itself. */
function checkFiles(): void {
  const limit = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity)
  if (limit < FILES_NEEDED) throw new Error(`fanout opens some ${FILES_NEEDED} sockets in one process, and the hard limit is ${limit}: raise it with "ulimit -Hn ${FILES_NEEDED}" (as root) and run it again`)
}

async function raceOf(databaseUrl: string): Promise<{ readonly raceId: number; readonly runnerIds: readonly number[] }> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: number; runners: number[] }>('SELECT race_id AS id, array_agg(id ORDER BY id) AS runners FROM runners GROUP BY race_id HAVING count(*) = 14 ORDER BY race_id LIMIT 1')
    const [race] = rows
    if (race === undefined) throw new Error('the database has no race of 14 runners')
    return { raceId: Number(race.id), runnerIds: race.runners.map(Number) }
  })
}

interface Lane { readonly name: Name; readonly server: Peer<ServerAsked>; readonly rounds: FanoutRound[] }
const settled = async (clients: Peer<Asked>, name: Name): Promise<Counts> => {
  const latenciesMs: number[] = []
  for (let before = -1; ;) {
    const counts = await clients.ask<Counts>({ kind: 'counts', name })
    latenciesMs.push(...counts.latenciesMs)
    const heard = counts.messages + counts.paused.heard.reduce((sum, one) => sum + one, 0)
    if (heard === before) return { ...counts, latenciesMs }
    before = heard
    await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS) })
  }
}

async function measureRound({ name, server, rounds }: Lane, clients: Peer<Asked>, postgres: () => number): Promise<Usage> {
  const [before, from, databaseBefore] = [await settled(clients, name), await server.ask<Usage>({ kind: 'usage' }), postgres()]
  await server.ask<Usage>({ kind: 'run', ms: ROUND_MS, everyMs: EVERY_MS })
  const after = await settled(clients, name)
  const to = await server.ask<Usage>({ kind: 'usage' })
  const messages = after.messages - before.messages
  const [nodeUs, postgresUs] = [((to.cpuMs - from.cpuMs) * 1_000) / messages, ((postgres() - databaseBefore) * 1_000) / messages]
  const latency = (q: number): number => quantile(after.latenciesMs, q)
  rounds.push({ updates: to.sequence - from.sequence, messages, nodeUs, postgresUs, cpuUs: nodeUs + postgresUs, bytes: (after.bytes - before.bytes) / messages, latenciesMs: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) } })
  return to
}

export const run = async (options: BenchOptions): Promise<FanoutMeasurement> => {
  checkFiles()
  const database = await openDatabase(options)
  const clients = peer<Asked>('fanout-clients')
  const lanes = (Object.keys(CLIENTS) as Name[]).map((name): Lane => ({ name, server: peer<ServerAsked>('fanout-server'), rounds: [] }))
  try {
    const race = await raceOf(database.url)
    const variables = { races: [toGlobalId('Race', race.raceId)] }
    for (const { name, server } of lanes) {
      const start: ServerStart = { kind: 'start', as: name, databaseUrl: database.url, ...race, query: QUERY, variables }
      const port = await server.ask<number>(start)
      options.say(`fanout: ${CLIENTS[name]} clients for ${name}`)
      const says = [{ type: 'connection_init' }, { id: '$ID', type: 'subscribe', payload: { query: QUERY, variables } }].map((one) => JSON.stringify(one))
      await clients.ask({ kind: 'connect', name, port, clients: CLIENTS[name], paused: name === 'racegraph' ? PAUSED : 0, says: name === 'bare' ? [] : says } satisfies Connect)
      await settled(clients, name)
    }
    const rssMb: number[] = []
    const postgres = (): number => (database.postmaster === null ? 0 : cpuOfTree(database.postmaster))
    const before = await settled(clients, 'racegraph')
    await clients.ask({ kind: 'pause', name: 'racegraph' })
    const rounds = Math.min(options.rounds, 5)
    let last: Usage | null = null
    // The first round warms all up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const lane of lanes) {
        const usage = await measureRound(lane, clients, postgres)
        if (lane.name === 'racegraph') { last = usage; const memory = await lane.server.ask<number>({ kind: 'memory' }); if (round > 0) rssMb.push(memory) }
        if (round === 0) lane.rounds.length = 0
      }
    }
    await clients.ask({ kind: 'resume', name: 'racegraph' })
    const after = await settled(clients, 'racegraph')
    return report({ lanes, rssMb, newest: last?.sequence ?? NaN, before, after }, options)
  } finally {
    for (const { server } of lanes) server.stop()
    clients.stop()
    await database.close()
  }
}

interface Run { readonly lanes: readonly Lane[]; readonly rssMb: readonly number[]; readonly newest: number; readonly before: Counts; readonly after: Counts }
function report({ lanes, rssMb, newest, before, after }: Run, options: BenchOptions): FanoutMeasurement {
  const byName = <T>(of: (lane: Lane) => T): Record<Name, T> => Object.fromEntries(lanes.map((lane) => [lane.name, of(lane)])) as Record<Name, T>
  const cpu = byName(({ rounds }) => median(rounds.map(({ cpuUs }) => cpuUs)))
  const messages = after.paused.heard.map((heard, i) => heard - (before.paused.heard[i] ?? 0))
  const result: FanoutMeasurement = {
    clients: CLIENTS, paused: PAUSED, cpuUsPerMessage: cpu, ratios: { toBare: cpu.racegraph / cpu.bare, plainToUs: cpu.plain / cpu.racegraph }, rounds: byName(({ rounds }) => rounds), rssMb,
    pausedClients: { messages: { median: median(messages), most: Math.max(...messages) }, updatesMeanwhile: newest - 1, newest: after.paused.last.every((sequence) => sequence === newest) },
    bars: BARS,
  }
  const verdict = (met: boolean): string => (met ? 'met' : '**missed**')
  const row = (name: Name, what: string): string => {
    const { rounds } = lanes.find((lane) => lane.name === name) as Lane
    const of = (pick: (round: FanoutRound) => number): number => median(rounds.map(pick))
    return `| ${what} | ${CLIENTS[name]} | ${of(({ updates }) => (updates * 1_000) / ROUND_MS).toFixed(1)} | ${of(({ messages: count }) => count).toFixed(0)} | ${of(({ bytes }) => bytes).toFixed(0)} | ${of(({ nodeUs }) => nodeUs).toFixed(1)} + ${of(({ postgresUs }) => postgresUs).toFixed(1)} = ${cpu[name].toFixed(1)} | ${of(({ latenciesMs }) => latenciesMs.p50).toFixed(0)} / ${of(({ latenciesMs }) => latenciesMs.p95).toFixed(0)} / ${of(({ latenciesMs }) => latenciesMs.p99).toFixed(0)} |`
  }
  options.say([
    `\n${options.markdown ? '### ' : ''}fanout\n`, `One race, ${1_000 / EVERY_MS} updates a second of all its 14 runners; medians of ${rssMb.length} rounds of ${ROUND_MS / 1_000} s; server and clients on one machine. ${PAUSED} of our clients do not read.\n`,
    '| server | clients | updates/s | messages a round | bytes | CPU us a message: Node + PostgreSQL | update to client, ms: median / p95 / p99 |', '|---|---:|---:|---:|---:|---:|---:|',
    row('racegraph', 'racegraph'), row('bare', 'bare ws, the same bytes'), row('plain', 'graphql-ws, one execution each'),
    `\nTo bare ws: ${result.ratios.toBare.toFixed(2)} times (bar: at most ${BARS.bare}): ${verdict(result.ratios.toBare <= BARS.bare)}. One execution each costs ${result.ratios.plainToUs.toFixed(1)} times as much (bar: at least ${BARS.plain}): ${verdict(result.ratios.plainToUs >= BARS.plain)}.`,
    `Memory after each round and a collection: ${rssMb.map((mb) => mb.toFixed(0)).join(', ')} MB. Clients that paused were sent ${result.pausedClients.messages.median} messages (${result.pausedClients.messages.most} at most) for ${result.pausedClients.updatesMeanwhile} updates, ${result.pausedClients.newest ? 'all with' : '**not all with**'} the newest state.`,
  ].join('\n'))
  return result
}
