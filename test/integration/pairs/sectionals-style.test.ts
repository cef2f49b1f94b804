import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('sectionals-style.finishesFromThere', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['from last, a third of the field more than the mean: tanh 1; from first it would be tanh -1', [{ 'sectionals.gain3': 0.4, 'style.settled': 1 }, { 'sectionals.gain3': -0.2666666666666667, 'style.settled': 0.5 }], [0.761594, 0]],
    ['in front and passed: tanh 0.75 for it; in front and not passed against it', [{ 'sectionals.gain3': -0.25, 'style.settled': 0 }, { 'sectionals.gain3': 0.25, 'style.settled': 0 }], [0.635149, -0.635149]],
    ['settled in the middle: nothing', [{ 'sectionals.gain3': 0.5, 'style.settled': 0.5 }, { 'sectionals.gain3': 0, 'style.settled': 0.5 }], [0, 0]],
    ['no calls known: silent', [{ 'style.settled': 1 }, { 'sectionals.gain3': 0.25, 'style.settled': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('sectionals-style.finishesFromThere', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'sectionals.gain3': 0.4, 'style.settled': 0.9 }, { 'sectionals.gain3': -0.2, 'style.settled': 0.5 }], 'settles well back, then passes 40.0% of the field, where the mean here passes 10.0% of the field'],
    [[{ 'sectionals.gain3': -0.4, 'style.settled': 0.1 }, { 'sectionals.gain3': 0, 'style.settled': 0.5 }], 'settles in front, then is passed by 40.0% of the field, where the mean here is passed by 20.0% of the field'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('sectionals-style.finishesFromThere', runners)).toBe(said) })
})
describe('sectionals-style.quickestAway', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['20 points above the mean: tanh 1; the others silent', [{ 'sectionals.early3': 130, 'style.earlySpeedRank': 1 }, { 'sectionals.early3': 110, 'style.earlySpeedRank': 2 }, { 'sectionals.early3': 90, 'style.earlySpeedRank': 3 }], [0.761594, 0, 0]],
    ['alone: no better than itself', [{ 'sectionals.early3': 130, 'style.earlySpeedRank': 1 }], [0]],
    ['two as quick as each other, 5 above the mean: tanh 0.25 each', [{ 'sectionals.early3': 110, 'style.earlySpeedRank': 1 }, { 'sectionals.early3': 110, 'style.earlySpeedRank': 1 }, { 'sectionals.early3': 95, 'style.earlySpeedRank': 3 }], [0.244919, 0.244919, 0]],
    ['figure not known: silent', [{ 'style.earlySpeedRank': 1 }, { 'sectionals.early3': 110, 'style.earlySpeedRank': 2 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('sectionals-style.quickestAway', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'sectionals.early3': 130, 'style.earlySpeedRank': 1 }, { 'sectionals.early3': 90, 'style.earlySpeedRank': 2 }], 'number 1 in early speed, its figure 20.0 points better than the mean of the field'],
    [[{ 'sectionals.early3': 90, 'style.earlySpeedRank': 2 }, { 'sectionals.early3': 130, 'style.earlySpeedRank': 1 }], 'number 2 in early speed, its figure 20.0 points worse than the mean of the field'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('sectionals-style.quickestAway', runners)).toBe(said) })
})
describe('sectionals-style.closerInFastRace', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['1.5 more than a third of the field, 25 points above the mean: tanh 1 twice', [{ 'sectionals.late3': 125, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }, { 'sectionals.late3': 75, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }, { 'sectionals.late3': 100, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }], [0.580026, -0.580026, 0]],
    ['a slow race: the other way round', [{ 'sectionals.late3': 125, 'style.pacePressure': 2.5, 'race.fieldSize': 12 }, { 'sectionals.late3': 75, 'style.pacePressure': 2.5, 'race.fieldSize': 12 }], [-0.580026, 0.580026]],
    ['pace as usual: nothing', [{ 'sectionals.late3': 125, 'style.pacePressure': 4, 'race.fieldSize': 12 }, { 'sectionals.late3': 75, 'style.pacePressure': 4, 'race.fieldSize': 12 }], [0, 0]],
    ['figure not known: silent', [{ 'style.pacePressure': 5.5, 'race.fieldSize': 12 }, { 'sectionals.late3': 75, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('sectionals-style.closerInFastRace', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'sectionals.late3': 125, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }, { 'sectionals.late3': 75, 'style.pacePressure': 5.5, 'race.fieldSize': 12 }], 'a late figure 25.0 points better than the mean of the field where 5.5 of 12 want to be in the first third'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('sectionals-style.closerInFastRace', runners)).toBe(said) })
})
