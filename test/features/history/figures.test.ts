import { even, PAR_MS, shown, timed } from '../../support/timed-days'

/** Five races on the first of January make 70 s the par of 1,200 m. */
const pars = even(1, 5)
/** 1.2 per cent faster: what 40 points of class are worth at 0.3 points each. */
const FASTER = PAR_MS * Math.exp(-0.012)

describe('figures: 100 + 10 for each per cent of time', () => {
  const race = timed(2, [69_300, 70_000, 70_700])
  test.each([
    ['one per cent either way', [...pars, race], [110, 100, 90]],
    ['pars are there from five races on', [...even(1, 4), race], [null, null, null]],
    ['races of the day itself make no par', [...even(2, 5), race], [null, null, null]],
    ['another surface has its own', [...even(1, 5, PAR_MS, { surface: 'DIRT' }), race], [null, null, null]],
    ['so have jumps', [...even(1, 5, PAR_MS, { kind: 'HURDLE' }), race], [null, null, null]],
    ['another country is another world', [...even(1, 5, PAR_MS, { country: 'GBR' }), race], [null, null, null]],
    ['trials make no par', [...even(1, 5, PAR_MS, { kind: 'BARRIER_TRIAL' }), race], [null, null, null]],
    ['another venue of the same world does, by its curve', [...even(1, 5, PAR_MS, { venueId: 2 }), race], [110, 100, 90]],
    ['later days change nothing', [...pars, race, ...even(3, 8, 60_000), ...even(4, 8, 75_000)], [110, 100, 90]],
  ])('%s', (_, races, expected) => { expect(shown(races, race, 'figure')).toEqual(expected) })

  test.each([
    ['no finish', { position: null }, null],
    ['no time and no lengths', { position: 2 }, null],
    ['five lengths are 12 m, 700 ms', { position: 2, beatenLengths: 5 }, 90],
    ['six per cent slower: eased', { position: 2, finishTimeMs: 74_200 }, 50],
    ['faster than a horse can run', { position: 2, finishTimeMs: 35_000 }, null],
    ['nine per cent faster than par', { position: 2, finishTimeMs: 63_700 }, null],
  ])('%s', (_, second, expected) => {
    const odd = timed(2, [70_000, second, 70_000, 70_000])
    expect(shown([...pars, odd], odd, 'figure')[1]).toBe(expected)
  })

  test('the mean of the field, for all of it', () => {
    const four = timed(2, [69_300, 70_000, 70_000, { position: null }])
    expect(shown([...pars, four], four, 'fieldFigure')).toEqual([103.33, 103.33, 103.33, 103.33])
  })
})

describe('the day and its races', () => {
  test('a day that is one per cent slower gives nearly the same figures', () => {
    // Each of nine races is 1000 ln 1.01 = 9.950 slower; variant 9 x 9.950 / 10 = 8.955; of the rest, 0.995, seven tenths go too.
    const own = timed(2, [69_300 * 1.01, 70_000 * 1.01, 70_700 * 1.01])
    expect(shown([...pars, ...even(2, 8, 70_700), own], own, 'figure')).toEqual([109.7, 99.7, 89.7])
  })
  test('seven tenths of what one race differs from its day are how it was run', () => {
    // Day: 0, 0, 0 and 9.950; variant 9.950 / 5 = 1.990; the race is 7.960 off, 5.572 of it taken out; left 9.950 - 7.562 = 2.388.
    const slow = timed(2, [70_700, 70_700, 70_700])
    expect(shown([...pars, ...even(2, 3), slow], slow, 'figure')[0]).toBeCloseTo(100 + 1_000 * (1 - Math.exp(0.002388)), 2)
  })
  test('another venue has its own day', () => {
    const here = timed(2, [70_000, 70_000])
    expect(shown([...pars, ...even(2, 8, 70_700, { venueId: 2 }), here], here, 'figure')).toEqual([100, 100])
  })
})

test('a slow day on other ground moves the par by no more than what the day left open', () => {
  // Variant 8 x 9.950 / 9 = 8.845; each race leaves 1.106, eight of thirteen 0.680. Of that half is the day and seven tenths of the rest the race.
  const race = timed(3, [70_000, 70_000, 70_000])
  const slow = even(2, 8, 70_700, { goingNumber: 8 })
  expect(shown([...pars, ...slow, race], race, 'figure')).toEqual([100.1, 100.1, 100.1])
})
test('heavy ground is expected to be slow', () => {
  // Eight races 9.950 slower against 20 of none: 2.843 anywhere; here (8 x 9.950 + 20 x 2.843) / 28 = 4.874. Par 0.680 as above.
  const race = timed(3, [70_700, 70_700, 70_700], { goingNumber: 8 })
  const left = (9.950331 - 0.680359 - 4.873632) * 0.5 * 0.3
  expect(shown([...pars, ...even(2, 8, 70_700, { goingNumber: 8 }), race], race, 'figure')[0]).toBeCloseTo(100 + 1_000 * (1 - Math.exp(left / 1_000)), 2)
})
test('a result of the day before that came late belongs to its own day', () => {
  const slow = Array.from({ length: 8 }, () => timed(2, [70_700, 70_700], {}, [], '2024-01-03T06:15:00Z'))
  const race = timed(3, [70_000, 70_000])
  expect(shown([...pars, ...slow, race], race, 'figure')).toEqual([100, 100])
})

describe('class and company are taken out of the day', () => {
  test.each([
    // 40 points above the middle are worth 12 points of figure: the card ran as it should, the variant is 0.
    ['a good card at the pace of its class', 100, 100 + 1_000 * (1 - Math.exp(-0.012))],
    // Variant -12 x 8 / 9 = -10.667; of the -1.333 left seven tenths are how it was run; 0.4 stays.
    ['a middling card at that pace: a fast track', 60, 100 + 1_000 * (1 - Math.exp(-0.0004))],
    ['class unknown: middling', null, 100 + 1_000 * (1 - Math.exp(-0.0004))],
  ])('%s', (_, ratingHigh, expected) => {
    const races = even(2, 8, FASTER, { ratingHigh })
    expect(shown([...pars, ...races], races[0] as (typeof races)[0], 'figure')[0]).toBeCloseTo(expected, 2)
  })
  test('horses that ran 110 are expected to run 103.33 by themselves', () => {
    // One run of +10 and the class, 0, that weighs two runs: 10 / 3. At that pace the day is an ordinary one.
    const first = [1, 2, 3].map((id) => timed(2, [69_300, 70_000, 70_700], {}, [id]))
    const again = timed(3, [1, 2, 3].map(() => PAR_MS * Math.exp(-1 / 300)), {}, [1, 2, 3])
    expect(shown([...pars, ...first, again], again, 'figure')).toEqual([103.33, 103.33, 103.33])
  })
})

describe('wrong times', () => {
  test('a race nine per cent fast has no figure, and its day and the next hardly notice', () => {
    const wrong = timed(2, [63_700, 63_700, 63_700])
    const beside = timed(2, [70_000, 70_000, 70_000])
    const after = timed(3, [70_000, 70_000, 70_000])
    const races = [...pars, wrong, beside, ...even(2, 1), after]
    expect(shown(races, wrong, 'figure')).toEqual([null, null, null])
    expect(shown(races, beside, 'figure')).toEqual([100, 100, 100])
    expect(Math.abs((shown(races, after, 'figure')[0] as number) - 100)).toBeLessThan(1)
  })
  test('of a new world too', () => {
    const after = timed(2, [70_000, 70_000, 70_000])
    expect(shown([...pars, timed(1, [20_000, 20_000]), after], after, 'figure')).toEqual([100, 100, 100])
  })
})
