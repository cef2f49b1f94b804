import { instant } from '../../src/domain/instant'
import type { FittedConfidence } from '../../src/models/confidence/fitted'
import type { Model } from '../../src/models/model'
import { predictBatch, type FullPrediction } from '../../src/usecases/predict-races'
import type { LoadedModel } from '../../src/usecases/prediction'
import { confidenceOfRace } from '../../src/usecases/race-confidence'
import type { RaceFeatures } from '../../src/usecases/race-features'
import { loadedModel, weightedModel } from '../support/graph-models'

const AT = instant('2024-05-01T05:00:00Z')
/** The value is the track record itself, and the completeness counts as much: (record + completeness) / 2. */
const SCALE = { parts: { trackRecord: { weight: 0.5, mean: 0 }, completeness: { weight: 0.5, mean: 0 } }, quantiles: [0, 1] }
const FITTED: FittedConfidence = {
  ranges: [{ name: 'barrier.number', low: 1, high: 10 }, { name: 'weight.carried', low: 50, high: 60 }], record: { fieldEdges: [], chanceEdges: [], excess: [0] },
  withMarket: null, withoutMarket: SCALE, fittedOn: { from: '2020-01-01', to: '2020-12-31', races: 100 },
}
const race = (raceId: number, barriers: readonly number[]): RaceFeatures => ({
  raceId, asOf: AT, marketAt: AT, featureSet: 'set', runnerIds: barriers.map((_, i) => i + 1), stored: false,
  columns: new Map([['barrier.number', Float64Array.from(barriers)], ['weight.carried', new Float64Array(barriers.length).fill(NaN)]]),
})
/** Counts how often members are asked. */
function counted(confidence: FittedConfidence | null): { readonly loaded: LoadedModel; readonly asked: () => number } {
  let asked = 0
  const inner = weightedModel({ 'barrier.number': 0, 'weight.carried': 0 })
  const model: Model = { ...inner, scores: ({ raceStart }) => new Float64Array(raceStart.at(-1) as number), members: (batch) => { asked++; return inner.members(batch) } }
  return { loaded: { ...loadedModel('even', model), confidence }, asked: () => asked }
}
const predict = (loaded: LoadedModel, races: readonly RaceFeatures[]): readonly FullPrediction[] =>
  predictBatch(loaded, races, { generatedAt: AT, stale: false, warn: (problem) => { throw new Error(problem) } }).map((one) => { if (one?.kind !== 'prediction') throw new Error('no prediction'); return one })
const recordOf = (runners: number): number => 1 - Math.log(runners) / Math.log(40)

test('of a race and of its runners, by hand', () => {
  const [first, second] = predict(counted(FITTED).loaded, [race(1, [1, 2, 3]), race(2, [4, NaN])])
  expect(first?.confidence()?.race.value).toBeCloseTo((recordOf(3) + 0.5) / 2, 12)
  expect(second?.confidence()?.race.value).toBeCloseTo((recordOf(2) + 0.25) / 2, 12)
  expect(second?.confidence()?.runners.map(({ value }) => value)).toEqual([expect.closeTo((recordOf(2) + 0.5) / 2, 12), expect.closeTo(recordOf(2) / 2, 12)])
  expect(second?.confidence()?.race.parts).toEqual({ completeness: 0.25, familiarity: 1, trackRecord: expect.closeTo(recordOf(2), 12) as number, agreementOfModels: NaN, agreementOfRules: NaN, agreementWithMarket: NaN })
})
test('the same alone as among others', () => {
  const { loaded } = counted(FITTED)
  const among = predict(loaded, [race(1, [1, 2, 3]), race(2, [4, NaN])])[1]
  expect(predict(loaded, [race(2, [4, NaN])])[0]?.confidence()).toEqual(among?.confidence())
})
test('costs nothing until it is asked for, and is worked out once', () => {
  const { loaded, asked } = counted(FITTED)
  const [first] = predict(loaded, [race(1, [1, 2, 3])])
  expect(asked()).toBe(0)
  expect(first?.confidence()).toBe(first?.confidence())
  expect(asked()).toBe(1)
})
test('one runner; nothing known', () => {
  const [one] = predict(counted(FITTED).loaded, [race(1, [NaN])])
  expect(one?.confidence()?.race).toMatchObject({ value: 0.5, parts: { completeness: 0, familiarity: NaN, trackRecord: 1 } })
})
test('none of a model that was trained without, nor of a race without chances', () => {
  const { loaded, asked } = counted(null)
  expect(predict(loaded, [race(1, [1, 2])])[0]?.confidence()).toBeNull()
  expect(asked()).toBe(0)
  const batch = { raceStart: Int32Array.of(0, 1), columns: new Map() }
  expect(confidenceOfRace(counted(FITTED).loaded, batch, Float64Array.of(NaN))).toBeNull()
  expect(confidenceOfRace(counted(FITTED).loaded, { ...batch, raceStart: Int32Array.of(0, 0) }, new Float64Array())).toBeNull()
})
