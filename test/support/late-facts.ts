import { dayOf, type Instant } from '../../src/domain/instant'
import type { MarketFacts } from '../../src/domain/price-fact'
import type { CardChange, CardRunner, RaceCard } from '../../src/domain/race-card'
import type { FinishedRace } from '../../src/domain/race-outcome'
import { knownDay } from '../../src/features/history/history'
import { pick, rngOf, type RandomWorld, type Rng } from './random-world'
import { finished } from './racing-world'

/**
 * What becomes known at `asOf` or later: as it came, altered throughout, or gone. A change of the card that its source
 * does not tell well enough to be undone leaves a hole wherever it happens, so these are altered but never gone.
 */
export type Fate = 'came' | 'altered' | 'gone'

const MINUTE = 60_000
interface Told { readonly published: RaceCard; readonly exact: boolean }
type Teller = (card: RaceCard, runner: CardRunner, knownAt: Instant, other: boolean) => Told

const tell = (card: RaceCard, change: Partial<CardChange> & Pick<CardChange, 'kind' | 'knownAt'>, race: Partial<RaceCard>, exact: boolean): Told =>
  ({ exact, published: { ...card, ...race, changes: [...card.changes, { runnerId: null, before: null, after: null, beforeJockey: null, ...change }] } })
const tellOf = (card: RaceCard, runner: CardRunner, change: Partial<CardChange> & Pick<CardChange, 'kind' | 'knownAt'>, part: Partial<CardRunner>, exact: boolean): Told =>
  tell(card, { runnerId: runner.runnerId, ...change }, { runners: card.runners.map((one) => (one === runner ? { ...one, ...part } : one)) }, exact)
const text = (value: unknown): string | null => (value === null ? null : String(value))

/** Each kind of change as the synthetic season tells it. `other`: the same change to another value. */
const TELLERS: readonly Teller[] = [
  (card, runner, knownAt, other) => {
    const isIn = runner.status === 'DECLARED' || runner.status === 'RUNNER'
    return isIn ? tellOf(card, runner, { kind: 'SCRATCHING', knownAt, before: runner.status }, { status: other ? 'LATE_SCRATCHED' : 'SCRATCHED' }, true) : tellOf(card, runner, { kind: 'REINSTATEMENT', knownAt, before: runner.status }, { status: other ? 'RUNNER' : 'DECLARED' }, true)
  },
  (card, runner, knownAt, other) => {
    const { jockeyId, apprentice, jockeyMinimumKg, allocatedKg } = runner
    const claimKg = other ? 3 : 2
    const exact = jockeyId !== null && apprentice === false && runner.claimKg === 0 && allocatedKg !== null
    const beforeJockey = jockeyId === null ? null : { jockeyId, apprentice, jockeyMinimumKg }
    return tellOf(card, runner, { kind: 'JOCKEY_CHANGE', knownAt, before: 'A', beforeJockey }, { jockeyId: other ? 2 : 9, apprentice: true, jockeyMinimumKg: other ? 49 : 51, claimKg, weightKg: allocatedKg === null ? null : allocatedKg - claimKg + (runner.overweightKg ?? 0) }, exact)
  },
  (card, runner, knownAt, other) => {
    const [was, over] = [runner.overweightKg ?? 0, other ? 2 : 1]
    return tellOf(card, runner, { kind: 'WEIGHT_CHANGE', knownAt, before: String(was), after: String(over) }, { overweightKg: over, weightKg: runner.weightKg === null ? null : runner.weightKg - was + over }, runner.overweightKg !== null)
  },
  (card, runner, knownAt, other) => tellOf(card, runner, { kind: 'BARRIER_CHANGE', knownAt, before: text(runner.barrier) }, { barrier: other ? 19 : 20 }, true),
  (card, runner, knownAt, other) => tellOf(card, runner, { kind: 'GEAR_CHANGE', knownAt, after: 'B' }, { gear: [...runner.gear, { code: other ? 'XB' : 'B', firstTime: true, removed: false, knownAt }] }, true),
  (card, runner, knownAt, other) => tellOf(card, runner, { kind: 'TRAINER_CHANGE', knownAt, before: 'A' }, { trainerId: other ? 3 : 4 }, false),
  (card, _, knownAt, other) => tell(card, { kind: 'TIME_CHANGE', knownAt, before: new Date(card.offAt).toISOString() }, { offAt: (card.offAt + (other ? 20 : 10) * MINUTE) as Instant, localMinute: card.localMinute === null ? null : card.localMinute + (other ? 20 : 10) }, true),
  (card, _, knownAt, other) => tell(card, { kind: 'TRACK_CHANGE', knownAt, before: card.going === null ? null : [card.going, card.goingNumber].filter((part) => part !== null).join(' ') }, { going: other ? 'HEAVY' : 'FIRM', goingNumber: other ? 10 : 1 }, true),
  (card, _, knownAt, other) => tell(card, { kind: 'RAIL_CHANGE', knownAt, before: card.railOffsetM === null ? null : card.railOffsetM === 0 ? 'True position' : `Out ${card.railOffsetM} m entire circuit` }, { railOffsetM: other ? 9 : 12, courseLayout: other ? 'C' : 'D' }, card.courseLayout === null),
]

