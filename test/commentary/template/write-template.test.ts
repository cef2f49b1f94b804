import { COMMENTARY_KINDS, LENGTHS, TONES, type CommentaryStyle, type Sentence } from '../../../src/commentary/commentary'
import type { Fact, FactSheet } from '../../../src/commentary/fact'
import { writeTemplate } from '../../../src/commentary/template/write-template'
import { randomBits } from '../../../src/domain/random-bits'
import { judgeFor } from '../../../src/usecases/commentary/judge'
import type { TestDatabase } from '../../support/database'
import { factSheet, FACTS_OF_RACE, FOUR_RUNNERS, said, sheetOf } from '../../support/fact-sheet'
import { hongKongSeasons, hongKongSheets } from '../../support/hong-kong-sheets'
import { describeWithShared } from '../../support/shared-data'

const STYLES: readonly CommentaryStyle[] = COMMENTARY_KINDS.flatMap((kind) => TONES.flatMap((tone) => LENGTHS.map((length): CommentaryStyle => ({ kind, tone, length, locale: 'en' }))))
const style = (kind: CommentaryStyle['kind'], tone: CommentaryStyle['tone'] = 'NEUTRAL', length: CommentaryStyle['length'] = 'MEDIUM'): CommentaryStyle => ({ kind, tone, length, locale: 'en' })
const texts = (sentences: readonly Sentence[]): readonly string[] => sentences.map(({ text }) => text)

