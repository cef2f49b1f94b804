import { ApolloClient, gql, InMemoryCache } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { Client as UrqlClient, subscriptionExchange } from '@urql/core'
import { createClient, type Client as SocketClient } from 'graphql-ws'
import { createClient as createStreamClient } from 'graphql-sse'
import { WebSocket } from 'ws'

/** Prices of a race as they move. In browsers leave `webSocketImpl` out. */
export const oddsText = /* GraphQL */ `
  subscription Odds($races: [ID!]!) {
    oddsUpdated(raceIds: $races, markets: [WIN]) { snapshot sequence prices { runnerId price { decimal } } }
  }
`
export interface Odds { readonly oddsUpdated: { readonly snapshot: boolean; readonly sequence: number; readonly prices: readonly { readonly runnerId: string; readonly price: { readonly decimal: number } | null }[] } }
type Told = (update: Odds['oddsUpdated']) => void
/** Comes back by itself after a restart of the server, at another moment than the others. */
const socketTo = (url: string): SocketClient => createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, shouldRetry: () => true, retryAttempts: 20 })

/** Apollo Client 4, over WebSocket. */
export function apolloOdds(url: string, race: string, told: Told): () => void {
  const socket = socketTo(url)
  const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() })
  const subscription = client.subscribe<Odds>({ query: gql(oddsText), variables: { races: [race] }, fetchPolicy: 'no-cache' }).subscribe({ next: ({ data }) => { if (data) told(data.oddsUpdated) } })
  return () => { subscription.unsubscribe(); client.stop(); void socket.dispose() }
}

/** urql, over WebSocket. */
export function urqlOdds(url: string, race: string, told: Told): () => void {
  const socket = socketTo(url)
  const client = new UrqlClient({
    url, preferGetMethod: false,
    exchanges: [subscriptionExchange({ forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, { next: (result) => { sink.next(result as never) }, error: (error) => { sink.error(error) }, complete: () => { sink.complete() } }) }),
    }) })],
  })
  const { unsubscribe } = client.subscription<Odds>(oddsText, { races: [race] }).subscribe(({ data }) => { if (data) told(data.oddsUpdated) })
  return () => { unsubscribe(); void socket.dispose() }
}

/** graphql-sse: server-sent events, where WebSockets do not get through. */
export function streamedOdds(url: string, race: string, told: Told): () => void {
  const client = createStreamClient({ url: `${url}/stream` })
  const stop = client.subscribe<Odds>({ query: oddsText, variables: { races: [race] } }, { next: ({ data }) => { if (data) told(data.oddsUpdated) }, error: () => undefined, complete: () => undefined })
  return () => { stop(); client.dispose() }
}
