import { saidOfFirst, signalled, type Runner } from '../../support/speak'

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
