import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('race-style.pacePressure', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['a third of the field: as usual', [{ 'race.fieldSize': 12, 'style.pacePressure': 4, 'style.expectedSettled': 0 }, { 'race.fieldSize': 12, 'style.pacePressure': 4, 'style.expectedSettled': 1 }], [0, 0]],
    ['7 of 12, a quarter of the field above that: tanh 2 for who is last', [{ 'race.fieldSize': 12, 'style.pacePressure': 7, 'style.expectedSettled': 1 }, { 'race.fieldSize': 12, 'style.pacePressure': 7, 'style.expectedSettled': 0 }, { 'race.fieldSize': 12, 'style.pacePressure': 7, 'style.expectedSettled': 0.75 }], [0.964028, -0.964028, 0.482014]],
    ['1 of 12, a quarter below: tanh 2 for who is in front', [{ 'race.fieldSize': 12, 'style.pacePressure': 1, 'style.expectedSettled': 0 }, { 'race.fieldSize': 12, 'style.pacePressure': 1, 'style.expectedSettled': 1 }], [0.964028, -0.964028]],
    ['in the middle of the field: nothing', [{ 'race.fieldSize': 12, 'style.pacePressure': 7, 'style.expectedSettled': 0.5 }], [0]],
    ['pace not known: silent', [{ 'race.fieldSize': 12, 'style.expectedSettled': 1 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('race-style.pacePressure', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'race.fieldSize': 12, 'style.pacePressure': 7, 'style.expectedSettled': 0.9 }], 'likely to be well back where 7.0 of 12 want to be in the first third'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('race-style.pacePressure', runners)).toBe(said) })
})
describe('race-style.loneLeader', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['the larger the field, up to 14', [{ 'race.fieldSize': 14, 'style.loneLeader': 1, 'style.leadRate': 0.5 }], [1]],
    ['ten runners: half', [{ 'race.fieldSize': 10, 'style.loneLeader': 1, 'style.leadRate': 0.5 }, { 'race.fieldSize': 10, 'style.loneLeader': 0, 'style.leadRate': 0.1 }], [0.5, 0]],
    ['six runners, or fewer: silent', [{ 'race.fieldSize': 6, 'style.loneLeader': 1, 'style.leadRate': 0.5 }, { 'race.fieldSize': 4, 'style.loneLeader': 1, 'style.leadRate': 0.5 }], [0, 0]],
    ['more than 14: no more than that', [{ 'race.fieldSize': 24, 'style.loneLeader': 1, 'style.leadRate': 0.5 }], [1]],
    ['not known: silent', [{ 'race.fieldSize': 14, 'style.leadRate': 0.5 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('race-style.loneLeader', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'race.fieldSize': 14, 'style.loneLeader': 1, 'style.leadRate': 0.5 }], 'alone of 14 in leading often, in 50.0% of its starts'],
    [[{ 'race.fieldSize': 14, 'style.loneLeader': 0, 'style.leadRate': 0.1 }], 'not a lone leader among 14'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('race-style.loneLeader', runners)).toBe(said) })
})
