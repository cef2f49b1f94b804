import type { FinishedRace } from '../../../src/domain/race-outcome'
import { careerPoint } from '../../../src/features/history/career'
import { FAMILIES } from '../../../src/features/history/families'
import { History, knownDay } from '../../../src/features/history/history'
import type { RunColumn } from '../../../src/features/history/run-columns'
import { RunStore } from '../../../src/features/history/run-store'
import { STARTER, TALLY_STRIDE } from '../../../src/features/history/tally-columns'
import { cardRunner, finished, raceCard, type CardPart, type OutcomePart } from '../../support/racing-world'
import { EVERY_COUNTER } from '../../support/every-counter'

/** Day 1 is 2024-01-01. */
const day = (n: number): number => 19_722 + n
const at = (n: number, time = '06:00'): string => `2024-01-${String(n).padStart(2, '0')}T${time}:00Z`
const race = (n: number, finish: Readonly<Record<number, number | null | OutcomePart>>, part: Omit<CardPart, 'runners'> = {}, knownAt?: string): FinishedRace =>
  finished({ off: at(n), ...part, runners: Object.keys(finish).map((id) => ({ horseId: Number(id), jockeyId: 50 })) }, Object.values(finish), knownAt)
const folded = (...days: readonly (readonly [number, readonly FinishedRace[]])[]): History => {
  const history = new History()
  for (const [n, races] of days) history.fold(day(n), races)
  return history
}
const column = (history: History, horse: number, name: RunColumn): number[] => history.past(horse).map((row) => history.runs.get(row, name))

/** Key of the family of jockeys for jockey 50, made as the fold makes it. */
const JOCKEY = FAMILIES.jockey({ card: raceCard({ runners: [] }), runner: cardRunner({ horseId: 1, jockeyId: 50 }), wetness: NaN, barrierShare: NaN, ...careerPoint(new RunStore(), [], '2024-01-01') })
const starts = (history: History, before: number): number => {
  const into = new Float64Array(TALLY_STRIDE)
  history.addBefore('jockey', JOCKEY as NonNullable<typeof JOCKEY>, before, 1, EVERY_COUNTER, into, 0)
  return into[STARTER.starts] as number
}

test('a result counts from the day after it became known', () => {
  expect(knownDay(race(3, { 1: 1 }, { off: at(3, '23:50') }))).toBe(day(4))
  const history = folded([3, [race(3, { 1: 1, 2: 2 })]])
  expect(history.day).toBe(day(4))
  expect([starts(history, day(3)), starts(history, day(4))]).toEqual([0, 2])
})

describe('days only go forward', () => {
  test('the day itself may be folded in until it is over', () => { expect(() => { const history = new History(); history.moveTo(day(3)); history.fold(day(3), []) }).not.toThrow() })
  test('twice: too late', () => { expect(() => { folded([3, []], [3, []]) }).toThrow(RangeError) })
  test('back', () => { expect(() => { folded([3, []], [2, []]) }).toThrow(/cannot go back/) })
  test('an empty day changes nothing but the day', () => { const history = folded([3, [race(3, { 1: 1 })]], [5, []]); expect([history.day, history.past(1).length]).toEqual([day(6), 1]) })
})

describe('runs of a horse', () => {
  test('nobody', () => { expect([new History().past(1), new History().trials(1)]).toEqual([[], []]) })
  test('oldest first, each with what the earlier ones make of it', () => {
    const history = folded([1, [race(1, { 1: 1, 2: 2 })]], [9, [race(9, { 1: 2, 2: 1 })]])
    expect([column(history, 1, 'position'), column(history, 1, 'careerRun'), column(history, 1, 'sincePrevious')]).toEqual([[1, 2], [1, 2], [NaN, 8]])
  })
  test('two on a day, by the time of the off and not by the order in which they came', () => {
    const history = folded([1, [race(1, { 1: 2 }, { off: at(1, '09:00') }), race(1, { 1: 1 }, { off: at(1, '05:00') })]])
    expect([column(history, 1, 'position'), column(history, 1, 'careerRun')]).toEqual([[1, 2], [1, 2]])
  })
  test('a result that came late stands where the race was run', () => {
    const late = race(2, { 1: 3 }, {}, at(6))
    expect(column(folded([4, [race(4, { 1: 1 })]], [6, [late]], [8, [race(8, { 1: 2 })]]), 1, 'position')).toEqual([3, 1, 2])
  })
  test('trials are apart, in no tally, and are no start of a career', () => {
    const history = folded([1, [race(1, { 1: 1, 2: 2 }, { kind: 'BARRIER_TRIAL' }), race(1, { 3: 1 }, { kind: 'JUMP_OUT' })]], [3, [race(3, { 1: 1 })]])
    expect([history.trials(1).length, history.trials(3).length, column(history, 1, 'careerRun'), starts(history, day(9))]).toEqual([1, 1, [1], 1])
  })
  test('void is no start; pulled up is', () => {
    const history = folded([1, [race(1, { 1: { status: 'VOID' }, 2: null })]])
    expect([history.past(1).length, column(history, 2, 'position'), starts(history, day(2))]).toEqual([0, [NaN], 1])
  })
})

describe('as it is stored', () => {
  const history = folded([1, [race(1, { 1: 1, 2: 2 })]], [3, [race(3, { 1: 1 }, { kind: 'BARRIER_TRIAL' })]], [5, [race(5, { 2: 1 })]])
  const brief = (from?: number): unknown => [...history.lines(from)].map(({ horseId, knownDay: known, trial }) => [horseId, known - day(0), trial])
  test.each([
    ['all', undefined, [[1, 1, false], [2, 1, false], [1, 3, true], [2, 5, false]]],
    ['from a day on', day(3), [[1, 3, true], [2, 5, false]]],
    ['later than any', day(6), []],
  ])('%s', (_, from, expected) => { expect(brief(from)).toEqual(expected) })
  test('tallies, from a day on', () => {
    const days = (from?: number): number[] => [...history.tallyRows(from)].filter(({ family }) => family === 'jockey').map((row) => row.day - day(0))
    expect([days(), days(day(2)), days(day(6))]).toEqual([[1, 5], [5], []])
  })
})
