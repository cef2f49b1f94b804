import * as fc from 'fast-check'
import { raceAsOf } from '../../../src/domain/as-of'
import { classRating } from '../../../src/domain/class-rating'
import { dayOf } from '../../../src/domain/instant'
import { SPELL_DAYS } from '../../../src/domain/preparation'
import type { CardRunner, RaceCard } from '../../../src/domain/race-card'
import type { FinishedRace } from '../../../src/domain/race-outcome'
import { isTrial } from '../../../src/domain/trial'
import { buildFrame, contextsOf } from '../../../src/features/frame'
import { knownDay } from '../../../src/features/history/history'
import type { Family } from '../../../src/features/history/families'
import { LAYOUTS } from '../../../src/features/history/kept-counters'
import { SLOTS, type LOOKUPS, type Slot } from '../../../src/features/history/lookups'
import { fieldOf, type Starter } from '../../../src/features/history/run-row'
import { RACE_COUNTERS, STARTER_COUNTERS } from '../../../src/features/history/tally-columns'
import { tallyPlace } from '../../../src/features/tally-places'
import { runnerCursor } from '../../../src/features/views'
import { historyBefore } from '../../support/racing-world'
import { hazardousWorlds, randomWorlds, type RandomWorld } from '../../support/random-world'

/** What the counting is about, in facts as they stand on the card: no keys, no indexes. */
interface Situation { readonly card: RaceCard; readonly runner: CardRunner; readonly wetness: number; readonly barrierShare: number; readonly settled: number; readonly prepRun: number; readonly careerRun: number; readonly sincePrevious: number; readonly lastJockeyId: number }
interface Counted extends Situation { readonly day: number; readonly starter: Starter; readonly size: number; readonly race: FinishedRace }
type Facts = readonly (string | number | boolean | null)[]
/** Null: there is nothing to be counted together with. */
type Of = (s: Situation) => Facts | null

const band = (metres: number | null): number | null => (metres === null ? null : [1_100, 1_300, 1_500, 1_700, 2_000].filter((limit) => metres > limit).length)
const third = (share: number): string | null => (Number.isNaN(share) ? null : share < 1 / 3 ? 'inside' : share < 2 / 3 ? 'middle' : 'outside')
const wet = (wetness: number): string | null => (Number.isNaN(wetness) ? null : wetness >= 5 ? 'wet' : 'dry')
const stage = ({ careerRun, prepRun }: Situation): string => (careerRun === 1 ? 'debut' : prepRun === 1 ? 'first-up' : prepRun === 2 ? 'second-up' : 'later')
const rest = (days: number): string => (Number.isNaN(days) ? 'debut' : `${[7, 14, 21, 28, 42, 60, 120].find((limit) => days <= limit) ?? 'long'}`)
const world = ({ card }: Situation): Facts => [card.source, card.country]
const track = ({ card }: Situation): Facts => [card.venueId, card.surface, card.distanceM]
const newBlinkers = ({ runner }: Situation): boolean => runner.gear.some(({ code, firstTime }) => firstTime && ['B', 'BO'].includes(code))

