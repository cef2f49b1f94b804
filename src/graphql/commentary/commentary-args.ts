import { Arg, Int } from 'type-graphql'
import { LOCALES, type CommentaryKind, type CommentaryStyle, type Length, type Locale, type Tone } from '../../commentary/commentary'
import { AppError } from '../../domain/errors'
import type { Args } from '../read/mapping'
import { CommentaryKindEnum, LengthEnum, ToneEnum } from './commentary.enum'

export const LONGEST_WAIT_MS = 20_000

export const Kind = (): ReturnType<typeof Arg> => Arg('kind', () => CommentaryKindEnum, { nullable: true, defaultValue: CommentaryKindEnum.PREVIEW, description: 'What it is to be about.' })
export const ToneOf = (): ReturnType<typeof Arg> => Arg('tone', () => ToneEnum, { nullable: true, defaultValue: ToneEnum.NEUTRAL, description: 'How it is to speak.' })
export const LengthOf = (): ReturnType<typeof Arg> => Arg('length', () => LengthEnum, { nullable: true, defaultValue: LengthEnum.MEDIUM, description: 'How much it is to say.' })
export const LocaleOf = (): ReturnType<typeof Arg> => Arg('locale', () => String, { nullable: true, defaultValue: LOCALES[0], description: `Locale of sentences. There is commentary in ${LOCALES.map((one) => `\`${one}\``).join(', ')}.` })
export const WaitMs = (): ReturnType<typeof Arg> => Arg('waitMs', () => Int, {
  nullable: true, defaultValue: 0,
  description: `How long the answer may wait for the language model, milliseconds, 0 to ${LONGEST_WAIT_MS}; the server may wait for less, and not at all when many wait, nor in subscriptions. Without, it has what is there at once: of the model, or else of the template with \`pending\`.`,
})

const localeIn = (value: unknown): Locale => {
  const found = LOCALES.find((one) => one === value)
  if (found === undefined) throw new AppError('BAD_USER_INPUT', `There is no commentary in locale "${String(value)}"; ask for ${LOCALES.join(', ')}.`)
  return found
}
/** `kind`: where no argument says. @throws AppError BAD_USER_INPUT for a language that there is no commentary in */
export const styleIn = (args: Args, kind: CommentaryKind = 'PREVIEW'): CommentaryStyle =>
  ({ kind: (args['kind'] ?? kind) as CommentaryKind, tone: (args['tone'] ?? 'NEUTRAL') as Tone, length: (args['length'] ?? 'MEDIUM') as Length, locale: localeIn(args['locale'] ?? LOCALES[0]) })
/** @throws AppError BAD_USER_INPUT out of range */
export function waitIn(args: Args): number {
  const ms = (args['waitMs'] ?? 0) as number
  if (ms < 0 || ms > LONGEST_WAIT_MS) throw new AppError('BAD_USER_INPUT', `commentary: waitMs is ${ms}; ask for 0 to ${LONGEST_WAIT_MS}. To be told sentences as they are written, subscribe to commentaryStream.`)
  return ms
}
