import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { DocumentNode } from 'graphql'
import pino from 'pino'
import type { CutResult } from '../../src/domain/delivery'
import type { Instant } from '../../src/domain/instant'
import type { LivePrice, OddsEvent } from '../../src/domain/live-event'
import { createPool } from '../../src/storage/pool'
import { withRunner } from '../../src/storage/sql-runner'
import { ROOT } from '../options'

/*
 * One server of the fan-out, in a process of its own: `racegraph` as it is, `bare`: `ws` sending the same bytes to everybody, `plain`: graphql-ws as it is
 * usually used, where every subscriber has its own execution of the same schema by the same executor.
 */

/** Of the graph as it was built: there must be but one GraphQL. */
const built = createRequire(join(ROOT, 'dist', 'src', 'package.json'))
const { createExecutor } = built('./graphql/read/executor.js') as typeof import('../../src/graphql/read/executor')
const { buildGraph } = built('./graphql/schema.js') as typeof import('../../src/graphql/schema')
const { createSubscriptionGroups } = built('./graphql/live/groups.js') as typeof import('../../src/graphql/live/groups')
const { readSubscription } = built('./graphql/live/subscription-document.js') as typeof import('../../src/graphql/live/subscription-document')
const { createOddsTopic } = built('./graphql/live/odds-topic.js') as typeof import('../../src/graphql/live/odds-topic')
const { createFormatError } = built('./graphql/errors.js') as typeof import('../../src/graphql/errors')
const { createLiveRaces } = built('./live/state/live-races.js') as typeof import('../../src/live/state/live-races')
const { splice } = built('./live/delivery/splice.js') as typeof import('../../src/live/delivery/splice')
const { createHttpServer } = built('./app/http/create-http-server.js') as { createHttpServer(deps: { executor(operation: { document: DocumentNode; operationName: string | null; request: { variables?: Record<string, unknown> }; context: unknown }): unknown } & Record<string, unknown>): Promise<{ listen(at: { host: string; port: number }): Promise<string> }> }
const { defaultHttpSettings, defaultLiveSettings } = built('./app/http/http-settings.js') as typeof import('../../src/app/http/http-settings')
const { NO_METER } = built('./usecases/live/meter.js') as typeof import('../../src/usecases/live/meter')
const { useServer } = built('graphql-ws/use/ws') as typeof import('graphql-ws/use/ws')
const { WebSocketServer } = built('ws') as typeof import('ws')
const { parse } = built('graphql') as typeof import('graphql')

export interface ServerStart { readonly kind: 'start'; readonly as: 'racegraph' | 'bare' | 'plain'; readonly databaseUrl: string; readonly raceId: number; readonly runnerIds: readonly number[]; readonly query: string; readonly variables: Readonly<Record<string, unknown>> }
export type ServerAsked = ServerStart | { readonly kind: 'run'; readonly ms: number; readonly everyMs: number } | { readonly kind: 'usage' } | { readonly kind: 'memory' }
/** CPU of the process so far, milliseconds. */
export interface Usage { readonly cpuMs: number; readonly sequence: number }

const now = (): Instant => Date.now() as Instant
const madeAt = (): number => performance.timeOrigin + performance.now()
const offers = (best: number, step: number) => [0, 1, 2].map((i) => ({ price: Number((best + i * step).toFixed(2)), size: 25.5 + i }))

/** All runners moved. */
function oddsEvent({ raceId, runnerIds }: ServerStart, sequence: number): OddsEvent {
  const at = now()
  const prices = runnerIds.map((runnerId, i): LivePrice => {
    const best = Number((2 + i + ((sequence * (i + 3)) % 50) / 100).toFixed(2))
    return { runnerId, sequence, at, status: 'ACTIVE', decimal: best, previous: best + 0.02, open: 3, back: offers(best, -0.02), lay: offers(best + 0.02, 0.02), lastTraded: best, matched: 1_000 + sequence, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null }
  })
  return {
    kind: 'odds', raceId, sequence, at, receivedAt: at, prices, whole: sequence === 1,
    market: { id: 1, raceId, feed: 'bench', marketId: '1.1', type: 'WIN', source: 'EXCHANGE', bookmaker: '', synthetic: true, status: 'OPEN', inPlay: false, version: 1, matched: madeAt(), overround: 1.02, stale: false, sequence, at },
  }
}

async function graphOf(start: ServerStart) {
  const pool = createPool({ url: start.databaseUrl, size: 2, pipeline: true, statementTimeoutMs: 0 })
  const schema = buildGraph()
  const fail = (problem: string, cause: unknown): never => { throw new Error(problem, { cause }) }
  const nobody = { resolve: async () => ({ kind: 'none', reason: 'NO_MODEL', message: 'none here' }), cards: async () => [] }
  const withDb = <T>(use: Parameters<typeof withRunner<T>>[1]): Promise<T> => withRunner(pool, use)
  const execute = await createExecutor({
    buildSchema: buildGraph, withRunner: withDb,
    services: { now, features: () => ({}), historyReady: async () => true, historyBehind: async () => false, models: nobody, ledger: () => ({}), warn: fail, tracking: { store: fail, reference: async () => null, alert: { races: 200, nats: 0.03 } } } as never,
  })
  const live = createLiveRaces()
  const groups = createSubscriptionGroups({ schema, execute, withRunner: withDb, live, models: nobody as never, now, meter: NO_METER, formatError: createFormatError({ hideSchema: false }), warn: fail })
  return { schema, execute, live, groups }
}

