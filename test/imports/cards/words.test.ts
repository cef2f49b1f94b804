import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import racecardSchema from '../../../schema/racecard.schema.json'
import resultsSchema from '../../../schema/results.schema.json'
import * as vocabulary from '../../../src/domain/vocabulary'
import { nameKey } from '../../../src/imports/cards/card-keys'
import { GOING_WORDS, readGoing } from '../../../src/imports/cards/going-words'
import { nearestWord } from '../../../src/imports/cards/nearest-word'
import { decimalOdds, distanceM, timeMs, weightKg } from '../../../src/imports/cards/quantities'
import { validateFile } from '../../../src/imports/cards/validate-file'

describe('quantities', () => {
  it.each([[{ kg: 57.5 }, 57.5], [{ lb: 126 }, 57.15], [{ st: 9 }, 57.15], [{ st: 9, lb: 2 }, 58.06], [{ kg: 57, lb: 1 }, null]])('weighs %j as %p kg', (weight, kg) => expect(weightKg(weight)).toBe(kg))
  it.each([[{ m: 1600 }, 1600], [{ furlongs: 6 }, 1207.008], [{ miles: 1 }, 1609.344], [{ yards: 100 }, 91.44], [{ m: 1, yards: 1 }, null]])('measures %j as %p m', (distance, m) => {
    const metres = distanceM(distance)
    if (m === null) expect(metres).toBeNull()
    else expect(metres).toBeCloseTo(m, 6)
  })
  it.each([[{ ms: 69_340 }, 69_340], [{ minutes: 1, seconds: 9.34 }, 69_340], [{ seconds: 0 }, null], [{ ms: 1, seconds: 1 }, null]])('times %j as %p ms', (time, ms) => expect(timeMs(time)).toBe(ms))
  it.each([[1, 1], ['5/2', 3.5], ['evens', 2], ['Evens', 2], ['4/9', 1.44], ['100/30', 4.33], ['5/0', null]])('reads odds %p as %p', (odds, decimal) => expect(decimalOdds(odds)).toBe(decimal))
})

describe('going words', () => {
  it.each([
    ['Good 4', 'GOOD', 4], ['Heavy 10', 'HEAVY', 10], ['Good to Firm (Good in places)', 'GOOD_TO_FIRM', null], ['good to soft, soft in places', 'GOOD_TO_SOFT', null], ['WET_FAST', 'WET_FAST', null], ['Bon souple 3,4', 'GOOD_TO_SOFT', null],
    ['Très souple', 'SOFT', null], ['Standard to Slow', 'SLOW', null], ['好地至快地', 'GOOD_TO_FIRM', null], ['濕慢地', 'WET_SLOW', null], ['Soft 5 (inside)', 'SOFT', 5],
  ] as const)('%s is %s, %p', (text, label, number) => expect(readGoing(text, null)).toEqual({ label, number }))
  it('reads the Japanese words by surface', () => {
    expect(readGoing('良', 'TURF')?.label).toBe('FIRM')
    expect(readGoing('良', 'DIRT')?.label).toBe('STANDARD')
    expect(readGoing('不良', 'DIRT')?.label).toBe('SLOPPY')
  })
  it.each(['', 'Lovely', 'Good Friday', '4'])('does not guess at %p', (text) => expect(readGoing(text, null)).toBeNull())
  it('understands every label of the graph', () => {
    for (const label of Object.values(vocabulary.GoingLabel)) expect(readGoing(label, null)?.label).toBe(label)
  })
})

describe('docs/import-formats.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/import-formats.md'), 'utf8')
  it('prints every going word beside its label', () => {
    const rows = new Map([...text.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, label = '', words = '']) => [label, words.split(', ')]))
    for (const [word, label] of Object.entries(GOING_WORDS)) expect([label, rows.get(label)]).toEqual([label, expect.arrayContaining([word])])
  })
  it('shows a least card that is one', () => {
    const [, card = ''] = /The least that a card can say:\n\n```json\n([\s\S]*?)```/.exec(text) ?? []
    expect(validateFile('racecard', JSON.parse(card))).toHaveProperty('file')
  })
})

describe('names', () => {
  it.each([["Étoile d'Or (FR)", 'etoile-d-or-fr'], ['  SUM  OF PARTS ', 'sum-of-parts'], ['金鎗六十', '金鎗六十'], ['***', '***']])('%s is %s', (name, key) => expect(nameKey(name)).toBe(key))
  it.each([['wieght', 'weight'], ['start_time', 'startTime'], ['colour', 'colours'], ['zzzzzz', null]])('nearest to %s is %s', (word, nearest) => expect(nearestWord(word, ['weight', 'startTime', 'colours'])).toBe(nearest))
})

describe('the schemas', () => {
  const enums = (value: unknown): string[][] => typeof value !== 'object' || value === null ? [] : [...('enum' in value ? [value.enum as string[]] : []), ...Object.values(value).flatMap(enums)]
  it.each([['racecard', racecardSchema], ['results', resultsSchema]])('%s uses only the vocabularies of the graph, whole', (_, schema) => {
    const known = new Set(Object.values(vocabulary).map((words) => JSON.stringify(Object.values(words))))
    const unknown = enums(schema).filter((words) => !known.has(JSON.stringify(words)))
    expect(enums(schema).length).toBeGreaterThan(1)
    expect(unknown).toEqual([])
  })
  const properties = (value: unknown): [string, { description?: string; $ref?: string }][] => typeof value !== 'object' || value === null ? []
    : [...('properties' in value ? Object.entries(value.properties as Record<string, { description?: string }>) : []), ...Object.values(value).flatMap(properties)]
  it.each([['racecard', racecardSchema], ['results', resultsSchema]])('%s describes every property', (_, schema) => {
    expect(properties(schema).filter(([, property]) => property.description === undefined && property.$ref === undefined).map(([name]) => name)).toEqual([])
  })
})
