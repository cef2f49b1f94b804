import type { RunnerExplanation } from '../../usecases/explanation'
import { confidenceSentence, type SentenceLocale } from '../../usecases/explanation-sentences'
import { wordOf } from '../feature/feature-name.enum'
import { PART_NAMES, type Confidence, type ConfidencePart } from './confidence.type'

/** The confidence as the graph has it; null where there is none. */
export function confidenceValue(told: RunnerExplanation['confidence'] | undefined, locale: SentenceLocale = 'en'): Confidence | null {
  if (told === null || told === undefined) return null
  const parts = PART_NAMES.map((name): ConfidencePart => ({ name: wordOf(name), value: Number.isNaN(told.parts[name]) ? null : told.parts[name] }))
  return { value: told.value, parts, weakest: weakestOf(parts), sentence: confidenceSentence(told, locale) }
}
/** The first of the lowest. */
const weakestOf = (parts: readonly ConfidencePart[]): ConfidencePart | null =>
  parts.reduce<ConfidencePart | null>((weakest, part) => (part.value !== null && (weakest === null || part.value < (weakest.value as number)) ? part : weakest), null)