interface Served { readonly port: number; update(sequence: number): void }
const serve: Readonly<Record<ServerStart['as'], (start: ServerStart) => Promise<Served>>> = {
  racegraph: async (start) => {
    const { schema, execute, live, groups } = await graphOf(start)
    const http = await createHttpServer({
      schema, config: { ...defaultHttpSettings, graphiql: false, live: { ...defaultLiveSettings, slowClientMs: 3_600_000 } }, logger: pino({ level: 'warn' }), health: { reasons: async () => [] },
      executor: ({ document, operationName, request, context }) => execute({ document, operationName, variables: request.variables, context }),
      subscriptions: { groups, meter: NO_METER, now },
    })
    const url = await http.listen({ host: '127.0.0.1', port: 0 })
    return { port: Number(new URL(url).port), update: (sequence) => { live.apply([oddsEvent(start, sequence)]) } }
  },
  bare: async (start) => {
    const { live, groups } = await graphOf(start)
    const text = await new Promise<string>((resolve, reject) => {
      live.apply([oddsEvent(start, 1)])
      groups.subscribe({ document: parse(start.query), operationName: null, variables: start.variables, scopes: [] }, {
        deliver: (cut: CutResult) => { resolve(splice(cut, 0) ?? '') }, fail: (errors) => { reject(new Error(JSON.stringify(errors))) }, end: () => undefined,
      }).catch(reject)
    })
    const [server, wss] = [createServer(), new WebSocketServer({ noServer: true, perMessageDeflate: false })]
    server.on('upgrade', (request, socket, head) => { wss.handleUpgrade(request, socket, head, (ws) => { wss.emit('connection', ws) }) })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    return {
      port: (server.address() as { port: number }).port,
      update: (sequence) => {
        const payload = text.replace(/"matchedVolume":[0-9.]+/, `"matchedVolume":${madeAt()}`).replace(/"sequence":\d+/, `"sequence":${sequence}`)
        const message = Buffer.from(`{"id":"00000000-aaaa-4bbb-8ccc-dddddddddddd","type":"next","payload":${payload}}`)
        for (const ws of wss.clients) ws.send(message, { binary: false })
      },
    }
  },
  plain: async (start) => {
    const { schema, execute, live } = await graphOf(start)
    const document = parse(start.query)
    const { asked } = readSubscription(schema, { document, operationName: null, variables: start.variables })
    if (asked.kind !== 'odds') throw new Error('odds are measured')
    const topic = createOddsTopic(asked, live, now)
    const waiting = new Set<() => void>()
    const updates = async function* () {
      for (;;) {
        await new Promise<void>((resolve) => { waiting.add(resolve) })
        const told = await topic.take(`${start.raceId}/1`)
        if (told !== null) yield await execute({ document, operationName: null, variables: start.variables, context: {}, event: told.update })
      }
    }
    const server = createServer()
    const wss = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false })
    useServer({ schema, subscribe: updates as never }, wss)
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    return {
      port: (server.address() as { port: number }).port,
      update: (sequence) => { live.apply([oddsEvent(start, sequence)]); const told = [...waiting]; waiting.clear(); for (const one of told) one() },
    }
  },
}

let served: Served | null = null
let sequence = 1
const usage = (): Usage => { const { user, system } = process.cpuUsage(); return { cpuMs: (user + system) / 1000, sequence } }
async function answer(asked: ServerAsked): Promise<unknown> {
  if (asked.kind === 'start') {
    served = await serve[asked.as](asked)
    served.update(sequence)
    return served.port
  }
  if (asked.kind === 'memory') {
    // What is kept, not what waits to be collected.
    globalThis.gc?.()
    return process.memoryUsage.rss() / 2 ** 20
  }
  if (asked.kind !== 'run' || served === null) return usage()
  // One that is late is left out: a feed does not wait either.
  const began = performance.now()
  for (let due = 0; due < asked.ms; due = Math.max(due + asked.everyMs, performance.now() - began)) {
    const wait = due - (performance.now() - began)
    await new Promise((resolve) => { setTimeout(resolve, Math.max(0, wait)) })
    served.update(++sequence)
  }
  return usage()
}
process.on('message', (asked: ServerAsked & { readonly id: number }) => {
  answer(asked).then((value) => process.send?.({ id: asked.id, value }), (error: unknown) => process.send?.({ id: asked.id, error: error instanceof Error ? error.stack : String(error) }))
})
