import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-weight.winnerUnderMoreWeight', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points above and below the mean, 5 kg more than in any win: tanh 1 twice', [{ 'form.winRate10': 0.25, 'weight.overBestWon': 5 }, { 'form.winRate10': 0.05, 'weight.overBestWon': 5 }], [0.580026, -0.580026]],
    ['5 kg less: the other way round', [{ 'form.winRate10': 0.25, 'weight.overBestWon': -5 }, { 'form.winRate10': 0.05, 'weight.overBestWon': -5 }], [-0.580026, 0.580026]],
    ['without a win: silent', [{ 'form.winRate10': 0.05 }, { 'form.winRate10': 0.05, 'weight.overBestWon': 5 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-weight.winnerUnderMoreWeight', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.winRate10': 0.2, 'weight.overBestWon': -9.1 }, { 'form.winRate10': 0.1, 'weight.overBestWon': 0 }], 'a win rate of 20% (mean of the field 15%) over its last ten starts, now carries 9.1 kg less than in any win'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-weight.winnerUnderMoreWeight', runners)).toBe(said) })
})
