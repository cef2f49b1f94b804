import { calcPrice } from '@pydantic/genai-prices'
import type { Instant } from '../domain/instant'
import type { LlmUsage } from './llm'
import { OWN_PRICES, OWN_VERSION, type OwnPrice } from './own-prices'

export interface Cost { readonly usd: number; /** Which table of prices said so. */ readonly version: string }

/** As in package.json; a test holds them together. */
export const PACKAGE_VERSION = 'genai-prices 0.1.8'
/** Of the stand-in: nobody is paid. */
export const SYNTHETIC_VERSION = 'stand-in: nothing is paid'

const MILLION = 1_000_000
const SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/
const baseOf = (model: string): string => model.replace(SNAPSHOT, '')

/** Cached and written tokens are inside of input, whatever an answer says. */
const within = ({ input, cached, cacheWritten, output, reasoning }: LlmUsage): LlmUsage => {
  const read = Math.min(cached, input)
  return { input, cached: read, cacheWritten: Math.min(cacheWritten, input - read), output, reasoning }
}

const byOwn = (price: OwnPrice, { input, cached, cacheWritten, output }: LlmUsage): Cost => {
  const long = input > price.longFrom
  const sent = (input - cached - cacheWritten) * price.input + cached * price.cached + cacheWritten * price.cacheWritten
  return { usd: (sent * (long ? price.longInput : 1) + output * price.output * (long ? price.longOutput : 1)) / MILLION, version: OWN_VERSION }
}

/** The package matches names loosely, so it is believed only where it found the very model. */
const byPackage = (model: string, { input, cached, cacheWritten, output }: LlmUsage, at: Instant): Cost | null => {
  const found = calcPrice({ input_tokens: input, cache_read_tokens: cached, cache_write_tokens: cacheWritten, output_tokens: output }, model, { providerId: 'openai', timestamp: new Date(at) })
  return found === null || found.model.id !== model ? null : { usd: found.total_price, version: PACKAGE_VERSION }
}

/** What so many tokens of a model, or of a dated snapshot of it, cost at an instant, standard tier; null where no table knows. */
export function costOf(model: string, usage: LlmUsage, at: Instant): Cost | null {
  const base = baseOf(model)
  const own = OWN_PRICES.find((price) => price.model === base)
  if (own !== undefined) return at < own.from ? null : byOwn(own, within(usage))
  return byPackage(base, within(usage), at)
}

/** US dollars a million tokens that a model without a known price is taken to cost, so that a budget holds for it too. */
export interface WorstPrice { readonly input: number; readonly output: number }

/** Most that a request can cost, US dollars: nothing cached, all of it written to the cache where that costs more, and every output token used. Where no table knows the model, by the worst price. */
export function worstCostOf(model: string, inputTokens: number, maxOutputTokens: number, at: Instant, worst: WorstPrice): number {
  const usage = { input: inputTokens, cached: 0, cacheWritten: 0, output: maxOutputTokens, reasoning: 0 }
  const plain = costOf(model, usage, at)
  const written = costOf(model, { ...usage, cacheWritten: inputTokens }, at)
  if (plain === null || written === null) return (inputTokens * worst.input + maxOutputTokens * worst.output) / MILLION
  return Math.max(plain.usd, written.usd)
}

/** Not fewer tokens than a text has: racing text has 0.37 for each byte of it. */
export const mostTokensOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / 2), 0)
