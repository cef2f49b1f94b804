import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-sectionals.finishesAboveItsClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['20 points up, a quarter of the field above the mean: tanh 0.5; ten points up, half of it', [{ 'class.overBestPlaced': 20, 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': 20, 'sectionals.gain3': 0 }], [0.462117, 0]],
    ['ten points up: half of it', [{ 'class.overBestPlaced': 10, 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': 20, 'sectionals.gain3': 0 }], [0.231059, 0]],
    ['no more than the whole for more', [{ 'class.overBestPlaced': 60, 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': 20, 'sectionals.gain3': 0 }], [0.462117, 0]],
    ['a class in which it was placed: silent', [{ 'class.overBestPlaced': 0, 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': -20, 'sectionals.gain3': 0 }], [0, 0]],
    ['never placed: silent', [{ 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': 20, 'sectionals.gain3': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-sectionals.finishesAboveItsClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'class.overBestPlaced': 20, 'sectionals.gain3': 0.5 }, { 'class.overBestPlaced': 20, 'sectionals.gain3': -0.5 }], 'a class 20.0 points higher than the best that it was placed in, and passes 50.0% of the field at the end, where the mean here passes 0.0% of the field'],
    [[{ 'class.overBestPlaced': -5, 'sectionals.gain3': 0.5 }], 'a class 5.0 points lower than the best that it was placed in, and passes 50.0% of the field at the end, where the mean here passes 50.0% of the field'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-sectionals.finishesAboveItsClass', runners)).toBe(said) })
})
