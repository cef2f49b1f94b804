import type { AnyRule, Directness } from '../../src/integration/define'
import { evidenceByRow, evidenceOf } from '../../src/integration/evidence'
import type { FeatureName } from '../../src/features/registry'

const ruleOf = (directness: Directness, sample: FeatureName | null): AnyRule => ({
  id: 'a.b', version: 1, title: '', because: '', categories: ['form', 'speed'], reads: sample === null ? [] : [sample], silent: null, directness, sample, signal: () => 0, say: () => '',
})
const SURE = { weight: 0.2, standardError: 0.05 }
const NO_STARTS = NaN

describe('evidence of a rule about a runner', () => {
  // Worked by hand: directness x n / (n + 10) x 2^(-days / 365) x min(1, |t| / 4).
  it.each([
    ['own, weight four errors from 0, ran today', ruleOf('own', null), SURE, NO_STARTS, 0, 1],
    ['people', ruleOf('people', null), SURE, NO_STARTS, 0, 0.8],
    ['course', ruleOf('course', null), SURE, NO_STARTS, 0, 0.7],
    ['field', ruleOf('field', null), SURE, NO_STARTS, 0, 0.6],
    ['relatives', ruleOf('relatives', null), SURE, NO_STARTS, 0, 0.5],
    ['prices', ruleOf('prices', null), SURE, NO_STARTS, 0, 0.9],
    ['10 starts are half', ruleOf('own', 'jockey.rides30'), SURE, Math.log(11), 0, 0.5],
    ['90 starts are nine tenths', ruleOf('people', 'jockey.rides30'), SURE, Math.log(91), 0, 0.72],
    ['no starts are nothing', ruleOf('own', 'jockey.rides30'), SURE, 0, 0, 0],
    ['an unknown number of starts is none', ruleOf('own', 'jockey.rides30'), SURE, NaN, 0, 0],
    ['no end of starts', ruleOf('own', 'jockey.rides30'), SURE, Infinity, 0, 1],
    ['a year off halves', ruleOf('own', null), SURE, NO_STARTS, 365, 0.5],
    ['two years off leave a quarter', ruleOf('relatives', null), SURE, NO_STARTS, 730, 0.125],
    ['days unknown', ruleOf('own', null), SURE, NO_STARTS, NaN, 1],
    ['a course does not age', ruleOf('course', null), SURE, NO_STARTS, 365, 0.7],
    ['a field does not age', ruleOf('field', null), SURE, NO_STARTS, 365, 0.6],
    ['a price does not age', ruleOf('prices', null), SURE, NO_STARTS, 365, 0.9],
    ['a weight two errors from 0 is half as sure', ruleOf('own', null), { weight: -0.1, standardError: 0.05 }, NO_STARTS, 0, 0.5],
    ['more than four errors are no surer than four', ruleOf('own', null), { weight: 5, standardError: 0.05 }, NO_STARTS, 0, 1],
    ['a rule that is kept at 0', ruleOf('own', null), { weight: 0, standardError: 0.05 }, NO_STARTS, 0, 0],
    ['without an error to go by', ruleOf('own', null), { weight: 0.1, standardError: NaN }, NO_STARTS, 0, 0],
    ['all at once', ruleOf('people', 'jockey.rides30'), { weight: 0.1, standardError: 0.05 }, Math.log(11), 365, 0.1],
  ])('%s', (_, rule, weight, lnStarts, daysSinceRun, expected) => {
    expect(evidenceOf(rule, weight, { lnStarts, daysSinceRun })).toBeCloseTo(expected, 12)
  })

  it('reads the same from columns, row by row', () => {
    const rule = ruleOf('people', 'jockey.rides30')
    const columns = new Map<FeatureName, Float64Array>([['jockey.rides30', Float64Array.of(Math.log(11), NaN, Math.log(91))], ['fitness.daysSinceRun', Float64Array.of(365, 0, NaN)]])
    const at = evidenceByRow(rule, SURE, columns)
    expect([0, 1, 2].map(at)).toEqual([expect.closeTo(0.2, 12), 0, expect.closeTo(0.72, 12)])
  })
  it('takes a column that is not there for unknown', () => {
    expect(evidenceByRow(ruleOf('own', null), SURE, new Map())(3)).toBe(1)
    expect(evidenceByRow(ruleOf('own', 'jockey.rides30'), SURE, new Map())(3)).toBe(0)
  })
  it('lies from 0 to 1 whatever it is given', () => {
    for (const lnStarts of [-1, 0, 0.3, 5, 800, NaN]) for (const daysSinceRun of [-1, 0, 40, 1e9, NaN]) for (const standardError of [0, 1e-9, 0.1, Infinity, NaN]) {
      const evidence = evidenceOf(ruleOf('own', 'jockey.rides30'), { weight: 0.1, standardError }, { lnStarts, daysSinceRun })
      expect(evidence).toBeGreaterThanOrEqual(0)
      expect(evidence).toBeLessThanOrEqual(1)
    }
  })
})
