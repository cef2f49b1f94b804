/** What a confidence is made of. */
export const CONFIDENCE_PARTS = ['completeness', 'agreementOfModels', 'agreementOfRules', 'familiarity', 'agreementWithMarket', 'trackRecord'] as const
export type ConfidencePart = (typeof CONFIDENCE_PARTS)[number]
/** Each 0 to 1; NaN where it cannot be told, such as the market's of a race without prices: the others then count for it. */
export type ConfidenceParts = Readonly<Record<ConfidencePart, number>>
export interface Confidence {
  /** 0 to 1: the share of races of the same kind of model, out of sample, that promised no better. */
  readonly value: number
  readonly parts: ConfidenceParts
}
/** Held-out races with a confidence in a fifth, and what the model lost on them; NaN where there were none. */
export interface ConfidenceBin {
  readonly from: number
  readonly to: number
  readonly races: number
  readonly logLoss: number
  /** 95%, bootstrap by race. */
  readonly low: number
  readonly high: number
  /** 1 - log-loss over that of equal chances: small fields are easier, and this says what is left when that is taken out. */
  readonly pseudoR2: number
}

/** How parts become one number. Plain JSON, fitted on races that the model had not been fitted on. */
export interface ConfidenceScale {
  /** `weight`: nats a race that a whole unit of the part saves, never below 0. `mean`: what races have on average. Parts that could not be told of any race are not there. */
  readonly parts: Readonly<Partial<Record<ConfidencePart, { readonly weight: number; readonly mean: number }>>>
  /** Of the promises of those races, ascending, as far apart in rank as from each other: the first the least, the last the most. */
  readonly quantiles: readonly number[]
}
/** Nats a race by which a race with these parts promises less loss than the average. A part that is unknown adds nothing. */
export function promiseOf({ parts: weighed }: ConfidenceScale, parts: ConfidenceParts): number {
  let promise = 0
  for (const part of CONFIDENCE_PARTS) {
    const { weight, mean } = weighed[part] ?? { weight: 0, mean: 0 }
    if (!Number.isNaN(parts[part])) promise += weight * (parts[part] - mean)
  }
  return promise
}
/** Share of what the quantiles were taken of that is no more than the value, 0 to 1, between two by straight line. */
export function shareUpTo(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1
  const at = quantiles.findLastIndex((quantile) => quantile <= value)
  if (at < 0) return 0
  if (at === last) return 1
  const [below, above] = [quantiles[at] as number, quantiles[at + 1] as number]
  return (at + (value - below) / (above - below)) / last
}
/** The confidence that parts amount to. */
export const confidenceFrom = (scale: ConfidenceScale, parts: ConfidenceParts): Confidence => ({ value: shareUpTo(scale.quantiles, promiseOf(scale, parts)), parts })
