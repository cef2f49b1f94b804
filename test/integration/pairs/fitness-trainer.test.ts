import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('fitness-trainer.stableOfTheFresh', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['4 points above and below the mean, no run: tanh 1 for and against', [{ 'trainer.winRateAtStage': 0.14, 'fitness.runs90': 0 }, { 'trainer.winRateAtStage': 0.06, 'fitness.runs90': 0 }], [0.761594, -0.761594]],
    ['one run: half of it; two: nothing', [{ 'trainer.winRateAtStage': 0.14, 'fitness.runs90': 1 }, { 'trainer.winRateAtStage': 0.06, 'fitness.runs90': 2 }], [0.380797, 0]],
    ['six runs: the other way round, no more than that', [{ 'trainer.winRateAtStage': 0.14, 'fitness.runs90': 6 }, { 'trainer.winRateAtStage': 0.06, 'fitness.runs90': 6 }], [-0.761594, 0.761594]],
    ['stable not known: silent', [{ 'fitness.runs90': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-trainer.stableOfTheFresh', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.winRateAtStage': 0.122, 'fitness.runs90': 1 }, { 'trainer.winRateAtStage': 0.038, 'fitness.runs90': 1 }], '1 start in 90 days, from a stable that wins 12.2% (mean of the field 8%) at this stage of a preparation'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-trainer.stableOfTheFresh', runners)).toBe(said) })
})
describe('fitness-trainer.newStable', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['2 points above the mean without a run: tanh 1; the same stable as before: nothing', [{ 'trainer.newStable': 1, 'trainer.winRateAtStage': 0.1, 'fitness.runs90': 0 }, { 'trainer.newStable': 0, 'trainer.winRateAtStage': 0.06, 'fitness.runs90': 0 }], [0.761594, 0]],
    ['below the mean after two runs: against, by e less', [{ 'trainer.newStable': 0, 'trainer.winRateAtStage': 0.1, 'fitness.runs90': 2 }, { 'trainer.newStable': 1, 'trainer.winRateAtStage': 0.06, 'fitness.runs90': 2 }], [0, -0.280175]],
    ['a debutant, of whom no last stable is known: silent', [{ 'trainer.winRateAtStage': 0.1, 'fitness.runs90': 0 }], [0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-trainer.newStable', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.newStable': 1, 'trainer.winRateAtStage': 0.1, 'fitness.runs90': 0 }], 'its first start for a stable that wins 10% (mean of the field 10%) at this stage, after no start in 90 days'],
    [[{ 'trainer.newStable': 0, 'trainer.winRateAtStage': 0.1, 'fitness.runs90': 2 }], 'still with a stable that wins 10% (mean of the field 10%) at this stage, after 2 starts in 90 days'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-trainer.newStable', runners)).toBe(said) })
})
describe('fitness-trainer.firstUp', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['first-up, 4 points above and below the mean: tanh 1', [{ 'fitness.firstUp': 1, 'trainer.winRateAtStage': 0.14 }, { 'fitness.firstUp': 1, 'trainer.winRateAtStage': 0.06 }], [0.761594, -0.761594]],
    ['not first-up, stable not known: silent', [{ 'fitness.firstUp': 0, 'trainer.winRateAtStage': 0.14 }, { 'fitness.firstUp': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('fitness-trainer.firstUp', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'fitness.firstUp': 1, 'trainer.winRateAtStage': 0.14 }, { 'fitness.firstUp': 0, 'trainer.winRateAtStage': 0.06 }], 'first-up for a stable that wins 14% (mean of the field 10%) at this stage'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('fitness-trainer.firstUp', runners)).toBe(said) })
})
