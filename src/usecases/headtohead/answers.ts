import type { LlmAttempt } from '../../llm/llm'
import type { AskedArm } from './plan'

/** What one asking came to. It is kept as it comes, so that a run that was stopped goes on where it was. */
export interface Answer {
  readonly raceId: number
  readonly arm: AskedArm | 'probe'
  readonly sample: number
  /** How it ended: `ok`, `repaired`, `refused` ... */
  readonly outcome: string
  readonly reason: string | null
  /** By runner; null where there are none. Of a probe: 1 for the winner that was named. */
  readonly chances: Readonly<Record<string, number>> | null
  readonly model: string | null
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
  readonly unpriced: number
}
/** Answers of one plan. */
export interface AnswerLog {
  read(): Promise<readonly Answer[]>
  /** On disk when it resolves. */
  add(answer: Answer): Promise<void>
}

export const keyOf = ({ raceId, arm, sample }: Pick<Answer, 'raceId' | 'arm' | 'sample'>): string => `${raceId} ${arm} ${sample}`

/** What attempts took, those that failed too. */
export function spentOn(attempts: readonly LlmAttempt[]): Pick<Answer, 'calls' | 'inputTokens' | 'outputTokens' | 'usd' | 'unpriced'> {
  const sum = (of: (attempt: LlmAttempt) => number): number => attempts.reduce((total, one) => total + of(one), 0)
  return { calls: attempts.length, inputTokens: sum(({ usage }) => usage?.input ?? 0), outputTokens: sum(({ usage }) => usage?.output ?? 0), usd: sum(({ costUsd }) => costUsd ?? 0), unpriced: sum(({ costUsd }) => Number(costUsd === null)) }
}
