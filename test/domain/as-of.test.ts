import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf, instant, type Instant } from '../../src/domain/instant'
import type { CardChange, CardRunner, GearFact, RaceCard, TrackReading } from '../../src/domain/race-card'
import { price, raceCard, type CardPart, type RunnerPart } from '../support/racing-world'

/** Off at six; everything below happens at five, and is asked about at four (not known yet) and at half past five. */
const [FOUR, FIVE, HALF_PAST, OFF] = ['2024-05-01T04:00:00Z', '2024-05-01T05:00:00Z', '2024-05-01T05:30:00Z', '2024-05-01T06:00:00Z'] as const
type ChangePart = Partial<Omit<CardChange, 'knownAt'>> & { readonly kind: CardChange['kind']; readonly at?: string }
const change = ({ at = FIVE, ...part }: ChangePart): CardChange => ({ runnerId: 1, before: null, after: null, beforeJockey: null, ...part, knownAt: instant(at) })
const seen = (card: RaceCard, at: string): RaceCard => { const asOf = instant(at); return raceAsOf(card, { day: dayOf(asOf) }, asOf).card }
const runnerSeen = (part: Partial<RunnerPart>, changes: readonly ChangePart[], at: string, race: Partial<CardPart> = {}): CardRunner | undefined =>
  seen(raceCard({ off: OFF, source: 'SYNTHETIC', ...race, runners: [{ horseId: 1, ...part }, { horseId: 2 }], changes: changes.map(change) }), at).runners.find(({ runnerId }) => runnerId === 1)
const gear = (code: string, knownAt: string, part: Partial<GearFact> = {}): GearFact => ({ code, firstTime: false, removed: false, ...part, knownAt: instant(knownAt) })

