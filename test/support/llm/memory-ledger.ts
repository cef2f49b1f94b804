import type { LlmAttempt } from '../../../src/llm/llm'
import type { LlmLedger } from '../../../src/llm/ports'

export interface MemoryLedger extends LlmLedger { readonly attempts: readonly LlmAttempt[] }
/** A ledger of one test, for the policy alone; that of the database is tested by itself. */
export const memoryLedger = (): MemoryLedger => {
  const attempts: LlmAttempt[] = []
  return {
    attempts,
    record: (attempt) => { attempts.push(attempt); return Promise.resolve() },
    spentSince: (since) => Promise.resolve(attempts.filter(({ at }) => at >= since).reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)),
  }
}
