import type { Fact, FactSheet } from '../fact'
import { digestOf } from '../facts/make-sheet'

/** Facts that would tell which race it was. */
const TELLTALE: ReadonlySet<string> = new Set(['card name of the race', 'card day', 'card start, by the clock of the course', 'class prize money', 'track rail position'])
const letter = (place: number): string => (place < 26 ? String.fromCharCode(65 + place) : `${String.fromCharCode(64 + Math.floor(place / 26))}${String.fromCharCode(65 + (place % 26))}`)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A course as it stands in what is said of a run: up to the next comma. */
const AT_COURSE = / at ([^,]+)(?=,)/u

/** The same sheet without the names of anybody: `Runner r1`, `Jockey A`, `Trainer A`, `Course A`, each name the same everywhere; without the day, the name of the race, and what strangers wrote. Ids of facts stay. */
export function anonymised(sheet: FactSheet): FactSheet {
  const aliases = new Map<string, string>()
  const counts = { Jockey: 0, Trainer: 0, Course: 0 }
  const alias = (kind: keyof typeof counts, name: string): string => {
    const known = aliases.get(`${kind} ${name}`)
    if (known !== undefined) return known
    const made = `${kind} ${letter(counts[kind]++)}`
    aliases.set(`${kind} ${name}`, made)
    return made
  }
  const runners = sheet.runners.map((runner) => ({ ...runner, horse: `Runner ${runner.slot}`, jockey: runner.jockey === null ? null : alias('Jockey', runner.jockey), trainer: runner.trainer === null ? null : alias('Trainer', runner.trainer) }))
  const venue = sheet.venue === '' ? '' : alias('Course', sheet.venue)
  const horses: readonly (readonly [string, string])[] = sheet.runners.map(({ horse, slot }) => [horse, `Runner ${slot}`])
  const slots = new Map(sheet.runners.map(({ runnerId, slot }) => [runnerId, slot]))
  const named = (text: string, names: readonly (readonly [string, string])[]): string => [...names].sort((a, b) => b[0].length - a[0].length).reduce((left, [name, other]) => (name === '' ? left : left.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu'), other)), text)
  const facts = sheet.facts.flatMap((fact): readonly Fact[] => {
    if (fact.untrusted || TELLTALE.has(`${fact.topic} ${fact.label}`)) return []
    if (fact.topic === 'card') switch (fact.label) {
      case 'horse': return [{ ...fact, text: `Runner ${slots.get(fact.runnerId ?? 0) ?? ''}` }]
      case 'jockey': return [{ ...fact, text: alias('Jockey', fact.text) }]
      case 'trainer': return [{ ...fact, text: alias('Trainer', fact.text) }]
      case 'course': return [{ ...fact, text: venue === '' ? alias('Course', fact.text) : venue }]
      default: return [fact]
    }
    if (fact.topic === 'pastRuns') return [{ ...fact, text: fact.text.replace(AT_COURSE, (_, name: string) => ` at ${alias('Course', name)}`) }]
    if (fact.topic === 'result') return [{ ...fact, text: named(fact.text, horses) }]
    if (fact.topic === 'change') {
      const names = fact.also.map((name): readonly [string, string] => [name, fact.label === 'jockey change' ? alias('Jockey', name) : fact.label === 'trainer change' ? alias('Trainer', name) : name])
      return [{ ...fact, text: named(fact.text, names), also: names.map(([, other]) => other) }]
    }
    return [fact]
  })
  const hidden: FactSheet = { ...sheet, venue, raceName: '', date: '', runners, facts }
  return { ...hidden, digest: digestOf(hidden) }
}
