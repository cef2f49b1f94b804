import type { CardFile, CardMeeting, CardRace } from './card-file'
import { hasResult } from './check-runner'
import type { Problem } from './problem'

/**
 * What must be known of a meeting, its races and runners once card and results are together. A card has most of it by
 * its schema; results that come without a card must bring it themselves. Pointers are into `given`, the file at hand.
 */
export function checkComplete(meeting: CardMeeting, given: CardFile, hasCard: boolean): readonly Problem[] {
  const problems: Problem[] = []
  const need = (pointer: string, thing: object, names: readonly string[]): void => {
    const missing = names.filter((name) => !(name in thing))
    if (missing.length > 0) problems.push({ pointer, found: `no ${missing.map((name) => `"${name}"`).join(', ')}`, expected: hasCard ? 'it on the card or here' : 'it here, as no card of this meeting has been imported, or the card first' })
  }
  need('/meeting/venue', meeting.venue, ['name', 'country', 'timezone'])
  for (const race of meeting.races) {
    const pointer = racePointer(race, given)
    need(pointer, race, ['name', 'startTime'])
    race.runners?.forEach((runner, i) => need(`${pointer}/runners/${i}`, runner, ['horse']))
    problems.push(...checkOutcome(race, pointer), ...checkCurrency(race, meeting, pointer))
  }
  const numbers = new Set(meeting.races.map(({ number }) => number))
  meeting.trackRatings?.forEach(({ raceNumber }, i) => {
    if (raceNumber !== undefined && !numbers.has(raceNumber)) problems.push({ pointer: `/meeting/trackRatings/${i}/raceNumber`, found: String(raceNumber), expected: 'the number of a race of the meeting' })
  })
  return problems
}

/** Where a race of the meeting stands in the file at hand, or words for one that is not in it. */
export function racePointer(race: CardRace, given: CardFile): string {
  const index = given.meeting.races.findIndex(({ number }) => number === race.number)
  return index < 0 ? `race ${race.number}, imported before` : `/meeting/races/${index}`
}

function checkOutcome(race: CardRace, pointer: string): Problem[] {
  const run = race.runners?.some(hasResult) === true
  return !run && race.status === 'FINAL' ? [{ pointer: `${pointer}/status`, found: '"FINAL" without a result', expected: 'runners with "position" or "finish", or another status' }] : []
}

function checkCurrency(race: CardRace, meeting: CardMeeting, pointer: string): Problem[] {
  const currency = race.prize?.currency ?? meeting.currency
  const money = race.prize?.total !== undefined || (race.prize?.byPosition?.length ?? 0) > 0 || race.dividends?.some((paid) => paid.currency === undefined) === true
  return money && currency === undefined ? [{ pointer, found: 'an amount without a currency', expected: '"currency" of the amount or of the meeting, e.g. "GBP"' }] : []
}
