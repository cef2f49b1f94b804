import { aggregate, seatedBack } from '../../../src/commentary/opinion/aggregate'
import { opinionSchema } from '../../../src/commentary/opinion/opinion-schema'
import { readSample } from '../../../src/commentary/opinion/read-sample'

describe('an answer with chances', () => {
  test('has a whole number for each slot, and no other key', () => {
    expect(opinionSchema(3)).toEqual({ name: 'win_chances', json: {
      type: 'object', required: ['p'], additionalProperties: false,
      properties: { p: { type: 'object', required: ['r1', 'r2', 'r3'], additionalProperties: false, properties: { r1: { type: 'integer', minimum: 0, maximum: 1000 }, r2: { type: 'integer', minimum: 0, maximum: 1000 }, r3: { type: 'integer', minimum: 0, maximum: 1000 } } } },
    } })
  })
  test('is made to add up to 1', () => {
    expect(readSample(3, { p: { r1: 500, r2: 250, r3: 500 } })).toEqual({ ok: true, value: Float64Array.of(0.4, 0.2, 0.4) })
  })
  test.each([
    ['no object', 'r1', /no object/], ['no p', { r1: 1 }, /no object/], ['a slot too few', { p: { r1: 500 } }, /^r2 has/], ['a slot too many', { p: { r1: 400, r2: 400, r3: 200 } }, /no slot/], ['half a number', { p: { r1: 499.5, r2: 500.5 } }, /^r1 has/],
    ['a number below 0', { p: { r1: -1, r2: 1000 } }, /^r1 has/], ['a number above 1000', { p: { r1: 1001, r2: 0 } }, /^r1 has/], ['words', { p: { r1: '500', r2: 500 } }, /^r1 has/], ['nothing', { p: { r1: 0, r2: 0 } }, /all chances are 0/],
    ['percentages', { p: { r1: 60, r2: 40 } }, /add up to 100/], ['chances of their own', { p: { r1: 1000, r2: 900 } }, /add up to 1900/],
  ])('is refused: %s', (_, answer, problem) => {
    const read = readSample(2, answer)
    expect(read.ok ? '' : read.problem).toMatch(problem)
  })
  test('is refused where it tells three runners not apart; two may be level', () => {
    expect(readSample(3, { p: { r1: 333, r2: 333, r3: 333 } })).toMatchObject({ ok: false })
    expect(readSample(2, { p: { r1: 500, r2: 500 } })).toEqual({ ok: true, value: Float64Array.of(0.5, 0.5) })
  })
})

describe('samples taken together', () => {
  test('are seated back by runner', () => {
    expect(seatedBack([30, 10, 20], Float64Array.of(0.5, 0.3, 0.2), [10, 20, 30])).toEqual(Float64Array.of(0.3, 0.2, 0.5))
  })
  // Logits ln 4 and 0, and half a sample of 0: ln 4 x 1 / 2.5, which is odds of 4^0.4 = 1.7411 to 1.
  test('are the mean of logits with half an equal sample', () => {
    const { chances, spread } = aggregate([Float64Array.of(0.8, 0.2), Float64Array.of(0.5, 0.5)])
    expect(chances[0]).toBeCloseTo(1.7411 / 2.7411, 4)
    expect((chances[0] as number) + (chances[1] as number)).toBeCloseTo(1, 12)
    expect(spread?.[0]).toBeCloseTo(Math.log(4) / Math.SQRT2, 12)
  })
  // Logits 0.8473, -0.8473 and that of 0.005, -5.2933; equal ones -0.6931. A third of the way back: 0.3338, -0.7959, -3.7599, chances 0.5827, 0.3109, 0.0228.
  test('take no chance for less than half a per cent', () => {
    const { chances, spread } = aggregate([Float64Array.of(0.7, 0.3, 0)])
    expect(chances[0]).toBeCloseTo(0.5827 / 0.9164, 3)
    expect(chances[1]).toBeCloseTo(0.3109 / 0.9164, 3)
    expect(chances[2]).toBeCloseTo(0.0228 / 0.9164, 3)
    expect(spread).toBeNull()
  })
  test('are the same however often they are said, but for what little samples are believed', () => {
    const one = Float64Array.of(0.6, 0.3, 0.1)
    const gap = (count: number): number => { const { chances } = aggregate(Array.from({ length: count }, () => one)); return (chances[0] as number) - (one[0] as number) }
    expect(gap(1)).toBeLessThan(gap(5))
    expect(gap(5)).toBeLessThan(0)
    expect(Math.abs(gap(200))).toBeLessThan(0.002)
  })
  test('are some', () => { expect(() => aggregate([])).toThrow(RangeError) })
})
