import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-form.reunitedAfterDefeat', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points more together, beat nobody last time: tanh 1; beat half: half; 10 points less: against', [{ 'chemistry.reunited': 1, 'chemistry.edgeTogether': 0.1, 'chemistry.ridesTogether': 1, 'form.lastBeatenShare': 0 }, { 'chemistry.reunited': 1, 'chemistry.edgeTogether': 0.1, 'chemistry.ridesTogether': 1, 'form.lastBeatenShare': 0.5 }, { 'chemistry.reunited': 1, 'chemistry.edgeTogether': -0.1, 'chemistry.ridesTogether': 1, 'form.lastBeatenShare': 0 }], [0.761594, 0.380797, -0.761594]],
    ['not reunited, a debutant: silent', [{ 'chemistry.reunited': 0, 'chemistry.edgeTogether': 0.1, 'chemistry.ridesTogether': 1, 'form.lastBeatenShare': 0 }, { 'chemistry.ridesTogether': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-form.reunitedAfterDefeat', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.reunited': 1, 'chemistry.edgeTogether': 0.069, 'chemistry.ridesTogether': Math.log(3), 'form.lastBeatenShare': 0.385 }], 'back with a rider under whom it beats 6.9 percentage points more of its rivals than under others, in 2 starts, after beating 38.5% of them last time'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-form.reunitedAfterDefeat', runners)).toBe(said) })
})
