import * as fc from 'fast-check'
import type { CardRunner, RaceCard } from '../../../src/domain/race-card'
import { FAMILIES, RACE_FAMILIES, type FoldContext, type Key } from '../../../src/features/history/families'
import { cardRunner, raceCard } from '../../support/racing-world'

interface Parts { readonly runner?: Partial<CardRunner>; readonly card?: Partial<RaceCard>; readonly context?: Partial<Omit<FoldContext, 'card' | 'runner'>> }
const context = ({ runner, card, context: more }: Parts): FoldContext => {
  const own = { ...cardRunner({ horseId: 1 }), ...runner }
  return { card: { ...raceCard({ runners: [] }), ...card, runners: [own] }, runner: own, wetness: 4, barrierShare: 0, prepRun: 1, careerRun: 1, sincePrevious: NaN, lastJockeyId: NaN, settled: NaN, ...more }
}
const id = fc.oneof(fc.nat(50), fc.nat(2 ** 31), fc.nat(Number.MAX_SAFE_INTEGER))

/** Ids of any size: keys of different parts never meet, keys of equal parts are one. */
test.each<[string, (a: number, b: number) => Key]>([
  ['partnership', (jockeyId, trainerId) => FAMILIES.partnership(context({ runner: { jockeyId, trainerId } }))],
  ['jockeyVenue', (jockeyId, venueId) => FAMILIES.jockeyVenue(context({ runner: { jockeyId }, card: { venueId } }))],
  ['stall', (venueId, barrier) => FAMILIES.stall(context({ card: { venueId }, runner: { barrier } }))],
  ['track', (venueId, distanceM) => RACE_FAMILIES.track({ ...raceCard({ runners: [] }), venueId, distanceM })],
  ['freshness', (venueId, days) => FAMILIES.freshness(context({ card: { source: venueId % 2 === 0 ? 'FILE' : 'HKJC', country: venueId % 3 === 0 ? 'AUS' : 'NZL' }, context: { sincePrevious: days % 2 === 0 ? 10 : 20 } }))],
])('%s', (name, keyOf) => {
  fc.assert(fc.property(id, id, id, id, (a, b, c, d) => {
    const same = name === 'freshness' ? a % 2 === c % 2 && (a % 3 === 0) === (c % 3 === 0) && b % 2 === d % 2 : a === c && b === d
    return (String(keyOf(a, b)) === String(keyOf(c, d))) === same
  }))
})
test('small ids make whole numbers, large ones text', () => {
  expect(FAMILIES.partnership(context({ runner: { jockeyId: 3, trainerId: 5 } }))).toBe(3 * 16_384 + 5)
  expect(FAMILIES.partnership(context({ runner: { jockeyId: 3, trainerId: 16_384 } }))).toBe('3|16384')
  expect(RACE_FAMILIES.track({ ...raceCard({ runners: [] }), distanceM: 1_205.5 })).toBe('8|1205.5')
})

const known: Parts = {
  runner: { jockeyId: 1, trainerId: 2, sireId: 3, damId: 4, damSireId: 5, barrier: 6, ageAtRace: 3, sex: 'COLT', countryOfBirth: 'NZ', gear: [{ code: 'B', firstTime: true, removed: false, knownAt: 0 as never }] },
  context: { settled: 0.5 },
}
describe.each(Object.keys(FAMILIES) as (keyof typeof FAMILIES)[])('%s', (family) => {
  const keyOf = FAMILIES[family] as (of: FoldContext) => Key
  test('has a key when all is known', () => { expect(keyOf(context(known))).not.toBeNull() })
  test('no part of a key is ever made up: null or a key without NaN', () => {
    const nothing = context({ card: { surface: null, distanceM: null }, context: { wetness: NaN, barrierShare: NaN } })
    expect(String(keyOf(nothing))).not.toMatch(/NaN|undefined/)
  })
})

test.each<[string, Key, Key]>([
  ['28 days of rest are not 29', FAMILIES.freshness(context({ context: { sincePrevious: 28 } })), FAMILIES.freshness(context({ context: { sincePrevious: 29 } }))],
  ['a debut is no short rest', FAMILIES.freshness(context({})), FAMILIES.freshness(context({ context: { sincePrevious: 1 } }))],
  ['soft is wet', FAMILIES.sireGround(context({ ...known, context: { wetness: 5 } })), FAMILIES.sireGround(context({ ...known, context: { wetness: 4.99 } }))],
  ['first-up is no debut', FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 1, careerRun: 1 } })), FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 1, careerRun: 9 } }))],
  ['second-up is not later', FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 2, careerRun: 9 } })), FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 3, careerRun: 9 } }))],
  ['another layout is another course', RACE_FAMILIES.course(raceCard({ runners: [], courseLayout: 'A' })), RACE_FAMILIES.course(raceCard({ runners: [], courseLayout: 'B' }))],
])('%s', (_, a, b) => { expect(a).not.toBe(b) })
test('third-up and tenth-up are both later', () => {
  expect(FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 3, careerRun: 9 } }))).toBe(FAMILIES.trainerSpell(context({ ...known, context: { prepRun: 10, careerRun: 30 } })))
})
test('counted for first-time blinkers only when worn for the first time', () => {
  expect(FAMILIES.blinkers(context({ runner: { gear: [{ code: 'B', firstTime: false, removed: false, knownAt: 0 as never }] } }))).toBeNull()
})
