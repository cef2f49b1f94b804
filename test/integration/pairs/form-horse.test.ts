import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('form-horse.lastRunOfTheLightlyRaced', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat all and none at the only start: three quarters', [{ 'horse.starts': Math.log(2), 'form.lastBeatenShare': 1 }, { 'horse.starts': Math.log(2), 'form.lastBeatenShare': 0 }], [0.75, -0.75]],
    ['after three starts a half; beat half: nothing', [{ 'horse.starts': Math.log(4), 'form.lastBeatenShare': 1 }, { 'horse.starts': Math.log(4), 'form.lastBeatenShare': 0.5 }], [0.5, 0]],
    ['a debutant: silent', [{ 'horse.starts': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-horse.lastRunOfTheLightlyRaced', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.starts': Math.log(2), 'form.lastBeatenShare': 1 }], 'beat 100% of its rivals last time, after 1 start'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-horse.lastRunOfTheLightlyRaced', runners)).toBe(said) })
})
describe('form-horse.improver', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['10 points a start up and down after seven starts: half of tanh 1', [{ 'horse.starts': Math.log(8), 'form.trend': 0.1 }, { 'horse.starts': Math.log(8), 'form.trend': -0.1 }], [0.380797, -0.380797]],
    ['after two: 7/9 of it', [{ 'horse.starts': Math.log(3), 'form.trend': 0.1 }], [0.592351]],
    ['one start: silent', [{ 'horse.starts': Math.log(2) }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('form-horse.improver', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'horse.starts': Math.log(4), 'form.trend': -0.154 }], 'rivals beaten fall by 15.4% a start, after 3 starts'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('form-horse.improver', runners)).toBe(said) })
})
