import type { ModelCard } from '../models/artefact/card'
import { pairedOf } from '../models/evaluation/paired'
import { raceLosses } from '../models/race-softmax'
import type { ScoredRace } from './ports'
import { marketShares } from './score-prediction'
import { pricedOf, tableOf } from './scored-table'

/** Over so many races with prices, and worse by more than so many nats a race. */
export interface AlertSettings { readonly races: number; readonly nats: number }
export interface PerformanceAlert {
  readonly model: string
  readonly races: number
  /** Day of the first of them. */
  readonly since: string
  /** Log-loss less the market's, nats a race, with its 95% interval. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** The same when the model was evaluated. */
  readonly expected: number
  /** The interval holds what was expected too: it may be bad luck. */
  readonly mayBeLuck: boolean
  readonly message: string
}

const nats = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`

/**
 * Worse against the market than when it was evaluated? Over the last races in which all had a starting price. Null while there are
 * fewer than asked for, and for a model that was never held against the market.
 */
export function alertOf({ name, version, evaluation }: Pick<ModelCard, 'name' | 'version' | 'evaluation'>, scored: readonly ScoredRace[], { races, nats: allowed }: AlertSettings): PerformanceAlert | null {
  const expected = evaluation?.paired.find(({ against }) => against === 'market')?.difference
  const table = pricedOf(tableOf(scored.filter(({ startingPrices }) => marketShares(startingPrices) !== null).slice(-races)))
  if (expected === undefined || table === null || table.days.length < races) return null
  const losses = (chances: Float64Array): Float64Array => raceLosses(chances, table.won, table.raceStart)
  const { difference, low, high } = pairedOf('market', losses(table.chances), losses(table.market))
  if (!(difference - expected > allowed)) return null
  const mayBeLuck = low <= expected
  return {
    model: `${name}@${version}`, races, since: table.days[0] as string, difference, low, high, expected, mayBeLuck,
    message: `${name}@${version} does worse against the market than when it was evaluated: ${nats(difference)} nats a race over its last ${races} races (95% interval ${nats(low)} to ${nats(high)}), ${nats(expected)} then${mayBeLuck ? '; it may be bad luck' : ''}. Look at the drift of its inputs, and train or promote another.`,
  }
}
