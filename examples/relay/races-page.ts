import { graphql } from 'relay-runtime'

/** A Relay page of races: the fragment is refetched with the connection's own cursors. */
export const racesPageFragment = graphql`
  fragment racesPage_query on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "racesPagePaginationQuery") {
    races(first: $count, after: $cursor) @connection(key: "racesPage_races") {
      edges { node { id name ...racesPage_race } }
    }
  }
`
export const raceFragment = graphql`
  fragment racesPage_race on Race @refetchable(queryName: "racesPageRaceQuery") {
    number
    distance
    meeting { venue { name } }
  }
`
export const racesPageQuery = graphql`
  query racesPageQuery { ...racesPage_query }
`
