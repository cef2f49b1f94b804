import { instant, type Instant } from '../domain/instant'
import type { Effort } from './llm'

/** What is known of a model of OpenAI. Tokens; instants are the last of the day that is announced. */
export interface KnownModel {
  readonly id: string
  /** From least to most. */
  readonly efforts: readonly Effort[]
  /** Whether temperature, top_p and logprobs exist: never, or only without reasoning. racegraph sends none of them to any model. */
  readonly sampling: 'never' | 'without-reasoning'
  readonly context: number
  readonly maxInput: number
  readonly maxOutput: number
  /** Null where it is not published. */
  readonly cutoff: Instant | null
  /** First instant at which it may be gone; null where none is announced. */
  readonly shutdown: Instant | null
  /** What OpenAI names for it. */
  readonly replacement: string | null
}

const endOf = (day: string): Instant => instant(`${day}T23:59:59.999Z`)
const startOf = (day: string): Instant => instant(`${day}T00:00:00Z`)

const CLASSIC: readonly Effort[] = ['minimal', 'low', 'medium', 'high']
const TO_HIGH: readonly Effort[] = ['none', 'low', 'medium', 'high']
const TO_XHIGH: readonly Effort[] = [...TO_HIGH, 'xhigh']
const TO_MAX: readonly Effort[] = [...TO_XHIGH, 'max']
const LOW_TO_MAX: readonly Effort[] = TO_MAX.slice(1)
const SMALL = { context: 400_000, maxInput: 272_000, maxOutput: 128_000 }
const LARGE = { context: 1_050_000, maxInput: 922_000, maxOutput: 128_000 }

const first = (id: string, cutoff: string, replacement: string): KnownModel =>
  ({ id, efforts: CLASSIC, sampling: 'never', ...SMALL, cutoff: endOf(cutoff), shutdown: startOf('2026-12-11'), replacement })
const later = (id: string, efforts: readonly Effort[], size: typeof SMALL, cutoff: string, end: { readonly shutdown: string; readonly replacement: string } | null = null): KnownModel =>
  ({ id, efforts, sampling: 'without-reasoning', ...size, cutoff: endOf(cutoff), shutdown: end === null ? null : startOf(end.shutdown), replacement: end?.replacement ?? null })
const sixth = (id: string, efforts: readonly Effort[], cutoff: string | null): KnownModel =>
  ({ id, efforts, sampling: 'never', ...LARGE, cutoff: cutoff === null ? null : endOf(cutoff), shutdown: null, replacement: null })

/** As published up to 2026-11-22 (pages of models and of deprecations, types of the client, metadata of gpt-tokenizer 4.0.0). */
export const KNOWN_MODELS: readonly KnownModel[] = [
  first('gpt-5', '2024-09-30', 'gpt-6.1-sol'),
  first('gpt-5-mini', '2024-05-31', 'gpt-6.1-terra'),
  first('gpt-5-nano', '2024-05-31', 'gpt-6-luna'),
  { ...first('gpt-5-chat-latest', '2024-09-30', 'gpt-6.1-sol'), shutdown: startOf('2026-07-23') },
  later('gpt-5.1', TO_HIGH, SMALL, '2024-09-30', { shutdown: '2027-04-01', replacement: 'gpt-6.1-sol' }),
  later('gpt-5.2', TO_XHIGH, SMALL, '2025-08-31'),
  later('gpt-5.4', TO_XHIGH, LARGE, '2025-08-31'),
  later('gpt-5.4-mini', TO_XHIGH, SMALL, '2025-08-31'),
  later('gpt-5.4-nano', TO_XHIGH, SMALL, '2025-08-31', { shutdown: '2027-04-01', replacement: 'gpt-6-luna' }),
  later('gpt-5.5', TO_XHIGH, LARGE, '2025-12-01'),
  later('gpt-5.6-sol', TO_MAX, LARGE, '2026-02-16'),
  later('gpt-5.6-terra', TO_MAX, LARGE, '2026-02-16'),
  later('gpt-5.6-luna', TO_MAX, LARGE, '2026-02-16'),
  sixth('gpt-6-sol', TO_MAX, null),
  sixth('gpt-6-luna', TO_MAX, null),
  sixth('gpt-6-astra', LOW_TO_MAX, null),
  sixth('gpt-6.1-sol', LOW_TO_MAX, '2026-04-30'),
  sixth('gpt-6.1-terra', TO_MAX, '2026-06-01'),
]
