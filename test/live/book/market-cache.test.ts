import type { Instant } from '../../../src/domain/instant'
import type { SelectionView } from '../../../src/domain/market-view'
import type { ChangeMessage, RunnerDelta } from '../../../src/live/book/change-message'
import type { MarketCache } from '../../../src/live/book/market-cache'
import type { MarketChange } from '../../../src/live/feed'
import { about, cache, definition, image } from './streams'

const last = (markets: MarketCache, ...messages: readonly ChangeMessage[]): MarketChange => {
  const changes = messages.map((message) => markets.apply(message).changes.at(-1))
  const change = changes.at(-1)
  if (change === undefined) throw new Error('the last message changed nothing')
  return change
}
const rc = (...deltas: readonly RunnerDelta[]): ChangeMessage => about({ rc: deltas })
const selectionOf = ({ view }: MarketChange, id: number): SelectionView => {
  const found = view.selections.find(({ selectionId }) => selectionId === id)
  if (found === undefined) throw new Error(`no selection ${id}`)
  return found
}

test('a view of everything, worked by hand', () => {
  const message = image([{ id: 1, ltp: 2.1, tv: 30, spn: 2.05, spf: 'NaN', atb: [[2, 10], [1.9, 4]], atl: [[2.2, 6]] }, { id: 2, atb: [[4, 1]] }, { id: 3, atb: [[5, 1]] }], { eventId: '7', eventName: 'Moe (AUS) 1st May', name: 'R6 1000m Hcap', timezone: 'Australia/Sydney', numberOfWinners: 1, runners: [{ id: 1, status: 'ACTIVE', sortPriority: 1, name: '1. Kahuka', adjustmentFactor: 30.01 }, { id: 2, status: 'ACTIVE', sortPriority: 2 }, { id: 3, status: 'ACTIVE', sortPriority: 3 }] })
  const { view, changed, definition: defined, image: whole } = last(cache(), { ...message, pt: 1_700_000_000_000 })
  expect([changed, defined, whole]).toEqual([[0, 1, 2], true, true])
  expect(view).toMatchObject({
    feed: 'betfair', marketId: '1.1', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, type: 'WIN', status: 'OPEN', inPlay: false, version: 100, publishedAt: 1_700_000_000_000, bspReconciled: false, stale: false, matched: 30,
    event: { eventId: '7', eventName: 'Moe (AUS) 1st May', marketName: 'R6 1000m Hcap', venue: 'Moe', countryCode: 'AU', timezone: 'Australia/Sydney', startsAt: Date.UTC(2026, 4, 1, 4, 30), raceNumber: 6, numberOfWinners: 1 },
  })
  // 1/2 + 1/4 + 1/5.
  expect(view.overround).toBeCloseTo(0.95, 12)
  expect(view.selections[0]).toEqual({
    selectionId: 1, handicap: 0, name: '1. Kahuka', status: 'ACTIVE', sortPriority: 1, clothNumber: null, stallDraw: null, back: [{ price: 2, size: 10 }, { price: 1.9, size: 4 }], lay: [{ price: 2.2, size: 6 }],
    lastTraded: 2.1, matched: 30, nearPrice: 2.05, farPrice: null, startingPrice: null, adjustmentFactor: 30.01, removedAt: null,
  })
})
test('only what differs is new; a message that changes nothing to be seen gives nothing', () => {
  const markets = cache()
  const ten = Array.from({ length: 10 }, (_, i) => [10 - i * 0.1, 1])
  const first = last(markets, image([{ id: 1, atb: ten }]))
  const second = last(markets, rc({ id: 2, atb: [[3, 1]] }))
  expect([second.changed, second.definition, second.image]).toEqual([[1], false, false])
  expect(second.view.selections[0]).toBe(first.view.selections[0])
  expect(second.view.event).toBe(first.view.event)
  expect(first.view.selections[1]?.back).toEqual([])
  for (const unseen of [rc({ id: 1, atb: [[1.01, 500]] }), rc({ id: 2, atb: [] }), rc({ id: 2, atb: [[3, 1]], spb: [[3, 1]] }), about({ marketDefinition: definition() })]) expect(markets.apply(unseen).changes).toEqual([])
})
test('raw prices come first, then virtual ones, then rolled-up ones: never a mixture', () => {
  const markets = cache()
  const backs = (...messages: readonly ChangeMessage[]): unknown => selectionOf(last(markets, ...messages), 1).back.map(({ price }) => price)
  expect(backs(image([{ id: 1, batb: [[0, 2, 1]] }]))).toEqual([2])
  expect(backs(rc({ id: 1, bdatb: [[0, 2.1, 1], [1, 2, 5]] }))).toEqual([2.1, 2])
  expect(backs(rc({ id: 1, atb: [[1.5, 1]] }))).toEqual([1.5])
  expect(backs(rc({ id: 1, atb: [[1.5, 0]] }))).toEqual([2.1, 2])
})
test('a market without a start, or without a definition, is not shown; it is once it has one', () => {
  const markets = cache()
  const { marketTime: _time, ...timeless } = definition()
  expect(markets.apply(about({ rc: [{ id: 1, ltp: 2 }] })).changes).toEqual([])
  expect(markets.apply(about({ marketDefinition: timeless })).changes).toEqual([])
  const { changes: [change] } = markets.apply(about({ marketDefinition: definition() }))
  expect([change?.changed, change?.view.selections[0]?.lastTraded]).toEqual([[0, 1, 2], 2])
})
test('an image without a definition keeps what the market is, and says that nobody vouches for it', () => {
  const change = last(cache(), image([{ id: 2, ltp: 9 }], { runners: [{ id: 1, status: 'REMOVED' }, { id: 2, status: 'ACTIVE', name: 'B' }] }), about({ img: true, rc: [{ id: 2, ltp: 5 }] }))
  expect(change.view).toMatchObject({ status: 'OPEN', stale: true, event: { venue: 'Moe' }, selections: [{ selectionId: 2, name: 'B', status: 'ACTIVE', lastTraded: 5 }] })
})

