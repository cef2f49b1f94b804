import { AppError } from '../../../src/domain/errors'
import { calibratedModel, loadCalibrated } from '../../../src/models/calibration/calibrated'
import type { Calibration } from '../../../src/models/calibration/calibration'
import { poolOf } from '../../../src/models/pools/pool'
import { featureModel, loadFeatureModel } from '../../support/feature-model'
import { raceTable } from '../../support/race-table'

const { table } = raceTable({ races: 30, weights: { 'form.winRate10': 1, 'speed.mean3': 1 } })
const inner = featureModel('form.winRate10', 0.8)
const ways: readonly Calibration[] = [{ kind: 'none' }, { kind: 'temperature', power: 1.25 }, { kind: 'isotonic', from: [-3.1, -1.2], to: [-3.3, -1.1] }]

test.each(ways)('loaded, it says the same: $kind', async (way) => {
  const model = calibratedModel(inner, way)
  expect([...model.save().keys()]).toEqual(['model.json', 'model/model.json'])
  const again = await loadCalibrated(model.save(), loadFeatureModel)
  expect(again.scores(table)).toEqual(model.scores(table))
  expect(again.features).toEqual(['form.winRate10'])
})
test('a temperature multiplies scores, members and contributions', () => {
  const pool = poolOf([{ model: inner, weight: 1, power: 1 }, { model: featureModel('speed.mean3', 1), weight: 0.5, power: 0.9 }])
  const model = calibratedModel(pool, { kind: 'temperature', power: 1.25 })
  expect(model.scores(table)).toEqual(pool.scores(table).map((score) => 1.25 * score))
  expect(model.members(table)).toEqual(pool.members(table).map((scores) => scores.map((score) => 1.25 * score)))
  const told = model.contributions(table)
  model.scores(table).forEach((score, row) => { expect((told?.values[2 * row] as number) + (told?.values[2 * row + 1] as number)).toBeCloseTo(score, 12) })
})
test('an isotonic line has no contributions', () => { expect(calibratedModel(inner, ways[2] as Calibration).contributions(table)).toBeNull() })
test('it is disposed of with what it holds', () => {
  const disposed: string[] = []
  calibratedModel(featureModel('form.winRate10', 1, () => disposed.push('inner')), { kind: 'none' }).dispose()
  expect(disposed).toEqual(['inner'])
})
test.each([
  ['nothing within', (files: Map<string, Uint8Array>) => files.delete('model/model.json')],
  ['a line that falls', (files: Map<string, Uint8Array>) => files.set('model.json', new TextEncoder().encode('{"kind":"calibrated","calibration":{"kind":"isotonic","from":[1,0],"to":[0,1]}}'))],
  ['a power below 0', (files: Map<string, Uint8Array>) => files.set('model.json', new TextEncoder().encode('{"kind":"calibrated","calibration":{"kind":"temperature","power":-1}}'))],
])('%s is refused', async (_, spoil) => {
  const files = new Map(calibratedModel(inner, { kind: 'none' }).save())
  spoil(files)
  await expect(loadCalibrated(files, loadFeatureModel)).rejects.toThrow(AppError)
})
