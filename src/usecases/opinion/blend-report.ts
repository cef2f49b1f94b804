import type { BlendWeights } from '../../models/pools/blend'

export const BLEND_NAMES = ['ml', 'gpt', 'linear', 'log'] as const
export type BlendName = (typeof BLEND_NAMES)[number]
/** On races that came after all that it was fitted on. */
export interface BlendScore {
  readonly name: BlendName
  /** Nats a race. */
  readonly logLoss: number
  /** Log-loss less that of ML alone, and its 95% interval, drawn by race; null for ML itself. Below 0 it is better. */
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  /** `not shown`: the interval covers 0. */
  readonly verdict: 'better' | 'worse' | 'not shown' | null
}
export interface BlendReport {
  readonly base: string
  /** The stand-in answered, or races are invented: SYNTHETIC, NO CLAIM. */
  readonly synthetic: boolean
  /** Models that were asked for opinions. */
  readonly opinionModels: readonly string[]
  /** Races with an opinion and chances out of time; those that weights were compared on come after the first of them. */
  readonly races: number
  readonly heldOut: number
  readonly from: string | null
  readonly to: string | null
  /** Where chances of the base came from: told before the off, or computed as of the opinion. Opinions that were asked after the off are counted too. */
  readonly served: number
  readonly computed: number
  readonly askedAfterwards: number
  /** Races that could not be taken, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly scores: readonly BlendScore[]
  /** Fitted less linear on the same races. */
  readonly logAgainstLinear: Pick<BlendScore, 'difference' | 'low' | 'high' | 'verdict'> | null
  readonly log: BlendWeights
  readonly slope: number
  readonly charge: 'LINEAR' | 'LOG'
  /** Why, in words. */
  readonly because: string
}
