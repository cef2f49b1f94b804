import type { FeatureCategory } from '../features/registry'
import type { AnyRule } from './define'
import type { CategoryRank } from './weights'

/** A rule that speaks of a runner. */
export interface Voice {
  readonly rule: AnyRule
  /** Nats, before anything is decided; above 0 for the runner. */
  readonly effect: number
  /** 0 to 1, see `evidenceOf`. */
  readonly evidence: number
}
/** By what a contradiction was decided; `NOBODY`: both sides stand. */
export type DecidedBy = 'EVIDENCE' | 'PRIORITY' | 'MARKET' | 'NOBODY'
export interface Resolution {
  /** Ids of rules, the weightiest first. */
  readonly inFavour: readonly string[]
  readonly against: readonly string[]
  readonly decidedBy: DecidedBy
  readonly prevails: 'IN_FAVOUR' | 'AGAINST' | null
  /** How it was decided, one sentence. */
  readonly because: string
}
export interface Bench {
  /** Categories, the most telling first. */
  readonly hierarchy: readonly FeatureCategory[]
  /** The market's chance of the runner over the model's without rules, natural logarithm; null where the model reads no prices. */
  readonly market: number | null
  readonly damping: number
}

/** A side that has less, nats, contradicts nobody; nor does one that has less than this share of the other. */
const LEAST_NATS = 0.01
const LEAST_SHARE = 0.25
/** Evidence of the sides that differs by no more, and a market that differs from the model by no more, decides nothing. */
const EVIDENCE_APART = 0.1
const MARKET_APART = 0.05
/** Rounding is no reason. */
const SLACK = 1e-9
/** Sums are of whole numbers of this part of a nat: in whatever order, they are the same. */
const GRAIN = 2 ** 40

/** A contradiction as it was decided, without words. `loses`: 1 what is in favour, -1 what is against, 0 neither. */
export interface Verdict { readonly loses: -1 | 0 | 1; readonly decidedBy: DecidedBy; /** Mean evidence of the sides, by effect. */ readonly evidence: { readonly inFavour: number; readonly against: number }; /** That decided by its rank. */ readonly category: FeatureCategory | null }
/**
 * Says of one runner whether rules contradict each other and what comes of it; null where they do not. `effects` and `evidence` have a number a rule from
 * `at` on; an effect of 0 is a rule that is silent. `market` as in `Bench`, NaN for null.
 */
export type Judge = (effects: Float64Array, evidence: Float64Array, at: number, market: number) => Verdict | null

/** Decides contradictions among these rules, for row after row of a table. The order of rules changes nothing. */
export function judgeOf(rules: readonly Pick<AnyRule, 'categories'>[], hierarchy: readonly FeatureCategory[]): Judge {
  // A bit a rank, the best the lowest: there are 21 categories.
  const ranks = Int32Array.from(rules, ({ categories }) => categories.reduce((bits, category) => { const rank = hierarchy.indexOf(category as FeatureCategory); return rank < 0 ? bits : bits | (1 << rank) }, 0))
  return (effects, evidence, at, market) => {
    let [pro, con, proEvidence, conEvidence, proRanks, conRanks] = [0, 0, 0, 0, 0, 0]
    for (let i = 0; i < ranks.length; i++) {
      const effect = effects[at + i] as number
      const grains = Math.round(Math.abs(effect) * GRAIN)
      const weighed = Math.round(Math.abs(effect) * (evidence[at + i] as number) * GRAIN)
      if (effect > 0) { pro += grains; proEvidence += weighed; proRanks |= ranks[i] as number }
      else if (effect < 0) { con += grains; conEvidence += weighed; conRanks |= ranks[i] as number }
    }
    const weaker = Math.min(pro, con) / GRAIN + SLACK
    if (weaker < LEAST_NATS || weaker < (LEAST_SHARE * Math.max(pro, con)) / GRAIN) return null
    return decide({ inFavour: proEvidence / pro, against: conEvidence / con }, proRanks, conRanks, hierarchy, market)
  }
}
function decide(evidence: Verdict['evidence'], inFavour: number, against: number, hierarchy: readonly FeatureCategory[], market: number): Verdict {
  const apart = evidence.inFavour - evidence.against
  if (Math.abs(apart) > EVIDENCE_APART + SLACK) return { loses: apart > 0 ? -1 : 1, decidedBy: 'EVIDENCE', evidence, category: null }
  const only = inFavour ^ against
  const best = only & -only
  if (best !== 0) return { loses: (inFavour & best) === 0 ? 1 : -1, decidedBy: 'PRIORITY', evidence, category: hierarchy[31 - Math.clz32(best)] ?? null }
  if (Math.abs(market) > MARKET_APART + SLACK) return { loses: market > 0 ? -1 : 1, decidedBy: 'MARKET', evidence, category: null }
  return { loses: 0, decidedBy: 'NOBODY', evidence, category: null }
}

