import type { Sentence } from '../commentary'
import type { FactSheet } from '../fact'
import { RACE } from './sentence-schema'

/** A sentence, or what is wrong with its shape. */
export type ReadSentence = { readonly ok: true; readonly sentence: Sentence } | { readonly ok: false; readonly problem: string }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One sentence of an answer as it came, with slots turned into runners. What is cited twice counts once. */
export function readSentence(value: unknown, { runners }: Pick<FactSheet, 'runners'>): ReadSentence {
  if (!isObject(value)) return { ok: false, problem: 'a sentence is not an object' }
  const { text, runner, facts } = value
  if (typeof text !== 'string' || typeof runner !== 'string' || !Array.isArray(facts) || !facts.every((id): id is string => typeof id === 'string')) return { ok: false, problem: 'a sentence lacks text, runner or facts' }
  const about = runner === RACE ? null : runners.find(({ slot }) => slot === runner)
  if (about === undefined) return { ok: false, problem: `there is no runner ${JSON.stringify(runner.slice(0, 20))}` }
  return { ok: true, sentence: { text: text.replace(/\s+/gu, ' ').trim(), runnerId: about?.runnerId ?? null, factIds: [...new Set(facts)] } }
}

/** The sentences of a whole answer, not read yet; null where it is none. */
export function sentencesIn(value: unknown): readonly unknown[] | null {
  const sentences = isObject(value) ? value['sentences'] : null
  return Array.isArray(sentences) ? sentences : null
}
