/** Scores of chances that sum to 1 over a race. Everything is a mean over races unless it says otherwise. */
export interface Scores {
  readonly races: number
  readonly runners: number
  /** Nats. */
  readonly logLoss: number
  /** Benter's: 1 - LL / LL of equal chances. */
  readonly pseudoR2: number
  readonly top1: number
  /** Winner among the three highest; ties split. */
  readonly top3: number
  /** Mean over runners of (chance - won)^2. */
  readonly brier: number
  /** Over all runners together, ties half; NaN where nobody lost. */
  readonly auc: number
}
/** Top pick of each race as a yes, everybody else as a no. */
export interface PickScores { readonly accuracy: number; readonly precision: number; readonly recall: number; readonly f1: number }
/** Runners with alike chances: what was foretold, what came, and Wilson's 95% interval of it. */
export interface CalibrationPoint { readonly predicted: number; readonly observed: number; readonly runners: number; readonly low: number; readonly high: number }
/** Mean difference of log-loss, model less other, nats a race; below 0 the model is better. Bootstrap by race. */
export interface Paired { readonly against: string; readonly difference: number; readonly low: number; readonly high: number; readonly level: number; readonly races: number }
export interface Staking {
  readonly rule: string
  readonly description: string
  readonly bets: number
  /** Days with a bet; fewer than 20 give no interval. */
  readonly days: number
  /** Units won or lost by the end; of a rule with a bank, what is left of 1. */
  readonly end: number
  /** Profit over stakes; NaN never: null without bets. */
  readonly roi: number | null
  /** 95%, days drawn anew. */
  readonly low: number | null
  readonly high: number | null
  /** Only where the whole interval is above 0. */
  readonly edge: boolean
  /** Bank after each bet day, starting at 0 (flat) or 1 (Kelly), thinned to at most 200 points. */
  readonly curve: readonly { readonly date: string; readonly profit: number }[]
}
export interface Cut { readonly of: string; readonly model: Scores; readonly market: Scores | null; /** Against the market. */ readonly paired: Paired | null }
/** Runners whose starting price is within a band: mean chances by model and market, how many won, and what a unit on each gained or lost. */
export interface PriceBand { readonly of: string; readonly runners: number; readonly model: number; readonly market: number; readonly observed: number; readonly roi: number }
export interface Importance { readonly name: string; /** Log-loss lost when it is shuffled between races (or left out), nats a race. */ readonly loss: number; readonly low: number; readonly high: number }
export interface EvaluationReport {
  readonly kind: 'evaluation'
  readonly model: string
  readonly synthetic: boolean
  readonly from: string
  readonly to: string
  readonly sources: readonly string[]
  /** Instant at which the features of a race were seen: `off`, `off-60m`. */
  readonly asOf: string
  /** Prices that the features saw: `closing` are starting prices, `as-of` those of the same instant. */
  readonly marketAt: 'closing' | 'as-of'
  /** How the model saw races when it was trained; null where that is not known. */
  readonly trainedSeeing: { readonly asOf: string; readonly market: 'closing' | 'as-of' } | null
  /** Least sum of 1 / starting price of a race that was judged; null where no prices were asked for. */
  readonly minBook: number | null
  /** Races that were not judged, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Part of the races were trained on: the scores are too good. */
  readonly inSample: boolean
  /** Part of the races were chosen by: rounds, weights or temperature were set on them, so that the scores are a little too good. */
  readonly validated: boolean
  readonly scores: Scores
  readonly picks: PickScores
  /** Starting prices as they stand, over-round taken out; null where races have none. */
  readonly market: Scores | null
  readonly uniformLogLoss: number
  readonly paired: readonly Paired[]
  readonly calibration: { readonly ece: number; /** What `ece` would be on average were the chances true. */ readonly byLuck: number; readonly points: readonly CalibrationPoint[] }
  readonly cuts: Readonly<Record<'season' | 'venue' | 'fieldSize' | 'class' | 'oddsBand', readonly Cut[]>>
  /** Null without starting prices. */
  readonly prices: readonly PriceBand[] | null
  readonly staking: readonly Staking[]
  readonly importance: { readonly categories: readonly Importance[]; readonly features: readonly Importance[] } | null
  readonly ablation: readonly Importance[] | null
  /** Of invented races the true chances are known: mean Kullback-Leibler distance to them, nats a race, and what they themselves score. */
  readonly truth: { readonly distance: number; readonly marketDistance: number | null; readonly logLoss: number; readonly marketLogLoss: number | null; readonly races: number; /** Share of true chances inside the 90% interval. */ readonly intervalCoverage: number | null } | null
}
