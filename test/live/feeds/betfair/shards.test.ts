import fc from 'fast-check'
import type { ListedMarket } from '../../../../src/live/feeds/betfair/catalogue'
import { createPlanner, type Plan } from '../../../../src/live/feeds/betfair/shards'
import { image, market, MARKET, T0 } from '../../../support/betfair/messages'
import { runFeed, type RunningFeed } from '../../../support/betfair/running-feed'
import type { FakeLine, Play } from '../../../support/betfair/stream-fake'
import type { CatalogueRequest, WebAnswer } from '../../../support/betfair/web-fake'

const id = (n: number): string => `1.${200_000_000 + n}`
const listed = (from: number, to: number): ListedMarket[] => Array.from({ length: to - from }, (_, i) => ({ marketId: id(from + i), startsAt: T0 + (from + i) * 60_000 }))
const sizes = (plan: Plan): readonly number[] | string => plan.kind === 'listed' ? plan.shards.map((ids) => ids.length) : plan.kind
const renewed = (plan: Plan): readonly number[] => plan.kind === 'listed' ? plan.renewed : []

describe('a plan', () => {
  test('one filter for all while there are few, none for nothing', () => {
    const planner = createPlanner({ maxConnections: 10 })
    expect([sizes(planner.plan([])), sizes(planner.plan(listed(0, 1))), sizes(planner.plan(listed(0, 150))), sizes(planner.plan([]))]).toEqual(['none', 'coarse', 'coarse', 'none'])
  })
  test('200 markets a connection, the next only when the one before is full', () => {
    expect(sizes(createPlanner({ maxConnections: 4 }).plan(listed(0, 450)))).toEqual([200, 200, 50, 0])
  })
  test('what has no room is left out, and it is what starts last', () => {
    const plan = createPlanner({ maxConnections: 2 }).plan(listed(0, 450))
    expect([sizes(plan), plan.kind === 'listed' && plan.left]).toEqual([[200, 200], listed(400, 450).map(({ marketId }) => marketId)])
  })
  test('new markets touch one connection, closed ones none', () => {
    const planner = createPlanner({ maxConnections: 4 })
    planner.plan(listed(0, 450))
    const more = planner.plan(listed(0, 460))
    expect([sizes(more), renewed(more)]).toEqual([[200, 200, 60, 0], [2]])
    const fewer = planner.plan(listed(30, 460))
    expect([sizes(fewer), renewed(fewer)]).toEqual([[200, 200, 60, 0], []])
    // The places of 30 that are over go to new ones.
    const next = planner.plan(listed(30, 480))
    expect([sizes(next), renewed(next)]).toEqual([[190, 200, 60, 0], [0]])
  })
  test('a connection whose markets are all over is closed', () => {
    const planner = createPlanner({ maxConnections: 3 })
    planner.plan(listed(0, 450))
    const plan = planner.plan(listed(200, 450))
    expect([sizes(plan), renewed(plan)]).toEqual([[0, 200, 50], [0]])
  })
  test('SUBSCRIPTION_LIMIT_EXCEEDED: from one filter to lists, and then to shorter ones', () => {
    const planner = createPlanner({ maxConnections: 4 })
    planner.plan(listed(0, 120))
    planner.narrow(0)
    expect(sizes(planner.plan(listed(0, 120)))).toEqual([120, 0, 0, 0])
    planner.narrow(0)
    const plan = planner.plan(listed(0, 120))
    expect([sizes(plan), renewed(plan)]).toEqual([[60, 60, 0, 0], [0, 1]])
  })
  test('and a list that was too long is sent anew also when what is left of it would do', () => {
    const planner = createPlanner({ maxConnections: 2 })
    planner.plan(listed(0, 160))
    planner.narrow(0)
    const plan = planner.plan(listed(120, 160))
    expect([sizes(plan), renewed(plan)]).toEqual([[40, 0], [0]])
  })
  test('whatever comes and goes: every market once, as many as there is room for, none that is over in a list that is sent anew', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 151, max: 700 }), fc.boolean()), { minLength: 1, maxLength: 12 }), (steps) => {
      const planner = createPlanner({ maxConnections: 3 })
      let capacity = 200
      let before: readonly (readonly string[])[] = [[], [], []]
      for (const [from, count, limited] of steps) {
        if (limited && (before[0]?.length ?? 0) > 1) { capacity = Math.min(capacity, Math.floor((before[0]?.length ?? 0) / 2)); planner.narrow(0) }
        const markets = listed(from, from + count)
        const plan = planner.plan(markets)
        if (plan.kind !== 'listed') throw new Error('it was to be lists')
        const wanted = new Set(markets.map(({ marketId }) => marketId))
        const alive = plan.shards.flat().filter((one) => wanted.has(one))
        expect(new Set(alive).size).toBe(alive.length)
        expect(alive.length + plan.left.length).toBe(count)
        expect(alive.length).toBe(Math.min(count, 3 * capacity))
        plan.shards.forEach((ids, at) => {
          expect(ids.filter((one) => wanted.has(one)).length).toBeLessThanOrEqual(capacity)
          if (plan.renewed.includes(at)) expect(ids.every((one) => wanted.has(one))).toBe(true)
          else expect(ids).toEqual(before[at])
        })
        before = plan.shards
      }
    }), { numRuns: 200 })
  })
})

