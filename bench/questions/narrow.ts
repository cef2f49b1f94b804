import { toGlobalId } from '../../src/graphql/node/global-id'
import { graphqlCall } from '../load'
import { byNumber, type Data, type Question } from './question'

const OPERATION = `query Narrow($id: ID!) { race(id: $id) { number name runners { nodes { number horse { name } } } } }`
const POSTGRAPHILE = `query Narrow($id: Int!) { raceByRowId(rowId: $id) { number name runnersByRaceId { nodes { number horseByHorseId { name } } } } }`

const ours = ({ race: r }: Data): unknown => ({ number: r.number, name: r.name, runners: byNumber(r.runners.nodes.map((u: Data) => ({ number: u.number, horse: u.horse.name }))) })
const theirs = ({ raceByRowId: r }: Data): unknown => ({ number: r.number, name: r.name, runners: byNumber(r.runnersByRaceId.nodes.map((u: Data) => ({ number: u.number, horse: u.horseByHorseId.name }))) })

/** Races of a normal field, the newest first. */
export const RACES = `
SELECT r.id FROM races r WHERE r.kind = 'FLAT' AND r.status = 'FINAL' AND r.field_size BETWEEN 10 AND 14
ORDER BY r.scheduled_start DESC, r.id LIMIT 60`

/** A partner's: one race by id, with the number and horse of each runner. */
export const narrow: Question = {
  name: 'narrow',
  cases: async (client) => (await client.query<{ id: number }>(RACES)).rows.map(({ id }) => ({
    calls: {
      racegraph: graphqlCall(OPERATION, { id: toGlobalId('Race', id) }),
      mercurius: graphqlCall(OPERATION, { id }),
      floor: graphqlCall('', { id }, '/narrow'),
      postgraphile: graphqlCall(POSTGRAPHILE, { id }),
    },
    normalise: { racegraph: ours, mercurius: ours, floor: ours, postgraphile: theirs },
  })),
}
