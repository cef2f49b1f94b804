import { AppError } from '../domain/errors'
import { categoryOf, FEATURES, type FeatureCategory, type FeatureName } from '../features/registry'
import type { LearnerName } from './learners'
import type { Model, Params } from './model'

/**
 * What a model is made of: one learner with parameters over its defaults; other recipes weighed on validation races; or rules on top of another recipe, weighed
 * walking forward on top of one that is a learner.
 */
export type How =
  | { readonly learner: LearnerName; readonly params: Params; /** Its chances are set right on validation races, where that holds up. */ readonly calibrated: boolean }
  | { readonly pool: readonly string[] }
  | { readonly rulesOver: string; readonly learntOver: string }
/** Other recipes that it is made of, by name. */
export const membersOf = (how: How): readonly string[] => ('learner' in how ? [] : 'pool' in how ? how.pool : [...new Set([how.rulesOver, how.learntOver])])

/** How one kind of model is made, by name. Data only: the same recipe, races and seed give the same model. */
export interface Recipe {
  readonly name: string
  readonly title: string
  readonly purpose: string
  readonly notFor: string
  readonly limits: readonly string[]
  /** Reads prices of the race itself. One that does not has no feature of the category `market`. */
  readonly usesPrices: boolean
  /** What it is not given beside the market, which nothing reads but by way of its chance. */
  readonly leaveOut: readonly (FeatureCategory | FeatureName)[]
  readonly how: How
  /** CPU seconds that a fit takes on ten seasons of Hong Kong, for progress displays. */
  readonly effort: number
}

/** Features that the learner of a recipe is offered, in the order of the registry: never one of the category `market`. */
export function offeredTo({ leaveOut }: Pick<Recipe, 'leaveOut'>): readonly FeatureName[] {
  const out = new Set<string>(leaveOut)
  return FEATURES.map(({ name }) => name).filter((name) => categoryOf(name) !== 'market' && !out.has(name) && !out.has(categoryOf(name)))
}

export const readsPrices = ({ features }: Pick<Model, 'features'>): boolean => features.some((name) => categoryOf(name) === 'market')
/** A model that claims to see no price may have none among its features. @throws AppError INTERNAL_SERVER_ERROR */
export function assertClaim({ name, usesPrices }: Pick<Recipe, 'name' | 'usesPrices'>, model: Pick<Model, 'features'>): void {
  if (!usesPrices && readsPrices(model)) throw new AppError('INTERNAL_SERVER_ERROR', `recipe ${name} says that it reads no prices, and its model reads ${model.features.filter((one) => categoryOf(one) === 'market').join(', ')}`)
  if (usesPrices && !readsPrices(model)) throw new AppError('INTERNAL_SERVER_ERROR', `recipe ${name} says that it reads prices, and its model reads none`)
}

/** Whether it is a pool, or rules on top of one. */
export function isPooled(recipe: Recipe, recipes: readonly Recipe[]): boolean {
  const { how } = recipe
  const over = 'rulesOver' in how ? recipes.find(({ name }) => name === how.rulesOver) : undefined
  return 'pool' in how || (over !== undefined && isPooled(over, recipes))
}

/** Recipes that must be fitted for these, themselves among them, members first. @throws AppError BAD_USER_INPUT for one that is not there or is made of itself */
export function withMembers(names: readonly string[], recipes: readonly Recipe[]): readonly Recipe[] {
  const byName = new Map(recipes.map((recipe) => [recipe.name, recipe]))
  const found = new Map<string, Recipe>()
  const add = (name: string, path: readonly string[]): void => {
    if (found.has(name)) return
    const recipe = byName.get(name)
    if (recipe === undefined) throw new AppError('BAD_USER_INPUT', `There is no recipe ${JSON.stringify(name)}: there are ${recipes.map((one) => one.name).join(', ')}, and all.`)
    if (path.includes(name)) throw new AppError('INTERNAL_SERVER_ERROR', `recipe ${name} is made of itself: ${[...path, name].join(' > ')}`)
    for (const member of membersOf(recipe.how)) add(member, [...path, name])
    found.set(name, recipe)
  }
  for (const name of names) add(name, [])
  return [...found.values()]
}
