import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('class-speed.figureInGoodClass', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['6 points above and below the mean in a class worth 100: tanh 1 twice', [{ 'speed.onGround3': 106, 'class.rating': 100 }, { 'speed.onGround3': 94, 'class.rating': 100 }], [0.580026, -0.580026]],
    ['in one worth 40: the other way round', [{ 'speed.onGround3': 106, 'class.rating': 40 }, { 'speed.onGround3': 94, 'class.rating': 40 }], [-0.580026, 0.580026]],
    ['no figure: silent', [{ 'class.rating': 100 }, { 'speed.onGround3': 94, 'class.rating': 100 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('class-speed.figureInGoodClass', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'speed.onGround3': 106, 'class.rating': 60 }, { 'speed.onGround3': 94, 'class.rating': 60 }], 'speed figures of 106 (mean of the field 100) on such ground, in a class worth 60 points'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('class-speed.figureInGoodClass', runners)).toBe(said) })
})
