import { AppError } from '../domain/errors'
import { DataSource } from '../domain/vocabulary'
import { categoriesOf, RULES } from '../integration/rules'
import type { ModelCard } from '../models/artefact/card'
import { withMembers } from '../models/recipe'
import { RECIPES } from '../models/recipes'
import type { Refit } from '../models/evaluation/ablation'
import { trainingData } from '../usecases/training/training-data'
import { workBar } from '../usecases/training/work-bar'
import { effortOf, workshop } from '../usecases/training/workshop'
import { gatherForTraining, shareBar, workshopDeps, type TrainRun } from './train'

/**
 * Fits a model anew by its recipe, on the days, by the view and with the seed that its card names, with or without a category of features. Parameters are the recipe's.
 * What was begun is kept with the notes of training, so that an interrupted run goes on. @throws AppError BAD_USER_INPUT for a model without a recipe or validation races
 */
export async function refitting(run: TrainRun, { name, seed, data }: ModelCard): Promise<Refit> {
  if (!RECIPES.some((recipe) => recipe.name === name)) throw new AppError('BAD_USER_INPUT', `There is no recipe ${name}, by which to fit this model without a category: leave --ablation out.`)
  const { train, validate, refitted, sources, seenAt = { asOf: 'off', market: 'closing' } } = data
  if (validate === null) throw new AppError('BAD_USER_INPUT', `The card of ${name} names no validation races, which fits without a category need: leave --ablation out.`)
  const days = { train: { from: train.from, to: train.to }, validate: { from: validate.from, to: validate.to }, test: null }
  const [only] = Object.values(DataSource).filter((source) => sources.length === 1 && source === sources[0])
  const races = trainingData(await gatherForTraining(run, { days, source: only ?? null, minutesBefore: Number(/\d+/.exec(seenAt.asOf)?.[0] ?? 0), market: seenAt.market }), days, seenAt)
  return async (without) => {
    if (without === 'market') return null
    const recipes = withMembers([name], RECIPES).map((recipe) => (without === null ? recipe : { ...recipe, leaveOut: [...recipe.leaveOut, without] }))
    const recipe = recipes.find((one) => one.name === name)
    if (recipe === undefined) return null
    const bar = shareBar(run, without === null ? 'Fitting' : `Fitting without ${without}`)
    const total = recipes.reduce((sum, one) => sum + effortOf(one, recipes, refitted), 0)
    const rules = RULES.filter((rule) => without === null || !categoriesOf(rule).includes(without))
    const shop = workshop({ ...workshopDeps(run), rules, bar: workBar(total, bar.update) }, { data: races, seed, refit: refitted, given: new Map() }, recipes)
    try {
      const { model } = await (await shop.begin(recipe)).finish()
      return { ...model, scores: (batch) => model.scores(batch), members: (batch) => model.members(batch), contributions: (batch) => model.contributions(batch), save: () => model.save(), dispose: () => { shop.dispose() } }
    } catch (error) {
      shop.dispose()
      throw error
    } finally { bar.finish() }
  }
}
