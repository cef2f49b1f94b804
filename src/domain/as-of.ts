import { dayOf, type Instant } from './instant'
import type { MarketFacts, PriceFact } from './price-fact'
import type { CardChange, CardRunner, RaceCard } from './race-card'
import { RunnerStatus } from './vocabulary'

declare const door: unique symbol

/** History as it stood at 00:00 UTC of `day`: only what was known before that. */
export interface KnownBefore { readonly day: number }

/** A race as it could be seen at an instant before its off. Only `raceAsOf` makes one. */
export interface RaceAsOf<H extends KnownBefore> {
  readonly [door]: 'race'
  readonly asOf: Instant
  /** As published at `asOf`; `runners` are those that were to start, emergencies without a start left out. */
  readonly card: RaceCard
  readonly history: H
}
/** A market as it could be seen at an instant. Only `marketAsOf` makes one. */
export interface MarketAsOf {
  readonly [door]: 'market'
  readonly at: Instant
  /** Oldest first. */
  readonly prices: readonly PriceFact[]
  /** By runner; empty until the off. */
  readonly startingPrices: ReadonlyMap<number, number>
}

/** As it was before the change; a change that the source did not tell in a form that can be undone leaves the runner as it is. */
function undo(runner: CardRunner, change: CardChange): CardRunner {
  const number = change.before === null ? null : Number.parseFloat(change.before)
  switch (change.kind) {
    case 'SCRATCHING': return { ...runner, status: (change.before ?? RunnerStatus.DECLARED) as RunnerStatus }
    case 'REINSTATEMENT': return { ...runner, status: (change.before ?? RunnerStatus.SCRATCHED) as RunnerStatus }
    case 'JOCKEY_CHANGE': return { ...runner, jockeyId: change.beforeJockey?.jockeyId ?? null, apprentice: change.beforeJockey?.apprentice ?? null, jockeyMinimumKg: change.beforeJockey?.jockeyMinimumKg ?? null }
    case 'BARRIER_CHANGE': return { ...runner, barrier: number }
    default: return runner
  }
}

const STARTS: ReadonlySet<RunnerStatus> = new Set([RunnerStatus.DECLARED, RunnerStatus.RUNNER])

/**
 * The only way to what features read. Whatever became known at `asOf` or later is not in it: changes of the card are
 * undone from the last, readings and gear dropped. Throws RangeError for an `asOf` after the off, and for a history
 * that is not that of the day of `asOf`.
 */
export function raceAsOf<H extends KnownBefore>(published: RaceCard, history: H, asOf: Instant): RaceAsOf<H> {
  if (asOf > published.offAt) throw new RangeError(`race ${published.raceId} was off at ${new Date(published.offAt).toISOString()}: nothing before it can be asked as of ${new Date(asOf).toISOString()}`)
  if (history.day !== dayOf(asOf)) throw new RangeError(`history of day ${history.day} does not belong to an instant of day ${dayOf(asOf)}`)
  const known = <F extends { readonly knownAt: Instant }>(facts: readonly F[]): readonly F[] => facts.filter((fact) => fact.knownAt < asOf)
  const undone = published.changes.filter((change) => change.knownAt >= asOf).sort((a, b) => b.knownAt - a.knownAt)
  const runners = published.runners
    .map((runner) => undone.filter((change) => change.runnerId === runner.runnerId).reduce(undo, runner))
    .filter((runner) => STARTS.has(runner.status))
    .map((runner) => ({ ...runner, gear: known(runner.gear) }))
  const card: RaceCard = { ...published, runners, readings: known(published.readings), weather: known(published.weather), changes: known(published.changes) }
  return { asOf, card, history } as RaceAsOf<H>
}

const NO_PRICES: ReadonlyMap<number, number> = new Map()

/** The only way to prices. Those known at `at` or later are dropped; starting prices are there only after the off. */
export const marketAsOf = (facts: MarketFacts, offAt: Instant, at: Instant): MarketAsOf =>
  ({
    at,
    prices: facts.prices.filter((price) => price.knownAt < at && price.at <= offAt).sort((a, b) => a.at - b.at),
    startingPrices: at > offAt ? facts.startingPrices : NO_PRICES,
  }) as unknown as MarketAsOf
