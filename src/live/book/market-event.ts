import type { Instant } from '../../domain/instant'
import type { MarketEvent } from '../../domain/market-view'
import type { MarketDefinition } from './change-message'
import type { MarketDescription } from './market-description'

const RACE_NUMBER = /^R(\d{1,2})\b/

/** What a definition and a catalogue say of the race. Null without a start, by which everything is found. */
export function marketEvent(definition: MarketDefinition, described: MarketDescription | undefined): MarketEvent | null {
  const startsAt = Date.parse(definition.marketTime ?? definition.openDate ?? '')
  if (Number.isNaN(startsAt)) return null
  const marketName = described?.marketName ?? definition.name ?? null
  const numbered = RACE_NUMBER.exec(marketName ?? '')?.[1]
  return {
    eventId: definition.eventId ?? null, eventName: described?.eventName ?? definition.eventName ?? null, marketName, venue: definition.venue ?? described?.venue ?? null,
    countryCode: definition.countryCode ?? null, timezone: definition.timezone ?? null, startsAt: startsAt as Instant,
    raceNumber: described?.raceNumber ?? (numbered === undefined ? null : Number(numbered)), numberOfWinners: definition.numberOfWinners ?? null,
  }
}
const FIELDS = ['eventId', 'eventName', 'marketName', 'venue', 'countryCode', 'timezone', 'startsAt', 'raceNumber', 'numberOfWinners'] as const
export const sameEvent = (a: MarketEvent, b: MarketEvent): boolean => FIELDS.every((field) => a[field] === b[field])
