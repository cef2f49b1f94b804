import { saidOfFirst, signalled, type Runner } from '../../support/speak'

describe('race-trainer.midSeason', () => {
  test.each<[string, readonly Runner[], readonly number[]]>([
    ['2.5 points above and below the mean at new year: half', [{ 'trainer.winRateYear': 0.125, 'race.seasonCosine': 1 }, { 'trainer.winRateYear': 0.075, 'race.seasonCosine': 1 }], [0.5, -0.5]],
    ['at the start of July: the other way round', [{ 'trainer.winRateYear': 0.125, 'race.seasonCosine': -1 }, { 'trainer.winRateYear': 0.075, 'race.seasonCosine': -1 }], [-0.5, 0.5]],
    ['10 points: cut off', [{ 'trainer.winRateYear': 0.2, 'race.seasonCosine': 1 }, { 'trainer.winRateYear': 0, 'race.seasonCosine': 1 }], [1, -1]],
    ['stable not known: silent', [{ 'race.seasonCosine': 1 }, { 'trainer.winRateYear': 0.1, 'race.seasonCosine': 1 }], [0, 0]],
  ])('%s', (_, runners, signals) => { expect(signalled('race-trainer.midSeason', runners)).toEqual(signals) })
  test.each<[readonly Runner[], string | null]>([
    [[{ 'trainer.winRateYear': 0.125, 'race.seasonCosine': 0.9 }, { 'trainer.winRateYear': 0.075, 'race.seasonCosine': 0.9 }], 'a stable that won 12.5% (mean of the field 10%) in a year, nearer to January than to July'],
    [[{ 'trainer.winRateYear': 0.1, 'race.seasonCosine': -0.5 }], 'a stable that won 10% (mean of the field 10%) in a year, nearer to July than to January'],
  ])('%j: %s', (runners, said) => { expect(saidOfFirst('race-trainer.midSeason', runners)).toBe(said) })
})
