import { AppError } from '../domain/errors'
import type { DataSource } from '../domain/vocabulary'
import { FEATURES } from '../features/registry'
import { plantedSign } from '../imports/synthetic/planted-interactions'
import { RULES } from '../integration/rules'
import { takeRaces, type RaceTable } from '../models/data/race-table'
import type { Days } from '../models/data/split'
import { LEARNERS } from '../models/learners'
import { FitStopped } from '../models/model'
import { withMembers } from '../models/recipe'
import { RECIPES } from '../models/recipes'
import { evaluateMatrix as evaluate } from '../usecases/evaluate-matrix'
import { gatherRaces } from '../usecases/gather-races'
import type { MatrixReport, ModelBins } from '../usecases/matrix/report'
import { withFeatureStorage } from './feature-storage'
import type { JudgeRun } from './judge-model'
import { paceNote } from './pace-note'
import { shareBar } from './train'

export interface MatrixAsk { readonly over: readonly string[]; readonly source: DataSource | null; readonly days: Days }
const interrupted = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')
const SEED = 1

/** What rules are good for on the finished races of one source: of the source asked for, else of real races where there are any. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export async function evaluateMatrix(run: JudgeRun, { over, source, days }: MatrixAsk): Promise<MatrixReport> {
  withMembers(over, RECIPES)
  const table = await racesOfOne(run, source, days)
  const bar = shareBar(run, 'Weighing the matrix')
  try {
    return await evaluate({
      learners: LEARNERS, recipes: RECIPES, rules: RULES, seed: SEED, xgboostPath: run.config.RACEGRAPH_XGBOOST_PATH, signal: run.signal, progress: bar.update,
      planted: (id) => plantedSign(id) === 1, confidence: await binsOf(run, table.races[0]?.source),
    }, table, { over, days })
  } catch (error) {
    if (error instanceof FitStopped && run.signal.aborted) throw interrupted()
    throw error
  } finally { bar.finish() }
}

/** Every finished race to the last day asked for, with all features as of the off and starting prices. */
const racesOfOne = (run: JudgeRun, source: DataSource | null, { to }: Days): Promise<RaceTable> => withFeatureStorage(run.databaseUrl, async ({ feed }) => {
  const total = await feed.size()
  const bar = run.progress('Computing features', 'races')
  const pace = paceNote('runners')
  try {
    const table = await gatherRaces({ feed, signal: run.signal, progress: (races, runners) => { bar.update(races, total.races, pace(runners, total.runners)) } }, { range: { from: null, to }, source, minutesBefore: 0, market: 'closing' }, FEATURES.map(({ name }) => name))
    if (run.signal.aborted) throw interrupted()
    if (table.races.length === 0) throw new AppError('NOT_FOUND', `There is no finished race${source === null ? '' : ` of ${source}`}${to === null ? '' : ` to ${to}`}: import some first ("racegraph import --help").`)
    const [first, ...others] = mostlyReal(table)
    return first === undefined || others.length === 0 ? table : takeRaces(table, table.races.flatMap((race, r) => (race.source === first ? [r] : [])))
  } finally { bar.finish() }
})
/** Sources of the table: real ones first, those with more races before others. */
function mostlyReal({ races }: RaceTable): readonly DataSource[] {
  const counts = new Map<DataSource, number>()
  for (const { source } of races) counts.set(source, (counts.get(source) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => Number(a === 'SYNTHETIC') - Number(b === 'SYNTHETIC') || n - m).map(([source]) => source)
}

/** Of models that were trained on races of this source, the newest version of each. */
async function binsOf({ models }: JudgeRun, source: DataSource | undefined): Promise<readonly ModelBins[]> {
  const { cards } = await models.cards()
  const seen = new Set<string>()
  return cards.flatMap(({ name, version, data, confidence }) => {
    if (confidence === undefined || seen.has(name) || !data.sources.some((one) => one === source)) return []
    seen.add(name)
    return [{ model: `${name}@${version}${confidence.on === 'validation' ? ' (on validation races)' : ''}`, bins: confidence.bins }]
  })
}
