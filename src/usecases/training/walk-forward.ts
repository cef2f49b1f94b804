import { AppError } from '../../domain/errors'
import type { RaceTable } from '../../models/data/race-table'
import { walkForward, type Days } from '../../models/data/split'
import { FitStopped } from '../../models/model'
import { raceLogLoss, raceSoftmax } from '../../models/race-softmax'
import { withMembers, type Recipe } from '../../models/recipe'
import { dataDigest } from './data-digest'
import { rangeOf, type SeenAt } from './training-data'
import { workBar } from './work-bar'
import { effortOf, workshop, type WorkshopAsk, type WorkshopDeps } from './workshop'

export interface Fold { readonly trainTo: string; readonly from: string; readonly to: string; readonly races: number; /** By recipe; null where it failed. */ readonly logLoss: Readonly<Record<string, number | null>> }
export interface WalkAsk extends Omit<WorkshopAsk, 'data' | 'refit'> { readonly names: readonly string[]; readonly recipes: readonly Recipe[]; readonly days: Days; readonly folds: number; readonly seenAt: SeenAt }

/** Each recipe fitted on all races before a part and judged on the part, part after part. Rounds and weights of pools are chosen on the part that judges. */
export async function walkRecipes(deps: Omit<WorkshopDeps, 'bar'> & { readonly progress: (done: number, total: number, note: string) => void }, table: RaceTable, { names, recipes, days, folds, seenAt, seed, given }: WalkAsk): Promise<readonly Fold[]> {
  const needed = withMembers(names, recipes)
  const asked = needed.filter(({ name }) => names.includes(name))
  const bar = workBar(folds * needed.reduce((sum, recipe) => sum + effortOf(recipe, needed, false), 0), deps.progress)
  const told: Fold[] = []
  for (const { train, validate } of walkForward(table, days, folds)) {
    const shop = workshop({ ...deps, bar }, { data: { train, validate, test: null, whole: train, seenAt, digest: dataDigest([train, validate]) }, seed, refit: true, given }, needed)
    const losses: Record<string, number | null> = {}
    try {
      for (const recipe of asked) {
        try {
          const { validated } = await shop.begin(recipe)
          losses[recipe.name] = raceLogLoss(raceSoftmax(validated, validate.raceStart), validate.targets.win, validate.raceStart)
        } catch (error) {
          if (error instanceof FitStopped || !(error instanceof AppError)) throw error
          losses[recipe.name] = null
        }
      }
    } finally { shop.dispose() }
    const { from, to, races } = rangeOf(validate)
    told.push({ trainTo: rangeOf(train).to, from, to, races, logLoss: losses })
  }
  return told
}
