import type { ChangeRecord, MeetingRecord, RaceRecord, TrackRatingRecord, VenueRecord, WeatherRecord } from '../../domain/records'
import type { MeetingStatus } from '../../domain/vocabulary'
import type { CardMeeting, CardTrackRating, CardVenue, CardWeather } from './card-file'
import { meetingKey } from './card-keys'
import { buildRace } from './build-race'
import { readGoing } from './going-words'
import { distanceM, utc } from './quantities'

/** A checked and complete meeting as the record that storage takes. */
export function buildMeeting(meeting: CardMeeting, feed: 'racecard' | 'results', publishedAt: string, changes: readonly ChangeRecord[]): MeetingRecord {
  const races = [...meeting.races].sort((a, b) => a.number - b.number).map((race) => buildRace(race, meeting, feed, publishedAt))
  return {
    source: 'FILE', sourceId: meetingKey(meeting), date: meeting.date, venue: buildVenue(meeting), name: meeting.name ?? null,
    status: statusOf(meeting, races), kind: meeting.kind ?? 'FLAT', tier: meeting.tier ?? meeting.venue.tier ?? null,
    rail: meeting.rail === undefined ? null : { text: meeting.rail.text, offsetM: rounded(meeting.rail.offset, 1) },
    expectedCondition: meeting.expectedGoing === undefined ? null : readGoing(meeting.expectedGoing, null)?.label ?? null,
    races, trackRatings: (meeting.trackRatings ?? []).map(buildTrackRating), weather: (meeting.weather ?? []).map(buildWeather), changes,
  }
}

function statusOf(meeting: CardMeeting, races: readonly RaceRecord[]): MeetingStatus {
  const over = races.filter(({ status }) => status === 'FINAL' || status === 'ABANDONED' || status === 'VOID').length
  if (races.length > 0 && over === races.length) return races.every(({ status }) => status === 'ABANDONED') ? 'ABANDONED' : 'FINISHED'
  const results = races.some(({ resultKnownAt }) => resultKnownAt !== null)
  return results ? 'IN_PROGRESS' : meeting.status ?? 'ACCEPTANCES'
}

function buildVenue({ venue, races }: CardMeeting): VenueRecord {
  const surfaces = venue.surfaces ?? [...new Set(races.flatMap(({ surface }) => surface === undefined ? [] : [surface]))]
  return {
    code: venue.code, name: venue.name ?? venue.code, state: venue.state ?? null, country: venue.country ?? 'OTHER', timezone: venue.timezone ?? 'UTC', surfaces,
    direction: venue.direction ?? null, circumferenceM: rounded(venue.circumference, 0), straightM: rounded(venue.straight, 0), latitude: venue.latitude ?? null, longitude: venue.longitude ?? null, tier: venue.tier ?? null,
  }
}

function rounded(distance: CardVenue['straight'], digits: number): number | null {
  const metres = distance === undefined ? null : distanceM(distance)
  return metres === null ? null : Number(metres.toFixed(digits))
}

function buildTrackRating(rating: CardTrackRating): TrackRatingRecord {
  const going = readGoing(rating.going, null)
  return {
    raceNumber: rating.raceNumber ?? null, label: going?.label ?? 'GOOD', number: going?.number ?? null, text: rating.going, penetrometer: rating.penetrometer ?? null,
    observedAt: utc(rating.observedAt), knownAt: utc(rating.knownAt ?? rating.observedAt),
  }
}

const buildWeather = (seen: CardWeather): WeatherRecord => ({
  condition: seen.condition ?? null, temperatureC: seen.temperatureC ?? null, humidity: seen.humidity ?? null, windSpeedKmh: seen.windSpeedKmh ?? null, windDirection: seen.windDirection ?? null,
  rainfall24hMm: seen.rainfall24hMm ?? null, rainfall7dMm: seen.rainfall7dMm ?? null, irrigation24hMm: seen.irrigation24hMm ?? null, observedAt: utc(seen.observedAt), knownAt: utc(seen.knownAt ?? seen.observedAt),
})
