import { AppError } from '../../../src/domain/errors'
import type { RaceTable } from '../../../src/models/data/race-table'
import { EVALUATE, evaluateChances, type Evaluated } from '../../../src/models/evaluation/evaluate'
import { seasonOf } from '../../../src/models/evaluation/cuts'
import { raceTable } from '../../support/race-table'

const NONE = { against: [], truth: null, interval: null }
const { table, chances } = raceTable({ races: 400, weights: { 'form.lastBeatenShare': 1 }, market: 0.6 })
const judge = (some: Partial<Evaluated> = {}, minBook = 1) => evaluateChances({ table, model: { name: 'm@1', chances }, ...NONE, ...some }, { ...EVALUATE, minBook })
const changed = (change: (table: { price: Float64Array; chances: Float64Array }) => void): Partial<Evaluated> => {
  const copy = { price: table.startingPrice.slice(), chances: chances.slice() }
  change(copy)
  return { table: { ...table, startingPrice: copy.price }, model: { name: 'm@1', chances: copy.chances } }
}

test.each([['2022-07-31', '2021/22'], ['2022-08-01', '2022/23'], ['1999-12-26', '1999/00'], ['2000-01-01', '1999/00']])('%s is of the season %s', (date, season) => { expect(seasonOf(date)).toBe(season) })

describe('races that are judged', () => {
  test('all, when nothing is missing', () => { expect(judge().report).toMatchObject({ leftOut: {}, minBook: 1, scores: { races: 400 }, market: { races: 400 } }) })
  test.each([
    ['a price is missing', changed(({ price }) => { price[table.raceStart[3] as number] = NaN }), { 'not every runner has a starting price': 1 }],
    ['a price is below 1', changed(({ price }) => { price[table.raceStart[3] as number] = 0 }), { 'not every runner has a starting price': 1 }],
    ['a book is below 1', changed(({ price }) => { price.fill(40, table.raceStart[3], table.raceStart[4]) }), { 'book at or below the least asked for': 1 }],
    ['the model is silent', changed(({ chances: told }) => { told.fill(NaN, table.raceStart[3], table.raceStart[4]) }), { 'no chances from the model': 1 }],
    ['another model is silent', { against: [{ name: 'o@2', chances: chances.map((chance, row) => (row < (table.raceStart[1] as number) ? NaN : chance)) }] }, { 'no chances from o@2': 1 }],
  ] as const)('%s', (_, some, leftOut) => { expect(judge(some).report).toMatchObject({ leftOut, scores: { races: 399 }, market: { races: 399 } }) })
  test('one runner', () => {
    const { table: one, chances: certain } = raceTable({ races: 3, field: (r) => (r === 1 ? 1 : 6), weights: { 'form.lastBeatenShare': 1 } })
    expect(judge({ table: one, model: { name: 'm@1', chances: certain } }).report).toMatchObject({ leftOut: { 'fewer than two runners': 1 }, scores: { races: 2 } })
  })
  test('no prices anywhere: judged without a market', () => {
    expect(judge(changed(({ price }) => { price.fill(NaN) })).report).toMatchObject({ minBook: null, market: null, staking: [], prices: null, paired: [], scores: { races: 400 }, cuts: { oddsBand: [] } })
  })
  test('none is left: what is wrong with each', () => { expect(() => judge({}, 9)).toThrow(new AppError('NOT_FOUND', 'No race can be judged: 400 with book at or below the least asked for. Ask for other dates, or a lower --min-book.')) })
})

describe('the report', () => {
  const { report } = judge({ truth: chances, against: [{ name: 'even@1', chances: chances.map((_, row) => { const r = table.raceStart.findLastIndex((start) => start <= row); return 1 / ((table.raceStart[r + 1] as number) - (table.raceStart[r] as number)) }) }], interval: { low: chances.map((c) => c * 0.9), high: chances.map((c, row) => (row % 2 === 0 ? c * 1.1 : c * 0.95)) } })
  test('names what it was made of', () => { expect(report).toMatchObject({ kind: 'evaluation', model: 'm@1', synthetic: true, sources: ['SYNTHETIC'], from: '2020-01-01', to: '2020-02-09', asOf: 'off', marketAt: 'closing' }) })
  test('the truth beats market and equal chances', () => {
    expect(report.paired.map(({ against, high }) => [against, high < 0])).toEqual([['market', true], ['even@1', true]])
    expect(report.paired[1]?.difference).toBeCloseTo(report.scores.logLoss - report.uniformLogLoss, 10)
    expect(report.paired[0]?.difference).toBeCloseTo(report.scores.logLoss - (report.market?.logLoss ?? 0), 10)
  })
  test('no distance of the truth to itself, some of the market; half of the intervals hold it', () => {
    expect(report.truth?.distance).toBeCloseTo(0, 12)
    expect(report.truth?.marketDistance).toBeGreaterThan(0.05)
    expect(report.truth?.logLoss).toBeCloseTo(report.scores.logLoss, 12)
    expect(report.truth?.intervalCoverage).toBeCloseTo(0.5, 2)
  })
  test.each(['season', 'venue', 'fieldSize', 'class', 'oddsBand'] as const)('cut by %s: every race in one part, and the parts make the whole', (by) => {
    const parts = report.cuts[by]
    expect(parts.reduce((sum, { model }) => sum + model.races, 0)).toBe(400)
    expect(parts.reduce((sum, { model }) => sum + model.races * model.logLoss, 0) / 400).toBeCloseTo(report.scores.logLoss, 10)
    expect(parts.reduce((sum, { market }) => sum + (market?.races ?? 0) * (market?.logLoss ?? 0), 0) / 400).toBeCloseTo(report.market?.logLoss ?? 0, 10)
  })
  test('cuts have names', () => { expect([report.cuts.season.map((cut) => cut.of), report.cuts.venue.map((cut) => cut.of), report.cuts.fieldSize.map((cut) => cut.of)]).toEqual([['2019/20'], ['venue 1', 'venue 2'], ['8 to 9', '10 to 11', '12 to 13']]) })
  test('price bands: all runners; the market has its own mean in each', () => {
    expect(report.prices?.reduce((sum, { runners }) => sum + runners, 0)).toBe(chances.length)
    expect(report.prices?.reduce((sum, { runners, observed }) => sum + runners * observed, 0)).toBeCloseTo(400, 8)
    expect(report.prices?.[0]?.market).toBeGreaterThan(report.prices?.at(-1)?.market ?? 1)
  })
  test('the same again', () => { expect(judge().report).toEqual(judge().report) })
  test('JSON gives it back', () => { expect(JSON.parse(JSON.stringify(report))).toEqual(report) })
})

test('a dead heat for first is half each way', () => {
  const heat: RaceTable = { ...table, targets: { ...table.targets, win: table.targets.win.slice() } }
  const [from, to] = [table.raceStart[0] as number, table.raceStart[1] as number]
  heat.targets.win.fill(0, from, to)
  heat.targets.win.fill(0.5, from, from + 2)
  const { report } = judge({ table: heat })
  const was = judge().report
  const winner = [...table.targets.win.subarray(from, to)].indexOf(1) + from
  expect(report.scores.logLoss - was.scores.logLoss).toBeCloseTo((-0.5 * Math.log(chances[from] as number) - 0.5 * Math.log(chances[from + 1] as number) + Math.log(chances[winner] as number)) / 400, 12)
})
