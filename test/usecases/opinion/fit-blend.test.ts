import { addDays } from '../../../src/domain/instant'
import type { BlendReport } from '../../../src/usecases/opinion/blend-report'
import { fitBlend, type BlendRow } from '../../../src/usecases/opinion/fit-blend'
import { fitLogPool, linearPool, logPool } from '../../../src/models/pools/blend'
import { seeded } from '../../../src/models/seeded'
import { blendWorld } from '../../support/blend-worlds'

const PER_DAY = 8
const rowsOf = (races: ReturnType<typeof blendWorld>): readonly BlendRow[] => races.map((race, i) => ({
  ...race, raceId: i + 1, date: addDays('2026-01-01', Math.floor(i / PER_DAY)), offAt: Date.parse(`${addDays('2026-01-01', Math.floor(i / PER_DAY))}T05:00:00Z`) + (i % PER_DAY) * 1_800_000, source: 'served', askedAfterwards: false, opinionModel: 'gpt-x', synthetic: false,
}))
const fitted = (rows: readonly BlendRow[]): BlendReport => fitBlend(rows, { base: 'ours', synthetic: false, leftOut: {}, resampling: { seed: 1, draws: 400, level: 0.95 } })
const verdicts = ({ scores }: BlendReport): Readonly<Record<string, unknown>> => Object.fromEntries(scores.map(({ name, verdict }) => [name, verdict]))
const adds = (x: number, y: number, noise: number): number => 0.3 * (0.6 * x + y + 0.4 * noise)
const noise = (_x: number, _y: number, other: number): number => 1.5 * other

test('where the language model adds something the fitted pool takes over, and is better than ML alone', () => {
  const report = fitted(rowsOf(blendWorld('adds', 600, adds)))
  expect(report).toMatchObject({ races: 600, charge: 'LOG', from: '2026-01-01', to: '2026-03-16', served: 600, computed: 0, askedAfterwards: 0, synthetic: false, opinionModels: ['gpt-x'] })
  expect(verdicts(report)).toMatchObject({ ml: null, log: 'better' })
  expect(report.slope).toBeGreaterThan(1.5)
})
test('where it is noise it hurts as stated, and not as fitted', () => {
  const report = fitted(rowsOf(blendWorld('noise', 600, noise)))
  expect(verdicts(report)).toEqual({ ml: null, gpt: 'worse', linear: 'worse', log: 'not shown' })
  expect(report.charge).toBe('LOG')
  expect(report.log.gpt).toBeLessThan(0.1)
})
test('it may take over from 300 races on, not before', () => {
  const rows = rowsOf(blendWorld('adds', 300, adds))
  expect(fitted(rows).charge).toBe('LOG')
  const before = fitted(rows.slice(0, 299))
  expect(before.charge).toBe('LINEAR')
  expect(before.because).toMatch(/299 races/)
  expect(before.scores.length).toBe(4)
})
test('it does not take over where it is no better than what is stated', () => {
  // Winners are drawn as 60/40 says: nothing else can do better, but by luck.
  const random = seeded(3, 'stated')
  const rows = rowsOf(blendWorld('stated', 2_000, (_x, _y, other) => 2 * other)).map((row): BlendRow => {
    let left = random.uniform()
    const winner = linearPool(row.ml, row.gpt).findIndex((chance) => (left -= chance) < 0)
    return { ...row, won: row.won.map((_, i) => Number(i === Math.max(0, winner))) }
  })
  const report = fitted(rows)
  expect(report).toMatchObject({ charge: 'LINEAR', because: expect.stringMatching(/no lower log-loss/) })
  expect(report.logAgainstLinear?.difference).toBeGreaterThan(0)
})
test('nothing is fitted on a handful of races', () => {
  expect(fitted(rowsOf(blendWorld('few', 39, adds)))).toMatchObject({ races: 39, heldOut: 0, scores: [], charge: 'LINEAR', log: { ml: 0.6, gpt: 0.4 }, slope: 1 })
})
test('no race is blended by weights that knew its day', () => {
  // Of 395 races 79 are fitted on first, and the last tenth of the others begins with race 363, in the midst of a day that began with race 360. In it every winner is named.
  const rows = rowsOf(blendWorld('adds', 395, adds))
  const sure = rows.map((row, i): BlendRow => (i >= 363 ? { ...row, gpt: row.won.map((won) => (won > 0 ? 0.9 : 0.1 / (row.won.length - 1))) } : row))
  const loss = (report: BlendReport): number => report.scores.find(({ name }) => name === 'log')?.logLoss as number
  const weights = fitLogPool(rows.slice(0, 360))
  const own = (all: readonly BlendRow[]): number => all.slice(363).reduce((sum, { ml, gpt, won }) => sum - Math.log(logPool(ml, gpt, weights)[won.indexOf(1)] as number), 0)
  expect(316 * (loss(fitted(sure)) - loss(fitted(rows)))).toBeCloseTo(own(sure) - own(rows), 8)
})
test('races are taken by their offs, in whatever order they come', () => {
  const rows = rowsOf(blendWorld('adds', 200, adds))
  expect(fitted([...rows].reverse())).toEqual(fitted(rows))
})
test('what is invented is marked', () => {
  const rows = rowsOf(blendWorld('few', 45, adds))
  expect(fitBlend(rows, { base: 'b', synthetic: true, leftOut: { why: 2 } })).toMatchObject({ synthetic: true, leftOut: { why: 2 } })
  expect(fitted(rows.map((row, i) => ({ ...row, synthetic: i === 3 }))).synthetic).toBe(true)
})
