import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-horse.youngOverADistance', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['half a year of racing: tanh 1 over 1,800 m and beyond, tanh -1 over 1,000 m', [{ 'horse.yearsRacing': 0.5, 'distance.metres': 1800 }, { 'horse.yearsRacing': 0.5, 'distance.metres': 2400 }, { 'horse.yearsRacing': 0.5, 'distance.metres': 1000 }, { 'horse.yearsRacing': 0.5, 'distance.metres': 1200 }], [0.761594, 0.761594, -0.761594, -0.380797]],
    ['two and a half years: the other way round', [{ 'horse.yearsRacing': 2.5, 'distance.metres': 1800 }, { 'horse.yearsRacing': 2.5, 'distance.metres': 1000 }], [-0.761594, 0.761594]],
    ['a year and a half: nothing', [{ 'horse.yearsRacing': 1.5, 'distance.metres': 1800 }], [0]],
    ['over 1,400 m: silent', [{ 'horse.yearsRacing': 0.5, 'distance.metres': 1400 }], [0]],
    ['distance not known: silent', [{ 'horse.yearsRacing': 0.5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-horse.youngOverADistance', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.yearsRacing': 0.5, 'distance.metres': 1800 }], '0.5 years after its first start, over 1,800 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-horse.youngOverADistance', runners)).toBe(said) })
})
describe('distance-horse.debutOverASprint', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['over 1,000 m tanh 1, nothing for one that has raced', [{ 'horse.debut': 1, 'distance.metres': 1_000 }, { 'horse.debut': 0, 'distance.metres': 1_000 }], [0.761594, 0]],
    ['over 1,300 m the same against', [{ 'horse.debut': 1, 'distance.metres': 1_300 }], [-0.761594]],
    ['distance not known: silent', [{ 'horse.debut': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-horse.debutOverASprint', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'distance.metres': 1_000 }], 'its first start, over 1,000 m'],
    [[{ 'horse.debut': 0, 'distance.metres': 1_650 }], 'not its first start, over 1,650 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-horse.debutOverASprint', runners)).toBe(said) })
})
