import { COMMENTARY_KINDS, LENGTHS, TONES, type Sentence } from '../../../src/commentary/commentary'
import type { Fact, FactSheet } from '../../../src/commentary/fact'
import { writeTemplate } from '../../../src/commentary/template/write-template'
import { seeded, type Seeded } from '../../../src/models/seeded'
import { judgeFor } from '../../../src/usecases/commentary/judge'
import type { TestDatabase } from '../../support/database'
import { hongKongSeasons, hongKongSheets } from '../../support/hong-kong-sheets'
import { describeWithShared } from '../../support/shared-data'

/** Ways to say a fact that the template does not know. */
const PHRASES: readonly ((horse: string, label: string, text: string) => string)[] = [
  (horse, label, text) => `For ${horse} the ${label} reads ${text}.`, (horse, label, text) => `${horse} comes with ${text} as its ${label}.`, (horse, label, text) => `Note the ${label} of ${horse}, which stands at ${text}.`,
]
const NUMBER = /(?<![\w.,:/])\d[\d,]*(?:\.\d+)?(?![\d:/-])/gu

interface Told { readonly sheet: FactSheet; readonly sentence: Sentence; /** The fact that a number is of, where a sentence says one fact. */ readonly fact: Fact | null }
const plainFacts = ({ facts }: FactSheet, runnerId: number): readonly Fact[] => facts.filter((fact) => fact.runnerId === runnerId && !fact.untrusted && fact.topic !== 'card' && fact.topic !== 'rule' && /\d/.test(fact.text) && !/[^\x20-\x7e½¼¾°×]/u.test(fact.text))
function phrased(sheet: FactSheet, random: Seeded): readonly Told[] {
  return sheet.runners.filter(({ scratched }) => !scratched).flatMap(({ runnerId, horse, slot }) => plainFacts(sheet, runnerId).map((fact): Told => {
    const phrase = PHRASES[random.below(PHRASES.length)] as (typeof PHRASES)[number]
    return { sheet, fact, sentence: { text: phrase(horse, fact.label, fact.text), runnerId, factIds: [`${slot}.1`, fact.id] } }
  }))
}
const styles = COMMENTARY_KINDS.flatMap((kind) => TONES.flatMap((tone) => LENGTHS.map((length) => ({ kind, tone, length, locale: 'en' as const }))))
const byTemplate = (sheet: FactSheet): readonly Told[] => styles.flatMap((style) => writeTemplate(sheet, style)).map((sentence) => ({ sheet, sentence, fact: null }))

