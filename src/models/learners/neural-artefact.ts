import type { Encoder } from '../inputs/encoder'
import type { Network } from '../tensor/layers-model'

/** Networks of several seeds. Their scores are averaged: chances are the geometric mean of theirs. */
export interface NeuralArtefact {
  readonly encoder: Encoder
  readonly networks: readonly Network[]
  /** Power of the chance by the prices, whose logarithm is added; null: no price is read. */
  readonly marketPower: number | null
}
