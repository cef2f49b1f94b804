import { compareFixture, likely } from './fixture'
import { contestantOf, duelOf, gapOf, probeOf } from '../../../src/usecases/headtohead/compare'

const RESAMPLING = { seed: 1, draws: 2_000, level: 0.95 }

describe('duel', () => {
  test('means, hits and ties of three races by hand', () => {
    // Winners: first runner each time. Losses of ours: ln 2, ln 4, ln 2; of the other: ln 4, ln 4, ln 4.
    const races = compareFixture([2, 4, 4], [0, 0, 0])
    const ours = { name: 'ours', about: '', chances: Float64Array.of(0.5, 0.5, 0.25, 0.35, 0.2, 0.2, 0.5, 0.2, 0.2, 0.1) }
    const other = { name: 'plain', about: '', chances: Float64Array.of(0.25, 0.75, 0.25, 0.25, 0.25, 0.25, 0.25, 0.5, 0.15, 0.1) }
    const duel = duelOf(ours, other, races, RESAMPLING)
    expect(duel.difference).toBeCloseTo((Math.log(2) - Math.log(4)) * 2 / 3, 12)
    expect(duel.races).toBe(3)
    // Race 1: ours is tied. Race 2: the other is tied. Race 3: ours right, the other wrong.
    expect(duel.top1).toEqual({ ours: 1, other: 0, p: 1, tied: 2 })
    // Two differences of one sign: 2 of 4 assignments are as far.
    expect(duel.signFlip).toBe(0.5)
    // The interval of so few is too narrow to cover 0, and the signs say that it may be luck.
    expect(duel.high).toBeLessThanOrEqual(0)
    expect(duel.verdict).toBe('not shown')
  })
  test('a difference in every race is shown, and the other way round', () => {
    const races = compareFixture(Array.from({ length: 40 }, () => 4), Array.from({ length: 40 }, () => 1))
    const [good, poor] = [likely(40, 4, 1, 0.6), likely(40, 4, 1, 0.3)]
    expect(duelOf({ name: 'ours', about: '', chances: good }, { name: 'plain', about: '', chances: poor }, races, RESAMPLING).verdict).toBe('better')
    expect(duelOf({ name: 'ours', about: '', chances: poor }, { name: 'plain', about: '', chances: good }, races, RESAMPLING).verdict).toBe('worse')
    expect(duelOf({ name: 'ours', about: '', chances: good }, { name: 'plain', about: '', chances: good }, races, RESAMPLING)).toMatchObject({ difference: 0, verdict: 'not shown', signFlip: 1 })
  })
})

test('what a category is worth is what is lost without it', () => {
  const races = compareFixture(Array.from({ length: 30 }, () => 5), Array.from({ length: 30 }, () => 2))
  const [whole, without] = [{ name: 'ours', about: '', chances: likely(30, 5, 2, 0.5) }, { name: 'x', about: '', chances: likely(30, 5, 2, 0.4) }]
  const gap = gapOf('speed', without, whole, races, RESAMPLING)
  expect(gap.loss).toBeCloseTo(Math.log(0.5) - Math.log(0.4), 12)
  expect(gap.verdict).toBe('helps')
  expect(gapOf('speed', whole, without, races, RESAMPLING).verdict).toBe('hurts')
})

describe('contestant', () => {
  test('returns at the starting price, null without prices', () => {
    const races = compareFixture([2, 2], [0, 1], [3, 3, 3, 3])
    const contestant = contestantOf({ name: 'a', about: 'one', chances: Float64Array.of(0.6, 0.4, 0.6, 0.4) }, races, RESAMPLING)
    // One of two units comes back threefold.
    expect(contestant.roi).toEqual({ roi: 0.5, low: null, high: null, bets: 2 })
    expect(contestant.scores.top1).toBe(0.5)
    expect(contestantOf({ name: 'a', about: 'one', chances: Float64Array.of(0.6, 0.4, 0.6, 0.4) }, compareFixture([2, 2], [0, 1]), RESAMPLING).roi).toBeNull()
  })
  test('too sure has a slope below 1, too shy one above', () => {
    // Favourites at 90% that win 7 of 10: the power that fits takes 9:1 to 7:3.
    const races = compareFixture(Array.from({ length: 10 }, () => 2), [0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
    expect(contestantOf({ name: 'a', about: '', chances: likely(10, 2, 0, 0.9) }, races, RESAMPLING).slope).toBeCloseTo(Math.log(7 / 3) / Math.log(9), 4)
    expect(contestantOf({ name: 'a', about: '', chances: likely(10, 2, 0, 0.6) }, races, RESAMPLING).slope).toBeCloseTo(Math.log(7 / 3) / Math.log(1.5), 4)
  })
})

describe('probe', () => {
  test('right picks against blind ones', () => {
    // Two races of 2 and 4: both right by luck 1/8, at least one 1 - 1/2 x 3/4 = 5/8.
    expect(probeOf([{ runners: 2, right: true }, { runners: 4, right: true }])).toEqual({ races: 2, right: 2, byLuck: 0.75, p: 0.125 })
    expect(probeOf([{ runners: 2, right: false }, { runners: 4, right: true }]).p).toBeCloseTo(0.625, 12)
    expect(probeOf([{ runners: 2, right: false }]).p).toBe(1)
    expect(probeOf([])).toEqual({ races: 0, right: 0, byLuck: 0, p: 1 })
  })
})
