import type { TrackRatingRecord, WeatherRecord } from '../../domain/records'
import { isoOf, localInstant, MINUTE_MS } from './local-time'
import { ZONES } from './venues'
import { ratingChangeAt } from './change-records'
import type { Known } from './known'
import { labelOf, weatherAt } from './weather'
import type { MeetingTruth } from './meeting-run'

interface Published { readonly raceNumber: number | null; readonly number: number; readonly at: number; readonly phase: string }

/** Track ratings published by `known.now`, oldest first: three days before, the eve, the morning, and each change from the race it holds for. None for a synthetic track. */
export const ratingsKnown = (meeting: MeetingTruth, known: Known): Published[] => {
  const { slot, ratings } = meeting
  if (slot.venue.surface === 'SYNTHETIC') return []
  const zone = ZONES[slot.venue.state]
  const published: Published[] = [
    { raceNumber: null, number: ratings.early, at: localInstant(zone, slot.day - 3, 9 * 60), phase: 'expected' }, { raceNumber: null, number: ratings.eve, at: localInstant(zone, slot.day - 1, 16 * 60), phase: 'eve of meeting' },
    { raceNumber: null, number: ratings.byRace[0] ?? ratings.eve, at: localInstant(zone, slot.day, 7 * 60), phase: 'race morning' },
  ]
  ratings.byRace.forEach((number, i) => { if (i > 0 && number !== ratings.byRace[i - 1]) published.push({ raceNumber: i + 1, number, at: ratingChangeAt(meeting, i + 1), phase: 'change' }) })
  const horizon = meeting.abandonedAt === null ? known.now : Math.min(known.now, meeting.abandonedAt)
  return published.filter((p) => p.at <= horizon)
}

const CAPITALISED: Readonly<Record<string, string>> = { FIRM: 'Firm', GOOD: 'Good', SOFT: 'Soft', HEAVY: 'Heavy' }

export const trackRatingRecords = (meeting: MeetingTruth, known: Known): TrackRatingRecord[] =>
  ratingsKnown(meeting, known).map(({ raceNumber, number, at, phase }) => {
    const label = labelOf(number)
    return { raceNumber, label, number, text: `${CAPITALISED[label] ?? label} ${number}, ${phase}`, penetrometer: Math.round((3.3 + 0.45 * number) * 100) / 100, observedAt: isoOf(at - 10 * MINUTE_MS), knownAt: isoOf(at) }
  })

/** What the track weather station said on race morning and at noon, as far as published. */
export const weatherRecords = (seed: string, meeting: MeetingTruth, known: Known): WeatherRecord[] => {
  const { slot } = meeting
  const zone = ZONES[slot.venue.state]
  return ([0, 1] as const).flatMap((part) => {
    const at = localInstant(zone, slot.day, part === 0 ? 7 * 60 : 12 * 60)
    return at > known.now ? [] : [{ ...weatherAt(seed, slot.venue, slot.day, part), observedAt: isoOf(at - 5 * MINUTE_MS), knownAt: isoOf(at) }]
  })
}
