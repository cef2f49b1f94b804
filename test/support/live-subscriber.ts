import { WebSocket } from 'ws'

export interface SeenUpdate { readonly at: number; readonly raceId: string; readonly sequence: number; readonly snapshot: boolean; /** Counts connections. */ readonly line: number }
export interface LiveSubscriber {
  readonly seen: readonly SeenUpdate[]
  /** Prices as a client that follows the rules has them: race, runner, decimal. */
  readonly prices: ReadonlyMap<string, ReadonlyMap<string, number | null>>
  /** What broke the rules: a sequence that fell, or an update before the snapshot of its line. */
  readonly wrongs: readonly string[]
  /** Resolves once it is so; looked at after every update. */
  until(isSo: () => boolean): Promise<void>
  close(): void
}
interface OddsMessage { readonly type: string; readonly payload?: { readonly data?: { readonly oddsUpdated: { readonly race: { readonly id: string }; readonly snapshot: boolean; readonly sequence: number; readonly prices: readonly { readonly runnerId: string; readonly price: { readonly decimal: number } | null }[] } } } }

const QUERY = 'subscription ($ids: [ID!]!) { oddsUpdated(raceIds: $ids, throttleMs: 0) { race { id } snapshot sequence prices { runnerId price { decimal } } } }'
/** As a browser's client does it: at once, then with a pause. */
const AGAIN_MS = 100

/** A client of graphql-ws that is sent the prices of races, and comes back to the next of `urls` when its line breaks. */
export function liveSubscriber(urls: readonly string[], raceIds: readonly string[]): LiveSubscriber {
  const seen: SeenUpdate[] = [], wrongs: string[] = []
  const prices = new Map<string, Map<string, number | null>>()
  const last = new Map<string, number>()
  const checks = new Set<() => void>()
  let [line, closed, socket]: [number, boolean, WebSocket | null] = [0, false, null]
  let timer: NodeJS.Timeout | undefined

  const take = (message: OddsMessage, on: number, fresh: Set<string>): void => {
    const update = message.payload?.data?.oddsUpdated
    if (message.type !== 'next' || update === undefined) { wrongs.push(JSON.stringify(message)); return }
    const { race: { id: raceId }, snapshot, sequence } = update
    const before = last.get(raceId) ?? 0
    if (sequence < before || (sequence === before && !snapshot)) wrongs.push(`race ${raceId}: ${sequence} after ${before}`)
    if (!snapshot && !fresh.has(raceId)) wrongs.push(`race ${raceId}: ${sequence} before any snapshot of line ${on}`)
    fresh.add(raceId)
    last.set(raceId, sequence)
    const known = snapshot ? new Map<string, number | null>() : prices.get(raceId) ?? new Map<string, number | null>()
    for (const { runnerId, price } of update.prices) known.set(runnerId, price?.decimal ?? null)
    prices.set(raceId, known)
    seen.push({ at: performance.now(), raceId, sequence, snapshot, line: on })
    for (const check of checks) check()
  }
  const connect = (): void => {
    const on = line++
    const fresh = new Set<string>()
    const ws = socket = new WebSocket(`${String(urls[on % urls.length]).replace('http', 'ws')}/graphql`, ['graphql-transport-ws'])
    ws.on('open', () => { ws.send('{"type":"connection_init"}') })
    ws.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as OddsMessage
      if (message.type === 'connection_ack') ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY, variables: { ids: raceIds } } }))
      else if (message.type === 'ping') ws.send('{"type":"pong"}')
      else take(message, on, fresh)
    })
    ws.on('error', () => undefined)
    ws.on('close', () => { if (!closed) timer = setTimeout(connect, AGAIN_MS) })
  }
  connect()
  return {
    seen, prices, wrongs,
    until: (isSo) => new Promise((resolve) => {
      const check = (): void => { if (isSo()) { checks.delete(check); resolve() } }
      checks.add(check)
      check()
    }),
    close: () => {
      closed = true
      clearTimeout(timer)
      socket?.terminate()
    },
  }
}
/** The longest time without an update of any one race from `from` on, milliseconds. */
export function longestGap({ seen }: LiveSubscriber, from: number): number {
  const at = new Map<string, number>()
  let longest = 0
  for (const update of seen) {
    const before = at.get(update.raceId)
    if (before !== undefined && update.at >= from) longest = Math.max(longest, update.at - before)
    at.set(update.raceId, update.at)
  }
  return longest
}