const isLate = (asOf: Instant) => ({ knownAt }: { readonly knownAt: Instant }): boolean => knownAt >= asOf
/** Facts that are late kept, put otherwise, or dropped. */
const facts = <F extends { readonly knownAt: Instant }>(all: readonly F[], asOf: Instant, fate: Fate, otherwise: (fact: F) => F): readonly F[] =>
  all.flatMap((fact) => (!isLate(asOf)(fact) || fate === 'came' ? [fact] : fate === 'altered' ? [otherwise(fact)] : []))

function lateCard(card: RaceCard, asOf: Instant, fate: Fate, rng: Rng): RaceCard {
  const declared = card.readings.length > 0 || dayOf(asOf) < dayOf(card.offAt)
  const going = !declared || fate === 'came' ? {} : { going: fate === 'gone' ? null : ('HEAVY' as const), goingNumber: null }
  let published: RaceCard = {
    ...card, ...going,
    runners: card.runners.map((runner) => ({ ...runner, gear: facts(runner.gear, asOf, fate, (fact) => ({ ...fact, code: 'SB', firstTime: !fact.firstTime, removed: false })) })),
    readings: facts(card.readings, asOf, fate, (fact) => ({ ...fact, label: 'HEAVY', number: 9.5 })), weather: facts(card.weather, asOf, fate, (fact) => ({ ...fact, temperatureC: -40, rainfall24hMm: 500 })),
  }
  for (let i = 0; i < 8; i++) {
    const [teller, place, knownAt] = [pick(rng, TELLERS), Math.floor(rng() * card.runners.length), (asOf + i * MINUTE) as Instant]
    const runner = published.runners[place]
    if (runner === undefined) continue
    const told = teller(published, runner, knownAt, fate === 'altered')
    if (fate !== 'gone' || !told.exact) published = told.published
  }
  return published
}

function lateMarket({ prices, startingPrices }: MarketFacts, asOf: Instant, fate: Fate): MarketFacts {
  const kept = facts(prices, asOf, fate, (fact) => ({ ...fact, decimal: fact.decimal + 7, volume: 12_345 }))
  const further = fate === 'altered' ? prices.map((fact) => ({ ...fact, source: 'FIXED' as const, bookmaker: 'A', decimal: 1.01, knownAt: asOf })) : []
  return { prices: [...kept, ...further], startingPrices: fate === 'gone' ? new Map() : new Map([...startingPrices].map(([runnerId, decimal]) => [runnerId, fate === 'altered' ? decimal + 3 : decimal])) }
}

function lateHistory(history: readonly FinishedRace[], asOf: Instant, fate: Fate): readonly FinishedRace[] {
  const turned = ({ card, outcome }: FinishedRace): FinishedRace => ({
    card: { ...card, distanceM: 1_200, going: 'HEAVY' }, outcome: { ...outcome, runners: outcome.runners.map((one, i) => ({ ...one, status: 'FINISHED', position: i + 1, beatenLengths: i, finishTimeMs: 70_000 + i, startingPrice: 1.5 + i, sections: [], inRunning: [] })) },
  })
  const kept = history.flatMap((race) => (knownDay(race) < dayOf(asOf) || fate === 'came' ? [race] : fate === 'altered' ? [turned(race)] : []))
  const further = fate === 'altered' ? [finished({ off: new Date(asOf + MINUTE).toISOString(), runners: [1, 2, 3].map((horseId) => ({ horseId, jockeyId: horseId, trainerId: 1, barrier: horseId })) }, [1, 2, 3])] : []
  return [...kept, ...further]
}

/** The world with its late facts in one of their fates; the same ones each time. */
export function withLateFacts(world: RandomWorld, fate: Fate): RandomWorld {
  const { asOf } = world
  return {
    ...world, cards: world.cards.map((card, i) => lateCard(card, asOf, fate, rngOf(world.seed + i))), markets: world.markets.map((market) => lateMarket(market, asOf, fate)), history: lateHistory(world.history, asOf, fate),
  }
}
