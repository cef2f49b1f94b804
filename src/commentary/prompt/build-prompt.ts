import { createHash } from 'node:crypto'
import { COMMENTARY_KINDS, LENGTHS, LOCALES, TONES, type CommentaryStyle } from '../commentary'
import { assembleContext, type Context } from '../context/assemble-context'
import type { FactSheet } from '../fact'
import { instructionsFor } from './instructions'
import { sentenceSchema, type AnswerSchema } from './sentence-schema'

export interface CommentaryPrompt {
  readonly instructions: string
  readonly input: string
  readonly schema: AnswerSchema
  /** Of instructions and schemas of all styles: another one means another way of asking. */
  readonly version: string
  /** Of what is told in `input`, whatever the nonce. */
  readonly digest: string
  /** The same for all that begins alike. */
  readonly cacheKey: string
  readonly context: Context
}
export interface PromptAsk {
  readonly budgetTokens: number
  /** Letters and digits, anew for each request. */
  readonly nonce: string
  /** Ids of the facts that a CHANGE is about. */
  readonly about?: readonly string[]
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
let version: string | null = null
/** Changes with every word of what models are told beside the facts. */
export function promptVersion(): string {
  return version ??= sha256(JSON.stringify([...COMMENTARY_KINDS.flatMap((kind) => TONES.flatMap((tone) => LENGTHS.flatMap((length) => LOCALES.map((locale) => instructionsFor({ kind, tone, length, locale }))))), sentenceSchema(2)])).slice(0, 16)
}

/**
 * What a model is asked for a commentary. The facts stand in the user's message alone, words of strangers among them in a block that the nonce names.
 * @throws AppError CONFIG_INVALID when the budget does not hold the names
 */
export function buildCommentaryPrompt(sheet: FactSheet, style: CommentaryStyle, { budgetTokens, nonce, about = [] }: PromptAsk): CommentaryPrompt {
  const context = assembleContext(sheet, { budgetTokens, nonce })
  const told = new Set(context.factIds)
  const news = about.filter((id) => told.has(id))
  const input = `${context.text}${news.length === 0 ? '' : `News: ${news.join(' ')}\n`}`
  return { instructions: instructionsFor(style), input, schema: sentenceSchema(sheet.runners.length), version: promptVersion(), digest: sha256(input.replaceAll(nonce, '')), cacheKey: `commentary-${style.kind.toLowerCase()}-${promptVersion()}`, context }
}
