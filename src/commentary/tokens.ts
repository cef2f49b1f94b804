/* eslint-disable @typescript-eslint/no-require-imports -- loaded when first asked for: it takes half a second and tens of megabytes that a gateway without commentary should not spend */
import type * as O200k from 'gpt-tokenizer/cjs/encoding/o200k_base'

/** Longest text that is counted at once: long runs of one letter take quadratic time. */
const PIECE = 2_000
/** Without this a text that holds `<|endoftext|>` throws; with it those are ordinary letters. */
const ORDINARY = { disallowedSpecial: new Set<string>() }

let loaded: typeof O200k | null = null
const encoding = (): typeof O200k => (loaded ??= require('gpt-tokenizer/cjs/encoding/o200k_base') as typeof O200k)

/** A letter, number or sign many times over: an unbroken run that is counted apart. */
const LONG_RUN = /\S{400,}/u

/**
 * Tokens of a text by o200k_base, the encoding of the GPT-5 family. Texts without a space for long are counted in pieces, which may count
 * a few too many and never too few to matter. Cap what strangers wrote before (`untrusted.ts`).
 */
export function tokensIn(text: string): number {
  const { countTokens } = encoding()
  if (!LONG_RUN.test(text)) return countTokens(text, ORDINARY)
  let count = 0
  for (let at = 0; at < text.length; at += PIECE) count += piecewise(text.slice(at, at + PIECE))
  return count
}
function piecewise(text: string): number {
  const { countTokens } = encoding()
  let count = 0
  for (let at = 0; at < text.length; at += PIECE / 10) count += countTokens(text.slice(at, at + PIECE / 10), ORDINARY)
  return count
}