/**
 * What comes of rules that contradict each other about one runner, in words. They do when both sides have at least 0.01 nats and the weaker
 * at least a quarter of the stronger. Then the first of these decides: better evidence (means by effect more than 0.1 apart); the
 * better-ranked category that only one side has; the market, where it differs from the model by more than 0.05 nats; else nobody. Effects of the
 * side that loses are to be multiplied by their factor, 1 - damping; all other factors are 1. A number a voice, in their order, which changes nothing else.
 */
export function resolve(voices: readonly Voice[], { hierarchy, market, damping }: Bench): { readonly resolution: Resolution | null; readonly factors: Float64Array } {
  const judge = judgeOf(voices.map(({ rule }) => rule), hierarchy)
  const verdict = judge(Float64Array.from(voices, ({ effect }) => effect), Float64Array.from(voices, ({ evidence }) => evidence), 0, market ?? NaN)
  if (verdict === null) return { resolution: null, factors: new Float64Array(voices.length).fill(1) }
  const { loses, decidedBy } = verdict
  const side = (sign: 1 | -1): readonly string[] => voices.filter(({ effect }) => effect * sign > 0)
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.rule.id < b.rule.id ? -1 : 1)).map(({ rule }) => rule.id)
  return {
    resolution: { inFavour: side(1), against: side(-1), decidedBy, prevails: loses === 0 ? null : loses === 1 ? 'AGAINST' : 'IN_FAVOUR', because: said(verdict, market) },
    factors: Float64Array.from(voices, ({ effect }) => (effect * loses > 0 ? 1 - damping : 1)),
  }
}

function said({ loses, decidedBy, evidence, category }: Verdict, market: number | null): string {
  const [inFavour, against] = [evidence.inFavour.toFixed(2), evidence.against.toFixed(2)]
  const [winner, loser] = loses === 1 ? ['against', 'in favour'] : ['in favour', 'against']
  const alike = `The evidence is about as good on both sides (${inFavour} in favour, ${against} against)`
  switch (decidedBy) {
    case 'EVIDENCE': return `What is ${winner} rests on better evidence (${loses === 1 ? against : inFavour}) than what is ${loser} (${loses === 1 ? inFavour : against}).`
    case 'PRIORITY': return `${alike}, and ${String(category)}, of which only what is ${winner} speaks, told more of past races than what only the other side speaks of.`
    case 'MARKET': return `${alike} and so are the categories, and the market gives ${Math.exp(market ?? 0).toFixed(2)} times the chance that the model has without rules.`
    case 'NOBODY': return `${alike} and so are the categories, and ${market === null || Number.isNaN(market) ? 'there is no market to ask' : 'the market agrees with the model'}: both sides stand.`
  }
}

/** The hierarchy with these categories before all others, in this order; one that was not ranked has an unknown loss, NaN. */
export function withPriority(hierarchy: readonly CategoryRank[], first: readonly FeatureCategory[]): readonly CategoryRank[] {
  if (first.length === 0) return hierarchy
  return [...[...new Set(first)].map((category) => hierarchy.find((one) => one.category === category) ?? { category, loss: NaN }), ...hierarchy.filter(({ category }) => !first.includes(category))]
}
