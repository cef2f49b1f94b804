import * as fc from 'fast-check'
import { assembleContext, MARGIN, OPINION_LEAVES_OUT } from '../../../src/commentary/context/assemble-context'
import { CONTEXT_GUIDE } from '../../../src/commentary/context/context-guide'
import { TEMPLATES } from '../../../src/commentary/context/templates'
import { digestOf } from '../../../src/commentary/facts/make-sheet'
import { reseated } from '../../../src/commentary/facts/reseat'
import { OTHER_TOPICS, type Fact, type FactSheet, type FactTopic } from '../../../src/commentary/fact'
import { tokensIn } from '../../../src/commentary/tokens'
import { CATEGORIES } from '../../../src/features/registry'
import { FACTS_OF_RACE, factSheet, FOUR_RUNNERS, said, sheetOf, type RunnerOfFour } from '../../support/fact-sheet'

const NONCE = 'n0nce4test'
const ask = { budgetTokens: 4_000, nonce: NONCE }
/** Ids that a text tells facts of, wherever they stand. */
const idsIn = (text: string): readonly string[] => [...text.matchAll(/(?:^|[{,]")(r\d+\.\d+|race\.\d+)(?=[ "])/gm)].map(([, id]) => id ?? '').sort()
const topicsOf: readonly FactTopic[] = [...CATEGORIES.map(({ category }) => category), ...OTHER_TOPICS]

/** Sheets of 1 to 20 runners with facts of any topic; labels of a topic come again. */
const sheets = fc.array(fc.array(fc.record({ topic: fc.constantFrom(...topicsOf), label: fc.constantFrom('one', 'two', 'three', 'four'), words: fc.lorem({ maxCount: 12 }), untrusted: fc.boolean(), place: fc.integer({ min: 1, max: 9 }) }), { maxLength: 25 }), { minLength: 1, maxLength: 20 }).map((all) => sheetOf(all.map((facts, i): RunnerOfFour => ({
  runner: { runnerId: 50 + i, number: i + 1, horse: `Horse ${i}`, jockey: `Jock ${i % 3}`, trainer: null, scratched: false },
  facts: [said('card', 'horse', `Horse ${i}`), ...facts.map(({ topic, label, words, untrusted, place }, f) => said(topic, label, `${words} ${f}`, { untrusted, rank: { place, of: 9 } }))],
}))))

test('every topic has a template', () => { expect(TEMPLATES.map(({ topic }) => topic).sort()).toEqual([...topicsOf].sort()); for (const { least, most } of TEMPLATES) expect(least).toBeLessThanOrEqual(most) })

test('a race of four, whole', () => {
  const { text, tokens, factIds, omitted } = assembleContext(factSheet(), ask)
  expect(text.split('\n').slice(0, 8)).toEqual(['Runners: r1 r2 r3 r4', '# prediction: model', 'race.6 Boosted trees', '# prediction: win chance', 'r1.5 41.2% (1/4)', 'r2.5 28.7% (2/4)', 'r3.5 19.6% (3/4)', 'r4.5 10.5% (4/4)'])
  expect(text).toContain('# speed: best speed figure of its last three starts [points]\nr1.8 104.2 (1/4)\n')
  expect(text).toContain('# horse: career record\nr1.7 5 wins from 16 starts; 31.3%\n')
  expect(text).toContain(`<data-${NONCE}>\n{"topic":"card","label":"race number","facts":{"race.1":"race 3"}}\n`)
  expect(text.endsWith(`</data-${NONCE}>\n`)).toBe(true)
  expect(omitted).toEqual([])
  expect([...factIds].sort()).toEqual(factSheet().facts.map(({ id }) => id).sort())
  expect(tokens).toBeGreaterThanOrEqual(tokensIn(text))
})

test('the budget is never exceeded, what is told and what is left out make the whole, and the same gives the same', () => {
  fc.assert(fc.property(sheets, fc.integer({ min: 700, max: 6_000 }), fc.boolean(), (sheet, budgetTokens, anonymous) => {
    const one = assembleContext(sheet, { budgetTokens, nonce: NONCE, anonymous })
    expect(one.tokens).toBeGreaterThanOrEqual(tokensIn(one.text))
    expect(one.tokens).toBeLessThanOrEqual(tokensIn(one.text) + 2 * NONCE.length)
    expect(one.tokens).toBeLessThanOrEqual(budgetTokens * (1 - MARGIN))
    expect(idsIn(one.text)).toEqual([...one.factIds].sort())
    expect(new Set(one.factIds).size).toBe(one.factIds.length)
    const all = anonymous ? sheet.facts.filter(({ untrusted }) => !untrusted) : sheet.facts
    const told = new Set(one.factIds)
    const ofRace = new Set(['name of the race', 'day'])
    const left = new Map<FactTopic, number>()
    for (const { id, topic, label } of all) if (!told.has(id) && !(anonymous && topic === 'card' && ofRace.has(label))) left.set(topic, (left.get(topic) ?? 0) + 1)
    expect(Object.fromEntries(one.omitted.map(({ topic, facts }) => [topic, facts]))).toEqual(Object.fromEntries(left))
    for (const { tokens } of one.omitted) expect(tokens).toBeGreaterThan(0)
    expect(assembleContext(structuredClone(sheet), { budgetTokens, nonce: NONCE, anonymous })).toEqual(one)
    // A nonce that takes more tokens, of the same length, changes nothing but itself.
    expect(assembleContext(sheet, { budgetTokens, nonce: 'q7Zx9Wk3Vj', anonymous }).factIds).toEqual(one.factIds)
  }), { numRuns: 60 })
})