describe('a runner of the synthetic season before and after it is known', () => {
  const booked = { jockeyId: 7, apprentice: true, jockeyMinimumKg: 50, allocatedKg: 56, claimKg: 2, overweightKg: 0, weightKg: 54 }
  const senior = { jockeyId: 8, apprentice: false, jockeyMinimumKg: 52 }
  const novice = { jockeyId: 9, apprentice: true, jockeyMinimumKg: 49 }
  test.each<[string, Partial<RunnerPart>, readonly ChangePart[], Partial<CardRunner>, Partial<CardRunner>]>([
    ['a senior gave way to one who claims', booked, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B', beforeJockey: senior }],
      { jockeyId: 8, apprentice: false, jockeyMinimumKg: 52, claimKg: 0, weightKg: 56 }, { jockeyId: 7, claimKg: 2, weightKg: 54 }],
    ['an apprentice gave way: how much he claimed is unknown', booked, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B', beforeJockey: novice }],
      { jockeyId: 9, apprentice: true, claimKg: null, weightKg: null, allocatedKg: 56 }, { weightKg: 54 }],
    ['a rider who cannot be found', booked, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B' }], { jockeyId: null, apprentice: null, jockeyMinimumKg: null, claimKg: null, weightKg: null }, { jockeyId: 7 }],
    ['nobody was booked: the weight allotted', booked, [{ kind: 'JOCKEY_CHANGE', before: null, after: 'B' }], { jockeyId: null, claimKg: null, overweightKg: null, weightKg: 56 }, { jockeyId: 7, weightKg: 54 }],
    ['two changes: the first rider', booked, [{ kind: 'JOCKEY_CHANGE', at: '2024-05-01T04:30:00Z', before: 'A', after: 'B', beforeJockey: senior }, { kind: 'JOCKEY_CHANGE', before: 'B', after: 'C', beforeJockey: novice }],
      { jockeyId: 8, weightKg: 56 }, { jockeyId: 7 }],
    ['two changes at one instant are undone from the last', booked, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B', beforeJockey: senior }, { kind: 'JOCKEY_CHANGE', before: 'B', after: 'C', beforeJockey: novice }], { jockeyId: 8 }, { jockeyId: 7 }],
    ['overweight', { allocatedKg: 56, claimKg: 0, overweightKg: 0.5, weightKg: 56.5 }, [{ kind: 'WEIGHT_CHANGE', before: '0', after: '0.5' }], { overweightKg: 0, weightKg: 56 }, { overweightKg: 0.5, weightKg: 56.5 }],
    ['overweight of a new rider: both undone', { ...booked, overweightKg: 1, weightKg: 55 }, [{ kind: 'JOCKEY_CHANGE', before: 'A', beforeJockey: senior }, { kind: 'WEIGHT_CHANGE', at: '2024-05-01T05:15:00Z', before: '0', after: '1' }],
      { jockeyId: 8, overweightKg: 0, weightKg: 56 }, { jockeyId: 7, weightKg: 55 }],
    ['weight that is unknown stays so', { overweightKg: 0.5 }, [{ kind: 'WEIGHT_CHANGE', before: '0', after: '0.5' }], { overweightKg: 0, weightKg: null }, { overweightKg: 0.5 }],
    ['barrier', { barrier: 11 }, [{ kind: 'BARRIER_CHANGE', before: '1', after: '11' }], { barrier: 1 }, { barrier: 11 }],
    ['barrier without a number before', { barrier: 11 }, [{ kind: 'BARRIER_CHANGE', before: 'outside', after: '11' }], { barrier: null }, { barrier: 11 }],
    ['gear added late has its own date', { gear: [gear('B', FOUR.replace('04', '03')), gear('TT', FIVE, { firstTime: true })] }, [{ kind: 'GEAR_CHANGE', after: 'TT' }],
      { gear: [gear('B', FOUR.replace('04', '03'))] }, { gear: [gear('B', FOUR.replace('04', '03')), gear('TT', FIVE, { firstTime: true })] }],
    ['trainer: only a name was told', { trainerId: 5 }, [{ kind: 'TRAINER_CHANGE', before: 'A', after: 'B' }], { trainerId: null }, { trainerId: 5 }],
  ])('%s', (_, published, changes, early, late) => {
    expect(runnerSeen(published, changes, FOUR)).toMatchObject(early)
    expect(runnerSeen(published, changes, HALF_PAST)).toMatchObject(late)
  })
})

describe('a runner of a card file', () => {
  const file = { source: 'FILE' } as const
  test.each<[string, Partial<RunnerPart>, readonly ChangePart[], Partial<CardRunner>]>([
    ['whole weight; its parts are unknown', { weightKg: 54, allocatedKg: 56, claimKg: 2, overweightKg: 0 }, [{ kind: 'WEIGHT_CHANGE', before: '56.5 kg', after: '54 kg' }], { weightKg: 56.5, allocatedKg: null, claimKg: null, overweightKg: null }],
    ['a new rider at the same weight', { weightKg: 54, allocatedKg: 56, claimKg: 2, jockeyId: 3 }, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B' }], { jockeyId: null, weightKg: 54, claimKg: null }],
    ['a new rider and a new weight in one card', { weightKg: 54, allocatedKg: 56, claimKg: 2, jockeyId: 3 }, [{ kind: 'JOCKEY_CHANGE', before: 'A', after: 'B' }, { kind: 'WEIGHT_CHANGE', before: '56 kg', after: '54 kg' }], { jockeyId: null, weightKg: 56, claimKg: null }],
    ['gear told before: what was worn, the first time and the removed', { gear: [gear('B', FIVE), gear('TT', '2024-04-30T00:00:00Z')] }, [{ kind: 'GEAR_CHANGE', before: 'B first time, H off, TT', after: 'B, TT' }],
      { gear: [gear('B', '1970-01-01T00:00:00Z', { firstTime: true }), gear('H', '1970-01-01T00:00:00Z', { removed: true }), gear('TT', '2024-04-30T00:00:00Z')] }],
    ['gear told before: none', { gear: [gear('B', FIVE)] }, [{ kind: 'GEAR_CHANGE', before: 'none', after: 'B' }], { gear: [] }],
  ])('%s', (_, published, changes, early) => {
    expect(runnerSeen(published, changes, FOUR, file)).toMatchObject(early)
    expect(runnerSeen(published, changes, HALF_PAST, file)).toMatchObject(published)
  })
})

describe('who is to start', () => {
  const [AT_2, AT_3] = ['2024-05-01T02:00:00Z', '2024-05-01T03:00:00Z'] as const
  test.each<[string, Partial<RunnerPart>, readonly ChangePart[], { readonly at1: boolean; readonly between: boolean; readonly after: boolean }, Partial<CardPart>]>([
    ['scratched, as the synthetic season tells it', { status: 'SCRATCHED' }, [{ kind: 'SCRATCHING', at: AT_2, before: 'DECLARED', after: 'SCRATCHED' }], { at1: true, between: false, after: false }, {}],
    ['scratched, as Hong Kong tells it: without words', { status: 'LATE_SCRATCHED' }, [{ kind: 'SCRATCHING', at: AT_2 }], { at1: true, between: false, after: false }, { source: 'HKJC' }],
    ['scratched, before it an unknown word', { status: 'SCRATCHED' }, [{ kind: 'SCRATCHING', at: AT_2, before: 'in' }], { at1: true, between: false, after: false }, {}],
    ['an emergency gained a start', { status: 'RUNNER', emergencyNumber: 1 }, [{ kind: 'REINSTATEMENT', at: AT_2, before: 'EMERGENCY', after: 'DECLARED' }], { at1: false, between: true, after: true }, {}],
    ['an emergency that never gained one was scratched', { status: 'SCRATCHED', emergencyNumber: 1 }, [{ kind: 'SCRATCHING', at: AT_2, before: 'DECLARED', after: 'SCRATCHED' }], { at1: false, between: false, after: false }, {}],
    ['an emergency gained a start and was scratched', { status: 'SCRATCHED', emergencyNumber: 1 }, [{ kind: 'REINSTATEMENT', at: AT_2, before: 'EMERGENCY' }, { kind: 'SCRATCHING', at: AT_3, before: 'DECLARED' }], { at1: false, between: true, after: false }, {}],
    ['an emergency was scratched without a start, then given one', { status: 'DECLARED', emergencyNumber: 1 }, [{ kind: 'SCRATCHING', at: AT_2, before: 'DECLARED' }, { kind: 'REINSTATEMENT', at: AT_3, before: 'SCRATCHED' }], { at1: false, between: false, after: true }, {}],
    ['scratched and taken back', { status: 'DECLARED' }, [{ kind: 'SCRATCHING', at: AT_2, before: 'DECLARED' }, { kind: 'REINSTATEMENT', at: AT_3, before: 'SCRATCHED' }], { at1: true, between: false, after: true }, {}],
    ['taken back without a word of what it was', { status: 'DECLARED' }, [{ kind: 'SCRATCHING', at: AT_2 }, { kind: 'REINSTATEMENT', at: AT_3 }], { at1: true, between: false, after: true }, {}],
    ['a card file scratched an emergency', { status: 'SCRATCHED', emergencyNumber: 1 }, [{ kind: 'SCRATCHING', at: AT_2, before: 'EMERGENCY' }], { at1: false, between: false, after: false }, { source: 'FILE' }],
    ['a card file scratched an emergency that was declared', { status: 'SCRATCHED', emergencyNumber: 1 }, [{ kind: 'SCRATCHING', at: AT_2, before: 'DECLARED' }], { at1: true, between: false, after: false }, { source: 'FILE' }],
    ['a reserve without a change', { status: 'RESERVE' }, [], { at1: false, between: false, after: false }, {}],
  ])('%s', (_, published, changes, expected, race) => {
    const starts = (at: string): boolean => runnerSeen(published, changes, at, race) !== undefined
    expect({ at1: starts('2024-05-01T01:00:00Z'), between: starts('2024-05-01T02:30:00Z'), after: starts(FOUR) }).toEqual(expected)
  })
  test('what became known at the very instant is not known yet', () => {
    expect(runnerSeen({ status: 'SCRATCHED' }, [{ kind: 'SCRATCHING' }], FIVE)).toBeDefined()
    expect(runnerSeen({ status: 'SCRATCHED' }, [{ kind: 'SCRATCHING' }], '2024-05-01T05:00:00.001Z')).toBeUndefined()
  })
  test('the order in which changes are listed does not matter', () => {
    const changes: readonly ChangePart[] = [{ kind: 'REINSTATEMENT', at: AT_3, before: 'SCRATCHED' }, { kind: 'SCRATCHING', at: AT_2, before: 'DECLARED' }]
    expect(runnerSeen({}, changes, '2024-05-01T01:00:00Z')).toBeDefined()
    expect(runnerSeen({}, changes, '2024-05-01T02:30:00Z')).toBeUndefined()
  })
})

describe('the race', () => {
  const at = (part: Partial<CardPart>, changes: readonly ChangePart[], when: string): RaceCard => seen(raceCard({ off: OFF, runners: [{ horseId: 1 }], ...part, changes: changes.map((one) => change({ runnerId: null, ...one })) }), when)
  test.each<[string, Partial<CardPart>, readonly ChangePart[], Partial<RaceCard>]>([
    ['put back ten minutes', { localMinute: 845 }, [{ kind: 'TIME_CHANGE', before: '2024-05-01T05:50:00.000Z', after: '2024-05-01T06:00:00.000Z' }], { offAt: instant('2024-05-01T05:50:00Z'), localMinute: 835 }],
    ['put back past midnight of the venue', { localMinute: 5 }, [{ kind: 'TIME_CHANGE', before: '2024-05-01T05:50:00.000Z' }], { localMinute: 1_435 }],
    ['time before unknown', { localMinute: 845 }, [{ kind: 'TIME_CHANGE', before: 'earlier' }], { localMinute: null }],
    ['going with its number', { going: 'SOFT', goingNumber: 6 }, [{ kind: 'TRACK_CHANGE', before: 'GOOD_TO_SOFT 4.5', after: 'SOFT 6' }], { going: 'GOOD_TO_SOFT', goingNumber: 4.5 }],
    ['going without one', { going: 'SOFT', goingNumber: 6 }, [{ kind: 'TRACK_CHANGE', before: 'GOOD', after: 'SOFT' }], { going: 'GOOD', goingNumber: null }],
    ['going in words of its own', { going: 'SOFT', goingNumber: 6 }, [{ kind: 'TRACK_CHANGE', before: 'bit wet', after: 'SOFT' }], { going: null, goingNumber: null }],
    ['rail from true', { railOffsetM: 3 }, [{ kind: 'RAIL_CHANGE', before: 'True position', after: 'Out 3 m entire circuit' }], { railOffsetM: 0 }],
    ['rail from metres', { railOffsetM: 0, courseLayout: 'A' }, [{ kind: 'RAIL_CHANGE', before: 'Out 2.5 m entire circuit', after: 'True position' }], { railOffsetM: 2.5, courseLayout: null }],
    ['rail out in parts', { railOffsetM: 0 }, [{ kind: 'RAIL_CHANGE', before: 'Out 3 m 800-400, true elsewhere', after: 'True' }], { railOffsetM: null }],
    ['abandoned', { going: 'HEAVY', goingNumber: 10 }, [{ kind: 'ABANDONMENT', before: 'OPEN', after: 'ABANDONED' }], { going: 'HEAVY', goingNumber: 10 }],
  ])('%s', (_, published, changes, early) => {
    expect(at(published, changes, FOUR)).toMatchObject(early)
    expect(at(published, changes, FOUR).changes).toEqual([])
    expect(at(published, changes, HALF_PAST)).toMatchObject(published)
    expect(at(published, changes, HALF_PAST).changes).toHaveLength(1)
  })

  const reading = (observedAt: string, raceNumber: number | null = null): TrackReading => ({ raceNumber, label: 'HEAVY', number: 9, observedAt: instant(observedAt), knownAt: instant(observedAt) })
  test.each<[string, readonly TrackReading[], string, RaceCard['going']]>([
    ['declared, the day before', [], '2024-04-30T23:59:59Z', null],
    ['declared, from midnight on', [], '2024-05-01T00:00:00Z', 'GOOD'],
    ['a reading to come says more than a declaration without a date', [reading(FIVE)], FOUR, null],
    ['a reading that is known goes before it', [reading(FIVE)], HALF_PAST, null],
    ['a reading for another race', [reading(FIVE, 5)], FOUR, 'GOOD'],
    ['a reading after the off is not about this race', [reading('2024-05-01T08:00:00Z')], FOUR, 'GOOD'],
  ])('going: %s', (_, readings, when, going) => { expect(at({ readings }, [], when).going).toBe(going) })

  test('readings and weather by their own dates', () => {
    const weather = [{ temperatureC: 20, humidity: null, windSpeedKmh: null, rainfall24hMm: null, rainfall7dMm: null, irrigation24hMm: null, observedAt: instant(FOUR), knownAt: instant(FIVE) }]
    expect(at({ readings: [reading(FIVE)], weather }, [], FIVE)).toMatchObject({ readings: [], weather: [] })
    expect(at({ readings: [reading(FIVE)], weather }, [], HALF_PAST)).toMatchObject({ readings: [reading(FIVE)], weather })
  })
  test('nothing is copied where nothing is undone', () => {
    const card = raceCard({ off: OFF, runners: [{ horseId: 1, gear: [gear('B', FOUR)] }], changes: [change({ kind: 'GEAR_CHANGE' })] })
    const { runners, changes } = seen(card, OFF)
    expect(runners).toBe(card.runners)
    expect(changes).toBe(card.changes)
  })
  test('after the off, and with the history of another day: refused', () => {
    expect(() => seen(raceCard({ off: OFF, runners: [] }), '2024-05-01T06:00:00.001Z')).toThrow(/was off at 2024-05-01T06:00:00.000Z/)
    expect(() => raceAsOf(raceCard({ off: OFF, runners: [] }), { day: dayOf(instant(OFF)) - 1 }, instant(FIVE))).toThrow(/does not belong/)
  })
})

describe('the market', () => {
  const facts = { prices: [price({ runnerId: 1, decimal: 3, at: FIVE }), price({ runnerId: 1, decimal: 4, at: FOUR, knownAt: HALF_PAST }), price({ runnerId: 1, decimal: 5, at: '2024-05-01T06:00:01Z' }), price({ runnerId: 1, decimal: 0.5, at: FOUR })], startingPrices: new Map([[1, 2.5]]) }
  test.each<[string, string, readonly number[], number]>([
    ['at the very instant of a price', FIVE, [], 0],
    ['a moment later', '2024-05-01T05:00:00.001Z', [3], 0],
    ['oldest first, whenever they became known; no starting price at the off', OFF, [4, 3], 0],
    ['after the off: the starting price, no price of the running', '2024-05-01T07:00:00Z', [4, 3], 1],
  ])('%s', (_, when, decimals, starting) => {
    const market = marketAsOf(facts, instant(OFF), instant(when) as Instant)
    expect(market.prices.map(({ decimal }) => decimal)).toEqual(decimals)
    expect(market.startingPrices.size).toBe(starting)
  })
  test('prices of one instant stand in the order of their bookmakers, however they are listed', () => {
    const both = ['TWO', 'ONE'].map((bookmaker, i) => price({ runnerId: 1, decimal: 3 + i, at: FIVE, bookmaker }))
    for (const prices of [both, [...both].reverse()]) expect(marketAsOf({ prices, startingPrices: new Map() }, instant(OFF), instant(OFF)).prices.map(({ bookmaker }) => bookmaker)).toEqual(['ONE', 'TWO'])
  })
})
