import { dayOf, type Instant } from './instant'
import type { MarketFacts, PriceFact } from './price-fact'
import type { CardChange, RaceCard } from './race-card'
import { raceBefore, runnerBefore } from './undo-change'
import { RunnerStatus } from './vocabulary'

/** Types only: what has a private member cannot be written by hand, nor made from another by spreading it. */
declare abstract class ThroughRaceDoor { private readonly door: 'race' }
declare abstract class ThroughMarketDoor { private readonly door: 'market' }

/** History as it stood at 00:00 UTC of `day`: only what was known before that. */
export interface KnownBefore { readonly day: number }

/** A race as it could be seen at an instant before its off. Only `raceAsOf` makes one. */
export interface RaceAsOf<H extends KnownBefore> extends ThroughRaceDoor {
  readonly asOf: Instant
  /** As published at `asOf`; `runners` are those that were to start, emergencies without a start left out. */
  readonly card: RaceCard
  readonly history: H
}
/** A market as it could be seen at an instant. Only `marketAsOf` makes one. */
export interface MarketAsOf extends ThroughMarketDoor {
  readonly at: Instant
  readonly offAt: Instant
  /** Oldest first. */
  readonly prices: readonly PriceFact[]
  /** By runner; empty until the off. */
  readonly startingPrices: ReadonlyMap<number, number>
}

const STARTS: ReadonlySet<RunnerStatus> = new Set([RunnerStatus.DECLARED, RunnerStatus.RUNNER])

/** Facts known before `asOf`. Most races are asked about as of their off, where nothing is too late: then nothing is copied. */
const known = <F extends { readonly knownAt: Instant }>(facts: readonly F[], asOf: Instant): readonly F[] =>
  facts.some(({ knownAt }) => knownAt >= asOf) ? facts.filter(({ knownAt }) => knownAt < asOf) : facts

/** Changes that were not known yet, the last of them first. */
const lateChanges = ({ changes }: RaceCard, asOf: Instant): readonly CardChange[] => {
  const late = changes.filter(({ knownAt }) => knownAt >= asOf)
  return late.length < 2 ? late : late.reverse().sort((a, b) => b.knownAt - a.knownAt)
}

const beforeChange = (card: RaceCard, change: CardChange): RaceCard =>
  change.runnerId === null ? raceBefore(card, change) : { ...card, runners: card.runners.map((runner) => (runner.runnerId === change.runnerId ? runnerBefore(card, runner, change) : runner)) }

/** Going as declared counts from 00:00 UTC of the day of the off, and only where no reading of the ground is taken for the race before its off: readings are dated, a declaration is not. */
const goingIsKnown = ({ offAt, readings, number }: RaceCard, asOf: Instant): boolean =>
  dayOf(asOf) >= dayOf(offAt) && !readings.some(({ raceNumber, observedAt }) => (raceNumber === null || raceNumber === number) && observedAt <= offAt)

/**
 * The only way to what features read. Whatever became known at `asOf` or later is not in it: changes of the card are
 * undone from the last (`undo-change.ts`; what cannot be undone becomes null), readings, weather and gear dropped.
 * Declared going is null before 00:00 UTC of the day of the off, and where the race has readings of the ground, known
 * by then or not. Throws RangeError for an `asOf` after the off, and for a history that is not that of the day of `asOf`.
 */
export function raceAsOf<H extends KnownBefore>(published: RaceCard, history: H, asOf: Instant): RaceAsOf<H> {
  if (asOf > published.offAt) throw new RangeError(`race ${published.raceId} was off at ${new Date(published.offAt).toISOString()}: nothing before it can be asked as of ${new Date(asOf).toISOString()}`)
  if (history.day !== dayOf(asOf)) throw new RangeError(`history of day ${history.day} does not belong to an instant of day ${dayOf(asOf)}`)
  const before = lateChanges(published, asOf).reduce(beforeChange, published)
  const starters = before.runners.every(({ status }) => STARTS.has(status)) ? before.runners : before.runners.filter(({ status }) => STARTS.has(status))
  const runners = starters.some(({ gear }) => gear.some(({ knownAt }) => knownAt >= asOf)) ? starters.map((runner) => ({ ...runner, gear: known(runner.gear, asOf) })) : starters
  const going = goingIsKnown(before, asOf) ? {} : { going: null, goingNumber: null }
  const card: RaceCard = { ...before, ...going, runners, readings: known(published.readings, asOf), weather: known(published.weather, asOf), changes: known(published.changes, asOf) }
  return { asOf, card, history } as unknown as RaceAsOf<H>
}

const NO_PRICES: ReadonlyMap<number, number> = new Map()
const NONE: readonly PriceFact[] = []
/** Oldest first; what was offered at one instant by name, so that the order of the facts cannot show. */
const byTime = (a: PriceFact, b: PriceFact): number => a.at - b.at || (a.bookmaker < b.bookmaker ? -1 : a.bookmaker > b.bookmaker ? 1 : a.decimal - b.decimal)

/** The only way to prices. Those known at `at` or later, offered after the off, or below 1 are dropped; starting prices are there only after the off. */
export const marketAsOf = ({ prices, startingPrices }: MarketFacts, offAt: Instant, at: Instant): MarketAsOf =>
  ({
    at,
    offAt,
    prices: prices.length === 0 ? NONE : prices.filter((price) => price.knownAt < at && price.at <= offAt && price.decimal >= 1).sort(byTime),
    startingPrices: at > offAt ? startingPrices : NO_PRICES,
  }) as unknown as MarketAsOf
