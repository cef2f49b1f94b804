import { sumsHeard, type Heard, type Terms } from '../../integration/effects'
import type { RuleWeight } from '../../integration/weights'
import type { RaceTable } from '../data/race-table'
import { pairedOf } from '../evaluation/paired'
import { raceLosses, raceSoftmax } from '../race-softmax'

/**
 * What is lost when one rule that is heard is left out and nothing is weighed anew, nats a race (below 0: better without), by rule; on races that decided no weight.
 * `scores`: those of the model without rules, `trusts`: trust by row. Empty without races.
 */
export function ablateRules(heard: Heard, scores: Float64Array, trusts: Float64Array, table: RaceTable, terms: Terms, market: Float64Array | null): ReadonlyMap<string, NonNullable<RuleWeight['ablation']>> {
  const { raceStart, targets: { win } } = table
  const lossesOf = (some: Heard): Float64Array => {
    const sums = sumsHeard(some, table, { ...terms, trust: 1 }, market)
    return raceLosses(raceSoftmax(scores.map((score, row) => score + (trusts[row] as number) * (sums[row] as number)), raceStart), win, raceStart).filter((loss) => !Number.isNaN(loss))
  }
  const whole = lossesOf(heard)
  if (whole.length === 0) return new Map()
  return new Map(heard.bound.map(({ weight }, left) => {
    const without: Heard = { bound: heard.bound.filter((_, i) => i !== left), signals: heard.signals.filter((_, i) => i !== left) }
    const { difference, low, high, races } = pairedOf('', lossesOf(without), whole)
    return [weight.rule, { difference, low, high, races }] as const
  }))
}
