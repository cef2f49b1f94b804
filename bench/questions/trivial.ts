import { graphqlCall } from '../load'
import type { Question } from './question'

const call = graphqlCall('{ __typename }', {})
const said = (data: unknown): unknown => data

/** Nothing is read: what is left is HTTP, parsing, limits, logging. */
export const trivial: Question = {
  name: 'http',
  cases: () => Promise.resolve([{
    calls: { racegraph: call, mercurius: call, postgraphile: call, floor: graphqlCall('{ __typename }', {}, '/') },
    normalise: { racegraph: said, mercurius: said, floor: said, postgraphile: said },
  }]),
}
