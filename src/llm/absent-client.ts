import type { LlmClient, LlmOutcome } from './llm'

/** In place of a language model where there is none: every request ends at once, and costs nothing. */
export const absentClient = (reason = 'there is no language model: neither OPENAI_API_KEY nor RACEGRAPH_LLM_STAND_IN is set'): LlmClient => {
  const nothing = (): Promise<LlmOutcome<never>> => Promise.resolve({ kind: 'unavailable', reason, attempts: [], costUsd: 0 })
  return { model: null, generate: nothing, stream: nothing, close: () => Promise.resolve() }
}