/** Where numbers stand in a text, those within names of horses left out. */
function numbersOf(text: string, { runners }: FactSheet): readonly { readonly at: number; readonly number: string }[] {
  const names = runners.flatMap(({ horse }) => [...text.matchAll(new RegExp(horse.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gu'))].map(({ index }) => [index, index + horse.length] as const))
  return [...text.matchAll(NUMBER)].flatMap(({ index, 0: number }) => (names.some(([from, to]) => index >= from && index < to) ? [] : [{ at: index, number: number.replace(/,$/u, '') }]))
}
const digitsAfter = (number: string): number => (number.split('.')[1] ?? '').length
const like = (number: string, value: number): string => { const text = Math.abs(value).toFixed(digitsAfter(number)); return number.includes(',') ? text.replace(/\B(?=(\d{3})+(?!\d))/gu, ',') : text }
const valueOf = (number: string): number => Number(number.replaceAll(',', ''))

type Corruption = (told: Told, number: string, place: number, random: Seeded) => string | null
const CORRUPTIONS: Readonly<Record<string, Corruption>> = {
  /** The number that stands at the same place in the same fact of another runner. */
  another: ({ sheet, fact }, number, place, random) => {
    if (fact === null) return null
    const others = sheet.facts.filter((one) => one.runnerId !== null && one.runnerId !== fact.runnerId && one.topic === fact.topic && one.label === fact.label)
    const own = others.flatMap(({ text }) => { const found = [...text.matchAll(NUMBER)][place]?.[0].replace(/,$/u, ''); return found === undefined || found === number ? [] : [found] })
    return own.length === 0 ? null : own[random.below(own.length)] as string
  },
  invented: (_told, number, _place, random) => like(number, random.uniform() * (2 * valueOf(number) + 20)),
  'off by one': (_told, number, _place, random) => { const unit = 10 ** -digitsAfter(number); return like(number, valueOf(number) + (valueOf(number) >= unit && random.uniform() < 0.5 ? -unit : unit)) },
}
const BARS: Readonly<Record<string, number>> = { another: 0.99, invented: 0.95, 'off by one': 0.99, name: 0.99 }
/** The sentence with the name of another horse, rider or trainer of the race; null where it names none. */
function otherName({ sheet: { runners }, sentence: { text } }: Told, random: Seeded): string | null {
  for (const part of random.shuffle(['jockey', 'trainer', 'horse'] as ('jockey' | 'trainer' | 'horse')[])) {
    const names = [...new Set(runners.flatMap((runner) => runner[part] ?? []))]
    const said = names.find((name) => text.includes(name) && !names.some((longer) => longer !== name && longer.includes(name) && text.includes(longer)))
    const others = names.filter((name) => name !== said && !text.includes(name))
    if (said !== undefined && others.length > 0) return text.replaceAll(said, others[random.below(others.length)] as string)
  }
  return null
}

describeWithShared('hkjc', 'sentences on real races', (folder) => {
  let [database, sheets]: [TestDatabase | null, readonly FactSheet[]] = [null, []]
  beforeAll(async () => {
    database = await hongKongSeasons(folder)
    sheets = [...await hongKongSheets(database, { races: 10, asOf: 'off' }), ...await hongKongSheets(database, { races: 6, asOf: 'result' })]
  }, 240_000)
  afterAll(() => database?.close())

  test('true ones are shown, and corrupted ones are not', () => {
    const random = seeded(1, 'corrupted')
    const judges = new Map(sheets.map((sheet) => [sheet, judgeFor(sheet)]))
    const judge = ({ sheet }: Told, sentence: Sentence): string | null => (judges.get(sheet) as NonNullable<ReturnType<typeof judges.get>>)(sentence)
    const [ours, templates] = [sheets.flatMap((sheet) => phrased(sheet, random)), sheets.flatMap(byTemplate)]
    const wrong = (all: readonly Told[]): readonly string[] => all.flatMap((told) => { const why = judge(told, told.sentence); return why === null ? [] : [`${told.sentence.text} << ${why}`] })
    const counts = new Map([...Object.keys(CORRUPTIONS), 'name'].map((kind) => [kind, { tried: 0, caught: 0, missed: [] as string[] }]))
    for (const told of [...ours, ...templates]) {
      const numbers = numbersOf(told.sentence.text, told.sheet)
      if (judge(told, told.sentence) !== null) continue
      const swapped = otherName(told, random)
      if (swapped !== null) {
        const count = counts.get('name') as { tried: number; caught: number; missed: string[] }
        count.tried++
        if (judge(told, { ...told.sentence, text: swapped }) !== null) count.caught++
        else if (count.missed.length < 6) count.missed.push(`${swapped} (was: ${told.sentence.text})`)
      }
      if (numbers.length === 0) continue
      for (const [kind, corrupt] of Object.entries(CORRUPTIONS)) {
        const at = random.below(numbers.length)
        const chosen = numbers[at] as (typeof numbers)[number]
        const inFact = told.fact === null ? 0 : [...told.fact.text.matchAll(NUMBER)].findIndex(({ 0: one }) => one.replace(/,$/u, '') === chosen.number)
        const other = corrupt(told, chosen.number, Math.max(0, inFact), random)
        if (other === null || valueOf(other) === valueOf(chosen.number)) continue
        const text = `${told.sentence.text.slice(0, chosen.at)}${other}${told.sentence.text.slice(chosen.at + chosen.number.length)}`
        const count = counts.get(kind) as { tried: number; caught: number; missed: string[] }
        count.tried++
        if (judge(told, { ...told.sentence, text }) !== null) count.caught++
        else if (count.missed.length < 6) count.missed.push(`${text} (was ${chosen.number})`)
      }
    }
    const share = (caught: number, tried: number): string => `${(100 * caught / tried).toFixed(2)}%`
    const falsely = [...wrong(ours), ...wrong(templates)]
    process.stderr.write(`${[
      '', `| corruption | sentences | caught | bar |`, '|---|---:|---:|---:|',
      ...[...counts].map(([kind, { tried, caught }]) => `| ${kind} | ${tried} | ${share(caught, tried)} | ${100 * (BARS[kind] ?? NaN)}% |`),
      `True sentences refused: ${falsely.length} of ${ours.length + templates.length} (${share(falsely.length, ours.length + templates.length)}; bar: under 2%).`, ...falsely.slice(0, 12), ...[...counts].flatMap(([kind, { missed }]) => missed.map((one) => `missed, ${kind}: ${one}`)), '',
    ].join('\n')}\n`)
    expect([...counts.values()].reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(5_000)
    for (const [kind, { tried, caught }] of counts) { expect(tried).toBeGreaterThan(1_000); expect([kind, caught / tried >= (BARS[kind] ?? NaN)]).toEqual([kind, true]) }
    expect(falsely.length / (ours.length + templates.length)).toBeLessThan(0.02)
  }, 120_000)
})
