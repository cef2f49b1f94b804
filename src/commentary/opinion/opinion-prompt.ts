import { createHash } from 'node:crypto'
import { randomBits } from '../../domain/random-bits'
import { assembleContext, OPINION_LEAVES_OUT, type Context } from '../context/assemble-context'
import type { FactSheet, FactTopic } from '../fact'
import { reseated } from '../facts/reseat'
import { OPINION_INSTRUCTIONS } from './instructions'
import { opinionSchema, type OpinionSchema } from './opinion-schema'

export interface OpinionAsk {
  /** From 0: each sample deals the slots anew. */
  readonly sample: number
  readonly budgetTokens: number
  /** Letters and digits, anew for each request. */
  readonly nonce: string
  /** Beside what nobody is told who is asked for an opinion. */
  readonly leaveOut?: readonly FactTopic[]
  readonly anonymous?: boolean
}
export interface OpinionPrompt {
  readonly instructions: string
  readonly input: string
  readonly schema: OpinionSchema
  /** Who sits in r1, r2, ...: runners that are to start. */
  readonly seats: readonly number[]
  /** Of instructions and schema: another one means another way of asking. */
  readonly version: string
  /** Of what is told in `input`, whatever the nonce. */
  readonly digest: string
  /** The same for all that begins alike. */
  readonly cacheKey: string
  readonly context: Context
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let version: string | null = null
/** Changes with every word of what models are told beside the facts. */
export const opinionPromptVersion = (): string => (version ??= sha256(JSON.stringify([OPINION_INSTRUCTIONS, opinionSchema(2), OPINION_LEAVES_OUT])).slice(0, 16))

/** Runners that are to start, in the order in which a sample sits them: every order equally likely, the same each time. */
export function seatsOf({ raceId, runners }: Pick<FactSheet, 'raceId' | 'runners'>, sample: number): readonly number[] {
  const seats = runners.filter(({ scratched }) => !scratched).map(({ runnerId }) => runnerId).sort((a, b) => a - b)
  const bits = randomBits(`opinion ${raceId} ${sample}`)
  for (let i = seats.length - 1; i > 0; i--) {
    const j = Math.floor((bits() / 4294967296) * (i + 1))
    ;[seats[i], seats[j]] = [seats[j] as number, seats[i] as number]
  }
  return seats
}

/**
 * What a model is asked for the chances of a race. Neither prices nor chances of others are in it. Runners sit in other slots in each sample; facts go with them.
 * @throws AppError CONFIG_INVALID when the budget does not hold the names
 */
export function opinionPrompt(sheet: FactSheet, { sample, budgetTokens, nonce, leaveOut = [], anonymous = false }: OpinionAsk): OpinionPrompt {
  const seats = seatsOf(sheet, sample)
  const context = assembleContext(reseated(sheet, seats), { budgetTokens, nonce, leaveOut: [...new Set([...OPINION_LEAVES_OUT, ...leaveOut])], anonymous })
  return {
    instructions: OPINION_INSTRUCTIONS, input: context.text, schema: opinionSchema(seats.length), seats, version: opinionPromptVersion(), digest: sha256(context.text.replaceAll(nonce, '')), cacheKey: `opinion-${opinionPromptVersion()}`, context,
  }
}
