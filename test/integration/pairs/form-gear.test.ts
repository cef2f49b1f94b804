import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-gear.blinkersOnTheUnfancied', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['6 points below and above the mean: tanh 1 for and against', [{ 'gear.blinkers': 1, 'form.marketChance3': 0.04 }, { 'gear.blinkers': 1, 'form.marketChance3': 0.16 }], [0.761594, -0.761594]],
    ['without blinkers, a debutant: silent', [{ 'gear.blinkers': 0, 'form.marketChance3': 0.04 }, { 'gear.blinkers': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-gear.blinkersOnTheUnfancied', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'gear.blinkers': 1, 'form.marketChance3': 0.04 }, { 'gear.blinkers': 0, 'form.marketChance3': 0.16 }], 'in blinkers, given 4% (mean of the field 10%) by the prices of its last three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-gear.blinkersOnTheUnfancied', runners)).toBe(said) })
})
describe('form-gear.gearOffAfterPoorRuns', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat nobody, a quarter, all', [{ 'gear.removed': 1, 'form.beatenShare3': 0 }, { 'gear.removed': 1, 'form.beatenShare3': 0.25 }, { 'gear.removed': 1, 'form.beatenShare3': 1 }], [1, 0.75, 0]],
    ['nothing off, gear not known: silent', [{ 'gear.removed': 0, 'form.beatenShare3': 0 }, { 'form.beatenShare3': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-gear.gearOffAfterPoorRuns', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'gear.removed': 1, 'form.beatenShare3': 0.309 }], 'gear taken off after beating 30.9% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-gear.gearOffAfterPoorRuns', runners)).toBe(said) })
})
describe('form-gear.firstBlinkersAfterPoorRuns', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat nobody, a quarter, all', [{ 'gear.blinkersFirstTime': 1, 'form.beatenShare3': 0 }, { 'gear.blinkersFirstTime': 1, 'form.beatenShare3': 0.25 }, { 'gear.blinkersFirstTime': 1, 'form.beatenShare3': 1 }], [1, 0.5, -1]],
    ['not for the first time, a debutant: silent', [{ 'gear.blinkersFirstTime': 0, 'form.beatenShare3': 0 }, { 'gear.blinkersFirstTime': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-gear.firstBlinkersAfterPoorRuns', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'gear.blinkersFirstTime': 1, 'form.beatenShare3': 0.286 }], 'first-time blinkers after beating 28.6% of its rivals in three starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-gear.firstBlinkersAfterPoorRuns', runners)).toBe(said) })
})
