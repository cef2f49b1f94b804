import { keptBatch, oncePerBatch } from '../../../src/models/data/kept-batch'
import type { RaceBatch } from '../../../src/models/data/race-table'
import { encode, fitEncoder, TREE } from '../../../src/models/inputs/encoder'
import { sharedMatrix } from '../../../src/models/inputs/shared-matrix'
import type { Model } from '../../../src/models/model'
import { poolOf } from '../../../src/models/pools/pool'
import { featureModel } from '../../support/feature-model'
import { raceTable, toTrainOn } from '../../support/race-table'

const { table } = raceTable({ races: 4, weights: { 'form.winRate10': 1, 'speed.mean3': 1 }, seed: 'kept' })
const counted = () => {
  let calls = 0
  return { make: () => ++calls, once: oncePerBatch<string, number>() }
}

test('of a kept batch once by key, of any other each time', () => {
  const { make, once } = counted()
  const [kept, other] = [keptBatch(table), keptBatch(table)]
  expect([once(kept, 'a', make), once(kept, 'a', make), once(kept, 'b', make), once(other, 'a', make), once(kept, 'b', make)]).toEqual([1, 1, 2, 3, 2])
  expect([once(table, 'a', make), once(table, 'a', make)]).toEqual([4, 5])
})
test('nothing made is made once too', () => {
  let calls = 0
  const [once, kept] = [oncePerBatch<string, undefined>(), keptBatch(table)]
  for (let i = 0; i < 2; i++) once(kept, 'a', () => { calls++; return undefined })
  expect(calls).toBe(1)
})
test('a copy with other values is not taken for the batch', () => {
  const { make, once } = counted()
  const kept = keptBatch(table)
  expect([once(kept, 'a', make), once({ ...kept, columns: new Map() }, 'a', make)]).toEqual([1, 2])
})
test('what fails is tried again', () => {
  const [once, kept] = [oncePerBatch<string, number>(), keptBatch(table)]
  expect(() => once(kept, 'a', () => { throw new Error('no') })).toThrow('no')
  expect(once(kept, 'a', () => 1)).toBe(1)
})

describe('matrices', () => {
  const encoder = fitEncoder(['form.winRate10', 'speed.mean3'], toTrainOn(table), TREE)
  const same = structuredClone(encoder)
  const other = { ...encoder, clip: 1 }
  test('encoders that say the same share one, on a kept batch alone', () => {
    const kept = keptBatch(table)
    const matrix = sharedMatrix(encoder)(kept)
    expect(matrix).toEqual(encode(encoder, table))
    expect(sharedMatrix({ ...same, fittedOn: { rows: 1, from: '', to: '' } })(kept)).toBe(matrix)
    expect(sharedMatrix(other)(kept)).toEqual(encode(other, table))
    expect(sharedMatrix(other)(kept)).not.toEqual(matrix)
    expect(sharedMatrix(encoder)(table)).not.toBe(sharedMatrix(encoder)(table))
  })
})

test('scores and members of pools, one within another, take one look at each model', () => {
  const calls = { form: 0, speed: 0 }
  const [form, speed] = [featureModel('form.winRate10', 1), featureModel('speed.mean3', 2)]
  const watched = { form: { ...form, scores: (batch: RaceBatch) => { calls.form++; return form.scores(batch) } }, speed: { ...speed, scores: (batch: RaceBatch) => { calls.speed++; return speed.scores(batch) } } }
  const of = (models: { readonly form: Model; readonly speed: Model }) => poolOf([{ model: poolOf([{ model: models.form, weight: 2, power: 3 }]), weight: 0.5, power: 4 }, { model: models.speed, weight: 1, power: 1 }])
  const [kept, pool, plain] = [keptBatch(table), of(watched), of({ form, speed })]
  expect(pool.scores(kept)).toEqual(plain.scores(table))
  expect(pool.members(kept)).toEqual(plain.members(table))
  expect(pool.scores(kept)).toEqual(plain.scores(table))
  expect(calls).toEqual({ form: 1, speed: 1 })
})
