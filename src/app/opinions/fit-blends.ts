import { AppError } from '../../domain/errors'
import { createPool } from '../../storage/pool'
import { ledgerOver } from '../../storage/ledger/prediction-ledger'
import { opinionResults } from '../../storage/opinions/opinion-results'
import { opinionStore } from '../../storage/opinions/opinion-store'
import { withRunner } from '../../storage/sql-runner'
import type { BlendReport } from '../../usecases/opinion/blend-report'
import { blendRows } from '../../usecases/opinion/blend-rows'
import type { BlendVersion } from '../../usecases/opinion/blend-state'
import { isInvented } from '../../usecases/opinion/blended-models'
import { fitBlend, LEAST_RACES } from '../../usecases/opinion/fit-blend'
import { computeRaceFeatures } from '../../usecases/race-features'
import { withFeatureStorage } from '../feature-storage'
import { modelNamed } from '../judge-model'
import { refreshHistoryIn } from '../refresh-features'
import type { OpinionsRun } from './ask-opinions'
import { blendFile } from './blend-file'

export interface FittedBlend { readonly report: BlendReport; /** Null where there was too little to fit anything on, and all stays as it was. */ readonly version: BlendVersion | null }

/** Fits blends of the base on all races that it and a language model foretold; what it finds is kept. @throws AppError NOT_FOUND, CONFIG_INVALID */
export const fitBlends = (run: OpinionsRun, range: { readonly from: string | null; readonly to: string | null }): Promise<FittedBlend> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const base = await modelNamed(run.models, run.config.RACEGRAPH_HYBRID_BASE)
  const pool = createPool({ url: run.databaseUrl, size: 4, statementTimeoutMs: 0, applicationName: 'racegraph blend', pipeline: true })
  try {
    if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')
    const open: Parameters<typeof opinionStore>[0] = (use) => withRunner(pool, use)
    const bar = run.progress('Gathering chances', 'races')
    const { rows, leftOut } = await blendRows({
      opinions: opinionStore(open), results: opinionResults(open), ledger: { history: (ids, model) => open((db) => ledgerOver(db).history(ids, model)) }, base, signal: run.signal,
      features: (requests, names) => storage.withReader((reader) => computeRaceFeatures(reader, requests, names)), warn: (problem, cause) => { throw new AppError('INTERNAL_SERVER_ERROR', problem, { cause }) }, progress: (done, total) => { bar.update(done, total) },
    }, range).finally(() => { bar.finish() })
    const report = fitBlend(rows, { base: base.card.name, synthetic: isInvented(base.card), leftOut })
    if (report.races < LEAST_RACES) return { report, version: null }
    const states = blendFile(run.config.RACEGRAPH_HOME, () => performance.now())
    const last = (await states.all()).at(-1)?.version ?? 1
    const version: BlendVersion = { version: last + 1, fittedAt: run.clock.now().toISOString(), base: report.base, synthetic: isInvented(base.card), log: report.log, slope: report.slope, charge: report.charge, report }
    await states.add(version)
    return { report, version }
  } finally { await pool.end() }
})

/** All fits, oldest first; the first is what is stated. */
export const blendVersions = (home: string): Promise<readonly BlendVersion[]> => blendFile(home, () => performance.now()).all()
