import { graphqlCall } from '../load'
import { byNumber, instant, numeric, type Data, type Question } from './question'

const OPERATION = `query Card($date: Date!, $venue: String!) {
  meeting(date: $date, venue: $venue) {
    date status venue { name }
    races {
      number name scheduledStart status distance
      runners { nodes { number barrier status weight horse { name sex } jockey { name } trainer { name } } }
    }
  }
}`
const POSTGRAPHILE = `query Card($date: Date!, $venue: Int!) {
  meetingByVenueIdAndDateAndKind(venueId: $venue, date: $date, kind: "FLAT") {
    date status venueByVenueId { name }
    racesByMeetingId { nodes {
      number name scheduledStart status distanceM
      runnersByRaceId { nodes { number barrier status weightKg horseByHorseId { name sex } jockeyByJockeyId { name } trainerByTrainerId { name } } }
    } }
  }
}`

const runner = (u: Data, weight: unknown, horse: Data, jockey: Data, trainer: Data): { number: number | null } =>
  ({ number: u.number, barrier: u.barrier, status: u.status, weight, horse: [horse.name, horse.sex], jockey: jockey?.name ?? null, trainer: trainer?.name ?? null } as { number: number | null })
const race = (r: Data, distance: unknown, runners: readonly { number: number | null }[]): { number: number } =>
  ({ number: r.number, name: r.name, start: instant(r.scheduledStart), status: r.status, distance, runners: byNumber(runners) } as { number: number })

const ours = ({ meeting: m }: Data): unknown => ({
  date: m.date, status: m.status, venue: m.venue.name,
  races: byNumber(m.races.map((r: Data) => race(r, r.distance, r.runners.nodes.map((u: Data) => runner(u, numeric(u.weight), u.horse, u.jockey, u.trainer))))),
})
const theirs = ({ meetingByVenueIdAndDateAndKind: m }: Data): unknown => ({
  date: m.date, status: m.status, venue: m.venueByVenueId.name,
  races: byNumber(m.racesByMeetingId.nodes.map((r: Data) => race(r, r.distanceM, r.runnersByRaceId.nodes.map((u: Data) => runner(u, numeric(u.weightKg), u.horseByHorseId, u.jockeyByJockeyId, u.trainerByTrainerId))))),
})

const MEETINGS = `
SELECT m.date::text AS date, v.code, v.id AS venue FROM meetings m JOIN venues v ON v.id = m.venue_id
WHERE m.kind = 'FLAT' AND (SELECT count(*) FROM races r WHERE r.meeting_id = m.id) BETWEEN 8 AND 10
ORDER BY m.date DESC, m.id LIMIT 24`

/** A whole meeting: 8 to 10 races, their runners, and each runner's horse, jockey and trainer. */
export const card: Question = {
  name: 'card',
  cases: async (client) => (await client.query<{ date: string; code: string; venue: number }>(MEETINGS)).rows.map(({ date, code, venue }) => ({
    calls: {
      racegraph: graphqlCall(OPERATION, { date, venue: code }),
      mercurius: graphqlCall(OPERATION, { date, venue: code }),
      floor: graphqlCall('', { date, venue: code }, '/card'),
      postgraphile: graphqlCall(POSTGRAPHILE, { date, venue }),
    },
    normalise: { racegraph: ours, mercurius: ours, floor: ours, postgraphile: theirs },
  })),
}
