import { createHash } from 'node:crypto'
import { DataSource } from '../../domain/vocabulary'
import type { Instant } from '../../domain/instant'
import type { SightedRace, ToldRace } from './ports'

/** Types of events as bodies name them (schema/webhook.schema.json). */
export const TYPES = { RESULT: 'race.result', SCRATCHING: 'race.scratching', PREDICTION: 'race.prediction' } as const
export const PING = 'ping'

const iso = (at: Instant): string => new Date(at).toISOString()
/** Ids as the graph gives them out: `race(id: ...)` takes what a body says. */
export const graphId = (type: 'Race' | 'Runner' | 'Meeting', key: number): string => Buffer.from(`${type}:${key}`, 'latin1').toString('base64url')

const raceOf = ({ raceId, meetingId, source, sourceId, date, venueCode, venueName, number, name, scheduledStart, status }: ToldRace) => ({
  id: graphId('Race', raceId), meetingId: graphId('Meeting', meetingId), source, sourceId, date, venue: { code: venueCode, name: venueName }, number, name, scheduledStart: iso(scheduledStart), status,
})
/** The body of one event, as text that is signed and sent as it is. `synthetic`: invented racing, NO CLAIM. */
export const bodyOf = (type: string, at: Instant, race: ToldRace, version: number, more: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ type, timestamp: iso(at), synthetic: race.source === DataSource.SYNTHETIC, data: { race: raceOf(race), version, ...more } })

export interface BodyRunner { readonly id: string; readonly number: number | null; readonly horse: string }
/** A runner that is not on the card any more is told by its id alone. */
export const runnerOf = ({ runners }: Pick<SightedRace, 'runners'>, runnerId: number): BodyRunner => {
  const found = runners.find((runner) => runner.runnerId === runnerId)
  return { id: graphId('Runner', runnerId), number: found?.number ?? null, horse: found?.horse ?? '' }
}
export const digestOf = (facts: unknown): string => createHash('sha256').update(JSON.stringify(facts)).digest('hex')
/** What a test sends. */
export const bodyOfPing = (at: Instant, webhookId: string): string => JSON.stringify({ type: PING, timestamp: iso(at), synthetic: false, data: { webhookId } })
