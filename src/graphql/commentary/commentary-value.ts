import type { Commentary, CommentarySource, Sentence } from '../../commentary/commentary'
import type { Fact } from '../../commentary/fact'
import { definitionOf } from '../feature/describe-feature'
import { toGlobalId } from '../node/global-id'
import { topicWord } from './commentary.enum'

/** What is told of a commentary, and to whom. */
export interface Telling {
  readonly commentary: Commentary
  readonly pending: boolean
  /** What it cost is told. */
  readonly isAdmin: boolean
}
const iso = (at: number): string => new Date(at).toISOString()

/** Sentences by whom they come from, with facts that may be told. Made anew for each place: what is kept by id is put into it. */
export const sentenceValue = ({ text, runnerId, factIds }: Sentence, source: CommentarySource, facts: ReadonlyMap<string, Fact>): object => ({
  text, source, runnerId: runnerId === null ? null : toGlobalId('Runner', runnerId), runner: runnerId,
  citations: [...new Set(factIds)].flatMap((id) => facts.get(id) ?? []).filter(({ untrusted }) => !untrusted).map(factValue),
})
const factValue = ({ id, topic, label, text, value, unit, feature, runnerId, rank }: Fact): object =>
  ({ id, topic: topicWord(topic), label, text, value, unit, feature: feature === null ? null : definitionOf(feature), runner: runnerId, rank: rank && { ...rank } })

export const factsById = (facts: readonly Fact[]): ReadonlyMap<string, Fact> => new Map(facts.map((fact) => [fact.id, fact]))
/** Who says a sentence on a runner, or on the race. */
export const sourceOf = ({ source, fromTemplate = [] }: Pick<Commentary, 'source' | 'fromTemplate'>, runnerId: number | null): CommentarySource =>
  (runnerId !== null && fromTemplate.includes(runnerId) ? 'TEMPLATE' : source)

/** A number is held by a fact, or not said. */
const isGrounded = ({ text, factIds }: Sentence): boolean => factIds.length > 0 || !/\d/.test(text)

/** A Commentary with all of its fields. */
export function commentaryValue({ commentary, pending, isAdmin }: Telling): Record<string, unknown> {
  const { kind, tone, length, locale, source, model, synthetic, asOf, writtenAt, sentences, leftOut, costUsd, fellBack } = commentary
  const facts = factsById(commentary.facts)
  return {
    kind, tone, length, locale, source, model, synthetic, grounded: sentences.every(isGrounded), asOf: iso(asOf), writtenAt: iso(writtenAt), pending, fellBack,
    text: sentences.map(({ text }) => text).join(' '), sentences: sentences.map((one) => sentenceValue(one, sourceOf(commentary, one.runnerId), facts)), leftOut, cost: isAdmin ? costUsd : null,
  }
}

/** What a commentary says of one runner; null where it says nothing. */
export function ofRunner(commentary: Commentary, runnerId: number): Commentary | null {
  const sentences = commentary.sentences.filter((one) => one.runnerId === runnerId)
  if (sentences.length === 0) return null
  const source = sourceOf(commentary, runnerId)
  const unheld = source === commentary.source ? {} : { model: null, fellBack: 'nothing that the model said of this runner held' }
  return { ...commentary, ...unheld, source, sentences, fromTemplate: [] }
}
