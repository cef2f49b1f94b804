import { shareRest } from '../../../src/models/learners/share-rest'

const shared = (values: readonly number[], scores: readonly number[], starts: readonly number[]): number[] => { const all = Float64Array.from(values); shareRest(all, 2, Float64Array.from(scores), Int32Array.from(starts)); return [...all] }

describe('what parts miss of scores', () => {
  // Sums 4 and -2; scores are 10 above, and 0.4 more for the first: 0.2 above the mean of the race, and 0.2 below.
  test('is shared by their size, constants of a race left out', () => {
    expect(shared([3, 1, -1, -1], [14.4, 8], [0, 2])).toEqual([3.15, 1.05, -1.1, -1.1].map((value) => expect.closeTo(value, 12)))
  })
  test('is nothing for one runner', () => { expect(shared([3, 1], [7], [0, 1])).toEqual([3, 1]) })
  test('is lost on a row without parts', () => { expect(shared([0, 0, 2, 2], [1, 5.5], [0, 2])[0]).toBe(0) })
  test('is looked at race by race', () => { expect(shared([1, 1, 2, 2], [102, -96], [0, 1, 2])).toEqual([1, 1, 2, 2]) })
  test('is NaN where scores are, and nowhere else', () => { expect(shared([1, 1, 2, 2], [NaN, 4], [0, 1, 2])).toEqual([NaN, NaN, 2, 2]) })
})
