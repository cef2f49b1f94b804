import fc from 'fast-check'
import type { LiveEvent } from '../../../src/domain/live-event'
import type { RaceState } from '../../../src/domain/race-state'
import { createLiveRaces } from '../../../src/live/state/live-races'
import { livePrice, odds, prediction, raceEvent } from './live-events'
import { anyDelivery, raceHistory, standsAfter, type PlainRace } from './race-history'

const plain = (race: RaceState | null): PlainRace | null => race && {
  sequence: race.sequence, predictions: Object.fromEntries(race.predictions), changes: race.changes,
  markets: Object.fromEntries([...race.markets].map(([id, { market, prices }]) => [id, { market, prices: Object.fromEntries(prices) }])),
}
const prices = (race: RaceState | null, marketId: number): readonly (readonly [number, number])[] => [...race?.markets.get(marketId)?.prices.values() ?? []].map(({ runnerId, sequence }) => [runnerId, sequence] as const)

describe('the newest state of races', () => {
  test('is the same for any order and number of deliveries', () => {
    fc.assert(fc.property(raceHistory.chain((events) => fc.tuple(fc.constant(events), anyDelivery(events))), ([events, delivered]) => {
      const races = createLiveRaces()
      for (const event of delivered) races.apply([event])
      expect(plain(races.race(7))).toEqual(standsAfter(events))
    }), { numRuns: 400 })
  })

  test('then + what changed since then = now', () => {
    fc.assert(fc.property(raceHistory, fc.nat(), (events, place) => {
      const now = createLiveRaces(), then = createLiveRaces()
      const known = events.slice(0, 1 + place % events.length)
      now.apply(events)
      then.apply(known)
      const changes = now.changedSince(7, Number(then.race(7)?.sequence))
      expect(changes).not.toBeNull()
      for (const event of changes ?? []) expect(event.sequence).toBeGreaterThan(Number(known.at(-1)?.sequence))
      then.apply(changes ?? [])
      expect(plain(then.race(7))).toEqual(standsAfter(events))
    }), { numRuns: 400 })
  })

  test('is taken over whole by a state that begins with what stands', () => {
    fc.assert(fc.property(raceHistory, fc.nat(), (events, place) => {
      const from = createLiveRaces(), to = createLiveRaces()
      from.apply(events)
      const { events: standing, since } = from.standing()
      to.reset(standing, since)
      to.apply(events.slice(place % events.length))
      expect(plain(to.race(7))).toEqual(standsAfter(events))
      expect(to.race(7)?.since).toBe(from.race(7)?.since)
    }))
  })

  test('an image takes the place of runners that it leaves out, not of what is later than itself', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 1, [1, 2, 3], { whole: true }), odds(7, 1, 3, [3]), odds(7, 1, 2, [1], { whole: true })])
    expect(prices(races.race(7), 1)).toEqual([[1, 2], [3, 3]])
  })

  test('an image that comes late takes the place of prices that a later message repeated', () => {
    const repeated = { ...odds(7, 1, 3, [3]), prices: [livePrice(1, 1), livePrice(3, 3)] }
    for (const order of [[odds(7, 1, 2, [2], { whole: true }), repeated], [repeated, odds(7, 1, 2, [2], { whole: true })]]) {
      const races = createLiveRaces()
      races.apply(order)
      expect([...prices(races.race(7), 1)].sort()).toEqual([[2, 2], [3, 3]])
    }
  })

  test('what a held state was is not changed by later events', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 1, [1], { whole: true })])
    const held = races.race(7)
    races.apply([odds(7, 1, 2, [1])])
    expect(prices(held, 1)).toEqual([[1, 1]])
    expect(prices(races.race(7), 1)).toEqual([[1, 2]])
  })

  test('listeners hear what was news, after it was taken in', () => {
    const races = createLiveRaces()
    const heard: (readonly [readonly number[], number | undefined])[] = []
    const listener = races.onEvents((events) => heard.push([events.map(({ sequence }) => sequence), races.race(7)?.sequence]))
    const first = odds(7, 1, 1, [1], { whole: true })
    races.apply([first, prediction(7, 2, 'linear')])
    races.apply([first])
    races.apply([odds(7, 1, 3, [1]), first])
    listener.close()
    races.apply([odds(7, 1, 4, [1])])
    expect(heard).toEqual([[[1, 2], 2], [[3], 3]])
  })
})

