import type { CommentaryKind } from '../../commentary/commentary'
import type { Fact, FactSheet } from '../../commentary/fact'

/** What changed: of the card, and prices that moved by the share or more. */
export const changesIn = ({ facts }: FactSheet, move: number): readonly Fact[] =>
  facts.filter(({ topic, untrusted, unit, value, label }) => (topic === 'change' && !untrusted) || (topic === 'price' && label === 'market move' && unit === 'lnOdds' && value !== null && Math.abs(value) >= Math.log1p(move)))

/** Whether there is anything for a commentary of the kind to say. */
export const isTellable = (sheet: FactSheet, kind: CommentaryKind, move: number): boolean => (kind === 'REVIEW' ? sheet.finished : kind === 'CHANGE' ? changesIn(sheet, move).length > 0 : true)
