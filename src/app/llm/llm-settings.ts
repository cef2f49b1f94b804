import { readFileSync } from 'node:fs'
import { AppError } from '../../domain/errors'
import { isLoopback } from '../../llm/loopback'
import { DEFAULT_FALLBACKS, OPENAI_URL } from '../../llm/models'
import { DEFAULT_POLICY, type PolicySettings } from '../../llm/policy-settings'
import type { Config } from '../config/read-config'

export type LlmConfig = Pick<Config, 'NODE_ENV' | Extract<keyof Config, `OPENAI_${string}` | `RACEGRAPH_LLM_${string}`>>

/** What a language model is asked by. */
export interface LlmAccess {
  readonly key: string
  readonly baseUrl: string
  readonly onlyLoopback: boolean
}

const keyIn = (path: string): string => {
  try { return readFileSync(path, 'utf8').trim() } catch (cause) {
    throw new AppError('CONFIG_INVALID', `OPENAI_API_KEY_FILE names ${JSON.stringify(path)}, which cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}): name a file that this user may read.`, { cause })
  }
}
/** Null where none is set. @throws AppError CONFIG_INVALID; the key is in no message */
const keyOf = ({ OPENAI_API_KEY: key, OPENAI_API_KEY_FILE: file }: LlmConfig): string | null => {
  if (key !== null && file !== null) throw new AppError('CONFIG_INVALID', 'OPENAI_API_KEY and OPENAI_API_KEY_FILE are both set: unset one.')
  const found = file === null ? key : keyIn(file)
  if (found !== null && !/^[\x21-\x7e]+$/.test(found)) throw new AppError('CONFIG_INVALID', `${file === null ? 'OPENAI_API_KEY' : 'the file of OPENAI_API_KEY_FILE'} is set, but not right: a key is one line of printable ASCII without spaces.`)
  return found
}

/** Null without a key. @throws AppError CONFIG_INVALID for a key that cannot be one, and for an address beyond this machine in tests */
export function llmAccessOf(config: LlmConfig): LlmAccess | null {
  const key = keyOf(config)
  if (key === null) return null
  const baseUrl = config.OPENAI_BASE_URL ?? OPENAI_URL
  const onlyLoopback = config.NODE_ENV === 'test'
  if (onlyLoopback && !isLoopback(baseUrl)) throw new AppError('CONFIG_INVALID', `NODE_ENV is test, and OPENAI_BASE_URL leads to ${new URL(baseUrl).host}: tests ask nobody beyond this machine. Set it to an address of 127.0.0.1, or unset the key.`)
  return { key, baseUrl, onlyLoopback }
}

/** Models in the order in which they are asked. */
export const chainOf = ({ OPENAI_MODEL: model, RACEGRAPH_LLM_FALLBACKS: fallbacks }: LlmConfig): readonly string[] => [...new Set([model, ...(fallbacks.length === 0 ? DEFAULT_FALLBACKS : fallbacks)])]

export const policyOf = (config: LlmConfig): PolicySettings => ({
  ...DEFAULT_POLICY, chain: chainOf(config), effort: config.RACEGRAPH_LLM_EFFORT, verbosity: config.RACEGRAPH_LLM_VERBOSITY, concurrency: config.RACEGRAPH_LLM_CONCURRENCY, queue: config.RACEGRAPH_LLM_QUEUE,
  dailyUsd: config.RACEGRAPH_LLM_DAILY_USD, worstPrice: { input: config.RACEGRAPH_LLM_WORST_INPUT_USD, output: config.RACEGRAPH_LLM_WORST_OUTPUT_USD }, mostMs: config.RACEGRAPH_LLM_DEADLINE_MS, retries: config.RACEGRAPH_LLM_RETRIES,
})
