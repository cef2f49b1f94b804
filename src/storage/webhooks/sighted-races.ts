import type { PoolClient } from 'pg'
import type { Instant } from '../../domain/instant'
import type { DataSource, FinishStatus, RaceStatus, RunnerStatus } from '../../domain/vocabulary'
import type { Placing, SightedRace, Told, ToldRunner } from '../../usecases/webhooks/ports'
import { ms } from './in-transaction'

const RACES = `
SELECT r.id, r.meeting_id, m.venue_id, r.source, r.source_id, to_char(m.date, 'YYYY-MM-DD'), v.code, v.name, r.number, r.name, ${ms('r.scheduled_start')}, r.status, ${ms('r.result_known_at')}
FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id WHERE r.id = ANY ($1::int[])`
type RaceRow = readonly [number, number, number, DataSource, string, string, string, string, number, string, number, RaceStatus, number | null]
const RUNNERS = 'SELECT n.race_id, n.id, n.number, h.name, n.status FROM runners n JOIN horses h ON h.id = n.horse_id WHERE n.race_id = ANY ($1::int[]) ORDER BY n.number, n.id'
type RunnerRow = readonly [number, number, number | null, string, RunnerStatus]
const PLACINGS = 'SELECT race_id, runner_id, position, status, beaten_lengths::float8, starting_price::float8 FROM results WHERE race_id = ANY ($1::int[]) ORDER BY position NULLS LAST, runner_id'
type PlacingRow = readonly [number, number, number | null, FinishStatus, number | null, number | null]
const TOLD = 'SELECT kind, race_id, runner_id, version, digest FROM webhook_told WHERE race_id = ANY ($1::int[])'
type ToldRow = readonly ['RESULT' | 'SCRATCHING', number, number, number, string]

const grouped = <R extends readonly [number, ...unknown[]], T>(rows: readonly R[], of: (row: R) => T): ReadonlyMap<number, T[]> => {
  const found = new Map<number, T[]>()
  for (const row of rows) found.set(row[0], [...found.get(row[0]) ?? [], of(row)])
  return found
}

/** Races as they stand now, with what was told of them; those that are gone are left out. */
export async function sightedRaces(client: PoolClient, raceIds: readonly number[]): Promise<ReadonlyMap<number, SightedRace>> {
  const rows = async <R>(text: string): Promise<readonly R[]> => (await client.query({ text, values: [raceIds], rowMode: 'array' })).rows as unknown as readonly R[]
  const races = await rows<RaceRow>(RACES)
  const runners = grouped(await rows<RunnerRow>(RUNNERS), ([, runnerId, number, horse, status]): ToldRunner => ({ runnerId, number, horse, status }))
  const placings = grouped(await rows<PlacingRow>(PLACINGS), ([, runnerId, position, status, beatenLengths, startingPrice]): Placing => ({ runnerId, position, status, beatenLengths, startingPrice }))
  const told = await rows<ToldRow>(TOLD)
  const toldOf = ([, , , version, digest]: ToldRow): Told => ({ version, digest })
  return new Map(races.map(([raceId, meetingId, venueId, source, sourceId, date, venueCode, venueName, number, name, start, status, known]): [number, SightedRace] => {
    const its = told.filter(([, race]) => race === raceId)
    const result = its.find(([kind]) => kind === 'RESULT')
    return [raceId, {
      race: { raceId, meetingId, venueId, source, sourceId, date, venueCode, venueName, number, name, scheduledStart: start as Instant, status },
      runners: runners.get(raceId) ?? [], placings: placings.get(raceId) ?? [], resultKnownAt: known as Instant | null,
      toldResult: result === undefined ? null : toldOf(result), toldRunners: new Map(its.filter(([kind]) => kind === 'SCRATCHING').map((row) => [row[2], toldOf(row)])),
    }]
  }))
}
