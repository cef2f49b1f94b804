import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { Feed } from '../../src/live/feed'
import { decimalOf } from '../../src/usecases/live/live-price'

/** When the price of a market's selections moved, and when the server had that. */
export interface Arrival { readonly publishedAt: number; readonly receivedAt: number }
/** `feed`, with note taken of every message that moves a price of the market, before the server sees it. `market`: null for whatever comes first. */
export function noted(feed: Feed, arrivals: Map<string, Arrival[]>): Feed {
  const prices = new Map<string, number | null>()
  return {
    name: feed.name,
    run: (sink, signal) => feed.run({
      evicted: (ids) => { sink.evicted(ids) }, health: (health) => { sink.health(health) },
      markets: (changes, at) => {
        const receivedAt = performance.now()
        for (const { view, changed, image } of changes) {
          let moves = false
          for (const selection of image ? view.selections : changed.map((place) => view.selections[place])) {
            if (selection === undefined) continue
            const [name, price] = [`${view.marketId}/${selection.selectionId}`, decimalOf(selection)]
            if (prices.get(name) !== price) moves = true
            prices.set(name, price)
          }
          if (!moves) continue
          const known = arrivals.get(view.marketId) ?? []
          arrivals.set(view.marketId, known)
          known.push({ publishedAt: view.publishedAt, receivedAt })
        }
        return sink.markets(changes, at)
      },
    }, signal),
  }
}

const QUERY = /* GraphQL */ `subscription Predictions($races: [ID!]!) { predictionUpdated(raceIds: $races, throttleMs: 0) { snapshot sequence at reason changed { runnerId probability } } }`
export interface Seen { readonly at: number; readonly hadAt: number; readonly reason: string | null; readonly snapshot: boolean }
interface Told { readonly predictionUpdated: { readonly snapshot: boolean; readonly at: string; readonly reason: string | null } }
/** Predictions of a race as a client of graphql-ws has them. */
export function predictionsOf(url: string, raceId: string): { readonly seen: readonly Seen[]; close(): Promise<void> } {
  const seen: Seen[] = []
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })
  const stop = client.subscribe<Told>({ query: QUERY, variables: { races: [raceId] } }, {
    next: ({ data, errors }) => {
      if (errors !== undefined || data === null || data === undefined) throw new Error(JSON.stringify(errors))
      const { snapshot, at, reason } = data.predictionUpdated
      seen.push({ at: Date.parse(at), hadAt: performance.now(), reason, snapshot })
    },
    error: (error) => { throw error instanceof Error ? error : new Error(JSON.stringify(error)) }, complete: () => undefined,
  })
  return { seen, close: async () => { stop(); await client.dispose() } }
}

/** Milliseconds to the client: of the newest move that each prediction was made of, and of every move to the first prediction that has it. */
export function latencies(seen: readonly Seen[], arrivals: readonly Arrival[]): { readonly newest: readonly number[]; readonly every: readonly number[] } {
  const newest: number[] = [], every: number[] = []
  let next = 0
  for (const { at, hadAt, snapshot, reason } of seen) {
    let last: Arrival | null = null
    for (; next < arrivals.length && (arrivals[next] as Arrival).publishedAt <= at; next++) {
      last = arrivals[next] as Arrival
      if (!snapshot) every.push(hadAt - last.receivedAt)
    }
    if (!snapshot && last !== null && (reason === 'PRICE' || reason === 'SCRATCHING')) newest.push(hadAt - last.receivedAt)
  }
  return { newest, every }
}
