import * as fc from 'fast-check'
import { marketAsOf, raceAsOf } from '../../src/domain/as-of'
import { dayOf, type Instant } from '../../src/domain/instant'
import { computeFeatures, type FeatureColumns } from '../../src/features/compute'
import { buildFrame, type FrameRace } from '../../src/features/frame'
import type { History } from '../../src/features/history/history'
import type { KnownHistory } from '../../src/features/history/known-history'
import { FEATURES, inputsOf, withSources } from '../../src/features/registry'
import { needsOf } from '../../src/usecases/load-race-frame'
import { differences } from '../support/compare-columns'
import { withLateFacts } from '../support/late-facts'
import { historyBefore } from '../support/racing-world'
import { hazardousWorlds, makeWorld, rngOf, shuffled, worldSeeds, type RandomWorld } from '../support/random-world'

/** Properties of all features at once, in worlds made up at random. A failure names the features, and the seed and hazards of the smallest world that shows it. */
const RUNS = 40
const holds = (runs: number, check: (world: RandomWorld) => readonly string[]): void => {
  for (const world of hazardousWorlds) expect(check(world)).toEqual([])
  fc.assert(fc.property(worldSeeds, (from) => { expect(check(makeWorld(from))).toEqual([]) }), { numRuns: runs })
}

const historyOf = ({ history, asOf }: RandomWorld): History => historyBefore(history, dayOf(asOf))
const racesOf = ({ cards, markets, asOf }: RandomWorld, history: KnownHistory): readonly FrameRace[] =>
  cards.map((card, i) => ({ race: raceAsOf(card, history, asOf), market: marketAsOf(markets[i] ?? { prices: [], startingPrices: new Map() }, card.offAt, asOf) }))
const columnsOf = (world: RandomWorld): FeatureColumns => computeFeatures(buildFrame(racesOf(world, historyOf(world))))
const afterTheOff = (world: RandomWorld): FeatureColumns => {
  const history = historyOf(world)
  return computeFeatures(buildFrame(world.cards.map((card, i) => ({ race: raceAsOf(card, history, world.asOf), market: marketAsOf(world.markets[i] ?? { prices: [], startingPrices: new Map() }, card.offAt, (card.offAt + 1) as Instant) }))))
}

describe('nothing known at asOf or later changes a value', () => {
  test('altered: results, changes, gear, readings, weather, prices', () => { holds(RUNS, (world) => differences(columnsOf(withLateFacts(world, 'came')), columnsOf(withLateFacts(world, 'altered')))) })
  test('gone', () => { holds(RUNS, (world) => differences(columnsOf(withLateFacts(world, 'came')), columnsOf(withLateFacts(world, 'gone')))) })
  test('what is known does change values', () => {
    const [world] = hazardousWorlds.filter(({ history, asOf }) => history.length > 10 && asOf > 0)
    const changed = differences(columnsOf(world as RandomWorld), columnsOf({ ...(world as RandomWorld), history: [] }))
    expect(changed.length).toBeGreaterThan(20)
  })
  test('a history of the day itself is refused', () => {
    const [world] = hazardousWorlds as readonly [RandomWorld]
    const history = historyOf(world)
    history.fold(dayOf(world.asOf), [])
    expect(() => racesOf(world, history)).toThrow(RangeError)
  })
  test('an instant after the off is refused', () => {
    for (const world of hazardousWorlds) for (const card of world.cards) expect(() => raceAsOf(card, { ...historyOf(world), day: dayOf(card.offAt) }, (card.offAt + 1) as Instant)).toThrow(RangeError)
  })
})

test('the worlds give every feature something to say: values that are known, and not all the same', () => {
  const worlds = [...hazardousWorlds, ...fc.sample(worldSeeds, { numRuns: 60, seed: 7 }).map(makeWorld)]
  const seen = new Map<string, Set<number>>(FEATURES.map(({ name }) => [name, new Set()]))
  for (const world of worlds) for (const columns of [columnsOf(world), afterTheOff(world)]) for (const [name, values] of columns) for (const value of values) if (!Number.isNaN(value)) seen.get(name)?.add(value)
  expect([...seen].filter(([, values]) => values.size < 2).map(([name, values]) => `${name}: ${[...values].join() || 'missing'}`)).toEqual([])
})

test('permuting the runners of a card permutes values', () => {
  holds(RUNS, (world) => {
    const orders = world.cards.map((card, i) => shuffled(rngOf(world.seed + i), card.runners))
    const other = { ...world, cards: world.cards.map((card, i) => ({ ...card, runners: orders[i] ?? [] })) }
    const [frame, permuted] = [world, other].map((one) => buildFrame(racesOf(one, historyOf(one)))) as [ReturnType<typeof buildFrame>, ReturnType<typeof buildFrame>]
    return differences(computeFeatures(frame), computeFeatures(permuted), 1e-9, frame.runnerIds.map((runnerId) => permuted.runnerIds.indexOf(runnerId)))
  })
})

test('the order in which earlier races and their runners are listed does not matter', () => {
  holds(RUNS, (world) => {
    const rng = rngOf(world.seed)
    const turned = world.history.map(({ card, outcome }) => ({ card: { ...card, runners: shuffled(rng, card.runners) }, outcome: { ...outcome, runners: shuffled(rng, outcome.runners) } }))
    return differences(columnsOf(world), columnsOf({ ...world, history: shuffled(rng, turned) }), 1e-9)
  })
})

test('a batch equals its races one by one', () => {
  holds(RUNS, (world) => {
    const races = racesOf(world, historyOf(world))
    const single = races.map((race) => computeFeatures(buildFrame([race])))
    const joined: FeatureColumns = new Map(FEATURES.map(({ name }) => [name, Float64Array.from(single.flatMap((columns) => [...(columns.get(name) ?? [])]))]))
    return differences(computeFeatures(buildFrame(races)), joined)
  })
})

test('no value is infinite, before the off or after it, and what is never missing is not', () => {
  const never = new Set(FEATURES.filter(({ missing }) => missing.policy === 'never').map(({ name }) => name))
  holds(RUNS, (world) => [columnsOf(world), afterTheOff(world)].flatMap((columns) => [...columns].flatMap(([name, values]) => {
    const wrong = values.find((value) => value === Infinity || value === -Infinity || (Number.isNaN(value) && never.has(name)))
    return wrong === undefined ? [] : [`${name}: ${wrong}`]
  })))
})

/** A history that holds only what was read for the features. */
const withheld = (history: KnownHistory, { past, trials }: { readonly past: boolean; readonly trials: boolean }): KnownHistory => ({
  day: history.day, runs: history.runs, past: (horseId) => (past ? history.past(horseId) : []), trials: (horseId) => (trials ? history.trials(horseId) : []),
  addBefore: (...args) => { history.addBefore(...args) },
})
test('a feature alone, computed from what it says that it needs, has the value that it has among all', () => {
  holds(8, (world) => {
    const whole = columnsOf(world)
    const history = historyOf(world)
    return FEATURES.flatMap(({ name }) => {
      const features = withSources([name])
      const needs = needsOf(inputsOf(features))
      const seen = needs.market ? world : { ...world, markets: [] }
      const frame = buildFrame(racesOf(seen, withheld(history, needs)), new Set(needs.slots.map(({ slot }) => slot)))
      return differences(new Map([[name, computeFeatures(frame, features).get(name) ?? new Float64Array(0)]]), whole)
    })
  })
})
