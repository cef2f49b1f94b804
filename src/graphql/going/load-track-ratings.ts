import type { Args, Values } from '../read/mapping'
import { ratingOf, type TrackRating } from './track-rating.type'
import type { SqlRunner } from '../../usecases/ports'

const READINGS = `
SELECT meeting_id, race_number, label, number, text, penetrometer, going_stick, observed_at, known_at
FROM track_ratings WHERE meeting_id = ANY($1::int[]) AND ($2::timestamptz IS NULL OR known_at <= $2::timestamptz)
ORDER BY meeting_id, observed_at, id`

interface Reading extends TrackRating { readonly knownAt: string }

/** Readings by meeting, oldest first; one statement. */
async function readingsOf(db: SqlRunner, meetingIds: readonly number[], asOf: string | null): Promise<ReadonlyMap<number, readonly Reading[]>> {
  const byMeeting = new Map<number, Reading[]>()
  for (const [meetingId, raceNumber, label, number, text, penetrometer, goingStick, observedAt, knownAt] of await db.rows(READINGS, [[...new Set(meetingIds)], asOf])) {
    const readings = byMeeting.get(meetingId) ?? []
    byMeeting.set(meetingId, readings)
    readings.push({ label, number, text, penetrometer, goingStick, raceNumber, observedAt, knownAt })
  }
  return byMeeting
}
const asOfIn = (args: Args): string | null => (args['asOf'] ?? null) as string | null

/** Parents are `[meeting id]`. */
export async function loadMeetingRatings(db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly (readonly TrackRating[])[]> {
  const byMeeting = await readingsOf(db, parents.map(([id]) => id as number), asOfIn(args))
  return parents.map(([id]) => byMeeting.get(id) ?? [])
}

/** The newest reading of each meeting. Parents are `[meeting id]`. */
export async function loadCurrentRating(db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly (TrackRating | null)[]> {
  const lists = await loadMeetingRatings(db, parents, args)
  return lists.map((readings) => readings[readings.length - 1] ?? null)
}

/**
 * The going of each race: the newest reading taken for the race itself, else the newest for the whole meeting that
 * was known before the start, else what the result states (once the result was known, when `asOf` is given).
 * Parents are `[meeting id, number, start, going, going number, result known at]`.
 */
export async function loadRaceRating(db: SqlRunner, parents: readonly Values[], args: Args): Promise<readonly (TrackRating | null)[]> {
  const asOf = asOfIn(args)
  const byMeeting = await readingsOf(db, parents.map(([id]) => id as number), asOf)
  return parents.map(([meetingId, number, start, going, goingNumber, resultKnownAt]) => {
    const readings = byMeeting.get(meetingId) ?? []
    const before = readings.filter((reading) => reading.raceNumber === null && Date.parse(reading.knownAt) <= Date.parse(start))
    const own = readings.filter((reading) => reading.raceNumber === number)
    const stated = asOf === null || (resultKnownAt !== null && Date.parse(resultKnownAt) <= Date.parse(asOf))
    return own[own.length - 1] ?? before[before.length - 1] ?? (stated ? ratingOf(going, goingNumber, number) : null)
  })
}
