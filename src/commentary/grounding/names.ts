import type { Fact, FactSheet, SheetRunner } from '../fact'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const whole = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu')
/** Words that are written with a capital letter whatever they are about. */
const CAPITALS: ReadonlySet<string> = new Set([
  'i', 'class', 'group', 'grade', 'listed', 'course', 'race', 'no', 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
  'maiden', 'handicap', 'plate', 'stakes', 'cup', 'synthetic',
])
const wordsOf = (text: string): readonly string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** A text without the names of the sheet's horses, and whose they were. Longer names go first: one may be in another. */
export function withoutHorses(text: string, runners: readonly SheetRunner[]): { readonly rest: string; readonly named: ReadonlySet<number> } {
  const named = new Set<number>()
  let rest = text
  for (const { horse, runnerId } of [...runners].sort((a, b) => b.horse.length - a.horse.length)) {
    const bare = rest.replace(whole(horse), ' Name ')
    if (bare !== rest) named.add(runnerId)
    rest = bare
  }
  return { rest, named }
}

/** A rider or trainer who is not of those spoken of and in no cited fact; a word with a capital letter that nothing cited has. Null where all are known. */
export function strangerIn(rest: string, about: readonly SheetRunner[], cited: readonly Fact[], { runners, venue, raceName }: Pick<FactSheet, 'runners' | 'venue' | 'raceName'>): string | null {
  const said = cited.filter(({ untrusted }) => !untrusted).flatMap(({ text, label, also }) => [text, label, ...also])
  const own = about.flatMap(({ jockey, trainer }) => [jockey, trainer]).filter((name) => name !== null)
  const people = new Set(runners.flatMap(({ jockey, trainer }) => [jockey, trainer]).filter((name) => name !== null))
  for (const name of people) if (whole(name).test(rest) && !own.some((one) => whole(name).test(one)) && !said.some((one) => whole(name).test(one))) return name
  const known = new Set([...said, ...own, venue, raceName, ...runners.filter(({ runnerId }) => about.some((one) => one.runnerId === runnerId)).map(({ horse }) => horse)].flatMap(wordsOf))
  const capitals = [...rest.matchAll(/(?<=[\p{L}\p{N},;:'’)%-]\s+|-)\p{Lu}[\p{L}'’-]*/gu)].map(([word]) => word).filter((word) => word !== 'Name')
  return capitals.find((word) => !wordsOf(word.replace(/['’]s$/u, '')).every((part) => part.length === 1 || known.has(part) || CAPITALS.has(part))) ?? null
}
