import { gearText } from '../domain/gear'
import type { CardRunner, GearFact, RaceCard, TrackReading } from '../domain/race-card'
import type { GoingLabel } from '../domain/vocabulary'
import { BLINKERS, gearBit } from '../features/encode'
import { gearKnown, latestReading } from '../features/history/starters'
import { valueText } from '../features/value-text'
import type { Counterfactual } from './explanation'

/** A race as it might be. */
export interface OtherCard extends Pick<Counterfactual, 'kind' | 'change'> { readonly card: RaceCard }

const withRunner = (card: RaceCard, runnerId: number, part: Partial<CardRunner>): RaceCard => ({ ...card, runners: card.runners.map((runner) => (runner.runnerId === runnerId ? { ...runner, ...part } : runner)) })
const nameOf = ({ number }: CardRunner, and = ''): string => (number === null ? `another runner${and}` : `number ${number}${and}`)

/** Changed places in the draw with who stands in the middle of the innermost quarter, and of the outermost; not with one of its own quarter. */
export function otherBarriers(card: RaceCard, own: CardRunner): readonly OtherCard[] {
  const drawn = card.runners.filter(({ barrier }) => barrier !== null).sort((a, b) => (a.barrier as number) - (b.barrier as number))
  const place = drawn.indexOf(own)
  const quarter = Math.max(1, Math.floor(drawn.length / 4))
  if (place < 0 || drawn.length < 2) return []
  const from = Math.floor(quarter / 2)
  const targets = [...(place < quarter ? [] : [drawn[from]]), ...(place >= drawn.length - quarter ? [] : [drawn[drawn.length - 1 - from]])]
  return targets.flatMap((other): readonly OtherCard[] => (other === undefined || other === own ? [] : [{
    kind: 'BARRIER', change: `from barrier ${String(other.barrier)} instead of ${String(own.barrier)}`,
    card: withRunner(withRunner(card, own.runnerId, { barrier: other.barrier }), other.runnerId, { barrier: own.barrier }),
  }]))
}

const WEIGHT_STEP_KG = 2
const kg = (weight: number): string => valueText({ unit: 'kg' }, weight) as string
/** Two kilograms less and more, of what it was allotted too. */
export function otherWeights(card: RaceCard, { runnerId, weightKg, allocatedKg }: CardRunner): readonly OtherCard[] {
  if (weightKg === null) return []
  return [-WEIGHT_STEP_KG, WEIGHT_STEP_KG].map((step): OtherCard => ({
    kind: 'WEIGHT', change: `with ${kg(weightKg + step)} instead of ${kg(weightKg)}`,
    card: withRunner(card, runnerId, { weightKg: weightKg + step, allocatedKg: allocatedKg === null ? null : allocatedKg + step }),
  }))
}

/** Its rider changed for the best other rider of the race, by a number a runner; claims go with the riders. Nobody where no other has one. */
export function otherRider(card: RaceCard, own: CardRunner, rateOf: (runnerId: number) => number): readonly OtherCard[] {
  const others = card.runners.filter(({ runnerId, jockeyId }) => jockeyId !== null && jockeyId !== own.jockeyId && !Number.isNaN(rateOf(runnerId)))
  if (own.jockeyId === null || others.length === 0) return []
  const best = others.reduce((one, other) => (rateOf(other.runnerId) > rateOf(one.runnerId) ? other : one))
  return [{ kind: 'JOCKEY', change: `with the rider of ${nameOf(best)}, and its own on that one`, card: withRunner(withRunner(card, own.runnerId, riddenAs(own, best)), best.runnerId, riddenAs(best, own)) }]
}
const riddenAs = (horse: CardRunner, { jockeyId, apprentice, jockeyMinimumKg, claimKg }: CardRunner): Partial<CardRunner> => ({
  jockeyId, apprentice, jockeyMinimumKg, claimKg, weightKg: horse.weightKg === null ? null : horse.weightKg + (horse.claimKg ?? 0) - (claimKg ?? 0),
})

