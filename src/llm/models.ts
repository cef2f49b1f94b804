import { DAY_MS, type Instant } from '../domain/instant'
import { KNOWN_MODELS, type KnownModel } from './known-models'
import { EFFORTS, type Effort, type Verbosity } from './llm'

/** Where OpenAI answers. */
export const OPENAI_URL = 'https://api.openai.com/v1'
/** A member of the GPT-5 family whose end is not announced. The original gpt-5 is switched off on 2026-12-11. */
export const DEFAULT_MODEL = 'gpt-5.6-terra'
/** Asked, in this order, where the model before it is gone. */
export const DEFAULT_FALLBACKS: readonly string[] = ['gpt-6.1-terra', 'gpt-6.1-sol']
/** From so long before its end there are warnings of a model, days. */
export const WARN_DAYS = 60

/** A model as it is asked. Of one that is not known: nothing but what every model of the Responses API takes. */
export interface ModelTraits extends Omit<KnownModel, 'sampling'> {
  readonly known: boolean
  readonly sampling: KnownModel['sampling'] | null
  /** Whether `text.verbosity` may be sent. */
  readonly verbosity: boolean
}

const SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/
const UNKNOWN = { known: false, efforts: [], sampling: null, verbosity: false, context: 128_000, maxInput: 96_000, maxOutput: 16_000, cutoff: null, shutdown: null, replacement: null } as const

/** By its id, or by that of a dated snapshot of it, as answers name it. Anything else is asked without effort and verbosity. */
export const traitsOf = (id: string): ModelTraits => {
  const known = KNOWN_MODELS.find((one) => one.id === id) ?? KNOWN_MODELS.find((one) => one.id === id.replace(SNAPSHOT, ''))
  return known === undefined ? { ...UNKNOWN, id } : { ...known, id, known: true, verbosity: true }
}

/** The effort that the model knows and that is nearest to what is asked for, the lesser of two; null: it is not told. */
export const effortFor = ({ efforts }: Pick<ModelTraits, 'efforts'>, asked: Effort): Effort | null => {
  const rank = EFFORTS.indexOf(asked)
  const distance = (one: Effort): number => Math.abs(EFFORTS.indexOf(one) - rank)
  return efforts.reduce<Effort | null>((best, one) => (best === null || distance(one) < distance(best) ? one : best), null)
}

/** One less than that, as far as the model knows one. */
export const lessEffort = ({ efforts }: Pick<ModelTraits, 'efforts'>, effort: Effort | null): Effort | null =>
  efforts[Math.max(0, effort === null ? 0 : efforts.indexOf(effort) - 1)] ?? null

export const verbosityFor = ({ verbosity }: Pick<ModelTraits, 'verbosity'>, asked: Verbosity): Verbosity | null => (verbosity ? asked : null)

export const isShutDown = ({ shutdown }: Pick<ModelTraits, 'shutdown'>, now: Instant): boolean => shutdown !== null && now >= shutdown

/** Models of a chain that are not shut down by then, in its order, each once. */
export const livingModels = (chain: readonly string[], now: Instant): readonly string[] => [...new Set(chain)].filter((id) => !isShutDown(traitsOf(id), now))

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)
const instead = ({ replacement }: ModelTraits): string => (replacement === null ? 'set another' : `OpenAI names ${replacement} instead`)

/** What whoever operates this is to know of one model, in a sentence; null where there is nothing. */
export const warningOf = (id: string, now: Instant): string | null => {
  const traits = traitsOf(id)
  if (!traits.known) return `${id} is not a model that racegraph knows: it is asked without effort and verbosity, and its end is not known`
  if (traits.shutdown === null || now < traits.shutdown - WARN_DAYS * DAY_MS) return null
  if (isShutDown(traits, now)) return `${id} was shut down on ${dayOf(traits.shutdown)} and is not asked: ${instead(traits)}`
  const days = Math.ceil((traits.shutdown - now) / DAY_MS)
  return `${id} is shut down on ${dayOf(traits.shutdown)}, in ${days} ${days === 1 ? 'day' : 'days'}: ${instead(traits)}`
}
