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
/** Held-out races with a confidence in a fifth, and what the model lost on them. */
export interface ConfidenceBin { readonly from: number; readonly to: number; readonly races: number; readonly logLoss: number; /** 95%, bootstrap by race. */ readonly low: number; readonly high: number }
