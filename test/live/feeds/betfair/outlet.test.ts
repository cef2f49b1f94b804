import type { Instant } from '../../../../src/domain/instant'
import type { MarketView, SelectionView } from '../../../../src/domain/market-view'
import type { MarketChange } from '../../../../src/live/feed'
import { createOutlet, merged } from '../../../../src/live/feeds/betfair/outlet'
import { createBell } from '../../../support/betfair/bell'
import { image, MARKET, oneMarket } from '../../../support/betfair/messages'
import { runFeed } from '../../../support/betfair/running-feed'
import { keptSink } from '../../../support/betfair/sink'

const selection = (selectionId: number, lastTraded: number | null = null): SelectionView => ({ selectionId, handicap: 0, name: null, status: 'ACTIVE', sortPriority: null, back: [], lay: [], lastTraded, matched: null, nearPrice: null, farPrice: null, startingPrice: null, adjustmentFactor: null, removedAt: null })
const change = (marketId: string, selections: readonly SelectionView[], changed: readonly number[], more: Partial<MarketChange> = {}): MarketChange => ({ view: { marketId, selections } as MarketView, changed, definition: false, image: false, ...more })
const at = (ms: number): Instant => ms as Instant

describe('two changes in one', () => {
  test('as the later has it, with what either changed', () => {
    const both = merged(change('m', [selection(1, 2), selection(2), selection(3)], [0], { image: true }), change('m', [selection(1, 2), selection(2), selection(3, 9)], [2], { definition: true }))
    expect([both.changed, both.image, both.definition, both.view.selections[2]?.lastTraded]).toEqual([[0, 2], true, true, 9])
  })
  test('places go with their selections when those have moved, and are left out when they are gone', () => {
    expect(merged(change('m', [selection(1), selection(2), selection(3)], [0, 1, 2]), change('m', [selection(3), selection(9), selection(1)], [1])).changed).toEqual([0, 1, 2])
    expect(merged(change('m', [selection(1), selection(2)], [0, 1]), change('m', [selection(2)], [])).changed).toEqual([0])
  })
})

describe('a slow sink', () => {
  const held: boolean[] = []
  let conflated = 0
  const create = (): { readonly sink: ReturnType<typeof keptSink>; readonly outlet: ReturnType<typeof createOutlet>; readonly failures: unknown[] } => {
    const [sink, failures]: [ReturnType<typeof keptSink>, unknown[]] = [keptSink(createBell()), []]
    held.length = 0
    conflated = 0
    return { sink, failures, outlet: createOutlet({ sink, hold: (isHeld) => { held.push(isHeld) }, conflated: (count) => { conflated += count }, failed: (error) => { failures.push(error) } }) }
  }
  test('gets each message at once while it is quick', () => {
    const { sink, outlet } = create()
    for (const price of [2, 3]) outlet.give([change('m', [selection(1, price)], [0])], [], at(price))
    expect(sink.batches.map(({ changes, receivedAt }) => [changes[0]?.view.selections[0]?.lastTraded, receivedAt])).toEqual([[2, 2], [3, 3]])
  })
  test('gets the newest of each market when it is ready again, not what it missed', async () => {
    const { sink, outlet } = create()
    sink.slow()
    for (let price = 2; price < 1_000; price++) outlet.give([change(price % 2 === 0 ? 'even' : 'odd', [selection(1, price)], [0])], [], at(price))
    expect([sink.batches.length, conflated]).toEqual([1, 995])
    sink.letGo()
    await outlet.drained()
    expect(sink.batches[1]?.changes.map(({ view }) => [view.marketId, view.selections[0]?.lastTraded])).toEqual([['odd', 999], ['even', 998]])
    expect(held).toEqual([])
  })
  test('far behind: reading stops, and goes on when it has taken what waited', async () => {
    const { sink, outlet } = create()
    sink.slow()
    for (let price = 0; price <= 2_001; price++) outlet.give([change('m', [selection(1, price)], [0])], [], at(price))
    expect(held).toEqual([true])
    sink.letGo()
    await outlet.drained()
    expect([held, sink.views.get('m')?.selections[0]?.lastTraded]).toEqual([[true, false], 2_001])
  })
  test('hears of what is gone after what was on its way, and not of what came back', async () => {
    const { sink, outlet } = create()
    sink.slow()
    outlet.give([change('a', [selection(1)], [0]), change('b', [selection(1)], [0])], [], at(1))
    outlet.give([change('a', [selection(1, 5)], [0])], [], at(2))
    outlet.give([], ['a', 'b'], at(3))
    outlet.give([change('b', [selection(1, 7)], [0])], [], at(4))
    expect(sink.gone).toEqual([])
    sink.letGo()
    await outlet.drained()
    expect([sink.gone, sink.batches[1]?.changes.map(({ view, image }) => [view.marketId, image])]).toEqual([['a'], [['b', true]]])
  })
  test.each(['at once', 'later'])('that fails %s is reported', async (when) => {
    const { outlet, failures, sink } = create()
    const failure = new Error('disk full')
    sink.markets = when === 'at once' ? () => { throw failure } : () => Promise.reject(failure)
    outlet.give([change('m', [selection(1)], [0])], [], at(1))
    await outlet.drained()
    expect(failures).toEqual([failure])
  })
})

describe('failure 14, on the wire', () => {
  test('while the sink is busy nothing grows, the watchdog keeps still, and the newest state comes', async () => {
    const feed = await runFeed({ catalogue: oneMarket, plays: [async (line) => {
      const { id } = await line.subscribed()
      await line.send([image(id)])
      for (let price = 4; price < 60_000; price += 100) await line.send(Array.from({ length: 100 }, (_, i) => ({ op: 'mcm', id, clk: String(price + i), pt: 1, mc: [{ id: MARKET, rc: [{ id: 1, ltp: price + i }] }] })))
    }] })
    try {
      feed.sink.slow()
      await feed.bell.until(() => feed.counted.conflated >= 2_000)
      // Reading has stopped: what comes now stays with the network, however long it lasts.
      feed.time.advance(600_000)
      await new Promise<void>((resolve) => { setImmediate(() => { setImmediate(resolve) }) })
      expect(feed.sink.batches.length).toBe(1)
      expect(feed.counted.reconnects).toBe(0)
      expect(feed.lines.length).toBeLessThan(10_000)
      feed.sink.letGo()
      await feed.traded(60_003)
      expect(feed.counted.reconnects).toBe(0)
      expect(feed.sink.batches.length).toBeGreaterThan(1)
    } finally { await feed.stop() }
  })
  test('a sink that fails ends the feed with its error', async () => {
    const feed = await runFeed({ catalogue: oneMarket, plays: [async (line) => { const { id } = await line.subscribed(); await line.send([image(id)]) }] })
    try {
      feed.sink.markets = () => Promise.reject(new Error('disk full'))
      await expect(feed.ended).rejects.toThrow('disk full')
    } finally { await feed.stop() }
  })
})