describe('selections that are out', () => {
  test.each([['REMOVED', 'REMOVED'], ['REMOVED_VACANT', 'REMOVED'], ['HIDDEN', 'HIDDEN'], ['SOMETHING', 'HIDDEN']])('%s: no offers, though they are in the book', (status, shown) => {
    const change = last(cache(), image([{ id: 1, atb: [[2, 1]], atl: [[3, 1]], spn: 2 }, { id: 2, atb: [[2, 1]] }, { id: 3, atb: [[2, 1]] }]), about({ marketDefinition: definition({ runners: [{ id: 1, status, adjustmentFactor: 30.01, removalDate: '2022-11-06T20:54:26.000Z' }] }) }))
    expect([change.changed, change.definition]).toEqual([[0], true])
    expect(change.view.selections[0]).toMatchObject({ status: shown, back: [], lay: [], nearPrice: null, adjustmentFactor: 30.01, removedAt: Date.UTC(2022, 10, 6, 20, 54, 26) })
    // Only the other two count: 1/2 + 1/2.
    expect(change.view.overround).toBe(1)
  })
  test('one that no definition lists yet is hidden', () => { expect(selectionOf(last(cache(), image([{ id: 9, atb: [[2, 1]] }])), 9)).toMatchObject({ status: 'HIDDEN', back: [] }) })
  test('no overround unless every active one has a price', () => { expect(last(cache(), image([{ id: 1, atb: [[2, 1]] }])).view.overround).toBeNull() })
})

