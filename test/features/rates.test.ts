import { LAYOUTS } from '../../src/features/history/kept-counters'
import { SLOT_INDEX, SLOTS, type SlotPlan, type StarterSlot } from '../../src/features/history/lookups'
import { STARTER_COUNTERS, type StarterCounter } from '../../src/features/history/tally-columns'
import type { Computed } from '../../src/features/own-rate'
import { actualVsExpected, beatenRate, counted, countedLog, fadingRate, fadingResidual, heat, impact, jointRate, nestedEdge, nestedRate, placeImpact, placeRate, winRate, type Part } from '../../src/features/rates'
import { tallyPlace } from '../../src/features/tally-places'
import type { RunnerView } from '../../src/features/views'

type Sums = Partial<Record<StarterCounter, number>>
/** A runner of whom only tallies are known; what is not told is 0, null has no key. */
const runner = (slots: Partial<Record<StarterSlot, Sums | null>>): RunnerView => {
  const values = new Map<number, number>()
  for (const [slot, sums] of Object.entries(slots) as [StarterSlot, Sums | null][]) for (const counter of keptOf(slot)) values.set(tallyPlace(slot, counter), sums === null ? NaN : sums[counter] ?? 0)
  return { tally: (place: number) => values.get(place) ?? 0 } as RunnerView
}
const COUNTERS = Object.keys(STARTER_COUNTERS) as readonly StarterCounter[]
const keptOf = (slot: StarterSlot): readonly StarterCounter[] => COUNTERS.filter((_, i) => LAYOUTS[(SLOTS[SLOT_INDEX[slot]] as SlotPlan).family].places[i] !== -1)
const everyone: Sums = { starts: 1_000, wins: 100, places: 300, beaten: 500, fair: 100, fairPlaces: 300 }
const base = { 'everyone.career': everyone }
/** 30 wins of 60: toward 0.1 by 40 it is 0.34. 4 of 8 in the part: toward that by 12 it is 0.404. */
const part: Part = { slot: 'jockeyVenue.career', whole: 'jockey.career', of: 'wins', per: 'starts', prior: 12, priorWhole: 40 }
const rider = { ...base, 'jockey.career': { starts: 60, wins: 30 }, 'jockeyVenue.career': { starts: 8, wins: 4 } }
const two = { ...rider, 'trainer.career': { starts: 60, wins: 10 }, 'partnership.career': { starts: 8, wins: 4 } }
const faded = { ...base, 'jockey.30': { starts: 4, wins: 2, priced: 4, pricedWins: 2, expected: 1 }, 'jockey.90': { starts: 8, wins: 3, priced: 8, pricedWins: 3, expected: 2 }, 'jockey.365': { starts: 20, wins: 5, priced: 20, pricedWins: 5, expected: 4 }, 'jockey.career': { starts: 60, wins: 10, priced: 60, pricedWins: 10, expected: 12 } }

test.each<[string, Computed, Parameters<typeof runner>[0], number]>([
  ['winRate: (6 + 40 x 0.1) / (10 + 40)', winRate('jockey.365', 40), { ...base, 'jockey.365': { starts: 10, wins: 6 } }, 0.2],
  ['winRate without a start: the base rate', winRate('jockey.365', 40), base, 0.1],
  ['winRate where nothing was run', winRate('jockey.365', 40), {}, NaN],
  ['winRate without a key', winRate('jockey.365', 40), { ...base, 'jockey.365': null }, NaN],
  ['placeRate: (8 + 40 x 0.3) / 50', placeRate('jockey.365', 40), { ...base, 'jockey.365': { starts: 10, places: 8 } }, 0.4],
  ['beatenRate: (10 + 40 x 0.5) / 50', beatenRate('jockey.365', 40), { ...base, 'jockey.365': { starts: 10, beaten: 10 } }, 0.6],
  ['actualVsExpected: (3 + 10) / (16 + 10)', actualVsExpected('jockey.365', 10), { 'jockey.365': { pricedWins: 3, expected: 16 } }, 0.5],
  ['impact: (20 + 10) / (10 + 10)', impact('jockey.365', 10), { 'jockey.365': { wins: 20, fair: 10 } }, 1.5],
  ['placeImpact: (20 + 10) / (10 + 10)', placeImpact('jockey.365', 10), { 'jockey.365': { places: 20, fairPlaces: 10 } }, 1.5],
  ['counted', counted('jockey.30', 'starts'), { 'jockey.30': { starts: 7 } }, 7],
  ['countedLog', countedLog('jockey.30', 'starts'), { 'jockey.30': { starts: 7 } }, Math.log(8)],
  ['nestedRate: (4 + 12 x 0.34) / 20', nestedRate(part), rider, 0.404],
  ['nestedRate without a start in the part: the whole', nestedRate(part), { ...rider, 'jockeyVenue.career': {} }, 0.34],
  ['nestedRate of nobody yet: the base rate', nestedRate(part), base, 0.1],
  ['nestedEdge: 0.404 - 0.34', nestedEdge(part), rider, 0.064],
  ['nestedEdge without a start in the part', nestedEdge(part), { ...rider, 'jockeyVenue.career': {} }, 0],
  ['jointRate: alone 0.34 and 0.14, (4 + 12 x 0.24) / 20', jointRate('partnership.career', ['jockey.career', 'trainer.career'], 'wins', 'starts', 12, 40, false), two, 0.344],
  ['jointRate less the mean', jointRate('partnership.career', ['jockey.career', 'trainer.career'], 'wins', 'starts', 12, 40, true), two, 0.104],
  // wins 2 + 0.75 x 1 + 0.5 x 2 + 0.2 x 5 = 4.75; starts 4 + 0.75 x 4 + 0.5 x 12 + 0.2 x 40 = 21
  ['fadingRate: (4.75 + 29 x 0.1) / 50', fadingRate('jockey', 'wins', 'starts', 29), faded, 0.153],
  // expected 1 + 0.75 x 1 + 0.5 x 2 + 0.2 x 8 = 4.35
  ['fadingResidual: (4.75 - 4.35) / 50', fadingResidual('jockey', 29), faded, 0.008],
  // p = 30 + 4 of 60 + 40 = 0.34; 9 - 20 p = 2.2; sqrt(25 x 0.34 x 0.66)
  ['heat', heat('jockey.30', 'jockey.career', 40), { ...rider, 'jockey.30': { starts: 20, wins: 9 } }, 2.2 / Math.sqrt(5.61)],
])('%s', (_, { compute }, slots, expected) => { expect([compute(runner(slots))]).toEqual([Number.isNaN(expected) ? NaN : expect.closeTo(expected, 12)]) })

test.each<[string, Computed, readonly string[]]>([
  ['nestedRate', nestedRate(part), ['jockeyVenue.career', 'jockey.career', 'everyone.career']],
  ['fadingResidual', fadingResidual('trainer', 1), ['trainer.30', 'trainer.90', 'trainer.365', 'trainer.career']],
  ['impact', impact('jockey.90', 1), ['jockey.90']],
])('%s asks for what it reads', (_, { inputs }, expected) => { expect(inputs).toEqual(expected) })
