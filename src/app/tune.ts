import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../domain/errors'
import { FEATURE_SET } from '../features/registry'
import type { RaceTable, TrainingTable } from '../models/data/race-table'
import { splitByDate, walkForward } from '../models/data/split'
import { LEARNERS } from '../models/learners'
import type { Params } from '../models/model'
import { offeredTo, withMembers } from '../models/recipe'
import { RECIPES } from '../models/recipes'
import { readJson, trialFile, writeJson } from '../storage/models/trial-file'
import { dataDigest } from '../usecases/training/data-digest'
import { baseOf, tuneModel, type Trial, type TuneReport } from '../usecases/tune-model'
import { gatherForTraining, shareBar, workshopDeps, type TrainingAsk, type TrainRun } from './train'

export interface TuningAsk extends Pick<TrainingAsk, 'days' | 'source' | 'asOf' | 'minutesBefore' | 'market' | 'seed'> {
  readonly recipe: string
  readonly trials: number
  /** Parts of the days that are each judged by what was fitted before them; 0: validation judges. */
  readonly folds: number
}
const bestFile = (home: string, recipe: string): string => join(home, 'tuning', recipe, 'best.json')
const BEST = z.object({ params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])) })

/** What searches found best, by recipe. @throws AppError CONFIG_INVALID, BAD_USER_INPUT when nothing was ever searched */
export async function tunedParams(home: string, names: readonly string[]): Promise<ReadonlyMap<string, Params>> {
  const found = new Map<string, Params>()
  for (const { name } of withMembers(names, RECIPES)) {
    const best = await readJson(bestFile(home, name))
    if (best === null) continue
    const read = BEST.safeParse(best)
    if (!read.success) throw new AppError('CONFIG_INVALID', `${bestFile(home, name)} is not what tuning wrote: delete it, and tune ${name} anew.`)
    found.set(name, read.data.params)
  }
  if (found.size === 0) throw new AppError('BAD_USER_INPUT', 'Nothing was tuned of these recipes: "racegraph tune <recipe>" does, or leave --params-from out.')
  return found
}

/** Searches parameters of one recipe. The same question goes on with the trials that are there. */
export async function tune(run: TrainRun, ask: TuningAsk): Promise<TuneReport & { readonly file: string }> {
  const recipe = withMembers([ask.recipe], RECIPES).find(({ name }) => name === ask.recipe)
  if (recipe === undefined) throw new AppError('BAD_USER_INPUT', `There is no recipe ${ask.recipe}.`)
  const learner = 'learner' in recipe.how ? LEARNERS[recipe.how.learner] : LEARNERS.market
  const { base, space } = baseOf(recipe, learner)
  const table = await gatherForTraining(run, { ...ask, days: { ...ask.days, test: null } })
  const folds = foldsOf(table, ask)
  const { seed, asOf, market } = ask
  const key = createHash('sha256').update(JSON.stringify({ base, space, features: offeredTo(recipe), set: FEATURE_SET, seed, asOf, market, folds: folds.map(({ train, validate }) => dataDigest([train, validate])) })).digest('hex').slice(0, 16)
  const file = join(run.config.RACEGRAPH_HOME, 'tuning', recipe.name, `${key}.jsonl`)
  const bar = shareBar(run, `Tuning ${recipe.name}`)
  try {
    const { cpuSeconds, signal, xgboostPath } = workshopDeps(run)
    const report = await tuneModel({ learner, log: trialFile<Trial>(file), cpuSeconds, signal, xgboostPath, progress: bar.update }, { recipe, folds, trials: ask.trials, seed })
    if (report.best !== null) await writeJson(bestFile(run.config.RACEGRAPH_HOME, recipe.name), { ...report.best, trials: report.trials, file: `${key}.jsonl` })
    return { ...report, file }
  } finally { bar.finish() }
}
function foldsOf(table: RaceTable, { days, folds }: TuningAsk): readonly { readonly train: TrainingTable; readonly validate: RaceTable }[] {
  if (folds === 0) { const { train, validate } = splitByDate(table, { ...days, test: null }); return [{ train, validate }] }
  return [...walkForward(table, { from: days.train.from, to: days.validate.to }, folds)]
}
