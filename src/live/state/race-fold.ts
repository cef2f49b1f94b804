import type { Instant } from '../../domain/instant'
import type { LiveEvent, LivePrice, OddsEvent, PredictionEvent, RaceEvent } from '../../domain/live-event'
import type { MarketState, RaceState } from '../../domain/race-state'

/** A market with what it takes to fold further events into it, in any order. */
export interface FoldedMarket extends MarketState {
  /** Sequence of the last event that told the whole of it: what is older than that counts no more. 0: none yet. */
  readonly wholeAt: number
  readonly receivedAt: Instant
}
export interface FoldedRace extends RaceState { readonly markets: ReadonlyMap<number, FoldedMarket> }

/** What is kept of a race; the oldest goes first, and with it what can be told of the time before. */
const MOST_MARKETS = 200
const MOST_MODELS = 32
export const MOST_CHANGES = 50

export const emptyRace = (raceId: number, since: number): FoldedRace => ({ raceId, sequence: 0, since, markets: new Map(), predictions: new Map(), changes: [] })
export const modelKey = ({ prediction: { model } }: PredictionEvent): string => `${model.name}@${model.version}`

/** The race after the event; the same object where it is no news. The order and the number of deliveries do not matter. */
export function fold(race: FoldedRace, event: LiveEvent): FoldedRace {
  const parts = event.kind === 'odds' ? withOdds(race, event) : event.kind === 'prediction' ? withPrediction(race, event) : withChange(race, event)
  return parts === null ? race : { ...race, ...parts, sequence: Math.max(race.sequence, event.sequence) }
}

/** All that is later than a sequence, as events that take a state of then to the state of now; `null` for the whole of it. */
export function eventsAfter({ raceId, markets, predictions, changes }: FoldedRace, sequence: number | null): readonly LiveEvent[] {
  const after = sequence ?? -Infinity
  const odds = [...markets.values()].filter(({ market }) => market.sequence > after).map(({ market, prices, wholeAt, receivedAt }): OddsEvent => {
    const whole = sequence === null || wholeAt > after
    const told = [...prices.values()]
    return { kind: 'odds', raceId, sequence: market.sequence, at: market.at, receivedAt, market, prices: whole ? told : told.filter((price) => price.sequence > after), whole }
  })
  const rest = [...predictions.values(), ...changes].filter((event) => event.sequence > after)
  return [...odds, ...rest].sort((a, b) => a.sequence - b.sequence)
}

type Parts = Partial<Pick<FoldedRace, 'markets' | 'predictions' | 'changes' | 'since'>>

function withOdds(race: FoldedRace, event: OddsEvent): Parts | null {
  const known = race.markets.get(event.market.id)
  const market = known === undefined ? firstOf(event) : marketAfter(known, event)
  if (market === known) return null
  return newest(new Map(race.markets).set(market.market.id, market), MOST_MARKETS, (held) => held.market.sequence, race.since, (markets, since) => ({ markets, since }))
}
const firstOf = ({ market, prices, whole, sequence, receivedAt }: OddsEvent): FoldedMarket => ({ market, prices: new Map(prices.map((price) => [price.runnerId, price])), wholeAt: whole ? sequence : 0, receivedAt })

function marketAfter(known: FoldedMarket, event: OddsEvent): FoldedMarket {
  if (event.sequence < known.wholeAt) return known
  const prices = event.whole ? wholePrices(known.prices, event) : partPrices(known, event)
  const isLater = event.sequence > known.market.sequence
  if (prices === known.prices && !isLater && !(event.whole && event.sequence > known.wholeAt)) return known
  return {
    market: isLater ? event.market : known.market, receivedAt: isLater ? event.receivedAt : known.receivedAt, prices,
    wholeAt: event.whole ? event.sequence : known.wholeAt,
  }
}
function wholePrices(known: ReadonlyMap<number, LivePrice>, { prices, sequence }: OddsEvent): ReadonlyMap<number, LivePrice> {
  const next = new Map(prices.map((price) => [price.runnerId, price]))
  for (const [runnerId, price] of known) {
    const told = next.get(runnerId)
    if (price.sequence > sequence || price.sequence === told?.sequence) next.set(runnerId, price)
  }
  const isSame = next.size === known.size && [...next].every(([runnerId, price]) => known.get(runnerId) === price)
  return isSame ? known : next
}
function partPrices({ prices, wholeAt }: FoldedMarket, event: OddsEvent): ReadonlyMap<number, LivePrice> {
  const news = event.prices.filter(({ runnerId, sequence }) => sequence > wholeAt && sequence > (prices.get(runnerId)?.sequence ?? 0))
  if (news.length === 0) return prices
  const next = new Map(prices)
  for (const price of news) next.set(price.runnerId, price)
  return next
}

function withPrediction(race: FoldedRace, event: PredictionEvent): Parts | null {
  const key = modelKey(event)
  if (event.sequence <= (race.predictions.get(key)?.sequence ?? 0)) return null
  return newest(new Map(race.predictions).set(key, event), MOST_MODELS, ({ sequence }) => sequence, race.since, (predictions, since) => ({ predictions, since }))
}

function withChange(race: FoldedRace, event: RaceEvent): Parts | null {
  if (race.changes.some(({ sequence }) => sequence === event.sequence)) return null
  const changes = [...race.changes, event].sort((a, b) => a.sequence - b.sequence)
  const dropped = changes.length > MOST_CHANGES ? changes.shift() : undefined
  if (dropped === event && race.since >= event.sequence) return null
  return { changes, since: Math.max(race.since, dropped?.sequence ?? 0) }
}

/** Drops the oldest of too many: of the time before it nothing can be told exactly any more. */
function newest<K, V>(map: Map<K, V>, most: number, sequenceOf: (value: V) => number, since: number, made: (map: Map<K, V>, since: number) => Parts): Parts {
  if (map.size <= most) return made(map, since)
  const [key, value] = [...map].reduce((oldest, entry) => (sequenceOf(entry[1]) < sequenceOf(oldest[1]) ? entry : oldest))
  map.delete(key)
  return made(map, Math.max(since, sequenceOf(value)))
}
