import type { Unit } from '../../features/define'
import type { Fact, FactTopic } from '../fact'
import { TEMPLATES, type TopicTemplate } from './templates'

/** Facts of one label: of all runners or of none, so that nobody is told more of than another. */
export interface Layer { readonly template: TopicTemplate; readonly label: string; readonly untrusted: boolean; readonly unit: Unit | null; readonly facts: readonly Fact[] }

/** By topic, in the order of the templates; labels as they first come. */
export function layersOf(facts: readonly Fact[]): ReadonlyMap<FactTopic, readonly Layer[]> {
  const byTopic = new Map<FactTopic, Map<string, Fact[]>>(TEMPLATES.map(({ topic }) => [topic, new Map<string, Fact[]>()]))
  for (const fact of facts) {
    const labels = byTopic.get(fact.topic)
    const key = `${fact.untrusted ? 1 : 0} ${fact.label}`
    const own = labels?.get(key)
    if (own === undefined) labels?.set(key, [fact])
    else own.push(fact)
  }
  return new Map(TEMPLATES.map((template) => [template.topic, [...byTopic.get(template.topic)?.values() ?? []].flatMap((own): readonly Layer[] => (own[0] === undefined ? [] : [{ template, label: own[0].label, untrusted: own[0].untrusted, unit: own[0].unit, facts: own }]))]))
}

/** Units that a text does not show. */
const SHOWN: Readonly<Partial<Record<Unit, string>>> = { points: 'points', odds: 'decimal odds', currency: 'money', index: 'index', zscore: 'standard deviations' }
const shareOf = ({ text, also }: Fact): string => (text.includes('%') ? '' : also.filter((one) => one.endsWith('%')).slice(0, 1).map((share) => `; ${share}`).join(''))
const line = (fact: Fact): string => `${fact.id} ${fact.text}${shareOf(fact)}${fact.rank === null ? '' : ` (${fact.rank.place}/${fact.rank.of})`}`

/** Where a layer's texts may hold words of others. */
export const isQuoted = ({ template, untrusted }: Layer): boolean => template.quoted === true || untrusted
const ESCAPED: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' }
/** JSON on one line in which no tag can begin. */
export const quotedJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (letter) => ESCAPED[letter] ?? '')

/** The layer as it is written, with the end of its last line. */
export function written(layer: Layer): string {
  const { template: { topic }, label, unit, facts, untrusted } = layer
  if (isQuoted(layer)) return `${quotedJson({ topic, label, ...(untrusted ? { untrusted: true } : {}), facts: Object.fromEntries(facts.map(({ id, text }) => [id, text])) })}\n`
  const shown = unit === null ? undefined : SHOWN[unit]
  return `# ${topic}: ${label}${shown === undefined ? '' : ` [${shown}]`}\n${facts.map((fact) => `${line(fact)}\n`).join('')}`
}
