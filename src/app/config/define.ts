import { z } from 'zod'

/** One environment variable: said once, here, for reading, for `--help`, and for docs/configuration.md. */
export interface Setting<T> {
  readonly group: string
  readonly description: string
  /** What a value must be, in words that complete "it must be ...". */
  readonly rule: string
  /** As one would write it; undefined = unset. */
  readonly defaultText: string | undefined
  /** The same with NODE_ENV=production, where it is another. */
  readonly inProduction?: string
  readonly secret: boolean
  readonly schema: z.ZodType<T, string | undefined>
}

interface Words { readonly group: string; readonly description: string }

const setting = <T>({ group, description }: Words, rule: string, defaultText: string | undefined, schema: z.ZodType<T, string | undefined>, secret = false): Setting<T> => ({ group, description, rule, defaultText, secret, schema })

export const integer = (words: Words, range: { readonly min: number; readonly max: number }, fallback: number): Setting<number> => setting(
  words, `a whole number from ${range.min} to ${range.max}`, String(fallback),
  z.string().regex(/^\d{1,12}$/).default(String(fallback)).transform(Number).pipe(z.number().min(range.min).max(range.max)),
)

/** With a point, such as 0.03. */
export const decimal = (words: Words, range: { readonly min: number; readonly max: number }, fallback: number): Setting<number> => setting(
  words, `a number from ${range.min} to ${range.max}`, String(fallback),
  z.string().regex(/^\d{0,9}(\.\d{1,9})?$/).refine((value) => value !== '').default(String(fallback)).transform(Number).pipe(z.number().min(range.min).max(range.max)),
)

const SWITCH: Readonly<Record<string, boolean>> = { on: true, true: true, 1: true, yes: true, off: false, false: false, 0: false, no: false }
export const onOff = (words: Words, fallback: boolean): Setting<boolean> => {
  const text = fallback ? 'on' : 'off'
  return setting(words, 'on or off', text, z.string().default(text).transform((value) => value.toLowerCase()).refine((value) => value in SWITCH).transform((value) => SWITCH[value] === true))
}

/** `on` where people try things out, `off` with NODE_ENV=production, unless it is set. */
export const offInProduction = (words: Words): Setting<boolean> => ({ ...onOff(words, true), inProduction: 'off' })

export const oneOf = <const T extends readonly [string, ...string[]]>(words: Words, values: T, fallback: T[number]): Setting<T[number]> =>
  setting(words, `one of ${values.join(', ')}`, fallback, z.string().default(fallback).pipe(z.enum(values)) as z.ZodType<T[number], string | undefined>)

/** `open` or `closed`; closed in production where nothing is set. */
export const closedInProduction = (words: Words): Setting<'open' | 'closed'> => ({ ...oneOf(words, ['open', 'closed'], 'open'), inProduction: 'closed' })

export const text = (words: Words, fallback: string): Setting<string> => setting(words, 'text', fallback, z.string().default(fallback))

const urlOf = (protocols: readonly string[]) => (value: string): boolean => {
  try { return protocols.includes(new URL(value).protocol.slice(0, -1)) } catch { return false }
}
export const optionalUrl = (words: Words, protocols: readonly string[], secret = false): Setting<string | null> => setting(
  words, `a URL that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`, undefined,
  z.string().refine(urlOf(protocols)).optional().transform((value) => value ?? null), secret,
)

export const url = (words: Words, protocols: readonly string[], fallback: string): Setting<string> =>
  setting(words, `a URL that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`, fallback, z.string().default(fallback).refine(urlOf(protocols)))

export const optionalText = (words: Words, secret = false): Setting<string | null> => setting(words, 'text', undefined, z.string().optional().transform((value) => value ?? null), secret)

/** Comma-separated; empty by default. */
export const list = (words: Words, rule: string, valid: (item: string) => boolean): Setting<readonly string[]> => setting(
  words, rule, undefined,
  z.string().default('').transform((value) => value.split(',').map((item) => item.trim()).filter((item) => item !== '')).refine((items) => items.every(valid)),
)