describe('what changed since a sequence', () => {
  const told = (events: readonly LiveEvent[] | null) => events && events.map((event) => [event.kind, event.sequence, ...(event.kind === 'odds' ? [event.whole, ...event.prices.map(({ runnerId }) => runnerId)] : [])])
  test('names the runners that moved, models and changes, in their order', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 1, [1, 2, 3], { whole: true }), prediction(7, 2, 'linear'), odds(7, 1, 3, [2]), raceEvent(7, 4), odds(7, 2, 5, [1, 2], { whole: true }), odds(7, 1, 6, [3])])
    expect(told(races.changedSince(7, 6))).toEqual([])
    expect(told(races.changedSince(7, 4))).toEqual([['odds', 5, true, 1, 2], ['odds', 6, false, 3]])
    expect(told(races.changedSince(7, 1))).toEqual([['prediction', 2], ['race', 4], ['odds', 5, true, 1, 2], ['odds', 6, false, 2, 3]])
  })
  test('cannot be said before the state began, of another race, and of the future', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 11, [1], { whole: true })])
    expect(told(races.changedSince(7, 10))).toEqual([['odds', 11, true, 1]])
    expect(races.changedSince(7, 9)).toBeNull()
    expect(races.changedSince(7, 12)).toBeNull()
    expect(races.changedSince(8, 11)).toBeNull()
  })
  test('cannot be said of a time whose changes were dropped', () => {
    const races = createLiveRaces()
    races.apply(Array.from({ length: 51 }, (_, i) => raceEvent(7, i + 1)))
    expect(races.race(7)?.changes).toHaveLength(50)
    expect(races.changedSince(7, 0)).toBeNull()
    expect(races.changedSince(7, 1)).toHaveLength(50)
  })
  test('after a reset only from where the source is complete', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 1, [1], { whole: true }), odds(8, 2, 1, [1], { whole: true }), odds(9, 3, 4, [1], { whole: true })])
    let resets = 0
    races.onReset(() => { resets++ })
    races.reset([odds(7, 1, 5, [1], { whole: true }), odds(8, 2, 6, [1], { whole: true })], new Map([[7, 3]]))
    expect([resets, races.epoch]).toEqual([1, 1])
    expect([races.changedSince(7, 2), races.changedSince(7, 3)?.length]).toEqual([null, 1])
    expect([races.changedSince(8, 5), races.changedSince(8, 6)]).toEqual([null, []])
    expect([races.changedSince(9, 3), races.changedSince(9, 4)]).toEqual([null, []])
  })
  test('a source that knows less than was told takes nothing back', () => {
    const races = createLiveRaces()
    races.apply([odds(7, 1, 1, [1, 2], { whole: true }), odds(7, 1, 9, [2])])
    races.reset([odds(7, 1, 5, [1, 2], { whole: true })])
    expect(prices(races.race(7), 1)).toEqual([[1, 5], [2, 9]])
    expect(races.race(7)?.sequence).toBe(9)
  })
})

describe('bounds', () => {
  test('the race that was heard of longest ago goes first', () => {
    const races = createLiveRaces({ maxRaces: 2 })
    races.apply([odds(1, 1, 1, [1]), odds(2, 2, 2, [1]), odds(1, 1, 3, [1]), odds(3, 3, 4, [1])])
    expect([races.size, races.race(2), races.race(1)?.sequence, races.race(3)?.sequence]).toEqual([2, null, 3, 4])
  })
  test('a race of long ago goes when another is heard of', () => {
    const races = createLiveRaces({ idleMs: 10 })
    races.apply([odds(1, 1, 1, [1]), odds(2, 2, 11, [1])])
    expect(races.size).toBe(2)
    races.apply([odds(2, 2, 12, [1])])
    expect([races.race(1), races.size]).toEqual([null, 1])
  })
})
