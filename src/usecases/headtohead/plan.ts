import type { FactTopic } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'
import type { DataSource } from '../../domain/vocabulary'
import type { FeatureCategory } from '../../features/registry'

/**
 * What one arm is told of a race. All are asked by the same model with the same effort, schema and number of samples; names and slots are in all of them, for nobody could answer
 * without. `card`: what anybody finds in a racecard.
 */
export const ARMS = ['plain', 'card', 'ours', 'ours-anonymous'] as const
export type Arm = (typeof ARMS)[number]
/** Categories whose worth is asked by leaving them out of `ours`. */
export const ABLATED = ['trials', 'speed', 'chemistry'] as const satisfies readonly FeatureCategory[]
export type AblationArm = `ours-without-${(typeof ABLATED)[number]}`
export type AskedArm = Arm | AblationArm

/** A race as the plan names it: by its source, so that another database finds it too. */
export interface PlannedRace {
  readonly raceId: number
  readonly source: DataSource
  readonly sourceId: string
  readonly date: string
  readonly venue: string
  readonly number: number
  readonly offAt: Instant
  /** Its day is not after the last day of what the model was trained on, or nobody knows that day: the model may remember it. */
  readonly contaminated: boolean
}

/** All that is decided before anything is asked. Whoever changes it has another plan, with another digest. */
export interface HeadToHeadPlan {
  readonly kind: 'headtohead-plan'
  readonly version: 1
  readonly registeredAt: string
  /** Mean log-loss of the winner, nats a race, paired by race: `ours` less each of the others. */
  readonly metric: 'log-loss'
  readonly model: { readonly id: string; readonly cutoff: string | null; readonly effort: string; /** The stand-in of racegraph: no language model, no claim. */ readonly synthetic: boolean }
  readonly samples: number
  readonly budgetTokens: number
  readonly arms: readonly AskedArm[]
  /** SHA-256 of instructions, schema of 14 runners and what is left out, by arm. */
  readonly prompts: Readonly<Record<string, string>>
  /** `name@version` of ours, and the last day of what it was made on. */
  readonly ml: { readonly model: string; readonly madeOnUntil: string }
  readonly hybrid: { readonly kind: 'linear'; readonly ml: number; readonly gpt: number }
  readonly resampling: { readonly seed: number; readonly draws: number; readonly level: number }
  readonly races: readonly PlannedRace[]
  /** Races of the days asked for that were not taken, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Also races that the model may remember, marked. */
  readonly allowsContaminated: boolean
  /** SHA-256 of all above. */
  readonly digest: string
}

/** What an arm is not told. Nobody is told prices or what models think: they would be copied. */
export const NEVER_TOLD: readonly FactTopic[] = ['price', 'market', 'prediction', 'rule', 'result', 'change']