describe('what was matched', () => {
  const wipe = { tv: 0, rc: [{ id: 1, tv: 0, trd: [[2, 0]] }, { id: 2, tv: 0, trd: [[3, 0]] }] }
  const traded = image([{ id: 1, ltp: 2, tv: 30, trd: [[2, 30]] }, { id: 2, tv: 12.5, trd: [[3, 12.5]] }])
  test.each(['CLOSED', 'SUSPENDED'])('stays what it was when the settlement wipes it (%s)', (status) => {
    const markets = cache()
    markets.apply({ ...traded, mc: (traded.mc ?? []).map((one) => ({ ...one, tv: 42.5 })) })
    markets.apply(about({ ...wipe, marketDefinition: definition({ status, inPlay: true }) }))
    const [now] = markets.snapshot()
    expect([now?.view.matched, now?.view.selections.map(({ matched }) => matched), now?.view.selections[0]?.lastTraded]).toEqual([42.5, [30, 12.5, null], 2])
  })
  test('is wiped in parts too', () => {
    const change = last(cache({ mode: 'recorded' }), image([{ id: 1, trd: [[2, 30], [3, 5]] }], { inPlay: true }), about({ marketDefinition: definition({ status: 'SUSPENDED', inPlay: true }), rc: [{ id: 1, trd: [[2, 0]] }] }))
    expect([change.view.matched, change.view.selections[0]?.matched]).toEqual([35, 35])
  })
  test('falls when trades are voided before the race', () => { expect(selectionOf(last(cache(), traded, rc({ id: 1, tv: 20 })), 1).matched).toBe(20) })
  test('live it is tv; without tv the sum of trades', () => {
    expect(selectionOf(last(cache(), image([{ id: 1, tv: 31, trd: [[2, 30]] }])), 1).matched).toBe(31)
    expect(last(cache(), image([{ id: 1, trd: [[2, 30], [3, 0.1]] }, { id: 2, trd: [[3, 0.2]] }])).view).toMatchObject({ matched: 30.3, selections: [{ matched: 30.1 }, { matched: 0.2 }, { matched: null }] })
  })
  test('in official recordings it is the sum of trades: tv there is of one message', () => {
    const change = last(cache({ mode: 'recorded' }), image([{ id: 1, tv: 30, trd: [[2, 30]] }]), rc({ id: 1, tv: 7, trd: [[2.2, 7]] }, { id: 2, tv: 3 }))
    expect(change.view).toMatchObject({ matched: 37, selections: [{ matched: 37 }, { matched: null }, { matched: null }] })
  })
  test('of a removed runner is left out of the market\'s sum', () => {
    expect(last(cache({ mode: 'recorded' }), image([{ id: 1, trd: [[2, 30]] }, { id: 2, trd: [[2, 4]] }]), about({ marketDefinition: definition({ runners: [{ id: 2, status: 'REMOVED' }] }) })).view).toMatchObject({ matched: 30, selections: [{ matched: 30 }, { matched: 4 }, { matched: null }] })
  })
})

describe('stale', () => {
  test('from a 503 to a message without: all markets are told of', () => {
    const markets = cache()
    markets.apply(image())
    markets.apply(about({ id: '1.2', img: true, marketDefinition: definition() }))
    const { changes } = markets.apply({ ...rc({ id: 1, ltp: 2 }), status: 503 })
    expect(changes.map(({ view, changed }) => [view.marketId, view.stale, changed])).toEqual([['1.1', true, [0]], ['1.2', true, []]])
    expect(markets.apply({ ...rc({ id: 1, ltp: 3 }), status: 503 }).changes.map(({ view }) => view.marketId)).toEqual(['1.1'])
    expect(markets.apply({ op: 'mcm', ct: 'HEARTBEAT', pt: 9 }).changes.map(({ view }) => [view.marketId, view.stale])).toEqual([['1.1', false], ['1.2', false]])
  })
  test('while the line is down, whatever the source says', () => {
    const markets = cache()
    markets.apply(image())
    expect(markets.markStale(true).changes.map(({ view }) => view.stale)).toEqual([true])
    expect(markets.markStale(true).changes).toEqual([])
    expect(last(markets, rc({ id: 1, ltp: 2 })).view.stale).toBe(true)
    expect(markets.markStale(false).changes.map(({ view }) => view.stale)).toEqual([false])
  })
})

