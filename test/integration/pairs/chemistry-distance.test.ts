import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-distance.partnershipWithinItsDistance', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points above and below the mean, 300 m short of the longest: tanh 1 twice', [{ 'chemistry.partnershipBeatenShare': 0.6, 'chemistry.partnershipStarts': 1, 'distance.overLongest': -300 }, { 'chemistry.partnershipBeatenShare': 0.4, 'chemistry.partnershipStarts': 1, 'distance.overLongest': -300 }], [0.580026, -0.580026]],
    ['300 m beyond it: the other way round', [{ 'chemistry.partnershipBeatenShare': 0.6, 'chemistry.partnershipStarts': 1, 'distance.overLongest': 300 }, { 'chemistry.partnershipBeatenShare': 0.4, 'chemistry.partnershipStarts': 1, 'distance.overLongest': 300 }], [-0.580026, 0.580026]],
    ['over the longest: silent', [{ 'chemistry.partnershipBeatenShare': 0.6, 'chemistry.partnershipStarts': 1, 'distance.overLongest': 0 }, { 'chemistry.partnershipBeatenShare': 0.4, 'chemistry.partnershipStarts': 1, 'distance.overLongest': 5 }], [0, 0]],
    ['a debutant: silent', [{ 'chemistry.partnershipBeatenShare': 0.6, 'chemistry.partnershipStarts': 1 }, { 'chemistry.partnershipBeatenShare': 0.4, 'chemistry.partnershipStarts': 1, 'distance.overLongest': 300 }], [0, 0.580026]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-distance.partnershipWithinItsDistance', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.partnershipBeatenShare': 0.6, 'chemistry.partnershipStarts': Math.log(814), 'distance.overLongest': -550 }, { 'chemistry.partnershipBeatenShare': 0.4, 'chemistry.partnershipStarts': 0, 'distance.overLongest': 0 }], 'rider and stable beat 60% (mean of the field 50%) of the rivals in 813 starts, over a trip 550 m shorter than the longest of the horse'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-distance.partnershipWithinItsDistance', runners)).toBe(said) })
})
