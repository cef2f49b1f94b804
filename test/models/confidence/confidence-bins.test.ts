import { confidenceBins } from '../../../src/models/confidence/confidence-bins'

describe('losses by fifths of confidence', () => {
  const bins = confidenceBins([0, 0.1, 0.2, 0.99, 1, 0.5, NaN], Float64Array.of(2, 4, 1, 0.5, 0.7, NaN, 9), [8, 8, 4, 2, 2, 8, 8])
  it('an edge belongs to the bin above, 1 to the last; what is NaN to none', () => { expect(bins.map(({ races }) => races)).toEqual([2, 1, 0, 0, 2]) })
  it('means, and what is left when field sizes are taken out', () => {
    expect(bins.map(({ logLoss }) => logLoss)).toEqual([3, 1, NaN, NaN, expect.closeTo(0.6, 12)])
    expect(bins.map(({ pseudoR2 }) => pseudoR2)).toEqual([expect.closeTo(1 - 3 / Math.log(8), 12), expect.closeTo(1 - 1 / Math.log(4), 12), NaN, NaN, expect.closeTo(1 - 0.6 / Math.log(2), 12)])
  })
  it('intervals by race: of two values drawn anew, from one to the other', () => {
    expect(bins[0]).toMatchObject({ from: 0, to: 0.2, low: 2, high: 4 })
    expect(bins[1]).toMatchObject({ low: 1, high: 1 })
    expect(bins[2]).toMatchObject({ low: NaN, high: NaN })
  })
  it('of no races', () => { expect(confidenceBins([], new Float64Array(), []).map(({ races }) => races)).toEqual([0, 0, 0, 0, 0]) })
})