test('of a label all runners are told or none', () => {
  fc.assert(fc.property(sheets, fc.integer({ min: 700, max: 3_000 }), (sheet, budgetTokens) => {
    const told = new Set(assembleContext(sheet, { budgetTokens, nonce: NONCE }).factIds)
    const layers = new Map<string, boolean>()
    for (const { id, topic, label, untrusted } of sheet.facts) {
      const key = `${topic} ${label} ${String(untrusted)}`
      expect([key, layers.get(key) ?? told.has(id)]).toEqual([key, told.has(id)])
      layers.set(key, told.has(id))
    }
  }), { numRuns: 40 })
})

test('nothing of a topic that is left out appears', () => {
  fc.assert(fc.property(sheets, fc.uniqueArray(fc.constantFrom<FactTopic[]>(...topicsOf.filter((topic) => topic !== 'card')), { maxLength: 8 }), (sheet, leaveOut) => {
    const { text, factIds, omitted } = assembleContext(sheet, { ...ask, leaveOut })
    const topics = new Map(sheet.facts.map(({ id, topic }) => [id, topic]))
    for (const id of factIds) expect(leaveOut).not.toContain(topics.get(id))
    for (const topic of leaveOut) { expect(text).not.toContain(`# ${topic}:`); expect(text).not.toContain(`"topic":"${topic}"`) }
    expect(omitted.filter(({ topic }) => leaveOut.includes(topic))).toEqual([])
  }), { numRuns: 60 })
})

test('an opinion sees neither prices nor chances, nor reasons that rest on prices', () => {
  const [first, ...rest] = FOUR_RUNNERS as [RunnerOfFour, ...RunnerOfFour[]]
  const sheet = sheetOf([{ ...first, facts: [...first.facts, said('rule', 'in its favour', 'Latest price: 2.50', { feature: 'market.current' }), said('form', 'by the market', 'backed at 2.50', { feature: 'market.chance' }), said('market', 'favourite', 'no price of the field is shorter', { feature: 'market.favourite' })] }, ...rest])
  const { text, factIds } = assembleContext(sheet, { ...ask, leaveOut: OPINION_LEAVES_OUT })
  for (const secret of ['2.50', '3.75', '41.2%', 'Boosted trees', 'favourite', 'price']) expect(text).not.toContain(secret)
  expect(factIds).not.toContain('r1.13')
  expect(assembleContext(sheet, { ...ask, leaveOut: ['price'] }).text).not.toContain('2.50')
  expect(assembleContext(sheet, ask).text).toContain('2.50')
})

test('without names nobody is named, and what is the same has the same name', () => {
  const told = sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('result', 'winner', 'Silver Ledger'), said('change', 'jockey change', 'A Marsh rides instead of E Vidal', { also: ['E Vidal', 'A Marsh'] }), said('pastRuns', 'comment on its last run', 'Silver Ledger was slow away', { untrusted: true })])
  const { text } = assembleContext(told, { ...ask, anonymous: true })
  for (const { horse, jockey, trainer } of told.runners) for (const name of [horse, jockey, trainer]) expect(text).not.toContain(name)
  for (const name of ['Lantern', 'Myrtle', 'Sha Tin', '7 May', '2025', 'Vidal', 'slow away']) expect(text).not.toContain(name)
  expect(text).toContain('"label":"trainer","facts":{"r1.4":"Trainer A","r2.4":"Trainer B","r3.4":"Trainer A","r4.4":"Trainer C"}')
  expect(text).toContain('"r1.6":"1st of 10 over 1,200 m at Course A, won by 1.5 lengths, 21 days ago","r2.6":"2nd of 12 over 1,200 m at Course B, ')
  expect(text).toContain('"label":"winner","facts":{"race.10":"Runner r1"}')
  expect(text).toContain('{"race.11":"Jockey A rides instead of Jockey E"}')
})

