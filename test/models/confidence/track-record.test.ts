import { kindOf, recordIn, trackRecordOf } from '../../../src/models/confidence/track-record'

const LN40 = Math.log(40)
describe('kind of a race', () => {
  it.each([
    ['even chances of four', [0.25, 0.25, 0.25, 0.25], 4, 0.25, Math.log(4)],
    // -(0.5 ln 0.5 + 2 x 0.25 ln 0.25) = 0.5 ln 2 + ln 2 = 1.5 ln 2
    ['a favourite', [0.25, 0.5, 0.25], 3, 0.5, 1.5 * Math.log(2)],
    ['one runner', [1], 1, 1, 0],
    ['a runner without any chance', [0.5, 0, 0.5], 3, 0.5, Math.log(2)],
  ])('%s', (_, chances, runners, topChance, expected) => {
    const kind = kindOf(Float64Array.from(chances))
    expect(kind).toMatchObject({ runners, topChance })
    expect(kind.expected).toBeCloseTo(expected, 12)
  })
})

describe('what was lost beyond what chances expected', () => {
  // Two kinds by the top chance alone: 100 races lost 0.8 more than expected, 100 lost 0.8 less.
  const races = Array.from({ length: 200 }, (_, i) => ({ runners: 8, topChance: i < 100 ? 0.2 : 0.6, expected: 1, loss: i < 100 ? 1.8 : 0.2 }))
  const record = trackRecordOf(races)
  it('is drawn toward that of all by 300 races', () => {
    expect(record.fieldEdges).toEqual([])
    // (300 x 0 + 100 x 0.8) / 400
    expect(record.excess[0]).toBeCloseTo(0.2, 12)
    expect(record.excess.at(-1)).toBeCloseTo(-0.2, 12)
  })
  it('is added to what chances expect, over ln 40', () => {
    expect(recordIn(record, { runners: 8, topChance: 0.1, expected: 1 })).toBeCloseTo(1 - 1.2 / LN40, 12)
    expect(recordIn(record, { runners: 30, topChance: 0.9, expected: 1 })).toBeCloseTo(1 - 0.8 / LN40, 12)
  })
  it('is never beyond 0 and 1', () => {
    expect(recordIn(record, { runners: 40, topChance: 0.1, expected: LN40 })).toBe(0)
    expect(recordIn(record, { runners: 1, topChance: 1, expected: 0 })).toBe(1)
  })
  it('tells field sizes apart', () => {
    const byField = trackRecordOf(Array.from({ length: 300 }, (_, i) => ({ runners: 6 + (i % 3) * 3, topChance: 0.3, expected: 1, loss: 1 + (i % 3) })))
    expect(byField.fieldEdges).toEqual([6, 9])
    // Of all: 1; of the first kind (300 x 1 + 100 x 0) / 400.
    expect(byField.excess.map((one) => Number(one.toFixed(12)))).toEqual([0.75, 1, 1.25])
  })
  it('of one race', () => { expect(trackRecordOf([{ runners: 3, topChance: 0.5, expected: 1, loss: 2 }]).excess).toEqual([1]) })
})
