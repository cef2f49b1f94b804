import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import pino from 'pino'
import { aggregate } from '../../commentary/opinion/aggregate'
import type { FactSheet } from '../../commentary/fact'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { DataSource } from '../../domain/vocabulary'
import { takeRaces, type RaceTable } from '../../models/data/race-table'
import { chancesOf } from '../../models/evaluation/chances'
import { linearPool } from '../../models/pools/blend'
import { llmLedger } from '../../storage/llm/llm-ledger'
import { createPool } from '../../storage/pool'
import { withRunner } from '../../storage/sql-runner'
import { gatherSheets } from '../../usecases/commentary/gather-sheets'
import { armRequest, probeRequest } from '../../usecases/headtohead/arm-requests'
import { askArms } from '../../usecases/headtohead/ask-arms'
import { judgeAnswers } from '../../usecases/headtohead/judge-answers'
import { headToHeadMarkdown, headToHeadPage } from '../../usecases/headtohead/page'
import type { HeadToHeadPlan } from '../../usecases/headtohead/plan'
import type { HeadToHeadReport } from '../../usecases/headtohead/report'
import type { LoadedModel } from '../../usecases/prediction'
import { sheetReaders } from '../commentary/sheet-readers'
import { withFeatureStorage, type FeatureStorage } from '../feature-storage'
import { modelNamed, racesOf, type JudgeRun } from '../judge-model'
import { openLlm } from '../llm/open-llm'
import { startStandIn } from '../llm/start-stand-in'
import { refreshHistoryIn } from '../refresh-features'
import { writeWhole } from '../write-whole'
import { answerLog } from './answer-log'
import type { HeadToHeadAsk, HeadToHeadDeps } from './ask'
import { assertSame, readPlan } from './plan-file'
import { planOf } from './register-plan'

export interface HeadToHeadRun { readonly folder: string; readonly plan: HeadToHeadPlan; /** Null when it was only registered. */ readonly report: HeadToHeadReport | null }

const nonce = (): string => randomBytes(12).toString('hex')

/** Registers a comparison, asks, judges, and writes it down. @throws AppError when there are too few races, the plan is not one of here, or nobody answers */
export const headToHead = (run: HeadToHeadDeps, ask: HeadToHeadAsk): Promise<HeadToHeadRun> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const pool = createPool({ url: run.databaseUrl, size: 4, statementTimeoutMs: 0, applicationName: 'racegraph headtohead', pipeline: true })
  const hasModel = run.config.OPENAI_API_KEY !== null || run.config.OPENAI_API_KEY_FILE !== null
  if (!hasModel && !run.config.RACEGRAPH_LLM_STAND_IN) ask.say('SYNTHETIC, NO CLAIM: there is no OPENAI_API_KEY. The stand-in of racegraph answers, which is no language model.')
  const client = await openLlm({
    config: { ...run.config, RACEGRAPH_LLM_STAND_IN: run.config.RACEGRAPH_LLM_STAND_IN || !hasModel }, clock: run.clock, logger: pino({ level: run.config.LOG_LEVEL === 'info' ? 'warn' : run.config.LOG_LEVEL }, pino.destination(2)),
    ledger: llmLedger((use) => withRunner(pool, use)), startStandIn,
  })
  try {
    if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')
    const known = ask.plan === null ? null : readPlan(ask.plan)
    const loaded = await modelNamed(run.models, known?.plan.ml.model ?? ask.model)
    const table = await tableOf(run, storage, ask, known?.plan ?? null, loaded)
    const plan = known?.plan ?? await planOf(run, storage.directory, ask, { client, loaded, table })
    const folder = ask.out ?? known?.folder ?? join(run.config.RACEGRAPH_HOME, 'headtohead', plan.digest.slice(0, 12))
    if (known === null) writeWhole(new Map([[join(folder, 'plan.json'), `${JSON.stringify(plan, null, 1)}\n`]]))
    ask.say(`Registered as ${plan.digest.slice(0, 12)}: ${join(folder, 'plan.json')}`)
    if (ask.planOnly) return { folder, plan, report: null }
    await assertSame(plan, client, storage.directory)
    const sheets = await sheetsOf(run, pool, plan)
    const bar = run.progress('Asking', 'requests')
    const deps = { budgetTokens: plan.budgetTokens, nonce }
    const log = answerLog(folder)
    const answers = await askArms({ client, request: armRequest(deps), probe: probeRequest(deps), log, progress: (done, total) => { bar.update(done, total) }, signal: run.signal }, plan, sheets).finally(() => { bar.finish() })
    const places = new Map(table.races.map(({ raceId }, r) => [raceId, r]))
    const planned = takeRaces(table, plan.races.flatMap(({ raceId }) => places.get(raceId) ?? []))
    const report = judgeAnswers({ aggregate: (samples) => aggregate(samples).chances, linearPool }, {
      plan, answers, table: planned, ml: chancesOf(loaded.model, planned), ranAt: run.clock.now().toISOString(), synthetic: plan.model.synthetic || plan.races.some(({ source }) => source === DataSource.SYNTHETIC),
    })
    writeWhole(new Map([[join(folder, 'report.md'), headToHeadMarkdown(report)], [join(folder, 'report.html'), headToHeadPage(report)], [join(folder, 'report.json'), `${JSON.stringify(report, null, 1)}\n`]]))
    return { folder, plan, report }
  } finally {
    await client.close()
    await pool.end()
  }
})

const tableOf = (run: JudgeRun, storage: FeatureStorage, { range, source }: HeadToHeadAsk, plan: HeadToHeadPlan | null, { model }: LoadedModel): Promise<RaceTable> => {
  const days = plan?.races.map(({ date }) => date).sort() ?? []
  return racesOf(run, storage, { range: plan === null ? range : { from: days[0] ?? null, to: days.at(-1) ?? null }, source: plan === null ? source : null, minutesBefore: 0, market: 'as-of' }, model.features)
}

/** As of the off, when nothing of the result is known. */
async function sheetsOf(run: JudgeRun, pool: Pool, plan: HeadToHeadPlan): Promise<ReadonlyMap<number, FactSheet>> {
  const gather = gatherSheets({ open: sheetReaders(pool), now: () => run.clock.now().getTime() as Instant, model: null, models: run.models, warn: (problem, cause) => { throw new AppError('INTERNAL_SERVER_ERROR', problem, { cause }) } })
  const bar = run.progress('Gathering facts', 'races')
  const sheets = new Map<number, FactSheet>()
  try {
    for (const { raceId, offAt } of plan.races) {
      run.signal.throwIfAborted()
      const [sheet] = await gather([raceId], offAt)
      if (sheet) sheets.set(raceId, sheet)
      bar.update(sheets.size, plan.races.length)
    }
  } finally { bar.finish() }
  return sheets
}
