import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-form.standingOfTheFit', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['100 points above and below, a fortnight and less: tanh 1', [{ 'form.eloOverField': 100, 'fitness.daysSinceRun': 14 }, { 'form.eloOverField': -100, 'fitness.daysSinceRun': 7 }], [0.761594, -0.761594]],
    ['74 days: by e less', [{ 'form.eloOverField': 100, 'fitness.daysSinceRun': 74 }], [0.280175]],
    ['a debutant: silent', [{ 'form.eloOverField': 100 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-form.standingOfTheFit', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'form.eloOverField': 38.3, 'fitness.daysSinceRun': 11 }], 'an Elo 38.3 points higher than the mean of the field, last run 11 days ago'],
    [[{ 'form.eloOverField': -200, 'fitness.daysSinceRun': 1 }], 'an Elo 200 points lower than the mean of the field, last run 1 day ago'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-form.standingOfTheFit', runners)).toBe(said) })
})
describe('fitness-form.backUpQuickly', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['beat all, three quarters, none', [{ 'fitness.quickBackUp': 1, 'form.lastBeatenShare': 1 }, { 'fitness.quickBackUp': 1, 'form.lastBeatenShare': 0.75 }, { 'fitness.quickBackUp': 1, 'form.lastBeatenShare': 0 }], [1, 0.5, -1]],
    ['after a fortnight, a debutant: silent', [{ 'fitness.quickBackUp': 0, 'form.lastBeatenShare': 1 }, { 'fitness.quickBackUp': 0 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-form.backUpQuickly', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'fitness.quickBackUp': 1, 'form.lastBeatenShare': 0.308 }], 'runs again within eight days after beating 30.8% of its rivals'],
    [[{ 'fitness.quickBackUp': 0, 'form.lastBeatenShare': 1 }], 'has had more than eight days after beating 100% of its rivals'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-form.backUpQuickly', runners)).toBe(said) })
})
