import type { StarterContext } from '../../../src/features/history/families'
import { LOOKUPS, SLOT_INDEX, SLOTS } from '../../../src/features/history/lookups'
import { cardRunner, raceCard } from '../../support/racing-world'

const contextOf = (part: Partial<StarterContext> = {}): StarterContext => {
  const runner = cardRunner({ horseId: 1, jockeyId: 3, sireId: 5, barrier: 1 })
  return { card: raceCard({ runners: [runner] }), runner, wetness: 4, barrierShare: 0.5, prepRun: 1, careerRun: 2, sincePrevious: 20, lastJockeyId: 9, ...part }
}

test('every slot stands at its place, once', () => {
  expect(SLOTS.map(({ slot }) => SLOT_INDEX[slot])).toEqual(SLOTS.map((_, i) => i))
  expect(new Set(SLOTS.map(({ slot }) => slot)).size).toBe(SLOTS.length)
})
test('a slot is a lookup and a window', () => {
  expect(SLOTS[SLOT_INDEX['jockey.365']]).toEqual({ slot: 'jockey.365', lookup: 'jockey', family: 'jockey', days: 365 })
  expect(SLOTS[SLOT_INDEX['sireWet.career']]).toEqual({ slot: 'sireWet.career', lookup: 'sireWet', family: 'sireGround', days: null })
})
test('what is asked of the whole race is the same for any of its runners', () => {
  const [one, other] = [contextOf(), contextOf({ runner: cardRunner({ horseId: 2, jockeyId: 4, sireId: 6, barrier: 9, countryOfBirth: 'GB', ageAtRace: 4, sex: 'MARE' }), barrierShare: 1, prepRun: 4, careerRun: 9, sincePrevious: 3, lastJockeyId: 1 })]
  const ofRace = Object.values(LOOKUPS).filter((lookup) => 'ofRace' in lookup)
  expect(ofRace.length).toBeGreaterThan(5)
  for (const { key } of ofRace) expect(key(one)).toEqual(key({ ...other, card: one.card }))
})
test.each<[string, unknown, unknown]>([
  ['the inside third', LOOKUPS.drawInside.key(contextOf()), LOOKUPS.drawOwn.key(contextOf({ barrierShare: 0.3 }))],
  ['wet is asked on dry ground too', LOOKUPS.sireWet.key(contextOf()), LOOKUPS.sireGround.key(contextOf({ wetness: 8 }))],
  ['dry is asked on unknown ground too', LOOKUPS.sireDry.key(contextOf({ wetness: NaN })), LOOKUPS.sireGround.key(contextOf())],
  ['the last jockey is asked as jockeys are', LOOKUPS.lastJockey.key(contextOf({ lastJockeyId: 3 })), LOOKUPS.jockey.key(contextOf())],
  ['no last jockey', LOOKUPS.lastJockey.key(contextOf({ lastJockeyId: NaN })), null],
])('%s', (_, a, b) => { expect(a).toEqual(b) })
