import { inProcessBus } from '../../../src/live/bus/in-process-bus'
import { raceSequences } from '../../../src/live/bus/race-sequences'
import { alwaysLeased } from '../../../src/live/lease/always'
import { odds, prediction, raceEvent } from '../state/live-events'
import { listenTo, pricesOf } from './bus-listener'

describe('the bus of one process', () => {
  test('tells who comes what stands, then what comes, before publish returns', () => {
    const bus = inProcessBus()
    const first = listenTo(bus)
    bus.publish([odds(7, 1, 1, [1, 2], { whole: true }), prediction(7, 2, 'linear'), raceEvent(7, 3)])
    bus.publish([odds(7, 1, 4, [2])])
    const second = listenTo(bus)
    bus.publish([odds(7, 1, 5, [1])])
    expect(first.calls).toEqual([['reset'], [1, 2, 3], [4], [5]])
    expect(second.calls).toEqual([['reset', 2, 3, 4], [5]])
    expect(pricesOf(second.races, 7, 1)).toEqual([[1, 5], [2, 4]])
    expect(second.races.changedSince(7, 4)).toMatchObject([{ kind: 'odds', sequence: 5, prices: [{ runnerId: 1, sequence: 5 }] }])
  })
  test('tells nothing after close', async () => {
    const bus = inProcessBus()
    const [one, two] = [listenTo(bus), listenTo(bus)]
    one.close()
    bus.publish([raceEvent(7, 1)])
    await bus.close()
    bus.publish([raceEvent(7, 2)])
    expect([one.calls, two.calls]).toEqual([[['reset']], [['reset'], [1]]])
  })
})

describe('numbers of races', () => {
  test('count each race from 1 and go on above what was stored', () => {
    const sequences = raceSequences()
    expect([sequences.next(7), sequences.next(7), sequences.next(8)]).toEqual([1, 2, 1])
    sequences.atLeast(7, 500)
    sequences.atLeast(8, 0)
    expect([sequences.next(7), sequences.next(8)]).toEqual([501, 2])
  })
  test('leave a thousand out above what another worker gave, and none above their own', () => {
    const sequences = raceSequences()
    expect(sequences.next(7)).toBe(1)
    sequences.heard([raceEvent(7, 1), raceEvent(8, 40)])
    expect(sequences.next(7)).toBe(2)
    expect(sequences.next(8)).toBe(1_041)
    sequences.heard([raceEvent(8, 1_100)])
    sequences.atLeast(8, 2_000)
    expect(sequences.next(8)).toBe(2_101)
  })
  test('rise though races are forgotten', () => {
    const sequences = raceSequences({ maxRaces: 2 })
    sequences.atLeast(1, 90)
    for (const raceId of [1, 2, 3, 4]) sequences.next(raceId)
    expect(sequences.next(1)).toBeGreaterThan(91)
    expect(sequences.next(5)).toBeGreaterThan(91)
  })
})

test('leases of one process are always granted, and told of when they are given up', async () => {
  const leases = alwaysLeased()
  const lost: string[] = []
  leases.onLost((market) => lost.push(market))
  expect([await leases.take('a'), await leases.take('a'), leases.holds('a'), leases.holds('b')]).toEqual([true, true, true, false])
  await leases.release('b')
  await leases.release('a')
  expect([lost, leases.holds('a')]).toEqual([['a'], false])
})
