import { toGlobalId } from '../../src/graphql/node/global-id'
import { graphqlCall } from '../load'
import { RACES } from './narrow'
import { byNumber, instant, type Data, type Question } from './question'

const OPERATION = `query Form($id: ID!) {
  race(id: $id) {
    number name
    runners { nodes { number horse { name } pastRuns(first: 5) { nodes {
      race { number name scheduledStart distance } venue { name } jockey { name } result { status position }
    } } } }
  }
}`
/** `lastRuns` is a function of the database (`peers/postgraphile-functions.ts`), as PostGraphile has it for what is not a plain relation. */
const POSTGRAPHILE = `query Form($id: Int!) {
  raceByRowId(rowId: $id) {
    number name
    runnersByRaceId { nodes { number horseByHorseId { name } lastRuns(most: 5) { nodes {
      raceByRaceId { number name scheduledStart distanceM meetingByMeetingId { venueByVenueId { name } } } jockeyByJockeyId { name } resultByRunnerId { status position }
    } } } }
  }
}`

const run = (race: Data, distance: unknown, venue: Data, jockey: Data, result: Data): unknown =>
  [race.number, race.name, instant(race.scheduledStart), distance, venue.name, jockey?.name ?? null, result?.status ?? null, result?.position ?? null]
const ours = ({ race: r }: Data): unknown => ({
  number: r.number, name: r.name,
  runners: byNumber(r.runners.nodes.map((u: Data) => ({ number: u.number, horse: u.horse.name, runs: u.pastRuns.nodes.map((p: Data) => run(p.race, p.race.distance, p.venue, p.jockey, p.result)) }))),
})
const theirs = ({ raceByRowId: r }: Data): unknown => ({
  number: r.number, name: r.name,
  runners: byNumber(r.runnersByRaceId.nodes.map((u: Data) => ({
    number: u.number, horse: u.horseByHorseId.name,
    runs: u.lastRuns.nodes.map((p: Data) => run(p.raceByRaceId, p.raceByRaceId.distanceM, p.raceByRaceId.meetingByMeetingId.venueByVenueId, p.jockeyByJockeyId, p.resultByRunnerId)),
  }))),
})

/** Deep form: the runners of a race, each with its last five runs before it. */
export const form: Question = {
  name: 'form',
  cases: async (client) => (await client.query<{ id: number }>(RACES)).rows.map(({ id }) => ({
    calls: {
      racegraph: graphqlCall(OPERATION, { id: toGlobalId('Race', id) }),
      mercurius: graphqlCall(OPERATION, { id }),
      floor: graphqlCall('', { id }, '/form'),
      postgraphile: graphqlCall(POSTGRAPHILE, { id }),
    },
    normalise: { racegraph: ours, mercurius: ours, floor: ours, postgraphile: theirs },
  })),
}
