import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-trainer.underratedStableAfterDefeats', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['1 in 150 beyond prices, 4 lengths more than the mean: tanh 1 twice; 4 fewer: against', [{ 'trainer.residual': 1 / 150, 'form.lengths3': 8 }, { 'trainer.residual': 1 / 150, 'form.lengths3': 0 }], [0.580026, -0.580026]],
    ['short of prices: the other way round', [{ 'trainer.residual': -1 / 150, 'form.lengths3': 8 }, { 'trainer.residual': -1 / 150, 'form.lengths3': 0 }], [-0.580026, 0.580026]],
    ['a debutant: silent', [{ 'trainer.residual': 0.01 }, { 'trainer.residual': 0.01, 'form.lengths3': 3 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-trainer.underratedStableAfterDefeats', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.residual': 0.011, 'form.lengths3': 14.1 }, { 'trainer.residual': 0, 'form.lengths3': 4.1 }], 'beaten by 14.1 lengths (mean of the field 9.1 lengths) in three starts, from a stable that wins 1.1 percentage points more than its prices promise'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-trainer.underratedStableAfterDefeats', runners)).toBe(said) })
})