const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`)
/** Without what it wears; in blinkers where it wears none. `wore`: whether it ever ran in blinkers, null unknown: then nothing is said of them. */
export function otherGear(card: RaceCard, own: CardRunner, wore: boolean | null): readonly OtherCard[] {
  if (!gearKnown(card.runners)) return []
  const worn = own.gear.filter(({ removed }) => !removed)
  const bare = withRunner(card, own.runnerId, { gear: own.gear.flatMap((one): readonly GearFact[] => (one.removed ? [one] : one.firstTime ? [] : [{ ...one, removed: true }])) })
  const without: readonly OtherCard[] = worn.length === 0 || !gearKnown(bare.runners) ? [] : [{ kind: 'GEAR', change: `without its ${listed(worn.map(({ code }) => gearText(code)))}`, card: bare }]
  const isBlinkers = ({ code }: GearFact): boolean => (gearBit(code) & BLINKERS) !== 0
  const before = wore === true || own.gear.some((one) => one.removed && isBlinkers(one))
  if (worn.some(isBlinkers) || (wore === null && !before)) return without
  const blinkers: GearFact = { code: 'B', firstTime: !before, removed: false, knownAt: 0 as GearFact['knownAt'] }
  return [...without, { kind: 'GEAR', change: before ? 'with blinkers' : 'with blinkers for the first time', card: withRunner(card, own.runnerId, { gear: [...own.gear.filter((one) => !isBlinkers(one)), blinkers] }) }]
}

/** Words for turf from dry to wet, as countries use them. */
const LADDERS: readonly (readonly GoingLabel[])[] = [
  ['FIRM', 'GOOD_TO_FIRM', 'GOOD', 'GOOD_TO_YIELDING', 'YIELDING', 'YIELDING_TO_SOFT', 'SOFT', 'HEAVY'],
  ['FIRM', 'GOOD_TO_FIRM', 'GOOD', 'GOOD_TO_SOFT', 'SOFT', 'HEAVY'],
]
const YIELDING: ReadonlySet<RaceCard['country']> = new Set(['HKG', 'IRE'])
/** Words by the Australian number, 1 to 10. */
const BY_NUMBER: readonly GoingLabel[] = ['FIRM', 'FIRM', 'GOOD', 'GOOD', 'SOFT', 'SOFT', 'SOFT', 'HEAVY', 'HEAVY', 'HEAVY']

interface Ground { readonly label: GoingLabel | null; readonly number: number | null }
/** One step up or down; null where there is none, or the word is none for turf. By the number in Australia and New Zealand, elsewhere by the word, which then goes without a number. */
function stepped({ country }: Pick<RaceCard, 'country'>, { label, number }: Ground, step: 1 | -1): Ground | null {
  if (number !== null && (country === 'AUS' || country === 'NZL')) {
    const next = BY_NUMBER[Math.round(number) + step - 1]
    return next === undefined ? null : { label: next, number: number + step }
  }
  const ladders = YIELDING.has(country) ? LADDERS : LADDERS.toReversed()
  const ladder = label === null ? undefined : ladders.find((words) => words.includes(label))
  const next = label === null ? undefined : ladder?.[ladder.indexOf(label) + step]
  return next === undefined ? null : { label: next, number: null }
}
const groundWords = ({ label, number }: Ground): string => `${label === null ? 'ground' : (valueText({ unit: 'code', words: [label] }, 0) as string).toLowerCase()}${number === null ? '' : ` ${number}`}`
/** Turf one step wetter and one drier, all readings of it alike: it did not change more than it did. Nothing on other surfaces, and where the going is unknown. */
export function otherGrounds(card: RaceCard): readonly OtherCard[] {
  const reading = latestReading(card)
  const now: Ground = reading ?? { label: card.going, number: card.goingNumber }
  if (card.surface !== null && card.surface !== 'TURF') return []
  return ([1, -1] as const).flatMap((step): readonly OtherCard[] => {
    const next = stepped(card, now, step)
    if (next === null) return []
    const readings = card.readings.map((one): TrackReading => { const other = stepped(card, one, step); return other === null || other.label === null ? one : { ...one, label: other.label, number: other.number } })
    const declared = stepped(card, { label: card.going, number: card.goingNumber }, step)
    return [{ kind: 'GOING', change: `on ${groundWords(next)} instead of ${groundWords(now)}`, card: { ...card, readings, ...(declared !== null && { going: declared.label, goingNumber: declared.number }) } }]
  })
}

/** Without the best fancied of the others, by a number a runner: the higher, the more. `byPrices`: the number is the market's. */
export function otherField(card: RaceCard, own: CardRunner, fanciedOf: (runnerId: number) => number, byPrices: boolean): readonly OtherCard[] {
  const others = card.runners.filter(({ runnerId }) => runnerId !== own.runnerId && !Number.isNaN(fanciedOf(runnerId)))
  if (others.length === 0) return []
  const best = others.reduce((one, other) => (fanciedOf(other.runnerId) > fanciedOf(one.runnerId) ? other : one))
  const isFirst = Number.isNaN(fanciedOf(own.runnerId)) || fanciedOf(best.runnerId) >= fanciedOf(own.runnerId)
  const who = byPrices ? (isFirst ? 'the favourite' : 'the second favourite') : (isFirst ? 'the first choice of the model' : 'the second choice of the model')
  return [{ kind: 'SCRATCHING', change: `with ${nameOf(best, ',')} ${who}, scratched`, card: withRunner(card, best.runnerId, { status: 'SCRATCHED' }) }]
}
