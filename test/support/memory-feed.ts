import { dayOf } from '../../src/domain/instant'
import type { RaceCard } from '../../src/domain/race-card'
import type { FinishedRace } from '../../src/domain/race-outcome'
import type { HistoryFeed, RaceFacts } from '../../src/usecases/ports'

/** What storage would say of a race; starting prices are those of its result. */
export const factsOf = (race: FinishedRace | RaceCard): RaceFacts => {
  const { card, outcome } = 'card' in race ? race : { card: race, outcome: null }
  const prices = (outcome?.runners ?? []).flatMap(({ runnerId, startingPrice }) => (startingPrice === null ? [] : [[runnerId, startingPrice] as const]))
  return { card, outcome, market: { prices: [], startingPrices: new Map(prices) } }
}

/** A feed of a few races, in the order that storage keeps to. */
export const feedOf = (races: readonly (FinishedRace | RaceCard)[]): HistoryFeed => {
  const facts = races.map(factsOf)
  const days = [...new Set(facts.map(({ card }) => dayOf(card.offAt)))].sort((a, b) => a - b)
  async function* all(): ReturnType<HistoryFeed['days']> { for (const day of days) yield await Promise.resolve({ day, races: facts.filter(({ card }) => dayOf(card.offAt) === day) }) }
  return { days: all, size: () => Promise.resolve({ races: facts.length, runners: facts.reduce((sum, { card }) => sum + card.runners.length, 0) }) }
}
