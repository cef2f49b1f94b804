import { writeTemplate } from '../../commentary/template/write-template'
import type { Instant } from '../../domain/instant'
import { commentaryStore } from '../../storage/commentary/commentary-store'
import { raceStamps } from '../../storage/commentary/race-stamps'
import { withRunner } from '../../storage/sql-runner'
import { createDesk } from '../../usecases/commentary/create-desk'
import { gatherSheets } from '../../usecases/commentary/gather-sheets'
import type { CommentaryDesk } from '../../usecases/commentary/ports'
import type { LoadedModels } from '../../usecases/prediction'
import type { LlmSide, LlmSideDeps } from '../llm/llm-side'
import { sheetReaders } from './sheet-readers'

/** Whose chances are told, and whose where that one lacks prices. */
const TOLD = { model: 'champion', fallback: 'fundamentals' } as const

/** The desk over a language model. */
export function composeDesk({ client, pool }: LlmSide, { config, clock, logger, models }: Pick<LlmSideDeps, 'config' | 'clock' | 'logger'> & { readonly models: LoadedModels }): CommentaryDesk {
  const warn = (problem: string, err: unknown): void => { logger.warn({ err }, problem) }
  const open: Parameters<typeof commentaryStore>[0] = (use) => withRunner(pool, use)
  const now = (): Instant => clock.now().getTime() as Instant
  return createDesk({
    client, effort: config.RACEGRAPH_LLM_EFFORT, verbosity: config.RACEGRAPH_LLM_VERBOSITY, now, warn, template: writeTemplate, onOmitted: (told) => { logger.info(told, 'there was no room for some facts in what the model was told') },
    gather: gatherSheets({ open: sheetReaders(pool), now, models, warn, ...TOLD }), stamps: raceStamps(open, now), store: commentaryStore(open),
    limits: {
      maxAgeMs: config.RACEGRAPH_COMMENTARY_MAX_AGE_MS, move: config.RACEGRAPH_COMMENTARY_MOVE, budgetTokens: config.RACEGRAPH_COMMENTARY_TOKENS, longestWaitMs: config.RACEGRAPH_COMMENTARY_WAIT_MS, waiters: config.RACEGRAPH_COMMENTARY_WAITERS,
      writing: config.RACEGRAPH_COMMENTARY_WRITING,
    },
  })
}
