import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('horse-speed.lastFigureOfTheLightlyRaced', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['6 points above and below the mean after one start: 7/8 of tanh 1', [{ 'horse.starts': Math.log(2), 'speed.last': 106 }, { 'horse.starts': Math.log(2), 'speed.last': 94 }], [0.666395, -0.666395]],
    ['after seven starts a half', [{ 'horse.starts': Math.log(8), 'speed.last': 106 }, { 'horse.starts': Math.log(8), 'speed.last': 94 }], [0.380797, -0.380797]],
    ['a debutant: silent', [{ 'horse.starts': 0 }, { 'horse.starts': Math.log(2), 'speed.last': 94 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('horse-speed.lastFigureOfTheLightlyRaced', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.starts': Math.log(13), 'speed.last': 106 }, { 'horse.starts': Math.log(2), 'speed.last': 94 }], 'a last figure of 106 (mean of the field 100) after 12 starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('horse-speed.lastFigureOfTheLightlyRaced', runners)).toBe(said) })
})
