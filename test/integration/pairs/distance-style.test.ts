import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('distance-style.frontInSprint', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['over 1,000 m in front is all', [{ 'distance.metres': 1000, 'style.expectedSettled': 0 }, { 'distance.metres': 1000, 'style.expectedSettled': 1 }, { 'distance.metres': 1000, 'style.expectedSettled': 0.5 }, { 'distance.metres': 1000, 'style.expectedSettled': 0.25 }], [1, -1, 0, 0.5]],
    ['over 1,250 m half of it', [{ 'distance.metres': 1250, 'style.expectedSettled': 0 }], [0.5]],
    ['over 2,000 m behind is all, and beyond it no more than that', [{ 'distance.metres': 2000, 'style.expectedSettled': 0 }, { 'distance.metres': 2000, 'style.expectedSettled': 1 }, { 'distance.metres': 2400, 'style.expectedSettled': 1 }], [-1, 1, 1]],
    ['over 1,500 m: silent', [{ 'distance.metres': 1500, 'style.expectedSettled': 0 }], [0]],
    ['distance not known: silent', [{ 'style.expectedSettled': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-style.frontInSprint', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'distance.metres': 1000, 'style.expectedSettled': 0.1 }], 'likely to be in front over 1,000 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-style.frontInSprint', runners)).toBe(said) })
})
describe('distance-style.frontStepsUp', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['300 m farther, in front in half of its starts: half of tanh 1; 300 m shorter the other way', [{ 'distance.change': 300, 'style.frontRate': 0.5, 'distance.metres': 1500 }, { 'distance.change': -300, 'style.frontRate': 0.5, 'distance.metres': 1500 }, { 'distance.change': 300, 'style.frontRate': 1, 'distance.metres': 1500 }, { 'distance.change': 300, 'style.frontRate': 0, 'distance.metres': 1500 }], [-0.380797, 0.380797, -0.761594, 0]],
    ['the same distance: silent', [{ 'distance.change': 0, 'style.frontRate': 1, 'distance.metres': 1500 }], [0]],
    ['a debut: silent', [{ 'style.frontRate': 0.5, 'distance.metres': 1500 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('distance-style.frontStepsUp', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'distance.change': 300, 'style.frontRate': 0.5, 'distance.metres': 1500 }], 'in the first third early on in 50.0% of its starts, now over 1,500 m, where its last start was over 1,200 m'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('distance-style.frontStepsUp', runners)).toBe(said) })
})
