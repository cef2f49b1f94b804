import { AppError } from '../domain/errors'
import type { Confidence, ConfidencePart } from '../integration/confidence'
import { CONFIDENCE_PARTS } from '../integration/confidence'
import type { Resolution } from '../integration/resolution'
import { ruleNamed } from '../integration/rules'
import type { FeaturePart, RaceExplanation, RulePart, RunnerExplanation } from './explanation'
import { featureWords } from './feature-words'

/** Languages that there are sentences in. */
export const SENTENCE_LOCALES = ['en'] as const
export type SentenceLocale = (typeof SENTENCE_LOCALES)[number]
/** The language of sentences for a locale such as `en-AU`. @throws AppError BAD_USER_INPUT for another, naming what there is */
export function sentenceLocale(asked: string): SentenceLocale {
  const found = SENTENCE_LOCALES.find((one) => asked === one || new RegExp(`^${one}[-_][A-Za-z]{2}$`).test(asked))
  if (found === undefined) throw new AppError('BAD_USER_INPUT', `There are no sentences in locale ${JSON.stringify(asked.slice(0, 20))}; ask for ${SENTENCE_LOCALES.join(', ')}.`)
  return found
}

/** Nats below which nobody would tell a difference: half of one per cent. */
const UNTOLD = Math.log(1.005)
/** What an effect does to a chance, by the factor exp(effect): `lifts its chance by 12%`. */
export function effectWords(effect: number): string {
  if (!Number.isFinite(effect)) return 'does what cannot be told'
  if (effect === 0) return 'makes no difference to its chance'
  if (Math.abs(effect) < UNTOLD) return 'makes next to no difference to its chance'
  const factor = Math.exp(effect)
  if (factor >= 2) return `multiplies its chance by ${factor < 100 ? factor.toFixed(1) : 'more than 100'}`
  const percent = Math.min(99, Math.max(1, Math.round(100 * Math.abs(factor - 1))))
  return `${effect > 0 ? 'lifts' : 'lowers'} its chance by ${percent}%`
}

/** One sentence of what a feature does for a runner. */
export const featureSentence = (part: FeaturePart, _locale: SentenceLocale = 'en'): string => `${featureWords(part)}; this ${effectWords(part.effect)}.`

const ruleWords = ({ rule, signal, said }: RulePart): string => `${rule.title}: ${signal === 0 ? 'others gain or lose by it' : said}`
/** One sentence of what a rule does for a runner, and how sure its weight is. */
export function ruleSentence(part: RulePart, _locale: SentenceLocale = 'en'): string {
  const { weight, effect } = part
  const about = ruleWords(part)
  switch (weight.as) {
    case 'FITTED': return `${about}; this ${effectWords(effect)}.`
    case 'CAPPED': return `${about}; this ${effectWords(effect)}, with its weight held at the cap.`
    case 'NOT_DISTINGUISHABLE': return `${about}; past races do not tell its weight from zero, so it counts for nothing.`
    case 'TOO_FEW': return `${about}; it spoke in too few past races to be weighed (${weight.races}), so it counts for nothing.`
  }
}

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`)
const titles = (ids: readonly string[]): string => listed(ids.map((id) => `"${ruleNamed(id)?.title ?? id}"`))
const speak = (ids: readonly string[]): string => (ids.length === 1 ? 'speaks' : 'speak')
/** Which rules contradict each other about a runner and how it was decided. */
export function resolutionSentence({ inFavour, against, prevails, because }: Resolution, _locale: SentenceLocale = 'en'): string {
  const outcome = prevails === null ? 'Both sides count' : prevails === 'IN_FAVOUR' ? 'What is in favour prevails' : 'What is against prevails'
  return `${titles(inFavour)} ${speak(inFavour)} for it and ${titles(against)} against. ${outcome}: ${lowerFirst(because)}`
}
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const PARTS: Readonly<Record<ConfidencePart, string>> = {
  completeness: 'how much of what the model reads is known', agreementOfModels: 'how far models agree', agreementOfRules: 'how far rules agree', familiarity: 'how like past races it is',
  agreementWithMarket: 'how far the market agrees', trackRecord: 'how well races of this kind were predicted',
}
/** How sure the model is, and the weakest part of that. Parts that cannot be told are not weak. */
export function confidenceSentence({ value, parts }: Confidence, _locale: SentenceLocale = 'en'): string {
  if (Number.isNaN(value)) return 'How sure the model is cannot be told.'
  const known = CONFIDENCE_PARTS.filter((part) => !Number.isNaN(parts[part]))
  const percent = Math.round(100 * value)
  const weakest = known.length === 0 ? null : known.reduce((least, part) => (parts[part] < parts[least] ? part : least))
  const sure = `Surer than in ${percent}% of past races`
  return weakest === null ? `${sure}.` : `${sure}; what speaks least for it is ${PARTS[weakest]} (${parts[weakest].toFixed(2)} of 1).`
}

/** The chance, what is most for it and most against it, in a sentence or a few. */
export function narrativeOf({ chance, features, rules, resolution }: RunnerExplanation, { runners, baseline }: Pick<RaceExplanation, 'runners' | 'baseline'>, locale: SentenceLocale = 'en'): string {
  const percent = `${(100 * chance).toFixed(1)}%`
  if (runners.length === 1) return `It has a chance of ${percent}: it has nobody to beat.`
  const told = [...features.map((part) => ({ effect: part.effect, words: featureWords(part) })), ...rules.map((part) => ({ effect: part.effect, words: ruleWords(part) }))].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  const side = (title: string, sign: 1 | -1, most: number): readonly string[] => {
    const best = told.filter(({ effect }) => effect * sign >= UNTOLD).slice(0, most).map(({ words }) => lowerFirst(words))
    return best.length === 0 ? [] : [`${title}: ${best.join('; and ')}.`]
  }
  return [`It has a chance of ${percent}, where the typical runner of this field has ${(100 * Math.exp(baseline)).toFixed(1)}%.`, ...side('Most for it', 1, 2), ...side('Most against it', -1, 2), ...(resolution === null ? [] : [resolutionSentence(resolution, locale)])].join(' ')
}