const FACTS: Readonly<Record<(typeof LOOKUPS)[keyof typeof LOOKUPS]['family'], Of>> = {
  everyone: world,
  jockey: ({ runner }) => [runner.jockeyId],
  jockeyVenue: ({ runner, card }) => [runner.jockeyId, card.venueId],
  jockeyDistance: ({ runner, card }) => [runner.jockeyId, band(card.distanceM)],
  trainer: ({ runner }) => [runner.trainerId],
  trainerVenue: ({ runner, card }) => [runner.trainerId, card.venueId],
  trainerDistance: ({ runner, card }) => [runner.trainerId, band(card.distanceM)],
  trainerSpell: (s) => [s.runner.trainerId, stage(s)],
  trainerBlinkers: (s) => (newBlinkers(s) ? [s.runner.trainerId] : null),
  partnership: ({ runner }) => [runner.jockeyId, runner.trainerId],
  sire: ({ runner }) => [runner.sireId],
  sireDistance: ({ runner, card }) => [runner.sireId, band(card.distanceM)],
  sireGround: ({ runner, wetness }) => [runner.sireId, wet(wetness)],
  sireSurface: ({ runner, card }) => [runner.sireId, card.surface],
  sireDebut: ({ runner, careerRun }) => (careerRun === 1 ? [runner.sireId] : null),
  damSire: ({ runner }) => [runner.damSireId],
  damSireDistance: ({ runner, card }) => [runner.damSireId, band(card.distanceM)],
  damSireGround: ({ runner, wetness }) => [runner.damSireId, wet(wetness)],
  dam: ({ runner }) => [runner.damId],
  draw: (s) => [...track(s), third(s.barrierShare)],
  drawGround: (s) => [...track(s), third(s.barrierShare), wet(s.wetness)],
  drawLayout: (s) => [...track(s), third(s.barrierShare), s.card.courseLayout ?? 'none'],
  stall: (s) => [...track(s), s.runner.barrier],
  style: (s) => [...track(s), third(s.settled)],
  freshness: (s) => [...world(s), rest(s.sincePrevious)],
  origin: (s) => [...world(s), s.runner.countryOfBirth ?? s.runner.importType],
  blinkers: (s) => (newBlinkers(s) ? world(s) : null),
  world,
  track,
  course: (s) => [...track(s), s.card.courseLayout ?? 'none'],
  classBand: (s) => [...world(s), Number.isNaN(classRating(s.card)) ? null : Math.round(classRating(s.card) / 10)],
  venue: ({ card }) => [card.venueId],
}
const OF_RACES = ['world', 'track', 'course', 'classBand', 'venue']
/** What some lookups ask instead of what the runner itself is. */
const INSTEAD: Readonly<Record<string, (s: Situation) => Situation>> = {
  drawInside: (s) => ({ ...s, barrierShare: 0 }), drawMiddle: (s) => ({ ...s, barrierShare: 0.5 }), drawOutside: (s) => ({ ...s, barrierShare: 1 }),
  styleFront: (s) => ({ ...s, settled: 0 }), styleMiddle: (s) => ({ ...s, settled: 0.5 }), styleBack: (s) => ({ ...s, settled: 1 }),
  sireDry: (s) => ({ ...s, wetness: 0 }), sireWet: (s) => ({ ...s, wetness: 10 }),
  lastJockey: (s) => ({ ...s, runner: { ...s.runner, jockeyId: Number.isNaN(s.lastJockeyId) ? null : s.lastJockeyId } }),
}

/** Every start known before `day`, in the order in which results came; a career is what was known when its result came. */
function counted(history: readonly FinishedRace[], day: number): readonly Counted[] {
  const all: Counted[] = []
  const races = history.filter((race) => knownDay(race) < day && !isTrial(race.card.kind)).sort((a, b) => knownDay(a) - knownDay(b) || a.card.offAt - b.card.offAt || a.card.raceId - b.card.raceId)
  for (const race of races) {
    const { starters, wetness } = fieldOf(race)
    const entered = starters.map((starter): Counted => {
      const past = all.filter(({ runner }) => runner.horseId === starter.runner.horseId)
      const last = past.reduce<Counted | undefined>((best, one) => (best === undefined || one.card.offAt >= best.card.offAt ? one : best), undefined)
      const days = last === undefined ? NaN : (Date.parse(race.card.date) - Date.parse(last.card.date)) / 86_400_000
      return {
        card: race.card, runner: starter.runner, wetness, barrierShare: starter.barrierShare, settled: starter.settled, starter, size: starters.length, race, day: knownDay(race),
        careerRun: past.length + 1, prepRun: last === undefined || days >= SPELL_DAYS ? 1 : last.prepRun + 1, sincePrevious: days, lastJockeyId: last?.runner.jockeyId ?? NaN,
      }
    })
    all.push(...entered)
  }
  return all
}

