import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { categoryOf, featureNamed, isFeatureName } from '../../src/features/registry'
import { rngFor } from '../../src/imports/synthetic/prng'
import type { AnyRule } from '../../src/integration/define'
import { categoriesOf, RULES, ruleNamed } from '../../src/integration/rules'
import { saidOf, signalsOf, type Rows } from '../../src/integration/signals'
import { someRows } from '../support/feature-values'

const FILES = readdirSync(join(__dirname, '../../src/integration/pairs')).map((file) => file.replace(/\.ts$/, ''))
const SIZES = Array.from({ length: 60 }, (_, race) => 2 + ((race * 7) % 13))
const rows = someRows(SIZES, rngFor('rules', 'values'))
const FEW = [[1], [1, 2], []].map((sizes) => someRows(sizes, rngFor('rules', 'few')))
const count = rows.raceStart.at(-1) as number
const fileOf = ({ id }: AnyRule): string => id.slice(0, id.indexOf('.'))
const named = RULES.map((rule) => [rule.id, rule] as const)
const withColumn = (name: AnyRule['reads'][number], column: Float64Array): Rows => ({ ...rows, columns: new Map([...rows.columns, [name, column]]) })

describe('the list', () => {
  test('ids are unique, in order, and found by name', () => {
    const ids = RULES.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
    for (const rule of RULES) expect(ruleNamed(rule.id)).toBe(rule)
    expect(ruleNamed('barrier-moon.full')).toBeUndefined()
  })
  test('each file of pairs is in the list, and each rule stands in the file that it is named after', () => { expect([...new Set(RULES.map(fileOf))].sort()).toEqual([...FILES].sort()) })
})

describe.each(named)('%s', (_, rule) => {
  const signals = signalsOf(rule, rows)

  test('is described', () => {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+){1,2}\.[a-z][A-Za-z0-9]*$/)
    expect(rule.version).toBeGreaterThanOrEqual(1)
    expect(rule.title).toMatch(/^[A-Z0-9].*[^.]$/)
    expect(rule.because).toMatch(/^[A-Z0-9].*\.$/)
    if (rule.silent !== null) expect(rule.silent).toMatch(/^[A-Z].*\.$/)
  })
  test('is about the categories that its file is named after, and reads each of them', () => {
    const categories = categoriesOf(rule)
    expect(new Set(categories).size).toBe(categories.length)
    expect([...categories].sort()).toEqual(fileOf(rule).split('-').sort())
    const read = new Set<string>(rule.reads.map(categoryOf))
    for (const category of categories) expect(read).toContain(category)
  })
  test('reads features that are there, each once; what it rests on counts starts', () => {
    expect(rule.reads.filter(isFeatureName)).toEqual(rule.reads)
    expect(new Set(rule.reads).size).toBe(rule.reads.length)
    if (rule.sample !== null) {
      expect(rule.reads).toContain(rule.sample)
      expect(featureNamed(rule.sample).description).toContain('ln(1 + n)')
    }
  })
  test('keeps to its limits, and is a number for any field', () => {
    expect(signals).toHaveLength(count)
    let strange = 0
    const raw: AnyRule = { ...rule, signal: (...at: [never, never]) => { const signal = rule.signal(...at); if (Number.isNaN(signal)) strange++; return signal } }
    for (const some of [rows, ...FEW]) expect(signalsOf(raw, some).filter((signal) => !(signal >= -1 && signal <= 1))).toHaveLength(0)
    expect(strange).toBe(0)
  })
  test('speaks at times, and is silent of many only if it says when', () => {
    const silent = signals.filter((signal) => signal === 0).length
    expect(silent).toBeLessThan(count)
    if (rule.silent === null) expect(silent).toBeLessThan(count / 2)
  })
  test('says the same whatever the order of the runners', () => {
    const rng = rngFor('rules', 'order')
    const order = SIZES.flatMap((size, race) => Array.from({ length: size }, (_runner, i) => ({ row: (rows.raceStart[race] as number) + i, luck: rng.next() })).sort((a, b) => a.luck - b.luck).map(({ row }) => row))
    const shuffled: Rows = { raceStart: rows.raceStart, columns: new Map([...rows.columns].map(([name, column]) => [name, Float64Array.from(order, (row) => column[row] as number)])) }
    expect([...signalsOf(rule, shuffled)].filter((signal, at) => Math.abs(signal - (signals[order[at] as number] as number)) > 1e-9)).toEqual([])
  })
  test.each(rule.reads.map((name) => [name]))('is silent where %s is missing', (name) => {
    const whole = rows.columns.get(name) as Float64Array
    const gone = signalsOf(rule, withColumn(name, whole.map((value, row) => (row % 2 === 0 ? NaN : value))))
    expect(gone.filter((signal, row) => row % 2 === 0 && signal !== 0)).toHaveLength(0)
    expect(saidOf(rule, withColumn(name, whole.map(() => NaN)))[0]).toBeNull()
    expect(signalsOf(rule, { ...rows, columns: new Map([...rows.columns].filter(([other]) => other !== name)) }).every((signal) => signal === 0)).toBe(true)
  })
  test('says a plain clause of everyone of whom it says something', () => {
    const all = saidOf(rule, rows, (row) => row % 11 === 0)
    for (let row = 0; row < count; row += 11) {
      const said = all[row]
      expect(said).toMatch(/^(Elo |[a-z0-9])[^\n]*[^\s.,;]$/)
      expect(said).not.toMatch(/NaN|undefined|null|unknown|Infinity|[{}]| {2}|\d{4,}/)
    }
  })
})
