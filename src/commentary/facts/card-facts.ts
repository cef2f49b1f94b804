import { gearText } from '../../domain/gear'
import type { CardRunner } from '../../domain/race-card'
import { valueText } from '../../features/value-text'
import { cleanName, cleanTitle } from '../untrusted'
import { draft, type Draft } from './draft'
import type { RaceMaterial, RunnerMaterial } from './material'
import { venueName } from './past-facts'
import { clockTime, longDate, many, ordinal, readable } from './words'

const race = (part: Omit<Parameters<typeof draft>[0], 'runnerId'>): Draft => draft({ runnerId: null, ...part })

/** What the card says of the race itself. */
export function raceCardFacts({ card, venue, raceName, classText, currency, result }: RaceMaterial): readonly Draft[] {
  const [name, place, classed] = [cleanTitle(raceName), venueName(venue), classText === null ? '' : cleanTitle(classText)]
  const facts: Draft[] = [race({ topic: 'card', label: 'race number', text: `race ${card.number}`, value: card.number, unit: 'count', also: [`${ordinal(card.number)} race`, many(card.raceCount, 'race')], feature: 'race.number' })]
  const add = (part: Parameters<typeof race>[0]): void => { facts.push(race(part)) }
  if (name !== '') add({ topic: 'card', label: 'name of the race', text: name })
  if (place !== '') add({ topic: 'card', label: 'course', text: place })
  add({ topic: 'card', label: 'day', text: longDate(card.date), also: [card.date] })
  if (card.localMinute !== null) add({ topic: 'card', label: 'start, by the clock of the course', text: clockTime(card.localMinute) })
  if (card.distanceM !== null) add({ topic: 'distance', label: 'distance', text: valueText({ unit: 'm' }, card.distanceM) ?? '', value: card.distanceM, unit: 'm', feature: 'distance.metres', also: [`${card.distanceM} m`, `${card.distanceM} metres`] })
  if (card.surface !== null) add({ topic: 'race', label: 'surface', text: card.surface === 'SYNTHETIC' ? 'all-weather' : card.surface.toLowerCase(), feature: 'race.surface' })
  if (result === null) add({ topic: 'race', label: 'runners', text: many(card.runners.length, 'runner'), value: card.runners.length, unit: 'count', feature: 'race.fieldSize' })
  else add({ topic: 'race', label: 'runners', text: many(result.runners.length, 'runner'), value: result.runners.length, unit: 'count' })
  if (card.kind !== 'FLAT') add({ topic: 'race', label: 'kind', text: readable(card.kind).toLowerCase() })
  if (card.weightCondition === 'HANDICAP') add({ topic: 'race', label: 'conditions', text: 'handicap', feature: 'race.handicap' })
  if (card.pattern !== 'NONE') add({ topic: 'class', label: 'standing', text: readable(card.pattern), feature: 'class.pattern' })
  if (classed !== '') add({ topic: 'card', label: 'class', text: /^\d+$/.test(classed) ? `Class ${classed}` : classed })
  if (card.ratingLow !== null && card.ratingHigh !== null) add({ topic: 'class', label: 'ratings that may run', text: `${Math.min(card.ratingLow, card.ratingHigh)} to ${Math.max(card.ratingLow, card.ratingHigh)}` })
  if (card.prizeTotal !== null && card.prizeTotal > 0) {
    const money = valueText({ unit: 'currency' }, card.prizeTotal) ?? ''
    add({ topic: 'class', label: 'prize money', text: currency !== null && /^[A-Z]{3}$/.test(currency) ? `${currency} ${money}` : money, value: card.prizeTotal, unit: 'currency', also: [money] })
  }
  if (card.courseLayout !== null && /^[A-Z](\+\d{1,2})?$/.test(card.courseLayout)) add({ topic: 'track', label: 'rail position', text: `course ${card.courseLayout}` })
  return facts
}

/** Words for gear alone that we have: what else a source writes is left out. */
const gearWords = (runner: CardRunner, fits: (gear: CardRunner['gear'][number]) => boolean): readonly string[] =>
  [...new Set(runner.gear.filter(fits).flatMap(({ code }) => (gearText(code) === code ? [] : [gearText(code)])))].sort()

/** What the card says of a runner: its people, where it starts, what it carries and wears. */
export function runnerCardFacts({ runner, jockey, trainer, horse, scratched }: RunnerMaterial): readonly Draft[] {
  const { runnerId, number, gear } = runner
  const facts: Draft[] = []
  const add = (part: Omit<Parameters<typeof draft>[0], 'runnerId'>): void => { facts.push(draft({ runnerId, ...part })) }
  const named = (label: string, raw: string | null): void => { const text = raw === null ? '' : cleanName(raw); if (text !== '') add({ topic: 'card', label, text }) }
  named('horse', horse)
  if (number !== null) add({ topic: 'card', label: 'number', text: `number ${number}`, value: number, unit: 'count', also: [`No. ${number}`] })
  if (scratched) return facts
  named('jockey', jockey)
  named('trainer', trainer)
  const worn = gearWords(runner, ({ removed }) => !removed)
  const [first, off] = [gearWords(runner, ({ firstTime, removed }) => firstTime && !removed), gearWords(runner, ({ removed }) => removed)]
  if (first.length > 0) add({ topic: 'gear', label: 'gear for the first time', text: `${first.join(', ')} for the first time`, feature: 'gear.firstTime' })
  if (off.length > 0) add({ topic: 'gear', label: 'gear taken off', text: `${off.join(', ')} off`, feature: 'gear.removed' })
  if (gear.length > 0 && worn.length > 0) add({ topic: 'gear', label: 'gear', text: worn.join(', '), feature: 'gear.pieces' })
  return facts
}
