import { once } from 'node:events'
import { buildSchema } from 'graphql'
import pino from 'pino'
import { WebSocket, type ClientOptions } from 'ws'
import { everybody, type Access } from '../../../src/app/http/access'
import type { DocumentPolicy } from '../../../src/app/http/asked-document'
import { createHttpServer, type HttpServer } from '../../../src/app/http/create-http-server'
import { openGate, type Gate } from '../../../src/app/http/gate'
import type { SubscriptionGroups } from '../../../src/app/http/live-deps'
import { defaultHttpSettings, defaultLiveSettings, type HttpSettings, type LiveSettings } from '../../../src/app/http/http-settings'
import type { CutResult, Subscriber } from '../../../src/domain/delivery'
import type { Instant } from '../../../src/domain/instant'
import { plainExecutor } from './small-graph'

const schema = buildSchema(/* GraphQL */ `
  type Query { serverTime: String! echo(text: String!): String broken: String big(bytes: Int!): String slow(ms: Int!): String }
  type Mutation { touch: String }
  type Subscription { odds(race: ID!): Odds! }
  type Odds { snapshot: Boolean! sequence: Int! prices: [Price!]! }
  type Price { runner: Int! decimal: Float }
`)

/** A race of runners whose prices are numbers: cut by hand as the graph would cut it. */
export function cutOf(sequence: number, prices: readonly (readonly [runner: number, decimal: number, sequence: number])[], raceId = 1): CutResult {
  return {
    key: `odds:${raceId}`, raceId, marketId: null, sequence, receivedAt: 0 as Instant,
    frame: ['{"data":{"odds":{"snapshot":', `,"sequence":${sequence},"prices":[`, ']}}}'], slots: ['snapshot', { items: 0 }],
    lists: [prices.map(([runner, decimal, at]) => ({ sequence: at, json: `{"runner":${runner},"decimal":${decimal}}` }))],
  }
}

/** Groups that a test feeds by hand. */
export interface TestGroups extends SubscriptionGroups {
  readonly subscribers: Set<Subscriber>
  readonly requests: Parameters<SubscriptionGroups['subscribe']>[0][]
  deliver(cut: CutResult): void
  /** Resolves when so many subscribe. */
  joined(count: number): Promise<void>
}
export function testGroups(): TestGroups {
  const subscribers = new Set<Subscriber>()
  const requests: TestGroups['requests'] = []
  let waiting: (() => void)[] = []
  const tell = (): void => { const told = waiting; waiting = []; for (const one of told) one() }
  return {
    subscribers, requests,
    subscribe: (request, subscriber) => {
      requests.push(request)
      subscribers.add(subscriber)
      tell()
      return { close: () => { subscribers.delete(subscriber); tell() } }
    },
    deliver: (cut) => { for (const subscriber of subscribers) subscriber.deliver(cut) },
    joined: async (count) => { while (subscribers.size !== count) await new Promise<void>((resolve) => { waiting.push(resolve) }) },
  }
}

export interface LiveRunning extends HttpServer { readonly url: string; readonly socketUrl: string; readonly groups: TestGroups; readonly dropped: Record<string, number>; readonly gauges: Map<string, () => number>; readonly log: Record<string, unknown>[] }
export interface LiveOptions extends Partial<HttpSettings> { readonly access?: Access; readonly gate?: Partial<Gate>; readonly documents?: DocumentPolicy; readonly now?: () => Instant; readonly limits_?: Partial<LiveSettings>; readonly port?: number }

export async function startLive({ access = everybody, gate = {}, documents, now = () => 0 as Instant, limits_ = {}, port = 0, ...settings }: LiveOptions = {}): Promise<LiveRunning> {
  const groups = testGroups()
  const dropped: Record<string, number> = {}
  const gauges = new Map<string, () => number>()
  const log: Record<string, unknown>[] = []
  const nothing = (): void => undefined
  const server = await createHttpServer({
    schema, executor: plainExecutor(schema), config: { ...defaultHttpSettings, ...settings, live: { ...defaultLiveSettings, ...limits_ } }, health: { reasons: async () => [] },
    logger: pino({ level: 'debug' }, { write: (line: string) => { log.push(JSON.parse(line) as Record<string, unknown>) } }),
    gate: { ...openGate, access, ...gate }, ...(documents === undefined ? {} : { documents }),
    subscriptions: {
      groups, now,
      meter: { feedLag: nothing, messages: nothing, reconnect: nothing, toClient: nothing, toPrediction: nothing, dropped: (why, count) => { dropped[why] = (dropped[why] ?? 0) + count }, gauge: (name, _help, value) => { gauges.set(name, value) } },
    },
  })
  const url = await server.listen({ host: '127.0.0.1', port })
  return { ...server, url, socketUrl: `${url.replace('http', 'ws')}/graphql`, groups, dropped, gauges, log }
}

/** A WebSocket that keeps what it heard, for tests of the bytes themselves. */
export interface RawClient {
  readonly ws: WebSocket
  readonly heard: Record<string, unknown>[]
  send(message: unknown): void
  /** The next message that was not asked for yet. */
  next(): Promise<Record<string, unknown>>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}
export async function rawClient(url: string, { protocol = 'graphql-transport-ws', init = true, ...options }: ClientOptions & { protocol?: string; init?: boolean } = {}): Promise<RawClient> {
  const ws = new WebSocket(url, protocol === '' ? [] : [protocol], options)
  const heard: Record<string, unknown>[] = []
  let [read, wake]: [number, () => void] = [0, () => undefined]
  ws.on('message', (data) => { heard.push(JSON.parse(String(data)) as Record<string, unknown>); wake() })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => { ws.once('close', (code, reason) => { resolve({ code, reason: String(reason) }) }) })
  const client: RawClient = {
    ws, heard, closed,
    send: (message) => { ws.send(typeof message === 'string' ? message : JSON.stringify(message)) },
    next: async () => {
      while (heard.length <= read) await new Promise<void>((resolve) => { wake = resolve })
      return heard[read++] as Record<string, unknown>
    },
  }
  await once(ws, 'open')
  if (!init) return client
  client.send({ type: 'connection_init' })
  expect(await client.next()).toEqual({ type: 'connection_ack' })
  return client
}
export const SUBSCRIPTION = 'subscription ($race: ID!) { odds(race: $race) { snapshot sequence prices { runner decimal } } }'
export const subscribeTo = (id: string, race = '1') => ({ id, type: 'subscribe', payload: { query: SUBSCRIPTION, variables: { race } } })
/** What a message about odds says. */
export const odds = (id: string, snapshot: boolean, sequence: number, ...prices: readonly (readonly [number, number])[]) => ({ id, type: 'next', payload: { data: { odds: { snapshot, sequence, prices: prices.map(([runner, decimal]) => ({ runner, decimal })) } } } })
