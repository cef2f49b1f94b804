import type { MeetingRecord, VenueRecord } from '../../domain/records'
import { dateOf, localInstant } from './local-time'
import { changesOf } from './change-records'
import { knownOf, meetingStatus } from './known'
import { raceRecord } from './race-record'
import { trackRatingRecords, weatherRecords } from './track-records'
import { labelOf } from './weather'
import { ZONES } from './venues'
import type { Venue } from './venues'
import type { MeetingTruth } from './meeting-run'
import type { People } from './people'

const venueRecord = (venue: Venue): VenueRecord => ({
  code: venue.code, name: venue.name, state: venue.state, country: 'AUS', timezone: ZONES[venue.state], surfaces: [venue.surface], direction: venue.direction,
  circumferenceM: venue.circumferenceM, straightM: venue.straightM, latitude: venue.latitude, longitude: venue.longitude, tier: venue.tier,
})

/** The meeting as the world knew it at `now` (ms). Once its last result is official the record no longer changes. */
export const meetingRecord = (seed: string, people: People, meeting: MeetingTruth, now: number): MeetingRecord => {
  const { slot } = meeting
  const known = knownOf(meeting, now)
  const zone = ZONES[slot.venue.state]
  const rail = known.now >= localInstant(zone, slot.day - 1, 14 * 60) ? meeting.rail : meeting.announcedRail
  const forecast = known.now >= localInstant(zone, slot.day - 3, 9 * 60)
  return {
    source: 'SYNTHETIC', sourceId: slot.sourceId, date: dateOf(slot.day), venue: venueRecord(slot.venue), name: `${slot.venue.name}${slot.trials ? ' Barrier Trials' : ''} (synthetic)`,
    status: meetingStatus(meeting, known), kind: slot.trials ? 'BARRIER_TRIAL' : 'FLAT', tier: slot.venue.tier, rail: { text: rail.text, offsetM: rail.offsetM },
    expectedCondition: slot.venue.surface === 'SYNTHETIC' ? 'SYNTHETIC' : forecast ? labelOf(meeting.ratings.early) : null,
    races: meeting.races.map((race) => raceRecord(seed, people, meeting, race, known)),
    trackRatings: trackRatingRecords(meeting, known), weather: weatherRecords(seed, meeting, known), changes: changesOf(meeting, known),
  }
}
