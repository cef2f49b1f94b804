import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-trainer.outsideRider', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['30% of the rides for a stable 4 points above and below the mean: half of tanh 1, against and for', [{ 'chemistry.stableJockey': 0.3, 'trainer.beatenShare': 0.54 }, { 'chemistry.stableJockey': 0.3, 'trainer.beatenShare': 0.46 }], [-0.380797, 0.380797]],
    ['an outside rider: nothing', [{ 'chemistry.stableJockey': 0, 'trainer.beatenShare': 0.54 }, { 'chemistry.stableJockey': 0.6, 'trainer.beatenShare': 0.46 }], [0, 0.482014]],
    ['far above: cut off', [{ 'chemistry.stableJockey': 3, 'trainer.beatenShare': 0.7 }, { 'chemistry.stableJockey': 3, 'trainer.beatenShare': 0.3 }], [-1, 1]],
    ['stable not known: silent', [{ 'chemistry.stableJockey': 0.3 }, { 'chemistry.stableJockey': 0.3, 'trainer.beatenShare': 0.46 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-trainer.outsideRider', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.stableJockey': 0.316, 'trainer.beatenShare': 0.54 }, { 'chemistry.stableJockey': 0, 'trainer.beatenShare': 0.46 }], '31.6% of the rider\'s rides are for the stable, which beats 54% (mean of the field 50%) of the rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-trainer.outsideRider', runners)).toBe(said) })
})
