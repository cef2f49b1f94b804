import { dayOf, type Instant } from '../../domain/instant'
import type { PriceFact } from '../../domain/price-fact'
import type { RaceCard } from '../../domain/race-card'
import { RunnerStatus } from '../../domain/vocabulary'
import { FEATURE_SET, inputsOf, withSources, type FeatureName } from '../../features/registry'
import { computeAskedRaces, type RaceFeatures } from '../race-features'
import type { FeatureReader, RaceFacts } from '../ports'

/** A race whose card and history are at hand, so that a move of its market costs no question to the database. */
export interface WatchedRace {
  readonly card: RaceCard
  /** Features as of an instant, with prices beside those that the database had; runners in `out` do not start. */
  features(asked: WatchedInstant, names: readonly FeatureName[]): Promise<RaceFeatures>
}
export interface WatchedInstant { readonly asOf: Instant; readonly prices: readonly PriceFact[]; readonly out: ReadonlySet<number> }

/** What holds until the card or the day changes, or somebody is taken out. */
interface Still { readonly day: number; readonly out: string; readonly race: RaceFeatures }

/**
 * Only what the market says, and what the clock moves, is computed for each instant; the rest once, and kept. The values are those of `computeRaceFeatures` as of
 * the same instant over the same facts.
 */
export function watchedRace(facts: RaceFacts, reader: Pick<FeatureReader, 'lines' | 'totals'>): WatchedRace {
  const still = new Map<string, Still>()
  const compute = async (names: readonly FeatureName[], { asOf, prices, out }: WatchedInstant): Promise<RaceFeatures> => {
    const [race] = await computeAskedRaces(reader, [{ facts: { card: without(facts.card, out), market: { ...facts.market, prices: [...facts.market.prices, ...prices] }, outcome: null }, asOf }], names)
    return race as RaceFeatures
  }
  const stillOf = async (names: readonly FeatureName[], asked: WatchedInstant): Promise<RaceFeatures> => {
    const key = names.join()
    const [day, out] = [dayOf(asked.asOf), [...asked.out].sort((a, b) => a - b).join()]
    const known = still.get(key)
    if (known !== undefined && known.day === day && known.out === out) return known.race
    const race = await compute(names, asked)
    still.set(key, { day, out, race })
    return race
  }
  return {
    card: facts.card,
    features: async (asked, names) => {
      const moving = names.filter(moves)
      const base = await stillOf(names.filter((name) => !moves(name)), asked)
      if (moving.length === 0) return { ...base, asOf: asked.asOf, marketAt: asked.asOf }
      const moved = await compute(moving, asked)
      return { ...moved, featureSet: FEATURE_SET, columns: new Map([...base.columns, ...moved.columns]) }
    },
  }
}

const moving = new Map<FeatureName, boolean>()
/** Whether a feature is another one when a price or the clock moves. */
function moves(name: FeatureName): boolean {
  const known = moving.get(name)
  if (known !== undefined) return known
  const sources = withSources([name])
  const does = inputsOf(sources).has('market') || sources.some((feature) => feature.ages === true)
  moving.set(name, does)
  return does
}

const without = (card: RaceCard, out: ReadonlySet<number>): RaceCard =>
  (out.size === 0 ? card : { ...card, runners: card.runners.map((runner) => (out.has(runner.runnerId) ? { ...runner, status: RunnerStatus.LATE_SCRATCHED } : runner)) })
