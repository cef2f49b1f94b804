import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import { absentClient } from '../../llm/absent-client'
import type { LlmAttempt, LlmClient } from '../../llm/llm'
import { isLoopback } from '../../llm/loopback'
import { livingModels, warningOf } from '../../llm/models'
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
  /** Starts what RACEGRAPH_LLM_STAND_IN asks for. */
  readonly startStandIn?: () => Promise<StandIn>
}
/** An HTTP server on this machine that follows the Responses API and is no language model. */
export interface StandIn { readonly url: string; close(): Promise<void> }
/** What it is called where models are. */
export const STAND_IN_MODEL = 'stand-in'

const REAL_TIMERS: Timers = { after: (ms, run) => { const timer = setTimeout(run, ms); return () => { clearTimeout(timer) } } }

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the package takes 0.2 s to load, which commands that ask nobody need not wait for
const theAdapter = (): typeof import('../../llm/openai-client') => require('../../llm/openai-client')
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the same of tables of prices
const thePolicy = (): typeof import('../../llm/policy') => require('../../llm/policy')

const warn = (chain: readonly string[], access: LlmAccess, now: Instant, logger: LlmDeps['logger']): void => {
  for (const model of chain) { const warning = warningOf(model, now); if (warning !== null) logger.warn({ model }, warning) }
  if (livingModels(chain, now).length === 0) logger.error({ chain }, 'every model of OPENAI_MODEL and RACEGRAPH_LLM_FALLBACKS is shut down: no language model is asked')
  if (access.baseUrl.startsWith('http:') && !isLoopback(access.baseUrl)) logger.warn({ host: new URL(access.baseUrl).host }, 'OPENAI_BASE_URL is no https: the key and everything that is asked go in the clear')
}

/** Nobody checks it. */
const STAND_IN_KEY = 'nobody-checks-it'

/** The language model of the settings: the stand-in where it is asked for, OpenAI's with a key, else none. @throws AppError CONFIG_INVALID */
export async function openLlm(deps: LlmDeps): Promise<LlmClient> {
  const { config, clock, logger, ledger, meter, timers = REAL_TIMERS, startStandIn } = deps
  const now = (): Instant => clock.now().getTime() as Instant
  const { onAttempt, watch } = measured(meter)
  const client = (access: LlmAccess, chain: readonly string[], synthetic: boolean): LlmClient => watch(thePolicy().policyClient({
    provider: theAdapter().openAiProvider({ ...access, synthetic, now }), ledger, now, timers, random: Math.random,
    tell: (problem, err) => { logger.warn(err === undefined ? {} : { err }, problem) },
    onAttempt: (attempt: LlmAttempt) => {
      onAttempt(attempt)
      const { purpose, subject, model, outcome, status, code, requestId, durationMs, costUsd } = attempt
      logger.info({ purpose, subject, model, outcome, status, code, requestId, durationMs, costUsd, synthetic }, 'a language model was asked')
    },
  }, { ...policyOf(config), chain }))
  if (config.RACEGRAPH_LLM_STAND_IN) {
    if (startStandIn === undefined) throw new AppError('CONFIG_INVALID', 'RACEGRAPH_LLM_STAND_IN is on, and there is no stand-in in this command: unset it.')
    const standIn = await startStandIn()
    logger.warn({ url: standIn.url }, 'RACEGRAPH_LLM_STAND_IN is on: a stand-in that is no language model answers; all that it says is SYNTHETIC, NO CLAIM')
    const asked = client({ key: STAND_IN_KEY, baseUrl: standIn.url, onlyLoopback: true }, [STAND_IN_MODEL], true)
    return { ...asked, get model() { return asked.model }, close: async () => { await asked.close(); await standIn.close() } }
  }
  const access = llmAccessOf(config)
  if (access === null) return absentClient()
  warn(chainOf(config), access, now(), logger)
  return client(access, chainOf(config), false)
}
