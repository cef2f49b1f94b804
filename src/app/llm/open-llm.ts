import type { Logger } from 'pino'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import { absentClient } from '../../llm/absent-client'
import type { LlmAttempt, LlmClient } from '../../llm/llm'
import { isLoopback } from '../../llm/loopback'
import { livingModels, warningOf } from '../../llm/models'
import { openAiProvider } from '../../llm/openai-client'
import { policyClient } from '../../llm/policy'
import type { LlmLedger } from '../../llm/ports'
import type { LiveMeter } from '../../usecases/live/meter'
import type { Clock } from '../clock'
import { chainOf, type LlmAccess, llmAccessOf, type LlmConfig, policyOf } from './llm-settings'
import { measured } from './measured'

export interface LlmDeps {
  readonly config: LlmConfig
  readonly clock: Clock
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly ledger: LlmLedger
  readonly meter?: Pick<LiveMeter, 'gauge'>
  readonly timers?: Timers
}

const REAL_TIMERS: Timers = { after: (ms, run) => { const timer = setTimeout(run, ms); return () => { clearTimeout(timer) } } }

const warn = (chain: readonly string[], access: LlmAccess, now: Instant, logger: LlmDeps['logger']): void => {
  for (const model of chain) { const warning = warningOf(model, now); if (warning !== null) logger.warn({ model }, warning) }
  if (livingModels(chain, now).length === 0) logger.error({ chain }, 'every model of OPENAI_MODEL and RACEGRAPH_LLM_FALLBACKS is shut down: no language model is asked')
  if (access.baseUrl.startsWith('http:') && !isLoopback(access.baseUrl)) logger.warn({ host: new URL(access.baseUrl).host }, 'OPENAI_BASE_URL is no https: the key and everything that is asked go in the clear')
}

/** The language model of the settings: OpenAI's with a key, the stand-in where it is asked for, else none. @throws AppError CONFIG_INVALID */
export async function openLlm({ config, clock, logger, ledger, meter, timers = REAL_TIMERS }: LlmDeps): Promise<LlmClient> {
  const now = (): Instant => clock.now().getTime() as Instant
  const access = llmAccessOf(config)
  if (access === null) return absentClient()
  warn(chainOf(config), access, now(), logger)
  const { onAttempt, watch } = measured(meter)
  const provider = openAiProvider({ ...access, synthetic: false, now })
  return watch(policyClient({
    provider, ledger, now, timers, random: Math.random,
    tell: (problem, err) => { logger.warn(err === undefined ? {} : { err }, problem) },
    onAttempt: (attempt: LlmAttempt) => {
      onAttempt(attempt)
      const { purpose, subject, model, outcome, status, code, requestId, durationMs, costUsd } = attempt
      logger.info({ purpose, subject, model, outcome, status, code, requestId, durationMs, costUsd }, 'a language model was asked')
    },
  }, policyOf(config)))
}
