import type { Instant } from '../../../src/domain/instant'
import type { PredictionEvent } from '../../../src/domain/live-event'
import { publishedIn } from '../../../src/graphql/live/published'
import type { Scope } from '../../../src/graphql/read/scope'
import { publishedOf } from '../../../src/usecases/live/publish-prediction'
import { predictBatch, type FullPrediction } from '../../../src/usecases/predict-races'
import type { RaceFeatures } from '../../../src/usecases/race-features'
import type { LoadedModel } from '../../../src/usecases/prediction'
import { loadedModel, weightedModel } from '../../support/graph-models'

/* Numbers that lose something when they are written short: thirds, the smallest, the largest, minus nothing, unknown. */
const COLUMNS = new Map([['barrier.number', Float64Array.of(1 / 3, 5e-324, -0)], ['race.fieldSize', Float64Array.of(NaN, 1e300, 0.1 + 0.2)]] as const)
const MODEL = loadedModel('two', weightedModel({ 'barrier.number': 1, 'race.fieldSize': 1e-300 }))
const at = (ms: number): Instant => ms as Instant
const RACE: RaceFeatures = { raceId: 4, asOf: at(1), marketAt: at(2), featureSet: 'set', runnerIds: [41, 42, 43], columns: COLUMNS, stored: false }

const full = (loaded: LoadedModel): FullPrediction => {
  const [one] = predictBatch(loaded, [RACE], { generatedAt: at(3), stale: true, warn: (problem) => { throw new Error(problem) } })
  if (one?.kind !== 'prediction') throw new Error('no prediction')
  return one
}
/** Published, sent as JSON, and made whole again by a process that has `loaded`. */
function travelled(prediction: FullPrediction, loaded: LoadedModel, warned: string[] = []): FullPrediction | null {
  const event = JSON.parse(JSON.stringify({ kind: 'prediction', raceId: 4, sequence: 1, at: 1, receivedAt: 1, reason: 'PRICE', prediction: publishedOf(prediction) })) as PredictionEvent
  const scope = { event: { raceId: 4, predictions: new Map([['two@1', event]]) }, warn: (problem: string) => { warned.push(problem) } } as unknown as Scope
  return publishedIn(scope, 4, loaded)
}
const bits = (values: ArrayLike<number>): string => Buffer.from(Float64Array.from(values).buffer).toString('hex')

test('what is published comes back to the bit, with what can be asked of it', () => {
  const before = full(MODEL)
  const after = travelled(before, MODEL)
  expect(after?.inputs.map(bits)).toEqual(before.inputs.map(bits))
  expect(bits(after?.chances ?? [])).toBe(bits(before.chances))
  const plain = ({ raceId, asOf, marketAt, generatedAt, stale, featureSet, runnerIds, missing, interval }: FullPrediction) => ({ raceId, asOf, marketAt, generatedAt, stale, featureSet, runnerIds, missing, interval })
  expect(after === null ? null : plain(after)).toEqual(plain(before))
  expect(after?.contributions()).toEqual(before.contributions())
})
test('what another model read is not taken for what this one reads', () => {
  const warned: string[] = []
  expect(travelled(full(MODEL), loadedModel('two', weightedModel({ 'barrier.number': 1 })), warned)).toBeNull()
  expect(warned).toEqual(['the published prediction of race 4 has other inputs than two@1 reads'])
})

test('a blend comes back to the bit, with what is due to the language model', () => {
  const blend: LoadedModel = { ...MODEL, card: { ...MODEL.card, name: 'two' }, blend: { kind: 'LOG', weights: { ml: 0.7, gpt: 0.3 }, base: 'base@1' } }
  const [before] = predictBatch(blend, [RACE], { generatedAt: at(3), stale: true, warn: () => undefined, opinion: () => ({ raceId: 4, asOf: at(0), madeAt: at(0), model: 'gpt-x', synthetic: true, promptVersion: 'p', runnerIds: [40, 41, 42, 43], chances: Float64Array.of(0.1, 0.2, 0.3, 0.4), samples: [], costUsd: null }) })
  if (before?.kind !== 'prediction') throw new Error('no prediction')
  expect(before.blend).toMatchObject({ kind: 'LOG', opinionModel: 'gpt-x', synthetic: true, fellBack: null })
  const after = travelled(before, blend)
  expect(after?.inputs.map(bits)).toEqual(before.inputs.map(bits))
  expect(after?.inputs.length).toBe(4)
  expect(bits(after?.chances ?? [])).toBe(bits(before.chances))
  expect(after).toMatchObject({ blend: before.blend, featureSet: before.featureSet, interval: null })
  expect(after?.contributions()).toBeNull()
  const warned: string[] = []
  expect(travelled(full(MODEL), blend, warned)).toBeNull()
  expect(warned.length).toBe(1)
})
