import { Arg } from 'type-graphql'
import { AppError } from '../../domain/errors'
import { instant, type Instant } from '../../domain/instant'
import { categoryOf, FEATURES, type FeatureName } from '../../features/registry'
import type { Args } from '../read/mapping'
import { AsOf } from '../time/as-of'
import { categoryOfWord, FeatureCategoryEnum, FeatureNameEnum, nameOfWord } from './feature-name.enum'

export const Names = (): ReturnType<typeof Arg> => Arg('names', () => [FeatureNameEnum], { nullable: true, description: 'Only these features.' })
export const Categories = (): ReturnType<typeof Arg> => Arg('categories', () => [FeatureCategoryEnum], { nullable: true, description: 'Only features of these categories; with `names`, those that fit both.' })
export const FeaturesAsOf = (): ReturnType<typeof Arg> =>
  AsOf('Only what was known before this instant, which cannot lie in the future; now when left out. After the start, card and history are those of the start, and starting prices are let in.')

type Words = readonly string[] | null | undefined
/** The features that the arguments name, in registry order; all without arguments. */
export function namesIn(args: Args): readonly FeatureName[] {
  const names = args['names'] as Words
  const categories = args['categories'] as Words
  const wanted = names && new Set<string>(names.map(nameOfWord))
  const about = categories && new Set<string>(categories.map(categoryOfWord))
  return FEATURES.map(({ name }) => name).filter((name) => (!wanted || wanted.has(name)) && (!about || about.has(categoryOf(name))))
}

/** Null when the argument is left out. Throws BAD_USER_INPUT for an instant to come. */
export function asOfIn(args: Args, now: Instant): Instant | null {
  const text = args['asOf'] as string | null | undefined
  if (text === null || text === undefined) return null
  const asOf = instant(text)
  if (asOf > now) throw new AppError('BAD_USER_INPUT', `asOf is ${text}, which is still to come: it is ${new Date(now).toISOString()} now. Give an instant that has passed, or leave asOf out.`)
  return asOf
}
