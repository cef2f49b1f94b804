import { graphqlCall } from '../load'
import { instant, type Data, type Question } from './question'

const OPERATION = 'query List($first: Int!) { races(first: $first, orderBy: [{ by: START, direction: ASC }]) { nodes { number name scheduledStart status kind fieldSize } } }'
const MERCURIUS = 'query List($first: Int!) { races(first: $first) { nodes { number name scheduledStart status kind fieldSize } } }'
const POSTGRAPHILE = 'query List($first: Int!) { allRaces(first: $first, orderBy: [SCHEDULED_START_ASC, ROW_ID_ASC]) { nodes { number name scheduledStart status kind fieldSize } } }'

const rows = (nodes: readonly Data[]): unknown => nodes.map((r) => [r.number, r.name, instant(r.scheduledStart), r.status, r.kind, r.fieldSize])
const ours = ({ races }: Data): unknown => rows(races.nodes)
const theirs = ({ allRaces }: Data): unknown => rows(allRaces.nodes)

/** A thousand races with six plain fields: what a row costs. */
export const list: Question = {
  name: 'list',
  cases: () => Promise.resolve([1000].map((first) => ({
    calls: {
      racegraph: graphqlCall(OPERATION, { first }),
      mercurius: graphqlCall(MERCURIUS, { first }),
      floor: graphqlCall('', { first }, '/list'),
      postgraphile: graphqlCall(POSTGRAPHILE, { first }),
    },
    normalise: { racegraph: ours, mercurius: ours, floor: ours, postgraphile: theirs },
  }))),
}