/** Numbers as they are written, names of horses left out. */
const numbersIn = (text: string, { runners }: FactSheet): readonly string[] => [...runners].sort((a, b) => b.horse.length - a.horse.length).reduce((left, { horse }) => left.replaceAll(horse, ''), text).match(/\d+(?:,\d{3})*(?:[.:/-]\d+)*|[¼½¾]/gu) ?? []
const CLUMSY = /undefined|NaN|\bnull\b|\[object|\s{2}|\s[,.;:]|[,.;:][,.;]|\ba (?:8|11|18|[aeiou])|\ban (?:[2-79]|1[02-79])|\b(\w{2,}) \1\b|(?:(?<![.\d])\b1 (?:wins|starts|runners|days|lengths|rides)\b)|\b(?:[2-9]|\d\d+) (?:win|start|runner|day|ride)\b/u
/** What is wrong with a sentence beyond what judges look at: numbers that no text of a cited fact has, a label not being one, and English that nobody writes. */
function faultOf({ text, factIds }: Sentence, sheet: FactSheet): string | null {
  const cited = sheet.facts.filter(({ id }) => factIds.includes(id))
  if (cited.length !== factIds.length) return 'cites what there is not, or something twice'
  const known = new Set(cited.flatMap(({ text: own, also, rank }) => [own, ...also, ...(rank === null ? [] : [String(rank.place), String(rank.of)])].flatMap((one) => one.match(/\d+(?:,\d{3})*(?:[.:/-]\d+)*|[¼½¾]/gu) ?? [])))
  const stray = numbersIn(text, sheet).find((number) => !known.has(number))
  if (stray !== undefined) return `says ${stray}`
  return CLUMSY.exec(text.replace(/\b[A-Z][A-Z'’. -]+\b/gu, 'Name'))?.[0] ?? null
}
const problems = (sheet: FactSheet): readonly string[] => {
  const judge = judgeFor(sheet)
  return STYLES.flatMap((one) => writeTemplate(sheet, one).flatMap((sentence) => { const problem = judge(sentence) ?? faultOf(sentence, sheet); return problem === null ? [] : [`${sentence.text} << ${problem}`] }))
}
const bare = (sheet: FactSheet, keep: (fact: Fact) => boolean): FactSheet => ({ ...sheet, facts: sheet.facts.filter(keep) })

describe('a race made by hand', () => {
  test('the preview names the race, the first by chance, and what it cites', () => {
    const sheet = factSheet()
    const preview = writeTemplate(sheet, style('PREVIEW'))
    expect(preview[0]).toMatchObject({ text: 'The Lantern Handicap, race 3 at Myrtle Park on 7 May 2025, is a race of Class 4 over 1,200 m with 4 runners, the going good.', runnerId: null })
    expect(new Set(preview[0]?.factIds)).toEqual(new Set(['race.1', 'race.2', 'race.3', 'race.4', 'race.5', 'race.7', 'race.8', 'race.9']))
    expect(preview[1]).toMatchObject({ runnerId: 101 })
    expect(preview[1]?.text).toContain('Silver Ledger')
    expect(preview[1]?.factIds).toEqual(expect.arrayContaining(['r1.1']))
    expect(problems(sheet)).toEqual([])
  })
  test('a name that is not in Latin letters is left out', () => {
    const [first, , ...rest] = FACTS_OF_RACE
    const sheet = sheetOf(FOUR_RUNNERS, [...(first === undefined ? [] : [first]), said('card', 'name of the race', '成業讓賽'), ...rest], { raceName: '成業讓賽' })
    expect(writeTemplate(sheet, style('PREVIEW'))[0]?.text).toMatch(/^Race 3 at Myrtle Park on 7 May 2025 is a race of Class 4/)
    for (const one of STYLES) for (const text of texts(writeTemplate(sheet, one))) expect(text).not.toMatch(/\p{Script=Han}/u)
  })
  test('nothing to tell of a change where nothing changed, nor of a result that is not known', () => {
    expect(writeTemplate(factSheet(), style('CHANGE'))).toEqual([])
    expect(writeTemplate(factSheet(), style('REVIEW'))).toEqual([])
  })
  test('changes are told with what they mean', () => {
    const [one, two, three, four] = FOUR_RUNNERS
    if (!one || !two || !three || !four) throw new Error('there are four')
    const sheet = sheetOf([
      { ...one, facts: [...one.facts, said('change', 'jockey change', 'A Marsh rides instead of K Lowe', { also: ['K Lowe', 'A Marsh'] }), said('chemistry', 'new jockey', 'this jockey has not ridden it before')] },
      { ...two, facts: [...two.facts, said('price', 'market move', 'backed from 6.00 to 3.75 in the last hour', { also: ['3.75'] }), said('market', 'place in the betting', '2nd of 3', { value: 2, also: ['2nd'] })] },
      { ...three, facts: [...three.facts, said('track', 'record on wet ground', '1 win from 2 starts', { also: ['1 win', '2 starts'] })] },
      { runner: { ...four.runner, scratched: true }, facts: [...four.facts.slice(0, 2), said('change', 'scratching', 'scratched')] },
    ], [...FACTS_OF_RACE, said('change', 'going change', 'going from Good to Soft 7', { also: ['Good', 'Soft 7'] })])
    const told = writeTemplate(sheet, style('CHANGE', 'NEUTRAL', 'LONG'))
    expect(texts(told)).toEqual([
      'Paper Kite has been scratched, which leaves 4 runners.', 'The going has changed from Good to Soft 7.', 'A Marsh now rides Silver Ledger instead of K Lowe.', 'Copper Tide has been backed from 6.00 to 3.75 in the last hour.',
      'Night Harbour has 1 win from 2 starts on such ground.', 'A Marsh has not ridden it before and has had 41 wins from 260 rides over the past year.',
    ])
    expect(told.map(({ runnerId }) => runnerId)).toEqual([104, null, 101, 102, 103, 101])
    expect(problems(sheet)).toEqual([])
  })
  test('a review tells the winner, the margin, the time, and how the favourite did', () => {
    const finish = (place: number, text: string, also: readonly string[], price: string): readonly Parameters<typeof said>[] => [['result', 'finish', text, { value: place, unit: 'rank', also }], ['price', 'starting price', price, { value: Number(price), unit: 'odds' }]]
    const ends = [finish(3, '3rd of 4, beaten 1.5 lengths', ['3rd', '4 runners', '1.5 lengths', '1½ lengths'], '2.50'), finish(1, '1st of 4, won by 1 length', ['1st', 'won', '4 runners', '1 length'], '3.75'), finish(2, '2nd of 4, beaten 1 length', ['2nd', '4 runners', '1 length'], '5.00'), finish(4, '4th of 4, beaten 6 lengths', ['4th', '4 runners', '6 lengths'], '9.00')]
    const sheet = sheetOf(FOUR_RUNNERS.map(({ runner, facts }, i) => ({ runner, facts: [...facts.filter(({ label }) => label !== 'price'), ...(ends[i] ?? []).map((one) => said(...one))] })), [...FACTS_OF_RACE, said('result', 'winner', 'Copper Tide'), said('result', 'winning time', '1:10.01', { value: 70_010, unit: 'ms' })], { finished: true })
    expect(texts(writeTemplate(sheet, style('REVIEW', 'NEUTRAL', 'SHORT')))).toEqual([
      'Copper Tide won the Lantern Handicap at Myrtle Park, a race of Class 4 over 1,200 m, by 1 length from Night Harbour.', 'B Novak rode the winner for R Achterberg, and the winning time was 1:10.01.', 'Silver Ledger, the favourite at 2.50, finished 3rd of 4, beaten 1½ lengths.',
    ])
    expect(problems(sheet)).toEqual([])
  })
  test('a horse whose name is in that of another is told apart', () => {
    const [one, two, ...rest] = FOUR_RUNNERS
    if (!one || !two) throw new Error('there are four')
    const renamed = { runner: { ...two.runner, horse: 'Silver Ledger Two' }, facts: two.facts.map((fact) => (fact.label === 'horse' ? { ...fact, text: 'Silver Ledger Two' } : fact)) }
    expect(problems(sheetOf([one, renamed, ...rest]))).toEqual([])
  })
})

describeWithShared('hkjc', 'real races', (folder) => {
  let database: TestDatabase
  let sheets: readonly FactSheet[]
  beforeAll(async () => {
    database = await hongKongSeasons(folder)
    sheets = [...(await hongKongSheets(database, { from: '2015-11-01', races: 16, asOf: 'off' })), ...(await hongKongSheets(database, { from: '2015-11-01', races: 16, asOf: 'result' }))]
  })
  afterAll(async () => { await database.close() })

  test('every sentence of all kinds, tones and lengths holds', () => {
    expect(sheets).toHaveLength(32)
    expect(sheets.flatMap(problems)).toEqual([])
    expect(sheets.reduce((sum, sheet) => sum + STYLES.reduce((more, one) => more + writeTemplate(sheet, one).length, 0), 0)).toBeGreaterThan(10_000)
  })
  test('with facts taken away at random less is said, and nothing wrong', () => {
    for (const [i, sheet] of sheets.entries()) {
      const share = [0.15, 0.5, 0.85][i % 3] ?? 0.5
      const next = randomBits(`without ${i} ${share}`)
      expect(problems(bare(sheet, () => next() / 2 ** 32 > share))).toEqual([])
    }
    for (const one of STYLES) expect(writeTemplate(bare(sheets[0] ?? factSheet(), () => false), one)).toEqual([])
  })
  test('each starter has as many sentences as asked for, and no two neighbours open alike', () => {
    const [most, least] = [{ SHORT: 1, MEDIUM: 2, LONG: 4 }, { SHORT: 1, MEDIUM: 1, LONG: 2 }]
    for (const sheet of sheets) for (const tone of TONES) for (const length of LENGTHS) {
      const comments = writeTemplate(sheet, style('RUNNER', tone, length))
      const starters = sheet.runners.filter(({ scratched }) => !scratched)
      expect([...new Set(comments.map(({ runnerId }) => runnerId))]).toEqual(starters.map(({ runnerId }) => runnerId))
      const openings = starters.map(({ runnerId, horse }) => {
        const own = comments.filter((sentence) => sentence.runnerId === runnerId)
        expect(own.length).toBeLessThanOrEqual(most[length])
        expect(own.length).toBeGreaterThanOrEqual(least[length])
        return own[0]?.text.replaceAll(horse, 'Name').split(' ').slice(0, 2).join(' ') ?? ''
      })
      openings.forEach((opening, i) => { if (i > 0) expect(`${i} ${opening}`).not.toBe(`${i} ${openings[i - 1] ?? ''}`) })
    }
  })
  test('previews grow with their length, tones differ, and the same sheet gives the same words', () => {
    for (const sheet of sheets) {
      const counts = LENGTHS.map((length) => writeTemplate(sheet, style('PREVIEW', 'NEUTRAL', length)).length)
      expect(counts[0]).toBeLessThan(counts[1] ?? 0)
      expect(counts[1]).toBeLessThan(counts[2] ?? 0)
      for (const kind of ['PREVIEW', 'RUNNER'] as const) {
        const told = TONES.map((tone) => texts(writeTemplate(sheet, style(kind, tone))))
        expect(told[0]?.filter((text) => told[1]?.includes(text)).length).toBeLessThan((told[0]?.length ?? 0) * 0.6)
        expect(texts(writeTemplate(sheet, style(kind)))).toEqual(told[0])
      }
    }
  })
  test('who is called best is first of the field, who is said to have won did, and who lost is not the winner', () => {
    let [best, won, reviews] = [0, 0, 0]
    for (const sheet of sheets) {
      const fact = (runnerId: number | null, label: string): Fact | undefined => sheet.facts.find((one) => one.runnerId === runnerId && one.label === label)
      for (const { text, runnerId } of writeTemplate(sheet, style('RUNNER', 'ANALYTICAL', 'LONG'))) {
        if (/(?:has|brings|owns) the best recent speed figure/.test(text)) { best++; expect(fact(runnerId, 'best speed figure of its last three starts')?.rank?.place).toBe(1) }
        if (/, which (?:won|scored|beat)|^A winner|^Successful/.test(text)) { won++; expect(fact(runnerId, 'last run')?.value).toBe(1) }
      }
      if (!sheet.finished) continue
      const [first] = writeTemplate(sheet, style('REVIEW'))
      reviews++
      expect(first?.text.startsWith(sheet.facts.find(({ label, runnerId }) => label === 'winner' && runnerId === null)?.text ?? '?')).toBe(true)
    }
    expect(best).toBeGreaterThan(20)
    expect(won).toBeGreaterThan(5)
    expect(reviews).toBe(16)
  })
})
