import fc from 'fast-check'
import type { GraphQLSchema } from 'graphql'
import { toGlobalId, type NodeType } from '../../src/graphql/node/global-id'
import { operations, type GeneratedOperation, type Samples } from '../support/operations'

const ids = (type: NodeType, ...keys: number[]): string[] => keys.map((key) => toGlobalId(type, key))
const MOST = 400

/** What requests are made of: valid operations over the graph, with ids and cursors that earlier answers gave. */
export interface Source {
  readonly schema: GraphQLSchema
  readonly cursors: readonly string[]
  /** Operations of one batch; `seed` and what was learned before decide them. */
  operations(seed: number, count: number): readonly GeneratedOperation[]
  /** Takes cursors and ids out of an answer. */
  learn(answer: string): void
}

export const createSource = (schema: GraphQLSchema): Source => {
  const cursors = ['bm9uZQ']
  const known = [...ids('Race', 1, 2, 3, 99), ...ids('Horse', 1, 2, 3), ...ids('Meeting', 1), ...ids('Runner', 1, 2), ...ids('Jockey', 1), ...ids('Trainer', 1), ...ids('Owner', 1), ...ids('Venue', 1, 2), ...ids('ChangeEvent', 1), 'bm9uZQ']
  const samples: Samples = {
    ID: known, after: cursors, before: cursors,
    Date: ['2023-04-02', '2023-04-23', '2099-01-01', '2020-02-29', '0001-01-01', '9999-12-31'], DateTime: ['2023-04-02T04:30:00Z', '2023-04-23T05:10:00Z', '2099-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2023-04-23T05:10:00.123456+08:00'],
    first: [0, 1, 2, 3, 100, null], last: [1, 2, null], Int: [0, 1, 2, 3, 1200, 1400, 2_147_483_647, -2_147_483_648], Float: [0, 1, 55.5, 57.5, -1e300, 1e-300], Boolean: [true, false],
    venue: ['ST', 'Sha Tin', 'hv', 'nowhere', '馬'], code: ['ST', 'MYR', 'XX', ''], text: ['horse', 'jokey', 'sha tin', 'owner', 'o%', '😀', 'a'.repeat(100), '馬'], String: ['NSW', 'VIC', '4', '', 'x y z'], names: ['x', 'Horse 1'],
  }
  const add = (pool: string[], value: string, draw: number): void => {
    if (pool.includes(value)) return
    if (pool.length < MOST) pool.push(value)
    else pool[draw % MOST] = value
  }
  let learned = 0
  return {
    schema, cursors,
    operations: (seed, count) => fc.sample(operations(schema, samples), { seed, numRuns: count }),
    learn: (answer) => {
      for (const [, value = ''] of answer.matchAll(/"(?:endCursor|startCursor|cursor)":"([A-Za-z0-9_-]{8,})"/g)) add(cursors, value, learned += 7)
      for (const [, value = ''] of answer.matchAll(/"id":"([A-Za-z0-9_-]{6,40})"/g)) if (known.length < MOST) add(known, value, 0)
    },
  }
}