describe('on the wire', () => {
  let feed: RunningFeed
  afterEach(() => feed.stop())
  /** So that minutes may pass without a word. */
  const PATIENT = { heartbeatMs: 1_000_000 }
  let all: readonly ListedMarket[] = []
  const catalogue = (request: CatalogueRequest): WebAnswer => ({ json: { jsonrpc: '2.0', id: request.id, result: request.params.filter.marketIds === undefined ? all.map(({ marketId, startsAt }) => ({ marketId, marketStartTime: new Date(startsAt).toISOString() })) : [] } })
  /** Sends an image of whatever is subscribed, each time. */
  const answering: Play = async (line) => {
    let subscription = await line.subscribed()
    for (;;) {
      await line.send([image(subscription.id, (subscription.marketFilter?.marketIds ?? []).map((one) => market(one, 2)), PATIENT)])
      subscription = await line.request('marketSubscription')
      await line.succeed(subscription)
    }
  }
  const subscriptions = (line: FakeLine): readonly number[] => line.asked.filter(({ op }) => op === 'marketSubscription').map(({ marketFilter }) => marketFilter?.marketIds?.length ?? 0)

  test('more than 200 markets come over several connections, one opened after the other; new ones renew one list, and a market is told of by one', async () => {
    all = listed(0, 450)
    feed = await runFeed({ plays: [answering], catalogue })
    await feed.bell.until(() => feed.sink.views.size === 450)
    await feed.state('LIVE')
    expect(feed.fake.stream.lines.map(subscriptions)).toEqual([[200], [200], [50]])
    all = listed(0, 455)
    await feed.pass(300_000)
    await feed.bell.until(() => feed.sink.views.size === 455)
    expect(feed.fake.stream.lines.map(subscriptions)).toEqual([[200], [200], [50, 55]])
    expect(feed.sink.gone).toEqual([])
    expect(feed.fake.stream.problems).toEqual([])
  })
  test('failure 4, subscribing anew on an open line: what still comes of the old one is let be, clocks are not sent, and the books change hands at the image', async () => {
    all = listed(0, 160)
    let go = (): void => undefined
    const opened = new Promise<void>((resolve) => { go = resolve })
    feed = await runFeed({ catalogue, plays: [async (line) => {
      const first = await line.subscribed()
      await line.send([image(first.id, [market(), market(id(2))], PATIENT)])
      const second = await line.request('marketSubscription')
      await line.send([{ op: 'mcm', id: first.id, clk: 'old', pt: T0, mc: [{ id: id(2), rc: [{ id: 1, ltp: 99 }] }] }])
      await line.succeed(second)
      await line.send([{ op: 'mcm', id: first.id, clk: 'old', pt: T0, mc: [{ id: id(2), rc: [{ id: 1, ltp: 99 }] }] }])
      await opened
      await line.send([image(second.id, [market(id(2), 7), market(id(161), 8)])])
    }] })
    await feed.bell.until(() => feed.sink.views.size === 2)
    all = listed(0, 162)
    await feed.pass(300_000)
    const line = await feed.line(0)
    await feed.bell.until(() => line.asked.length === 3)
    expect(line.asked[2]).not.toHaveProperty('clk')
    await feed.bell.until(() => feed.lines.length === 7)
    expect([feed.sink.views.size, feed.sink.views.get(id(2))?.selections[0]?.lastTraded]).toEqual([2, 3])
    go()
    await feed.bell.until(() => feed.sink.views.get(id(2))?.selections[0]?.lastTraded === 7)
    expect([[...feed.sink.views.keys()].sort(), feed.sink.gone]).toEqual([[id(2), id(161)], [MARKET]])
  })
  test('a market that goes from one connection to another is not told to be gone by the one that lost it', async () => {
    all = listed(0, 100)
    let go = (): void => undefined
    const opened = new Promise<void>((resolve) => { go = resolve })
    feed = await runFeed({ catalogue, plays: [async (line) => {
      const first = await line.subscribed()
      await line.send([image(first.id, [market(id(1), 2), market(id(250), 3)], PATIENT)])
      const second = await line.request('marketSubscription')
      await line.succeed(second)
      await opened
      await line.send([{ op: 'mcm', id: second.id, clk: 'x', pt: T0, mc: [{ id: id(250), rc: [{ id: 1, ltp: 99 }] }] }, image(second.id, [market(id(1), 5)])])
    }, answering] })
    await feed.bell.until(() => feed.sink.views.size === 2)
    all = listed(0, 300)
    await feed.pass(300_000)
    await feed.bell.until(() => feed.sink.views.get(id(250))?.selections[0]?.lastTraded === 2)
    go()
    await feed.bell.until(() => feed.sink.views.get(id(1))?.selections[0]?.lastTraded === 5)
    expect([feed.sink.gone, feed.sink.views.get(id(250))?.selections[0]?.lastTraded]).toEqual([[], 2])
  })
  test('SUBSCRIPTION_LIMIT_EXCEEDED keeps the connection, and fewer markets are asked for', async () => {
    all = listed(0, 120)
    feed = await runFeed({ catalogue, plays: [async (line) => {
      await line.send([{ op: 'connection', connectionId: 'x' }])
      await line.succeed(await line.request())
      for (let times = 0; times < 2; times++) await line.refuse(await line.request('marketSubscription'), 'SUBSCRIPTION_LIMIT_EXCEEDED', { open: true, message: 'trying to subscribe to 120 markets' })
      const subscription = await line.request('marketSubscription')
      await line.succeed(subscription)
      await line.send([image(subscription.id, (subscription.marketFilter?.marketIds ?? []).map((one) => market(one, 2)))])
    }, answering] })
    await feed.bell.until(() => feed.sink.views.size === 120)
    expect(feed.fake.stream.lines.map(subscriptions)).toEqual([[0, 120, 60], [60]])
    expect(feed.counted.reconnects).toBe(0)
  })
  test('SUBSCRIPTION_LIMIT_EXCEEDED while there is no catalogue to narrow by: a long pause, and the catalogue is asked at once', async () => {
    let broken = true
    all = listed(0, 3)
    feed = await runFeed({ catalogue: (request) => broken ? { status: 503, text: 'x' } : catalogue(request), plays: [async (line) => {
      await line.send([{ op: 'connection', connectionId: 'x' }])
      await line.succeed(await line.request())
      const request = await line.request('marketSubscription')
      broken = false
      await line.refuse(request, 'SUBSCRIPTION_LIMIT_EXCEEDED', { open: true })
    }, answering] })
    await feed.bell.until(() => feed.time.waiting().includes(300_000))
    await feed.pass(42_000)
    await feed.bell.until(() => feed.sink.views.size === 3)
    expect(feed.fake.stream.lines.map(subscriptions)).toEqual([[0], [3]])
  })
})
