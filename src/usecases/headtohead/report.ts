import type { EvaluationReport, Scores } from '../../models/evaluation/report'
import type { HeadToHeadPlan } from './plan'

/** `better`, `worse`: the interval of the difference does not cover 0, and its signs are no luck. */
export type Verdict = 'better' | 'worse' | 'not shown'
export interface Contestant {
  readonly name: string
  /** What it is and what it was told, one sentence. */
  readonly about: string
  readonly scores: Scores
  readonly calibration: EvaluationReport['calibration']
  /** Power to which its chances are best raised on these races: 1 = as sure as it should be, less = too sure. Fitted on the races themselves. */
  readonly slope: number
  /** A unit on its top pick of each race, at the starting price; null without prices. */
  readonly roi: { readonly roi: number; /** Null below 20 days. */ readonly low: number | null; readonly high: number | null; readonly bets: number } | null
}
/** `ours` less the other, race by race: below 0 ours is better. */
export interface Duel {
  readonly against: string
  readonly races: number
  readonly difference: number
  readonly low: number
  readonly high: number
  /** Two-sided, by the signs of the differences. */
  readonly signFlip: number
  /** Top picks: races in which one alone was right, and McNemar's two-sided p. Races with a tie for the top are not counted. */
  readonly top1: { readonly ours: number; readonly other: number; readonly p: number; readonly tied: number }
  readonly verdict: Verdict
}
/** What a category is worth to the language model: log-loss without it less log-loss with it, nats a race. */
export interface Gap { readonly category: string; readonly loss: number; readonly low: number; readonly high: number; readonly verdict: 'helps' | 'hurts' | 'not shown' }
/** The model is asked who won by day, course and names alone. What it gets right beyond the chance of its pick is memory. */
export interface Probe { readonly races: number; readonly right: number; /** Right ones to expect of whoever picks at random. */ readonly byLuck: number; /** One-sided: at least so many by luck. */ readonly p: number }
export interface Money { readonly calls: number; readonly inputTokens: number; readonly outputTokens: number; readonly usd: number; /** Calls whose cost nobody knows. */ readonly unpriced: number }

export interface HeadToHeadReport {
  readonly kind: 'headtohead'
  readonly plan: HeadToHeadPlan
  readonly ranAt: string
  /** The stand-in answered, or races are invented: it says nothing about any language model. */
  readonly synthetic: boolean
  readonly races: number
  readonly runners: number
  /** Planned races that could not be compared, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly contestants: readonly Contestant[]
  readonly duels: readonly Duel[]
  readonly gaps: readonly Gap[]
  readonly probe: Probe | null
  /** Before and after what the model knows; only where there are both. */
  readonly byMemory: readonly { readonly of: 'after the cutoff' | 'contaminated'; readonly races: number; readonly scores: readonly { readonly name: string; readonly logLoss: number; readonly top1: number }[] }[]
  readonly money: Money
}
