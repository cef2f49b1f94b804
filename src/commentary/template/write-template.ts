import type { CommentaryStyle, Sentence } from '../commentary'
import type { FactSheet } from '../fact'
import { writeChange } from './change'
import { notesOf } from './notes'
import { writePreview } from './preview'
import { writeReview } from './review'
import { writeRunners } from './runner-comments'

/**
 * Commentary without a language model: every sentence is made of the facts that it cites, and the same sheet gives the same words. What there are no facts for goes unsaid; a REVIEW of a race
 * without a result and a CHANGE where nothing changed are empty.
 */
export function writeTemplate(sheet: FactSheet, style: CommentaryStyle): readonly Sentence[] {
  const notes = notesOf(sheet, style)
  switch (style.kind) {
    case 'PREVIEW': return writePreview(notes, style.length)
    case 'RUNNER': return writeRunners(notes, style.length)
    case 'CHANGE': return writeChange(notes, style.length)
    case 'REVIEW': return writeReview(notes, style.length)
  }
}
