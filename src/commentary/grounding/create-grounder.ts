import type { Sentence } from '../commentary'
import type { Fact, FactSheet } from '../fact'
import { strangerIn, withoutHorses } from './names'
import { holds, numbersIn, type NumberToken } from './numbers'

/** Phrases with a number word that count nothing. */
const IDIOMS = /\b(?:two-year-old|three-year-old|four-year-old|second wind|second[- ]hand|third time lucky|fifty-fifty|on all fours)\b/giu
/** A placing says its parts too. */
const withParts = (text: string): readonly NumberToken[] => [...numbersIn(text), ...[...text.matchAll(/(\d+(?:st|nd|rd|th)) of (\d+)/gu)].flatMap(([, place = '', of = '']) => numbersIn(`${place}, of ${of}`))]
const ordinalOf = (place: number): string => `${place}${['th', 'st', 'nd', 'rd'][Math.floor(place / 10) % 10 === 1 ? 0 : place % 10] ?? 'th'}`
const tokensOf = (fact: Fact): readonly NumberToken[] => [
  ...[fact.text, fact.label, ...fact.also].flatMap(withParts), ...(/^\d+$/u.test(fact.text) ? numbersIn(`${fact.label} ${fact.text}`) : []),
  ...(fact.rank === null ? [] : withParts(`${ordinalOf(fact.rank.place)} of ${fact.rank.of}; ${fact.rank.of} runners`)),
]
const told = ({ value, ordinal, unit }: NumberToken): string => `${value}${ordinal ? '.' : ''}${unit === null || unit === 'last' ? '' : ` ${unit}`}`

/**
 * Whether sentences hold: each number in digits or in words, with what it counts, each ordinal, fraction, time and name must come from the facts that the sentence cites; these must be of the race, of
 * the runner that it is about, or of one that it names. Gives what is wrong; null where it holds. What a sentence concludes from right numbers is not looked at.
 */
export function createGrounder(sheet: FactSheet): (sentence: Sentence) => string | null {
  const facts = new Map(sheet.facts.map((fact) => [fact.id, fact]))
  const tokens = new Map<string, readonly NumberToken[]>()
  const known = (fact: Fact): readonly NumberToken[] => { const own = tokens.get(fact.id) ?? tokensOf(fact); tokens.set(fact.id, own); return own }
  const runners = new Map(sheet.runners.map((runner) => [runner.runnerId, runner]))
  return ({ text, runnerId, factIds }) => {
    if (runnerId !== null && !runners.has(runnerId)) return 'is about a runner that there is not'
    const cited = factIds.flatMap((id) => facts.get(id) ?? [])
    if (cited.length === 0 || cited.length < factIds.length) return 'cites no facts, or some that do not exist'
    const { rest, named } = withoutHorses(text, sheet.runners)
    const about = new Set([...named, ...(runnerId === null ? [] : [runnerId])])
    if (cited.some((fact) => fact.runnerId !== null && !about.has(fact.runnerId))) return 'cites facts of a runner that it does not name'
    if ([...named].some((id) => id !== runnerId && !cited.some((fact) => fact.runnerId === id))) return 'names a horse of which it cites nothing'
    const stranger = strangerIn(rest, [...about].flatMap((id) => runners.get(id) ?? []), cited, sheet)
    if (stranger !== null) return `says ${stranger}, which is in none of the facts that it cites`
    const may = [...cited.filter(({ untrusted }) => !untrusted).flatMap(known), ...[...about].flatMap((id) => numbersIn(`number ${runners.get(id)?.number ?? ''}`))]
    const wrong = numbersIn(rest.replace(IDIOMS, ' ')).find((said) => !may.some((one) => holds(said, one)))
    return wrong === undefined ? null : `says ${told(wrong)}, which is in none of the facts that it cites`
  }
}
