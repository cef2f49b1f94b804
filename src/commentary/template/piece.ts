import type { Sentence } from '../commentary'
import type { Fact, FactSheet } from '../fact'

/** A part of a sentence, and the facts that it rests on. */
export interface Piece { readonly text: string; readonly facts: readonly Fact[] }
export type Part = Piece | Fact | string | number

const isFact = (part: Piece | Fact): part is Fact => 'id' in part
const textOf = (part: Part): string => (typeof part === 'string' || typeof part === 'number' ? String(part) : part.text)
const factsOf = (part: Part): readonly Fact[] => (typeof part === 'string' || typeof part === 'number' ? [] : isFact(part) ? [part] : part.facts)

/** Words as they stand; facts in them by their text. */
export const say = (words: TemplateStringsArray, ...parts: readonly Part[]): Piece => ({ text: words.map((word, i) => `${word}${i < parts.length ? textOf(parts[i] ?? '') : ''}`).join(''), facts: parts.flatMap(factsOf) })
/** Our words for what the facts say. */
export const by = (text: string, ...facts: readonly Fact[]): Piece => ({ text, facts })
/** `a`, `a and b`, `a, b and c` */
export function list(pieces: readonly Piece[]): Piece {
  const last = pieces.at(-1)
  if (last === undefined) return by('')
  const before = pieces.slice(0, -1)
  return { text: before.length === 0 ? last.text : `${before.map(({ text }) => text).join(', ')} and ${last.text}`, facts: pieces.flatMap(({ facts }) => facts) }
}
export const possessive = (name: string): string => `${name}${/s$/i.test(name) ? '\'' : '\'s'}`
/** `a Class 4 handicap`, `an evening` */
export const article = (word: string): string => (/^(?:[aeio]|8|11\b|18\b)/i.test(word) ? 'an' : 'a')
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Longest sentence that is let out, in letters. */
const LONGEST = 380

/** A whole sentence: begun with a capital, ended, and citing something of every horse that it names. Null where nothing holds it. */
export function sentence({ runners, facts }: Pick<FactSheet, 'runners' | 'facts'>, runnerId: number | null, piece: Piece): Sentence | null {
  const text = `${capital(piece.text.replace(/\s+/g, ' ').trim()).replace(/[.,;:]+$/, '')}.`
  const cited = new Map(piece.facts.map((fact) => [fact.id, fact]))
  let left = text
  for (const runner of [...runners].sort((a, b) => b.horse.length - a.horse.length)) {
    if (!left.includes(runner.horse)) continue
    left = left.replaceAll(runner.horse, '')
    if (runner.runnerId === runnerId) continue
    if ([...cited.values()].some((fact) => fact.runnerId === runner.runnerId)) continue
    const own = facts.find((fact) => fact.runnerId === runner.runnerId && !fact.untrusted)
    if (own === undefined) return null
    cited.set(own.id, own)
  }
  return cited.size === 0 || text.length > LONGEST || text.split(' ').length < 3 ? null : { text, runnerId, factIds: [...cited.keys()] }
}
