import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-race.debutEarlyOnTheCard', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['the first race: tanh 1.2 for a debutant, nothing for the others', [{ 'horse.debut': 1, 'race.dayShare': 0, 'race.number': 1 }, { 'horse.debut': 0, 'race.dayShare': 0, 'race.number': 1 }], [0.833655, 0]],
    ['late on: tanh -1.2', [{ 'horse.debut': 1, 'race.dayShare': 0.8, 'race.number': 9 }], [-0.833655]],
    ['two fifths into the card: nothing', [{ 'horse.debut': 1, 'race.dayShare': 0.4, 'race.number': 5 }], [0]],
    ['not known when: silent', [{ 'horse.debut': 1, 'race.number': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-race.debutEarlyOnTheCard', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'race.dayShare': 0, 'race.number': 1 }], 'a debut in race 1 of the day'],
    [[{ 'horse.debut': 0, 'race.dayShare': 0.8, 'race.number': 9 }], 'no debut in race 9 of the day'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-race.debutEarlyOnTheCard', runners)).toBe(said) })
})
