import type { Instant } from './instant'

/** `GPT`: a language model alone, raised to a power. `LINEAR`: weighted mean. `LOG`: product of powers. */
export const BLEND_KINDS = ['GPT', 'LINEAR', 'LOG'] as const
export type BlendKind = (typeof BLEND_KINDS)[number]

/** What of a prediction is due to a language model. */
export interface RaceBlend {
  readonly kind: BlendKind
  /** Shares of LINEAR, which sum to 1; powers of LOG and GPT. 1 and 0 where it fell back. */
  readonly weights: { readonly ml: number; readonly gpt: number }
  /** `market-logit@1`: whose chances are blended; null for GPT. */
  readonly base: string | null
  /** As the answer named it; null where it fell back. */
  readonly opinionModel: string | null
  /** When it was asked. */
  readonly opinionAt: Instant | null
  /** The stand-in of racegraph said so: no language model, no claim. */
  readonly synthetic: boolean
  /** Why the base stands alone; null where it does not. */
  readonly fellBack: string | null
}