function starterSums(of: readonly Counted[]): Readonly<Record<string, number>> {
  const sum = (value: (one: Counted) => number): number => of.reduce((total, one) => total + value(one), 0)
  const won = ({ starter }: Counted): number => Number(starter.outcome.position === 1)
  const priced = of.filter(({ starter }) => !Number.isNaN(starter.marketShare))
  const favourites = priced.filter(({ starter }) => starter.marketRank === 1)
  return {
    starts: of.length, wins: sum(won), places: of.filter(({ starter: { outcome } }) => [1, 2, 3].includes(outcome.position ?? 0)).length,
    beaten: sum(({ starter: { outcome }, size }) => (size < 2 || outcome.position === null ? 0 : Math.max(0, size - outcome.position) / (size - 1))),
    fair: sum(({ size }) => 1 / size), fairPlaces: sum(({ size }) => (size < 3 ? 1 : 3 / size)),
    priced: priced.length, expected: priced.reduce((total, { starter }) => total + starter.marketShare, 0), pricedWins: priced.filter((one) => won(one) === 1).length,
    favourites: favourites.length, favouriteWins: favourites.filter((one) => won(one) === 1).length,
  }
}
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
/** What can be told of a race without its figures; the winners of a dead heat make one of the mean. */
function raceSums(of: readonly Counted[]): Readonly<Record<string, number>> {
  const fields = [...new Set(of.map(({ race }) => race))].map((race) => of.filter((one) => one.race === race))
  const wonBy = fields.map((field) => field.filter(({ starter }) => starter.outcome.position === 1))
  const ofWinners = (value: (one: Counted) => number): readonly number[] => wonBy.flatMap((winners) => { const known = winners.map(value).filter((one) => !Number.isNaN(one)); return known.length === 0 ? [] : [total(known) / known.length] })
  const priced = wonBy.filter((winners) => winners.some(({ starter }) => !Number.isNaN(starter.marketShare)))
  const barriers = ofWinners((one) => one.barrierShare)
  return {
    favouritesPriced: priced.length, favouriteWins: priced.filter((winners) => winners.some(({ starter }) => starter.marketRank === 1)).length,
    barrierKnown: barriers.length, barrierSum: total(barriers),
  }
}

const placeOf = tallyPlace as (slot: Slot, counter: string) => number
// Every place is asked for before a frame is built, as features do.
const keptOf = (family: Family): readonly string[] => Object.keys(OF_RACES.includes(family) ? RACE_COUNTERS : STARTER_COUNTERS).filter((_, counter) => LAYOUTS[family].places[counter] !== -1)
for (const { slot, family } of SLOTS) for (const counter of keptOf(family)) placeOf(slot, counter)

const same = (a: Facts | null, b: Facts): boolean => a !== null && a.every((fact, i) => fact !== null && fact === b[i])

/** Every difference between the tallies of a frame and plain loops; empty is right. */
function differences({ asOf, cards, history }: RandomWorld): readonly string[] {
  const day = dayOf(asOf)
  const all = counted(history, day)
  return cards.flatMap((published) => {
    const race = raceAsOf(published, historyBefore(history, day), asOf)
    const frame = buildFrame([{ race, market: { at: asOf, prices: [], startingPrices: new Map() } as never }])
    const runner = runnerCursor(frame)
    return contextsOf(race).flatMap((context, i) => SLOTS.flatMap(({ slot, lookup, family, days }) => {
      const facts = FACTS[family]((INSTEAD[lookup] ?? ((it: Situation) => it))({ ...context, settled: NaN }))
      const missing = facts === null || facts.includes(null)
      const of = missing ? [] : all.filter((one) => (days === null || one.day >= day - days) && same(FACTS[family](one), facts))
      const ofRaces = OF_RACES.includes(family)
      const kept = keptOf(family)
      return Object.entries(ofRaces ? raceSums(of) : starterSums(of)).filter(([counter]) => kept.includes(counter)).flatMap(([counter, expected]) => {
        const value = runner.seek(i).tally(placeOf(slot, counter))
        return (missing ? Number.isNaN(value) : Math.abs(value - expected) <= 1e-9) ? [] : [`${slot} ${counter} of runner ${i}: ${value}, plain loops say ${missing ? 'no key' : expected}`]
      })
    }))
  })
}

test.each(hazardousWorlds)('tallies are what plain loops count: world $seed', (world) => { expect(differences(world)).toEqual([]) })
test('tallies are what plain loops count, in any world', () => {
  fc.assert(fc.property(randomWorlds, (world) => differences(world).length === 0), { numRuns: 40 })
})
