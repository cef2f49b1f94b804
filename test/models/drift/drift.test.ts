import type { FeatureName } from '../../../src/features/registry'
import { binOf, binsOf } from '../../../src/models/drift/bins'
import { psi, psiByLuck, psiOfCounts } from '../../../src/models/drift/psi'
import { binCounts, placesIn, readReference, referenceBins, toReferenceJson } from '../../../src/models/drift/reference'

const upTo = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i + 1)

describe('bins', () => {
  test.each<[string, Float64Array, number[], number[]]>([
    ['twenty values: two in each', upTo(20), [2, 4, 6, 8, 10, 12, 14, 16, 18], [...new Array<number>(10).fill(0.1), 0]],
    ['four values: each its own bin', Float64Array.of(3, 1, 2, 4), [1, 2, 3], [0.25, 0.25, 0.25, 0.25, 0]],
    ['yes and no, and not known', Float64Array.of(0, 0, 0, 1, NaN), [0], [0.6, 0.2, 0.2]],
    ['one value only', Float64Array.of(7, 7), [], [1, 0]],
    ['all missing', Float64Array.of(NaN, NaN), [], [0, 1]],
    ['nothing', new Float64Array(0), [], [0, 1]],
    ['most alike: a value is in one bin', Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 5, 9), [0, 5], [0.8, 0.1, 0.1, 0]],
  ])('%s', (_, values, edges, shares) => { expect(binsOf(values)).toEqual({ edges, shares }) })
  test.each([[-5, 0], [0, 0], [0.1, 1], [5, 1], [5.1, 2], [Infinity, 2], [NaN, 3]])('%d is in bin %d', (value, bin) => { expect(binOf([0, 5], value)).toBe(bin) })
})

describe('psi', () => {
  const HALVES = { edges: [0], shares: [0.5, 0.5, 0] }
  test('by hand: halves that became a quarter and three', () => {
    // (.25 - .5) ln(.25 / .5) + (.75 - .5) ln(.75 / .5) = .25 ln 2 + .25 ln 1.5 = .25 ln 3
    expect(psi(HALVES, [-1, 1, 1, 1])).toBeCloseTo(0.25 * Math.log(3), 12)
    expect(psiOfCounts(HALVES, [25, 75, 0])).toBeCloseTo(0.274653072167, 12)
  })
  test('what was half is gone: an empty bin counts as .0001', () => {
    // (.0001 - .5) ln(.0002) + (1 - .5) ln 2
    expect(psi(HALVES, [1])).toBeCloseTo(0.4999 * Math.log(5_000) + 0.5 * Math.log(2), 12)
  })
  test('missing where nothing was missing', () => {
    // halves that became .4, .4 and .2: 2 x (.4 - .5) ln .8 + (.2 - .0001) ln 2000
    expect(psi(HALVES, [-1, -1, 1, 1, NaN])).toBeCloseTo(0.2 * Math.log(1.25) + 0.1999 * Math.log(2_000), 12)
  })
  test('alike is 0, nothing is NaN', () => {
    expect(psi(HALVES, [0, 1])).toBe(0)
    expect(psi(HALVES, [])).toBeNaN()
  })
  test('by luck: bins in use less one, over the values', () => {
    expect(psiByLuck(HALVES, 100)).toBe(0.01)
    expect(psiByLuck({ shares: [1, 0] }, 100)).toBe(0)
    expect(psiByLuck(HALVES, 0)).toBeNaN()
  })
})

describe('reference', () => {
  const [A, B] = ['form.winRate', 'barrier.number'] as unknown as [FeatureName, FeatureName]
  const reference = referenceBins({ columns: new Map([[A, Float64Array.of(1, 2, NaN, 2)], [B, Float64Array.of(5, 5, 5, 5)]]) }, [B, A], Float64Array.of(0.2, 0.8))
  test('inputs in the order of the model, not of the table', () => {
    expect(reference).toEqual({ inputs: [{ name: B, edges: [], shares: [1, 0] }, { name: A, edges: [1], shares: [0.25, 0.5, 0.25] }], chances: { edges: [0.2], shares: [0.5, 0.5, 0] } })
  })
  test('counts of a race: input after input, then chances', () => {
    expect(placesIn(reference)).toBe(8)
    expect([...binCounts(reference, [[5, NaN, 4], [1, 2, 3]], Float64Array.of(0.1, 0.2, 0.7))]).toEqual([2, 1, 1, 2, 0, 2, 1, 0])
  })
  test('a file gives the same again; what is no reference gives none', () => {
    expect(readReference(new Map([['reference.json', toReferenceJson(reference)]]))).toEqual(reference)
    for (const text of ['{', '{}', '{"inputs":[],"chances":{"edges":[1],"shares":[1]}}', '{"inputs":[],"chances":{"edges":[2,1],"shares":[1,0,0,0]}}']) expect(readReference(new Map([['reference.json', new TextEncoder().encode(text)]]))).toBeNull()
    expect(readReference(new Map())).toBeNull()
  })
})
