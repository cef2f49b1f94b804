import type { Instant } from '../../domain/instant'
import type { Effort, Verbosity } from '../../llm/llm'
import { KNOWN_MODELS } from '../../llm/known-models'
import { isShutDown, livingModels, traitsOf, warningOf } from '../../llm/models'
import { costOf } from '../../llm/prices'
import type { Clock } from '../clock'
import { type Environment, readConfig } from '../config/read-config'
import { chainOf, llmAccessOf, policyOf } from './llm-settings'

/** US dollars a million tokens of short requests; null where it is not known. */
export interface PriceTold { readonly input: number; readonly cached: number; readonly output: number; readonly version: string }
export interface ModelTold {
  readonly id: string
  /** From 1: when it is asked; null for models that are not. */
  readonly place: number | null
  readonly state: 'living' | 'ending' | 'shut down' | 'unknown'
  readonly efforts: readonly Effort[]
  readonly sampling: string | null
  readonly context: number
  readonly maxOutput: number
  readonly cutoff: string | null
  readonly shutdown: string | null
  readonly replacement: string | null
  readonly price: PriceTold | null
}
export interface LlmReport {
  /** What answers: OpenAI's API, the stand-in, or nobody. */
  readonly source: 'api' | 'stand-in' | 'none'
  /** Asked next; null where nothing is. */
  readonly model: string | null
  readonly address: string | null
  readonly effort: Effort
  readonly verbosity: Verbosity
  readonly dailyUsd: number | null
  readonly concurrency: number
  readonly queue: number
  readonly retries: number
  readonly deadlineMs: number
  readonly warnings: readonly string[]
  readonly models: readonly ModelTold[]
}

const day = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 10))
/** Prices are asked of so many tokens, for requests above some 272,000 are dearer. */
const SAMPLE = 100_000
const MILLIONTHS = 10
const cents = (usd: number): number => Math.round(usd * MILLIONTHS * 1e6) / 1e6
const priceOf = (model: string, now: Instant): PriceTold | null => {
  const nothing = { input: 0, cached: 0, cacheWritten: 0, output: 0, reasoning: 0 }
  const [input, cached, output] = [{ ...nothing, input: SAMPLE }, { ...nothing, input: SAMPLE, cached: SAMPLE }, { ...nothing, output: SAMPLE }].map((usage) => costOf(model, usage, now))
  if (input === undefined || cached === undefined || output === undefined || input === null || cached === null || output === null) return null
  return { input: cents(input.usd), cached: cents(cached.usd), output: cents(output.usd), version: input.version }
}

const toldOf = (id: string, chain: readonly string[], now: Instant): ModelTold => {
  const traits = traitsOf(id)
  const { efforts, sampling, context, maxOutput, cutoff, shutdown, replacement, known } = traits
  const state = !known ? 'unknown' : isShutDown(traits, now) ? 'shut down' : warningOf(id, now) === null ? 'living' : 'ending'
  const place = chain.indexOf(id)
  return { id, place: place < 0 ? null : place + 1, state, efforts, sampling, context, maxOutput, cutoff: day(cutoff), shutdown: day(shutdown), replacement, price: priceOf(id, now) }
}

/** What is configured, and every model that is known. Asks nobody. @throws AppError CONFIG_INVALID */
export function llmReport(env: Environment, clock: Clock): LlmReport {
  const config = readConfig(env)
  const now = clock.now().getTime() as Instant
  const chain = chainOf(config)
  const access = config.RACEGRAPH_LLM_STAND_IN ? null : llmAccessOf(config)
  const source = config.RACEGRAPH_LLM_STAND_IN ? 'stand-in' : access === null ? 'none' : 'api'
  const { effort, verbosity, dailyUsd, concurrency, queue, retries, mostMs } = policyOf(config)
  const unlisted = chain.filter((id) => !KNOWN_MODELS.some((model) => model.id === id))
  return {
    source, model: source === 'api' ? livingModels(chain, now)[0] ?? null : null, address: access?.baseUrl ?? null, effort, verbosity, dailyUsd, concurrency, queue, retries, deadlineMs: mostMs,
    warnings: chain.map((id) => warningOf(id, now)).filter((warning) => warning !== null),
    models: [...KNOWN_MODELS.map(({ id }) => id), ...unlisted].map((id) => toldOf(id, chain, now)),
  }
}
