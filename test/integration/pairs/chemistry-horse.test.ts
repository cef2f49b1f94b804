import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('chemistry-horse.knownPair', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points more and fewer, 20 starts and more: tanh 1', [{ 'chemistry.edgeTogether': 0.1, 'chemistry.ridesTogether': 1, 'horse.starts': Math.log(21) }, { 'chemistry.edgeTogether': -0.1, 'chemistry.ridesTogether': 1, 'horse.starts': 4 }], [0.761594, -0.761594]],
    ['one start: by (1 + ln 2) / 4', [{ 'chemistry.edgeTogether': 0.1, 'chemistry.ridesTogether': Math.log(2), 'horse.starts': Math.log(2) }], [0.322373]],
    ['a debutant: silent', [{ 'chemistry.ridesTogether': 0, 'horse.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('chemistry-horse.knownPair', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'chemistry.edgeTogether': 0.09, 'chemistry.ridesTogether': Math.log(2), 'horse.starts': Math.log(24) }], 'beats 9 percentage points more of its rivals than under others, in 1 start with this rider of 23'],
    [[{ 'chemistry.edgeTogether': -0.05, 'chemistry.ridesTogether': Math.log(4), 'horse.starts': Math.log(11) }], 'beats 5 percentage points fewer of its rivals than under others, in 3 starts with this rider of 10'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('chemistry-horse.knownPair', runners)).toBe(said) })
})