test('words of strangers can be kept out', () => {
  const sheet = sheetOf(FOUR_RUNNERS, [...FACTS_OF_RACE, said('pastRuns', 'comment', 'slow away', { untrusted: true })])
  expect(assembleContext(sheet, ask).text).toContain('{"topic":"pastRuns","label":"comment","untrusted":true,"facts":{"race.10":"slow away"}}')
  expect(assembleContext(sheet, { ...ask, untrusted: false }).text).not.toContain('slow away')
})

test('a budget that does not hold the names is refused in words, and so is a nonce that could be guessed or break out', () => {
  expect(() => assembleContext(factSheet(), { budgetTokens: 60, nonce: NONCE })).toThrow(/does not hold the names of 4 runners/)
  const small = assembleContext(factSheet(), { budgetTokens: 150, nonce: NONCE })
  for (const name of ['Silver Ledger', 'Copper Tide', 'Night Harbour', 'Paper Kite']) expect(small.text).toContain(name)
  for (const nonce of ['', 'short', 'with space', 'a>b</data', 'x'.repeat(65)]) expect(() => assembleContext(factSheet(), { ...ask, nonce })).toThrow(RangeError)
})

test('what is static holds nothing of a race, and explains every topic', () => {
  for (const { topic } of TEMPLATES) expect(CONTEXT_GUIDE).toContain(`- ${topic}: `)
  expect(CONTEXT_GUIDE).not.toContain(NONCE)
})

const changes: readonly ((sheet: FactSheet) => FactSheet)[] = [
  (sheet) => ({ ...sheet, facts: sheet.facts.map((fact, i): Fact => (i === 20 ? { ...fact, text: `${fact.text} ` } : fact)) }), (sheet) => ({ ...sheet, facts: sheet.facts.slice(1) }), (sheet) => ({ ...sheet, finished: true }),
  (sheet) => ({ ...sheet, runners: sheet.runners.map((runner, i) => (i === 2 ? { ...runner, scratched: true } : runner)) }), (sheet) => ({ ...sheet, facts: sheet.facts.map((fact, i): Fact => (i === 20 ? { ...fact, also: [...fact.also, 'x'] } : fact)) }),
]
test('a change of any fact changes the digest, and nothing else does', () => {
  const changed: readonly ((fact: Fact) => Fact)[] = [
    (fact) => ({ ...fact, id: `${fact.id}0` }), (fact) => ({ ...fact, runnerId: (fact.runnerId ?? 0) + 1 }), (fact) => ({ ...fact, topic: fact.topic === 'form' ? 'speed' : 'form' }), (fact) => ({ ...fact, label: `${fact.label}.` }), (fact) => ({ ...fact, text: `${fact.text}.` }),
    (fact) => ({ ...fact, value: (fact.value ?? 0) + 1 }), (fact) => ({ ...fact, unit: fact.unit === 'kg' ? 'm' : 'kg' }), (fact) => ({ ...fact, feature: fact.feature === 'horse.age' ? null : 'horse.age' }), (fact) => ({ ...fact, rank: { place: (fact.rank?.place ?? 0) + 1, of: 99 } }), (fact) => ({ ...fact, also: [...fact.also, ''] }), (fact) => ({ ...fact, untrusted: !fact.untrusted }),
  ]
  fc.assert(fc.property(sheets, fc.nat(), fc.constantFrom(...changed), (sheet, at, change) => {
    const place = at % sheet.facts.length
    expect(digestOf({ ...structuredClone(sheet), asOf: sheet.offAt, digest: 'other' })).toBe(sheet.digest)
    expect(digestOf({ ...sheet, facts: sheet.facts.map((fact, i) => (i === place ? change(fact) : fact)) })).not.toBe(sheet.digest)
  }), { numRuns: 100 })
})

test('the digest changes with what is said and not with the instant', () => {
  const sheet = factSheet()
  expect(digestOf({ ...sheet, asOf: sheet.offAt })).toBe(sheet.digest)
  expect(digestOf(structuredClone(sheet))).toBe(sheet.digest)
  expect(new Set([sheet.digest, ...changes.map((change) => digestOf(change(sheet)))]).size).toBe(1 + changes.length)
})

test('runners in another order keep their facts under other slots', () => {
  const sheet = reseated(factSheet(), [104, 102, 999])
  expect(sheet.runners.map(({ slot, horse }) => [slot, horse])).toEqual([['r1', 'Paper Kite'], ['r2', 'Copper Tide']])
  expect(sheet.facts.filter(({ label }) => label === 'horse').map(({ id, runnerId, text }) => [id, runnerId, text])).toEqual([['r1.1', 104, 'Paper Kite'], ['r2.1', 102, 'Copper Tide']])
  expect(sheet.facts.filter(({ runnerId }) => runnerId === null)).toEqual(factSheet().facts.filter(({ runnerId }) => runnerId === null))
  expect(sheet.digest).not.toBe(factSheet().digest)
})
