import pino from 'pino'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { llmLedger } from '../../storage/llm/llm-ledger'
import { opinionRaces } from '../../storage/opinions/opinion-races'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import { askOpinion, type OpinionOutcome } from '../../usecases/opinion/ask-opinion'
import type { NamedRace } from '../../usecases/ports'
import type { Config } from '../config/read-config'
import { withFeatureStorage } from '../feature-storage'
import { findRace } from '../features'
import type { JudgeRun } from '../judge-model'
import { openLlm } from '../llm/open-llm'
import { startStandIn } from '../llm/start-stand-in'
import { refreshHistoryIn } from '../refresh-features'
import { opinionAsking } from './opinion-asking'

export interface OpinionsRun extends JudgeRun { readonly config: Config }
export interface OpinionsAsk {
  /** Numbers or sources' ids; null: those of the days. */
  readonly races: readonly string[] | null
  readonly range: { readonly from: string | null; readonly to: string | null }
  /** Null: as the settings say. */
  readonly samples: number | null
}
export interface OpinionsReport {
  readonly model: string
  /** The stand-in answered: SYNTHETIC, NO CLAIM. */
  readonly synthetic: boolean
  readonly races: readonly OpinionTold[]
  /** US dollars; null where that of some is unknown. */
  readonly costUsd: number | null
}
export interface OpinionTold {
  readonly raceId: number
  readonly outcome: OpinionOutcome['kind']
  /** Why there is none; null where there is one. */
  readonly reason: string | null
  readonly samples: number
  readonly runners: readonly { readonly runnerId: number; readonly number: number | null; readonly horse: string; readonly chance: number; /** Deviation of its logits between samples; null for one sample. */ readonly spread: number | null }[]
  readonly costUsd: number | null
}

const interrupted = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was asked: run the command again.')

/** Asks a language model about races and keeps what it thinks. @throws AppError NOT_FOUND, CONFIG_INVALID where there is nobody to ask */
export const askOpinions = (run: OpinionsRun, { races, range, samples }: OpinionsAsk): Promise<OpinionsReport> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const pool = createPool({ url: run.databaseUrl, size: 4, statementTimeoutMs: 0, applicationName: 'racegraph opinions', pipeline: true })
  const client = await openLlm({ config: run.config, clock: run.clock, logger: pino({ level: run.config.LOG_LEVEL === 'info' ? 'warn' : run.config.LOG_LEVEL }, pino.destination(2)), ledger: llmLedger((use) => withRunner(pool, use)), startStandIn })
  try {
    const { model } = client
    if (model === null) throw new AppError('CONFIG_INVALID', 'There is no language model to ask: set OPENAI_API_KEY, or RACEGRAPH_LLM_STAND_IN=on to see how it works on invented races.')
    const named: readonly NamedRace[] = await Promise.all((races ?? []).map((text) => findRace(storage, text)))
    const ids = races === null ? await opinionRaces((use) => withRunner(pool, use)).between(range) : named.map(({ raceId }) => raceId)
    if (ids.length === 0) throw new AppError('NOT_FOUND', `There is no race from ${range.from ?? 'the first day'} to ${range.to ?? 'the last'}: ask for other days (--from, --to), or import some first ("racegraph import --help").`)
    if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw interrupted()
    const bar = run.progress('Asking', 'races')
    const asking = opinionAsking({ pool, client, models: run.models, samples: samples ?? run.config.RACEGRAPH_OPINION_SAMPLES, now: () => run.clock.now().getTime() as Instant, warn: (problem, cause) => { throw new AppError('INTERNAL_SERVER_ERROR', problem, { cause }) } })
    const outcomes = await askOpinion({ ...asking, signal: run.signal, progress: (done, total) => { bar.update(done, total) } }, ids).finally(() => { bar.finish() })
    const runners = new Map<number, { readonly number: number | null; readonly horse: string }>()
    const made = outcomes.flatMap((one) => (one.kind === 'made' ? [one.raceId] : []))
    if (made.length > 0) {
      const [{ horses }, facts] = await Promise.all([storage.directory.names(made), storage.withReader((reader) => reader.races(made, { market: false }))])
      for (const race of facts) for (const { runnerId, number } of race?.card.runners ?? []) runners.set(runnerId, { number, horse: horses.get(runnerId) ?? '' })
    }
    const told = outcomes.map((one) => toldOf(one, runners))
    return { model: model.id, synthetic: model.synthetic, races: told, costUsd: told.reduce<number | null>((sum, { costUsd }) => (sum === null || costUsd === null ? null : sum + costUsd), 0) }
  } finally {
    await client.close()
    await pool.end()
  }
})

function toldOf(outcome: OpinionOutcome, named: ReadonlyMap<number, { readonly number: number | null; readonly horse: string }>): OpinionTold {
  const { raceId } = outcome
  if (outcome.kind !== 'made') return { raceId, outcome: outcome.kind, reason: outcome.reason, samples: 0, runners: [], costUsd: outcome.kind === 'failed' ? outcome.costUsd : 0 }
  const { opinion: { runnerIds, chances, samples, costUsd }, spread } = outcome
  return {
    raceId, outcome: 'made', reason: null, samples: samples.length, costUsd,
    runners: runnerIds.map((runnerId, i) => ({ runnerId, number: named.get(runnerId)?.number ?? null, horse: named.get(runnerId)?.horse ?? '', chance: chances[i] as number, spread: spread?.[i] ?? null })).sort((a, b) => b.chance - a.chance || a.runnerId - b.runnerId),
  }
}
