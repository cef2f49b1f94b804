import { instant, type Instant } from '../domain/instant'

/** US dollars a million tokens. Above `longFrom` tokens of input the whole request costs the dearer ones. */
export interface OwnPrice {
  readonly model: string
  readonly from: Instant
  readonly input: number
  readonly cached: number
  readonly cacheWritten: number
  readonly output: number
  readonly longFrom: number
  readonly longInput: number
  readonly longOutput: number
}

/** Changes with this table. */
export const OWN_VERSION = 'racegraph 2026-11-22'
const LONG = { longFrom: 272_000, longInput: 2, longOutput: 1.5 }
/** What the package of prices does not have, or has wrong; these go before it. `longInput` and `longOutput` are factors. From OpenAI's pages of these models. */
export const OWN_PRICES: readonly OwnPrice[] = [
  { model: 'gpt-6.1-sol', from: instant('2026-09-29T00:00:00Z'), input: 2, cached: 0.1, cacheWritten: 2.5, output: 10, ...LONG },
  { model: 'gpt-6.1-terra', from: instant('2026-10-26T00:00:00Z'), input: 1, cached: 0.05, cacheWritten: 1.25, output: 5, ...LONG },
]