describe('settled markets', () => {
  const HOUR = 3_600_000
  const at = (pt: number, message: ChangeMessage): ChangeMessage => ({ ...message, pt })
  test('are forgotten after a while; one that opens again has its volumes and last prices still', () => {
    const markets = cache()
    markets.apply(at(0, image([{ id: 1, ltp: 2, tv: 30 }])))
    markets.apply(at(1, about({ tv: 0, marketDefinition: definition({ status: 'CLOSED', runners: [{ id: 1, status: 'WINNER' }, { id: 2, status: 'LOSER' }] }), rc: [{ id: 1, tv: 0 }] })))
    const { evicted } = markets.apply(at(3 * HOUR, about({ id: '1.2', img: true, marketDefinition: definition() })))
    expect([evicted, markets.size]).toEqual([['1.1'], 1])
    const again = last(markets, at(3 * HOUR + 1, about({ marketDefinition: definition({ status: 'OPEN', version: 101 }) })))
    expect(again).toMatchObject({ image: true, definition: true, changed: [0, 1, 2], view: { status: 'OPEN', matched: 30, selections: [{ lastTraded: 2, matched: 30 }, {}, {}] } })
    expect(last(markets, at(3 * HOUR + 2, about({ marketDefinition: definition({ status: 'CLOSED', runners: [{ id: 1, status: 'LOSER' }, { id: 2, status: 'WINNER' }] }) }))).view.selections.map(({ status }) => status)).toEqual(['LOSER', 'WINNER', 'ACTIVE'])
  })
  test('settled anew before they are forgotten', () => {
    const markets = cache()
    const settled = (winner: number): ChangeMessage => about({ marketDefinition: definition({ status: 'CLOSED', runners: [1, 2].map((id) => ({ id, status: id === winner ? 'WINNER' : 'LOSER' })) }) })
    markets.apply(image())
    expect(last(markets, settled(1)).changed).toEqual([0, 1])
    expect(last(markets, about({ marketDefinition: definition() })).view.status).toBe('OPEN')
    expect(last(markets, settled(2)).view.selections.map(({ status }) => status)).toEqual(['LOSER', 'WINNER', 'ACTIVE'])
  })
})

describe('names of a catalogue', () => {
  const described = { marketId: '1.1', eventName: 'Moe 1st May', marketName: 'R6 1000m', selections: [{ selectionId: 1, name: 'Kahuka', clothNumber: 4, stallDraw: 2 }] }
  const expected = { event: { eventName: 'Moe 1st May', marketName: 'R6 1000m', raceNumber: 6, venue: 'Moe' }, selections: [{ name: 'Kahuka', clothNumber: 4, stallDraw: 2 }, { name: null }, { name: null }] }
  test('may come first', () => {
    const markets = cache()
    expect(markets.describe([described]).changes).toEqual([])
    expect(last(markets, image()).view).toMatchObject(expected)
  })
  test('or later, and once', () => {
    const markets = cache()
    markets.apply(image())
    const { changes: [change] } = markets.describe([described])
    expect([change?.changed, change?.definition, change?.image]).toEqual([[0], true, false])
    expect(change?.view).toMatchObject(expected)
    expect(markets.describe([described]).changes).toEqual([])
    expect(last(markets, image()).view).toMatchObject(expected)
  })
})
test('recordings of our simulator are marked as invented', () => { expect(last(cache(), image([], { eventName: 'Moe (AUS) 1st May (SYNTHETIC)' })).view.synthetic).toBe(true) })
test('a message without a publish time has the time of its receipt', () => {
  const { pt: _pt, ...message } = image()
  expect(cache().apply(message, 77 as Instant).changes[0]?.view.publishedAt).toBe(77)
})
test('handicaps, and types that are not ours', () => {
  const { view } = last(cache(), image([{ id: 1, hc: 1.5, ltp: 3 }], { marketType: 'OTHER_PLACE', runners: [{ id: 1, hc: 1.5, status: 'ACTIVE' }] }))
  expect([view.type, view.selections.map(({ selectionId, handicap, lastTraded }) => [selectionId, handicap, lastTraded])]).toEqual(['OTHER', [[1, 1.5, 3]]])
})
test('forgets everything when told to', () => {
  const markets = cache()
  markets.apply(image())
  markets.clear()
  expect([markets.size, markets.snapshot()]).toEqual([0, []])
})
