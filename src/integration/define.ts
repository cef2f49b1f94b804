import type { FeatureCategory, FeatureName } from '../features/registry'

/** Values of the features that a rule reads: numbers all, since a rule is silent where one of them is missing. */
export type Values<R extends FeatureName = FeatureName> = Readonly<Record<R, number>>
/** What a rule judges by, from the horse's own runs to what happens on the course: the nearer, the more it counts when rules contradict each other. */
export const DIRECTNESS = ['own', 'people', 'course', 'field', 'relatives', 'prices'] as const
export type Directness = (typeof DIRECTNESS)[number]

/** One way in which categories work on each other. Data and pure functions: no fitted number stands in it. */
export interface Rule<R extends FeatureName = FeatureName> {
  /** `<file>.<name>`, such as `barrier-track.insideOnHard`. */
  readonly id: string
  /** Raised whenever its signal changes its meaning: weights are those of a version. */
  readonly version: number
  /** A few words, for a table. */
  readonly title: string
  /** Why handicappers believe it, one sentence. */
  readonly because: string
  /** Two categories, or three: those that work on each other. Each is read. */
  readonly categories: readonly [FeatureCategory, FeatureCategory, FeatureCategory?]
  readonly reads: readonly R[]
  /** When it says nothing though all that it reads is known, one sentence; null when it always says something then. */
  readonly silent: string | null
  readonly directness: Directness
  /** Which of `reads` counts the starts behind it, as ln(1 + starts); null where it does not rest on starts of one's own or one's people. */
  readonly sample: NoInfer<R> | null
  /**
   * How strongly the pattern is there, -1 (against the runner) to 1 (for it); 0 = absent. `x` are the runner's values, `field` the means
   * over those of the race that have one. What is beyond the limits is cut off there.
   */
  readonly signal: (x: Values<R>, field: Values<R>) => number
  /** The same in words about this runner, a clause without a full stop: `drawn 2 of 14 over 1,000 m, where the inside wins 1.6 times as often as chance`. */
  readonly say: (x: Values<R>, field: Values<R>) => string
}
/** `signal` and `say` can only read what `reads` declares: the compiler checks it. */
export const rule = <const R extends FeatureName>(one: Rule<R>): Rule<R> => one

/** Any rule, whatever it reads: `signalsOf` and `saidOf` give it what it declares. */
export interface AnyRule extends Omit<Rule, 'signal' | 'say'> {
  readonly signal: (x: never, field: never) => number
  readonly say: (x: never, field: never) => string
}
