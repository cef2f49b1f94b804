import { Arg, Int } from 'type-graphql'
import { AppError } from '../../domain/errors'
import { SENTENCE_LOCALES, sentenceLocale, type SentenceLocale } from '../../usecases/explanation-sentences'
import type { Args } from '../read/mapping'

const [TOP, MOST] = [8, 100]
const [CHANGES, MOST_CHANGES] = [5, 20]

export const Top = (): ReturnType<typeof Arg> => Arg('top', () => Int, { nullable: true, defaultValue: TOP, description: `How many features and rules to list, 1 to ${MOST}.` })
export const Locale = (): ReturnType<typeof Arg> => Arg('locale', () => String, { nullable: true, defaultValue: SENTENCE_LOCALES[0], description: `Locale of sentences. There are sentences in ${SENTENCE_LOCALES.map((one) => `\`${one}\``).join(', ')}.` })
export const FirstChanges = (): ReturnType<typeof Arg> => Arg('first', () => Int, { nullable: true, defaultValue: CHANGES, description: `At most this many, 1 to ${MOST_CHANGES}.` })

function within(field: string, name: string, value: number, most: number): number {
  if (value < 1 || value > most) throw new AppError('BAD_USER_INPUT', `${field}: ${name} is ${value}; ask for 1 to ${most}.`)
  return value
}
/** @throws AppError BAD_USER_INPUT out of range */
export const topIn = (args: Args): number => within('explanation', 'top', (args['top'] ?? TOP) as number, MOST)
export const changesIn = (args: Args): number => within('counterfactuals', 'first', (args['first'] ?? CHANGES) as number, MOST_CHANGES)
/** @throws AppError BAD_USER_INPUT for a language that there are no sentences in */
export const localeIn = (args: Args): SentenceLocale => sentenceLocale((args['locale'] ?? SENTENCE_LOCALES[0]) as string)
