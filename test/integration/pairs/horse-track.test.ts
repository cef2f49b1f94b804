import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-track.debutOnTheTurn', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['the inside wins 1.2 times: tanh -0.6 for a debutant, nothing for the others', [{ 'horse.debut': 1, 'track.insideImpact': 1.2 }, { 'horse.debut': 0, 'track.insideImpact': 1.2 }], [-0.53705, 0]],
    ['it wins 0.9 times: tanh 1.2', [{ 'horse.debut': 1, 'track.insideImpact': 0.9 }], [0.833655]],
    ['1.1 times, as it usually does: nothing', [{ 'horse.debut': 1, 'track.insideImpact': 1.1 }], [0]],
    ['no record of the course: silent', [{ 'horse.debut': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-track.debutOnTheTurn', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.debut': 1, 'track.insideImpact': 1.2 }], 'a debut on a course where the inner third of the draw wins 1.20 times as often as chance'],
    [[{ 'horse.debut': 0, 'track.insideImpact': 0.9 }], 'no debut on a course where the inner third of the draw wins 0.90 times as often as chance'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-track.debutOnTheTurn', runners)).toBe(said) })
})
describe('horse-track.suitsWetGround', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a tenth more than usual beaten, very wet: tanh 0.5', [{ 'track.similarBeatenShare': 0.6, 'horse.beatenShare': 0.5, 'track.wetness': 6, 'horse.starts': 2.3978952727983707 }, { 'track.similarBeatenShare': 0.4, 'horse.beatenShare': 0.5, 'track.wetness': 10, 'horse.starts': 2.3978952727983707 }], [0.462117, -0.462117]],
    ['halfway there: half', [{ 'track.similarBeatenShare': 0.6, 'horse.beatenShare': 0.5, 'track.wetness': 4.5, 'horse.starts': 2.3978952727983707 }], [0.231059]],
    ['good ground: silent', [{ 'track.similarBeatenShare': 0.6, 'horse.beatenShare': 0.5, 'track.wetness': 3, 'horse.starts': 2.3978952727983707 }, { 'track.similarBeatenShare': 0.4, 'horse.beatenShare': 0.5, 'track.wetness': 1, 'horse.starts': 2.3978952727983707 }], [0, 0]],
    ['ground not known: silent', [{ 'track.similarBeatenShare': 0.6, 'horse.beatenShare': 0.5, 'horse.starts': 2.3978952727983707 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-track.suitsWetGround', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'track.similarBeatenShare': 0.6, 'horse.beatenShare': 0.5, 'track.wetness': 6, 'horse.starts': 2.3978952727983707 }], 'on ground like today\'s (6.0 of 10 wet) it beats 10.0% more of its rivals than on any, with 10 starts in all'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-track.suitsWetGround', runners)).toBe(said) })
})
