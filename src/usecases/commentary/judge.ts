import type { Fact, FactSheet } from '../../commentary/fact'
import { unfitFor } from '../../commentary/prompt/unfit'
import type { Judge } from './taking'

const NUMBERS = /\d[\d,]*(?:[.:/-]\d+)*/gu
const WORDS = /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|hundred|half|third|quarter|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice|double|evens?|dozen|couple)\b|[¼½¾⅓⅔]/giu
const tokensOf = ({ text, also, label, rank }: Fact): readonly string[] => [...[text, label, ...also].flatMap((one) => [...(one.match(NUMBERS) ?? []), ...(one.toLowerCase().match(WORDS) ?? [])]), ...(rank === null ? [] : [String(rank.place), String(rank.of)])]

/** Until grounding takes its place: every number as it is written, every number word and every horse by its name must be in the facts that are cited, and those must be of the race, the runner or a horse that is named. */
export function judgeFor(sheet: FactSheet): Judge {
  const unfit = unfitFor(sheet)
  const facts = new Map(sheet.facts.map((fact) => [fact.id, fact]))
  return ({ text, runnerId, factIds }) => {
    const cited = factIds.map((id) => facts.get(id))
    if (cited.length === 0 || cited.some((fact) => fact === undefined)) return 'cites no facts, or some that do not exist'
    const named = sheet.runners.filter(({ horse }) => text.includes(horse)).map((runner) => runner.runnerId)
    const held = cited.flatMap((fact) => fact ?? [])
    if (held.some((fact) => fact.runnerId !== null && fact.runnerId !== runnerId && !named.includes(fact.runnerId))) return 'cites facts of a runner that it does not name'
    if (named.some((id) => id !== runnerId && !held.some((fact) => fact.runnerId === id))) return 'names a horse of which it cites nothing'
    const known = new Set(held.filter(({ untrusted }) => !untrusted).flatMap(tokensOf))
    const plain = sheet.runners.reduce((left, { horse }) => left.replaceAll(horse, ''), text)
    const numbers = [...(plain.match(NUMBERS) ?? []), ...(plain.toLowerCase().match(WORDS) ?? [])]
    const unknown = numbers.find((token) => !known.has(token.replace(/[,.:/-]+$/u, '')))
    return unknown === undefined ? unfit(text) : `says ${unknown}, which is in none of the facts that it cites`
  }
}
