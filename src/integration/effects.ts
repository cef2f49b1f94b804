import { AppError } from '../domain/errors'
import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'
import { evidenceByRow } from './evidence'
import { judgeOf } from './resolution'
import { versionedRule } from './rules'
import { signalsOf, type Rows } from './signals'
import type { FittedRules, RuleWeight } from './weights'

/** A rule and what it weighs. */
export interface BoundRule { readonly rule: AnyRule; readonly weight: RuleWeight }
/** The rules that weights are of, in their order. @throws AppError CONFIG_INVALID for one that is not among `rules` in that version */
export function bindRules(weights: readonly RuleWeight[], rules: readonly AnyRule[]): readonly BoundRule[] {
  const known = new Map(rules.map((rule) => [versionedRule(rule), rule]))
  return weights.map((weight) => {
    const rule = known.get(weight.rule)
    if (rule !== undefined) return { rule, weight }
    const id = weight.rule.slice(0, weight.rule.lastIndexOf('@'))
    const now = rules.find((one) => one.id === id)
    throw new AppError('CONFIG_INVALID', `the model was fitted with rule ${weight.rule}; here there is ${now === undefined ? 'none of that name' : versionedRule(now)}: train it anew`)
  })
}

/** Rules that have a weight, by id, and their signals, a list each. */
export interface Heard { readonly bound: readonly BoundRule[]; readonly signals: readonly Float64Array[] }
export function hear(all: readonly BoundRule[], rows: Rows): Heard {
  const bound = weighted(all)
  return { bound, signals: bound.map(({ rule }) => signalsOf(rule, rows)) }
}
/** In one order, whatever the order they come in: sums of rounded numbers depend on it. */
const weighted = (all: readonly BoundRule[]): readonly BoundRule[] => all.filter(({ weight }) => weight.weight !== 0).toSorted((a, b) => (a.rule.id < b.rule.id ? -1 : 1))

/** How weights become effects. `hierarchy`: categories, the most telling first. */
export interface Terms { readonly trust: number; readonly damping: number; readonly hierarchy: readonly FeatureCategory[] }
export const termsOf = ({ trust, damping, hierarchy }: Pick<FittedRules, 'trust' | 'damping' | 'hierarchy'>): Terms => ({ trust, damping, hierarchy: hierarchy.map(({ category }) => category) })

/**
 * Nats that each rule heard adds to the score, row by row, one number a rule: weight x signal x (1 - damping where a contradiction was decided against its
 * side) x trust. `market`: ln of the market's chance less ln of the model's without rules, NaN unknown; null for a model without prices.
 */
export function effectsHeard({ bound, signals }: Heard, { columns, raceStart }: Rows, { trust, damping, hierarchy }: Terms, market: Float64Array | null): Float64Array {
  const width = bound.length
  const rows = raceStart.at(-1) ?? 0
  const effects = new Float64Array(rows * width)
  bound.forEach(({ weight: { weight } }, i) => { const own = signals[i] as Float64Array; for (let row = 0; row < rows; row++) effects[row * width + i] = weight * (own[row] as number) })
  if (damping > 0 && width > 1) {
    const judge = judgeOf(bound.map(({ rule }) => rule), hierarchy)
    const evidence = bound.map(({ rule, weight }) => evidenceByRow(rule, weight, columns))
    // Evidence of one row at a time; a silent rule needs none.
    const [own, known] = [new Float64Array(width), new Float64Array(width)]
    for (let row = 0; row < rows; row++) {
      const at = row * width
      for (let i = 0; i < width; i++) { own[i] = effects[at + i] as number; known[i] = own[i] === 0 ? 0 : (evidence[i] as (row: number) => number)(row) }
      const loses = judge(own, known, 0, market?.[row] ?? NaN)?.loses ?? 0
      if (loses !== 0) for (let i = 0; i < width; i++) if ((own[i] as number) * loses > 0) effects[at + i] = (own[i] as number) * (1 - damping)
    }
  }
  if (trust !== 1) for (let i = 0; i < effects.length; i++) effects[i] = (effects[i] as number) * trust
  return effects
}
/** Their sum by row. */
export function sumsHeard(heard: Heard, rows: Rows, terms: Terms, market: Float64Array | null): Float64Array {
  const [width, effects] = [heard.bound.length, effectsHeard(heard, rows, terms, market)]
  const sums = new Float64Array(rows.raceStart.at(-1) ?? 0)
  for (let row = 0; row < sums.length; row++) { let sum = 0; for (let i = 0; i < width; i++) sum += effects[row * width + i] as number; sums[row] = sum }
  return sums
}

/** Row by row, one number a rule. */
export interface RuleEffects {
  /** -1 to 1; 0 where it is silent. */
  readonly signals: Float64Array
  /** Weight x signal, nats. */
  readonly strengths: Float64Array
  /** What it adds to the score, after contradictions were decided and by the trust that the model has in rules. */
  readonly effects: Float64Array
}
/** What every rule says of every row and what it adds, row by row, one number a rule in the order of `bound`: for explanations. Scores need `hear` and `sumsHeard` alone. */
export function effectsOf(bound: readonly BoundRule[], rows: Rows, terms: Terms, market: Float64Array | null): RuleEffects {
  const heard = hear(bound, rows)
  const place = new Map(heard.bound.map(({ rule }, i) => [rule.id, i]))
  const effective = effectsHeard(heard, rows, terms, market)
  const [width, count, voices] = [bound.length, rows.raceStart.at(-1) ?? 0, heard.bound.length]
  const [signals, strengths, effects] = [new Float64Array(count * width), new Float64Array(count * width), new Float64Array(count * width)]
  bound.forEach(({ rule, weight: { weight } }, i) => {
    const at = place.get(rule.id)
    const own = at === undefined ? signalsOf(rule, rows) : heard.signals[at] as Float64Array
    for (let row = 0; row < count; row++) {
      signals[row * width + i] = own[row] as number
      if (at === undefined) continue
      strengths[row * width + i] = weight * (own[row] as number)
      effects[row * width + i] = effective[row * voices + at] as number
    }
  })
  return { signals, strengths, effects }
}
