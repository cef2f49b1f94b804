import type { Commentary, CommentaryStyle, Sentence } from '../../commentary/commentary'
import type { FactSheet } from '../../commentary/fact'
import type { Instant } from '../../domain/instant'
import { citedFacts } from './cited-facts'

/** A commentary by the template. `fellBack`: why, where a model was to write it. */
export function templateCommentary(sheet: FactSheet, { kind, tone, length, locale }: CommentaryStyle, sentences: readonly Sentence[], writtenAt: Instant, fellBack: string | null = null): Commentary {
  return { kind, tone, length, locale, raceId: sheet.raceId, source: 'TEMPLATE', model: null, synthetic: sheet.synthetic, asOf: sheet.asOf, writtenAt, sentences, facts: citedFacts(sheet, sentences), leftOut: 0, costUsd: 0, fellBack }
}
