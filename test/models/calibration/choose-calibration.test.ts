import { chooseCalibration } from '../../../src/models/calibration/choose-calibration'
import { fitTemperature } from '../../../src/models/calibration/fit-calibration'
import { columnOf, takeRaces, type RaceTable } from '../../../src/models/data/race-table'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable } from '../../support/race-table'

const { table, chances } = raceTable({ races: 2_500, weights: { 'form.winRate10': 1.2 }, seed: 'choose' })

test('chances that are right are left alone', () => { expect(chooseCalibration(chances.map(Math.log), table).calibration).toEqual({ kind: 'none' }) })
test('chances to the power 0.6 get a temperature of about 1 / 0.6', () => {
  const { calibration, trials, races } = chooseCalibration(chances.map((p) => 0.6 * Math.log(p)), table)
  expect(calibration.kind).toBe('temperature')
  expect(calibration.kind === 'temperature' && Math.abs(calibration.power - 1 / 0.6)).toBeLessThan(0.12)
  expect(races).toBe(2_000)
  expect(trials.map(({ kind }) => kind)).toEqual(['none', 'temperature', 'isotonic'])
  expect(trials[1]?.gain).toBeCloseTo((trials[0]?.logLoss ?? NaN) - (trials[1]?.logLoss ?? NaN), 12)
})
test('outsiders two and a half times too likely, which no power sets right, get the isotonic line', () => {
  expect(chooseCalibration(chances.map((p) => Math.log(p < 0.06 ? 2.5 * p : p)), table).calibration.kind).toBe('isotonic')
})
test('each fifth is judged by what was fitted on those before it', () => {
  const scores = chances.map((p, row) => (row < (table.raceStart[1_500] as number) ? 0.6 : 0.9) * Math.log(p))
  const fifth = (from: number, to: number): { part: RaceTable; own: Float64Array } => {
    const races = Array.from({ length: to - from }, (_, r) => from + r)
    const part = takeRaces({ ...table, columns: new Map([['form.winRate10', scores]]) }, races)
    return { part, own: columnOf(part, 'form.winRate10') }
  }
  const losses = [1, 2, 3, 4].map((fold) => {
    const [before, now] = [fifth(0, 500 * fold), fifth(500 * fold, 500 * (fold + 1))]
    const fitted = fitTemperature(before.own, before.part)
    const power = fitted.kind === 'temperature' ? fitted.power : NaN
    return raceLogLoss(raceSoftmax(now.own.map((score) => power * score), now.part.raceStart), now.part.targets.win, now.part.raceStart)
  })
  expect(chooseCalibration(scores, table).trials[1]?.logLoss).toBeCloseTo(losses.reduce((a, b) => a + b, 0) / 4, 10)
})
test('no races: none', () => { expect(chooseCalibration(new Float64Array(), { ...table, races: [], raceStart: Int32Array.of(0) }).calibration).toEqual({ kind: 'none' }) })
