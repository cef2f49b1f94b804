import fc from 'fast-check'
import type { LiveEvent, LiveMarket, LivePrice } from '../../../src/domain/live-event'
import { odds, prediction, raceEvent } from './live-events'

type Step =
  | { readonly kind: 'part' | 'whole'; readonly market: number; readonly runners: readonly number[] }
  | { readonly kind: 'prediction'; readonly model: string; readonly version: number }
  | { readonly kind: 'race' }

const RACE = 7
const runners = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 0, maxLength: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('part' as const), market: fc.integer({ min: 1, max: 2 }), runners }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('whole' as const), market: fc.integer({ min: 1, max: 2 }), runners }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prediction' as const), model: fc.constantFrom('linear', 'forest'), version: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('race' as const) }) },
)
const eventOf = (step: Step, sequence: number): LiveEvent => {
  if (step.kind === 'prediction') return prediction(RACE, sequence, step.model, step.version)
  if (step.kind === 'race') return raceEvent(RACE, sequence)
  return odds(RACE, step.market, sequence, step.runners, { whole: step.kind === 'whole' })
}

/** Events of race 7 in the order in which a worker numbered them, some numbers left out. */
export const raceHistory: fc.Arbitrary<readonly LiveEvent[]> = fc.array(fc.tuple(step, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 40 })
  .map((steps) => { let sequence = 0; return steps.map(([made, gap]) => eventOf(made, sequence += gap)) })

/** The same events in any order, some of them more than once. */
export const anyDelivery = (events: readonly LiveEvent[]): fc.Arbitrary<readonly LiveEvent[]> =>
  fc.array(fc.constantFrom(...events), { maxLength: 10 }).chain((again) => fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }))

export interface PlainRace {
  readonly sequence: number
  readonly markets: Readonly<Record<number, { readonly market: LiveMarket; readonly prices: Readonly<Record<number, LivePrice>> }>>
  readonly predictions: Readonly<Record<string, LiveEvent>>
  readonly changes: readonly LiveEvent[]
}
/** What stands after the events in their order, told the long way: by looking through all of them for each market and runner. */
export function standsAfter(events: readonly LiveEvent[]): PlainRace {
  const markets: Record<number, { market: LiveMarket; prices: Record<number, LivePrice> }> = {}
  const predictions: Record<string, LiveEvent> = {}
  for (const event of events) {
    if (event.kind === 'prediction') predictions[`${event.prediction.model.name}@${event.prediction.model.version}`] = event
    if (event.kind !== 'odds') continue
    const prices = event.whole ? {} : { ...markets[event.market.id]?.prices }
    for (const price of event.prices) prices[price.runnerId] = price
    markets[event.market.id] = { market: event.market, prices }
  }
  return { sequence: Math.max(0, ...events.map((event) => event.sequence)), markets, predictions, changes: events.filter(({ kind }) => kind === 'race') }
}
