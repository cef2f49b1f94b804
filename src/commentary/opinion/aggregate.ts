/** No chance is taken for less: a language model that says "never" does not mean it. */
export const LEAST_CHANCE = 0.005
/**
 * Samples of nobody that say 1 / runners and are added to those of the model: with K samples, logits go K / (K + 0.5) of the way from there. Few samples are believed less than
 * many; what more there is to shrink or stretch is a slope that is fitted to results.
 */
export const EMPTY_SAMPLES = 0.5

export interface Aggregate {
  /** Sum 1, in the order of `runnerIds`. */
  readonly chances: Float64Array
  /** How far samples are apart: deviation of the logits of each runner; null for one sample. */
  readonly spread: Float64Array | null
}

const logit = (chance: number): number => Math.log(chance / (1 - chance))
const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score))
const clamped = (chance: number): number => Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, chance))
const normalised = (chances: Float64Array): Float64Array => { const sum = chances.reduce((total, one) => total + one, 0); return chances.map((one) => one / sum) }

/** Chances of a sample by runner, from those by seat. */
export function seatedBack(seats: readonly number[], chances: Float64Array, runnerIds: readonly number[]): Float64Array {
  const own = new Map(seats.map((runnerId, i) => [runnerId, chances[i] as number]))
  return Float64Array.from(runnerIds, (runnerId) => own.get(runnerId) ?? NaN)
}

/**
 * Samples of the same runners taken together: mean of the logits of each runner over the samples and EMPTY_SAMPLES equal ones, back to chances, made to add up to 1. Each chance is clamped
 * to LEAST_CHANCE before, and what comes of it too. @throws RangeError without samples
 */
export function aggregate(samples: readonly Float64Array[]): Aggregate {
  const [first] = samples
  if (first === undefined) throw new RangeError('there is no sample to take together')
  if (first.length === 1) return { chances: Float64Array.of(1), spread: samples.length === 1 ? null : Float64Array.of(0) }
  const equal = logit(1 / first.length)
  const means = new Float64Array(first.length)
  const spread = new Float64Array(first.length)
  for (let i = 0; i < first.length; i++) {
    const logits = samples.map((sample) => logit(clamped(sample[i] as number)))
    const sum = logits.reduce((total, one) => total + one, 0)
    const mean = sum / logits.length
    means[i] = (sum + EMPTY_SAMPLES * equal) / (logits.length + EMPTY_SAMPLES)
    spread[i] = logits.length === 1 ? 0 : Math.sqrt(logits.reduce((total, one) => total + (one - mean) ** 2, 0) / (logits.length - 1))
  }
  return { chances: normalised(means.map((score) => clamped(chanceOf(score)))), spread: samples.length === 1 ? null : spread }
}
