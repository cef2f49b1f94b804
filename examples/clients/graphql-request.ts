import { GraphQLClient } from 'graphql-request'
import { NextToJumpDocument, RaceListDocument, TopReasonsDocument, type RaceListQuery, type TopReasonsQueryVariables } from '../generated/graphql'

type Race = RaceListQuery['races']['nodes'][number]

/** graphql-request walks through every page of a list, counting once. */
export async function allRaces(url: string, size: number): Promise<{ total: number; races: readonly Race[] }> {
  const client = new GraphQLClient(url)
  const races: Race[] = []
  let total = 0
  for (let after: string | null = null, more = true; more;) {
    const { races: page }: RaceListQuery = await client.request(RaceListDocument, { first: size, after, counted: after === null })
    total = page.totalCount ?? total
    races.push(...page.nodes)
    after = page.pageInfo.endCursor ?? null
    more = page.pageInfo.hasNextPage
  }
  return { total, races }
}

export const nextToJump = (url: string, first: number) => new GraphQLClient(url).request(NextToJumpDocument, { first })

/** Why every runner of a card has its chance, in one request. */
export const topReasons = (url: string, card: TopReasonsQueryVariables) => new GraphQLClient(url).request(TopReasonsDocument, card)
