import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { RaceCardDocument } from '../generated/graphql'

/** Apollo Client 4 reads a card and finds a runner of it in its normalised cache. */
export async function apolloCard(url: string, date: string, venue: string) {
  const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() })
  const { data } = await client.query({ query: RaceCardDocument, variables: { date, venue } })
  const cached = client.readQuery({ query: RaceCardDocument, variables: { date, venue } })
  return { meeting: data?.meeting ?? null, cached: cached?.meeting ?? null }
}
