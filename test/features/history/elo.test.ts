import type { FinishedRace } from '../../../src/domain/race-outcome'
import { daysBefore, finished, historyBefore, type OutcomePart } from '../../support/racing-world'

const TODAY = 19_844
type Finish = Readonly<Record<number, number | null | OutcomePart>>
const race = (days: number, finish: Finish): FinishedRace => finished({ off: daysBefore(days), runners: Object.keys(finish).map((id) => ({ horseId: Number(id) })) }, Object.values(finish))
const column = (name: 'elo' | 'opposition', races: readonly FinishedRace[], horses: readonly number[]): number[] => {
  const history = historyBefore(races, TODAY)
  return horses.map((horse) => history.runs.get(history.past(horse).at(-1) ?? -1, name))
}
const close = (actual: readonly number[], expected: readonly number[]): void => { expect(actual.length).toBe(expected.length); actual.forEach((value, i) => { expect(value).toBeCloseTo(expected[i] as number, 9) }) }
const fell: OutcomePart = { status: 'FELL' }
const expected = (own: number, rival: number): number => 1 / (1 + 10 ** ((rival - own) / 400))

describe('after one race of debutants, who all stand at 1500', () => {
  test.each<[string, Finish, readonly number[]]>([
    ['two', { 1: 1, 2: 2 }, [1_750, 1_250]],
    ['three', { 1: 1, 2: 2, 3: 3 }, [1_750, 1_500, 1_250]],
    ['dead heat', { 1: 1, 2: 1 }, [1_500, 1_500]],
    ['dead heat for the second place', { 1: 1, 2: 2, 3: 2 }, [1_750, 1_375, 1_375]],
    ['by two lengths: odds of e to 1', { 1: 1, 2: { position: 2, beatenLengths: 2 } }, [1_500 + 500 * (Math.E / (1 + Math.E) - 0.5), 1_500 - 500 * (Math.E / (1 + Math.E) - 0.5)]],
    ['lengths of one unknown: by places', { 1: 1, 2: { position: 2, beatenLengths: 2 }, 3: 3 }, [1_500 + 250 * (Math.E / (1 + Math.E) + 1 - 1), 1_500 + 250 * (1 / (1 + Math.E) + 1 - 1), 1_250]],
    ['one fell: as if he had not been there', { 1: 1, 2: 2, 3: fell }, [1_750, 1_250, 1_500]],
    ['one pulled up: beaten', { 1: 1, 2: 2, 3: null }, [1_750, 1_500, 1_250]],
    ['two pulled up: equal', { 1: 1, 2: null, 3: null }, [1_750, 1_375, 1_375]],
    ['all fell', { 1: fell, 2: fell }, [1_500, 1_500]],
    ['alone', { 1: 1 }, [1_500]],
  ])('%s', (_, finish, ratings) => { close(column('elo', [race(9, finish)], Object.keys(finish).map(Number)), ratings) })

  test('void: no row at all', () => { expect(historyBefore([race(9, { 1: 1, 2: { status: 'VOID' } })], TODAY).past(2)).toEqual([]) })
})

describe('later races', () => {
  test('who was expected to win gains little, and a step of 500 / (1 + runs / 5)', () => {
    const beyond = 1 - expected(1_750, 1_250)
    close(column('elo', [race(20, { 1: 1, 2: 2 }), race(9, { 1: 1, 2: 2 })], [1, 2]), [1_750 + (500 / 1.2) * beyond, 1_250 - (500 / 1.2) * beyond])
  })
  test('against a debutant it still moves by its own step', () => {
    const beyond = -expected(1_750, 1_500)
    close(column('elo', [race(20, { 1: 1, 2: 2 }), race(9, { 3: 1, 1: 2 })], [1, 3]), [1_750 + (500 / 1.2) * beyond, 1_500 + 500 * -beyond])
  })
  test.each<[string, number, number]>([
    ['after 11 runs the step is 156.25', 11, 78.125],
    ['after 12 runs it is the least, 150', 12, 75],
    ['and stays there', 20, 75],
  ])('%s', (_, runs, gain) => {
    const heats = Array.from({ length: runs }, (_, i) => race(100 - i, { 1: 1, 2: 1 }))
    close(column('elo', [...heats, race(9, { 1: 1, 2: 2 })], [1, 2]), [1_500 + gain, 1_500 - gain])
  })
  test('a race alone and a fall are no runs', () => { close(column('elo', [race(20, { 1: 1 }), race(15, { 1: fell, 3: 1, 4: 2 }), race(9, { 1: 1, 2: 2 })], [1]), [1_750]) })
})

describe('opposition: the mean of the rivals before the race', () => {
  const before = race(20, { 1: 1, 2: 2 })
  test.each<[string, readonly FinishedRace[], readonly number[], readonly number[]]>([
    ['debutants', [before], [1, 2], [1_500, 1_500]],
    ['own rating left out, who fell is in', [before, race(9, { 1: 1, 2: fell, 3: 2 })], [1, 2, 3], [1_375, 1_625, 1_500]],
    ['alone', [race(9, { 1: 1 })], [1], [NaN]],
  ])('%s', (_, races, horses, means) => { expect(column('opposition', races, horses)).toEqual(means) })
})

test('races of a day that share no horse may come in any order', () => {
  const hours = (first: string, second: string): FinishedRace[] => [
    finished({ off: first, runners: [{ horseId: 1 }, { horseId: 2 }, { horseId: 3 }] }, [1, 3, 2]), finished({ off: second, runners: [{ horseId: 4 }, { horseId: 5 }] }, [2, 1]),
  ]
  const history = [race(30, { 1: 1, 4: 2 }), race(29, { 2: 1, 5: 2 })]
  const [early, late] = ['2024-04-20T04:00:00Z', '2024-04-20T07:00:00Z']
  expect(column('elo', [...history, ...hours(early, late)], [1, 2, 3, 4, 5])).toEqual(column('elo', [...history, ...hours(late, early)], [1, 2, 3, 4, 5]))
})
test('trials do not count', () => {
  const trial = finished({ kind: 'BARRIER_TRIAL', off: daysBefore(9), runners: [{ horseId: 1 }, { horseId: 2 }] }, [2, 1])
  close(column('elo', [race(20, { 1: 1, 2: 2 }), trial], [1, 2]), [1_750, 1_250])
})
