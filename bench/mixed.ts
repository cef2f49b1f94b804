import { toGlobalId } from '../src/graphql/node/global-id'
import { withClient } from './database'
import { graphqlCall, type Call } from './load'
import { card } from './questions/card'
import { form } from './questions/form'
import { list } from './questions/list'
import { narrow } from './questions/narrow'

const HORSE = `query Horse($id: ID!) { horse(id: $id) { id name sex sire { name } runs(first: 20) { totalCount nodes { date distanceM venue { code } jockey { name } result { position } } } statistics { career { starts wins } } } }`
const SEARCH = `query Search($text: String!) { search(text: $text, first: 10) { __typename ... on Horse { id name } ... on Jockey { id name } ... on Trainer { id name } } }`
const PAGE = `query Page($first: Int!) { meetings(first: $first) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id date venue { name } raceCount } } } }`

/** Everything a day's clients ask, in one round: cards, races, form, horses, searches, pages, one long list, and requests that are refused. */
export const mixedCalls = (databaseUrl: string): Promise<readonly Call[]> => withClient(databaseUrl, async (client) => {
  const calls: Call[] = []
  for (const question of [card, narrow, form, list]) for (const each of await question.cases(client)) calls.push(each.calls.racegraph)
  const { rows } = await client.query<{ id: number; name: string }>('SELECT id, name FROM horses ORDER BY id DESC LIMIT 60')
  for (const { id, name } of rows) calls.push(graphqlCall(HORSE, { id: toGlobalId('Horse', id) }), graphqlCall(SEARCH, { text: name.slice(0, 8) }))
  for (let first = 1; first <= 20; first++) calls.push(graphqlCall(PAGE, { first }))
  return spread(calls)
})

/** A document never seen before, so that nothing keyed by documents can grow unseen. */
export const novelCall = (n: number): Call => graphqlCall(`query Novel${n} { serverTime alias${n}: meetings(first: ${1 + (n % 5)}) { nodes { date } } }`, {})

/** A fixed shuffle: kinds of request alternate. */
const spread = <T>(items: readonly T[]): T[] => items.map((item, i) => ({ item, at: (i * 7919) % items.length })).sort((a, b) => a.at - b.at).map(({ item }) => item)
