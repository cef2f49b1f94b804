import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-race.debutInABigField', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a field of twelve: 1 of 2.5 for a debutant, nothing for the others', [{ 'horse.debut': 1, 'race.fieldSize': 12 }, { 'horse.debut': 0, 'race.fieldSize': 12 }], [0.4, 0]],
    ['eight: never beyond the limits', [{ 'horse.debut': 1, 'race.fieldSize': 8 }], [-1]],
    ['eleven: silent', [{ 'horse.debut': 1, 'race.fieldSize': 11 }], [0]],
    ['not known whether a debut: silent', [{ 'race.fieldSize': 14 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-race.debutInABigField', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'race.fieldSize': 14 }], 'a debut in a field of 14'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-race.debutInABigField', runners)).toBe(said) })
})
