import type { RunColumn } from '../../../src/features/history/run-columns'
import { PAR_MS, shown, timed, type Sections } from '../../support/timed-days'

/** Sections that end 800, 400 ... from home and take so many milliseconds each. */
const sections = (ends: readonly number[], times: readonly number[]): Sections =>
  ends.map((toM, i) => ({ fromM: ends[i - 1] ?? 1_200, toM, timeMs: times[i] as number, position: null, marginLengths: null }))
const run = (own: Sections) => ({ finishTimeMs: own.reduce((sum, { timeMs }) => sum + timeMs, 0), sections: own })
const by400 = (...times: readonly number[]) => run(sections([800, 400, 0], times))
const by600 = (...times: readonly number[]) => run(sections([600, 0], times))

/** Par of the parts: 24, 22.8 and 23.2 s. */
const usual = () => by400(24_000, 22_800, 23_200)
const pars = Array.from({ length: 5 }, () => timed(1, [usual(), usual(), usual()]))
const COLUMNS: readonly RunColumn[] = ['earlyFigure', 'middleFigure', 'lateFigure', 'finishingSpeed', 'tempo']
const of = (races: readonly ReturnType<typeof timed>[], race: ReturnType<typeof timed>, runner = 0) => COLUMNS.map((column) => shown([...races, race], race, column)[runner])

describe('early, middle and late figure, finishing speed, tempo', () => {
  /** One per cent faster early, and what that leaves for the end: 240 ms more than 23.2 s. */
  const quick = by400(23_760, 22_800, 23_440)
  const race = timed(2, [quick, usual(), usual()])
  test.each([
    // 1000 x 240 / 23200 = 10.34; 400 m in 23.44 s against 1200 m in 70 s: 100 x (400 x 70) / (1200 x 23.44) = 99.54 per cent.
    ['fast early', of(pars, race), [110, 100, 89.66, 99.54, 110]],
    ['behind it', of(pars, race, 1), [100, 100, 100, 100.57, 110]],
    ['two races over the distance make no par', of([...pars.slice(0, 2), ...Array.from({ length: 3 }, () => timed(1, [PAR_MS, PAR_MS]))], race), [null, null, null, 99.54, null]],
    ['no sections', of(pars, timed(2, [PAR_MS, PAR_MS])), [null, null, null, null, null]],
    ['the last 600 only: a par of its own', of(pars.map(() => timed(1, [by600(35_000, 35_000)])), timed(2, [by600(35_350, 34_650), by600(35_000, 35_000)])), [null, null, 110, 101.01, null]],
    ['a gap before 400', of(pars, timed(2, [{ finishTimeMs: PAR_MS, sections: [usual().sections[0], usual().sections[2]] as Sections }, usual()])), [null, null, 100, null, 100]],
    ['the first section missing', of(pars, timed(2, [{ finishTimeMs: PAR_MS, sections: usual().sections.slice(1) }, usual()])), [null, 100, 100, null, 100]],
    ['eased in the straight', of(pars, timed(2, [{ finishTimeMs: 74_800, sections: by400(24_000, 22_800, 28_000).sections }, usual(), usual()]))[2], 0],
    ['a wrong section', of(pars, timed(2, [{ finishTimeMs: PAR_MS, sections: by400(24_000, 22_800, 12_000).sections }, usual(), usual()]))[2], null],
  ])('%s', (_, value, expected) => { expect(value).toEqual(expected) })

  test('a day that is one per cent slower gives nearly the same figures', () => {
    const slow = () => by400(24_240, 23_028, 23_432)
    const day = Array.from({ length: 9 }, () => timed(2, [slow(), slow()]))
    // Variant nine tenths of 9.95: 0.995 points are left.
    expect(of([...pars, ...day.slice(1)], day[0] as (typeof day)[0]).map((value) => Math.round(value as number))).toEqual([99, 99, 99, 101, 99])
  })
  test('a track has parts of its own, drawn toward those of the distance anywhere', () => {
    // Five races here and five elsewhere, which begin a second slower: here 5 of its own and 5 of the mean of all, 24 s x (25 / 24)^(1/4) = 24.2462 s.
    const elsewhere = pars.map(() => timed(1, [by400(25_000, 22_800, 22_200), by400(25_000, 22_800, 22_200)], { venueId: 2 }))
    expect(of([...pars, ...elsewhere], timed(2, [usual(), usual()]))[0]).toBeCloseTo(100 + 1_000 * (1 - (24 / 25) ** 0.25), 2)
  })
  test('later days change nothing', () => {
    const later = Array.from({ length: 5 }, () => timed(3, [by400(20_000, 22_000, 28_000)]))
    expect(of([...pars, ...later], race)).toEqual([110, 100, 89.66, 99.54, 110])
  })
})
