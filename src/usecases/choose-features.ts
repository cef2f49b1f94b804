import { AppError } from '../domain/errors'
import { CATEGORIES, categoryOf, FEATURES, isFeatureName, type FeatureName } from '../features/registry'

const categories: readonly string[] = CATEGORIES.map(({ category }) => category)
const shared = (a: string, b: string): number => {
  const pairs = (text: string): ReadonlySet<string> => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2).toLowerCase()))
  const [of, other] = [pairs(a), pairs(b)]
  return [...of].filter((pair) => other.has(pair)).length / Math.max(1, of.size, other.size)
}
/** The word of a list that has most pairs of letters in common with what was written. */
const nearest = (text: string, words: readonly string[]): string => words.reduce((best, word) => (shared(text, word) > shared(text, best) ? word : best), words[0] ?? '')

/**
 * Features by name and by whole categories, in registry order and each once; all of them when neither is given.
 * @throws AppError BAD_USER_INPUT for a name or a category that there is not
 */
export function chooseFeatures({ names = [], categories: wanted = [] }: { readonly names?: readonly string[]; readonly categories?: readonly string[] }): readonly FeatureName[] {
  for (const name of names) if (!isFeatureName(name)) throw new AppError('BAD_USER_INPUT', `There is no feature ${JSON.stringify(name)}: did you mean ${nearest(name, FEATURES.map((one) => one.name))}? "racegraph features list" names all.`)
  for (const category of wanted) if (!categories.includes(category)) throw new AppError('BAD_USER_INPUT', `There is no category ${JSON.stringify(category)}: did you mean ${nearest(category, categories)}? There are ${categories.join(', ')}.`)
  const [byName, byCategory] = [new Set<string>(names), new Set<string>(wanted)]
  const isAll = byName.size + byCategory.size === 0
  return FEATURES.map(({ name }) => name).filter((name) => isAll || byName.has(name) || byCategory.has(categoryOf(name)))
}
