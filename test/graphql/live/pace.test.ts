import { counts } from '../../../src/graphql/live/odds-topic'
import { liveGraph, livePrice, liveRace, oddsEvent, testReader, type LiveGraph, type LiveRace } from '../../support/live-groups'

let graph: LiveGraph
let field: LiveRace
let [a, b, sequence] = [0, 0, 0]
beforeAll(async () => {
  graph = await liveGraph()
  field = await liveRace(graph, '2023-04-02-ST-1')
  ;[a, b] = field.runners as readonly [number, number]
})
beforeEach(() => { graph.live.events([oddsEvent(field.race, ++sequence, [livePrice(a, sequence, 4), livePrice(b, sequence, 10)], { whole: true })]) })
afterAll(() => graph.close())

const text = 'subscription ($races: [ID!]!, $min: Float, $ms: Int, $from: Int, $runners: [ID!], $markets: [MarketType!], $sources: [PriceSource!]) { oddsUpdated(raceIds: $races, minChangePercent: $min, throttleMs: $ms, fromSequence: $from, runnerIds: $runners, markets: $markets, sources: $sources) { snapshot sequence status prices { runnerId status price { decimal market source } } } }'
const move = (runner: number, decimal: number | null, more: Parameters<typeof livePrice>[3] = {}): void => { graph.live.events([oddsEvent(field.race, ++sequence, [livePrice(runner, sequence, decimal, more)])]) }
const told = ({ messages }: { readonly messages: any[] }): unknown[] => messages.map(({ data: { oddsUpdated: { snapshot, prices } } }) => [snapshot, ...prices.map((p: any) => p.price?.decimal ?? null)]) // eslint-disable-line @typescript-eslint/no-explicit-any -- parsed messages

test('the first change is told at once, what comes within the throttle together at its end in the newest form', async () => {
  const reader = await graph.open(text, { races: [field.id], ms: 250 })
  await reader.until(1)
  graph.clock.pass(250)
  move(a, 4.1)
  await reader.until(2)
  move(a, 4.2)
  move(b, 11)
  move(a, 4.3)
  await graph.idle()
  expect(told(reader)).toEqual([[true, 4, 10], [false, 4.1]])
  graph.clock.pass(249)
  await graph.idle()
  expect(reader.messages).toHaveLength(2)
  graph.clock.pass(1)
  await reader.until(3)
  expect(told(reader).at(-1)).toEqual([false, 4.3, 11])
  expect(graph.clock.waiting).toBe(0)
  graph.clock.pass(1_000)
  await graph.idle()
  expect(reader.messages).toHaveLength(3)
  reader.close()
})

test('executions of a group never overlap: what comes while one runs is told by the next', async () => {
  const reader = await graph.open(text, { races: [field.id], ms: 0 })
  await reader.until(1)
  const from = graph.executions()
  move(a, 5)
  for (const decimal of [5.1, 5.2, 5.3, 5.4]) move(a, decimal)
  await reader.until(2)
  await graph.idle()
  expect(graph.executions() - from).toBeLessThanOrEqual(2)
  expect(told(reader).at(-1)).toEqual([false, 5.4])
  reader.close()
})

test('a slow reader is told the newest of each, once, from the same results as the others', async () => {
  const [quick, slow] = [testReader(), testReader()]
  const opened = [await graph.open(text, { races: [field.id], ms: 0 }, quick), await graph.open(text, { races: [field.id], ms: 0 }, slow)]
  await Promise.all([quick.until(1), slow.until(1)])
  slow.pause()
  const from = graph.executions()
  for (const [i, runner] of [a, b, a].entries()) {
    move(runner, 20 + i)
    await quick.until(i + 2)
  }
  slow.resume()
  expect(told(slow)).toEqual([[true, 4, 10], [false, 22, 21]])
  expect(graph.executions() - from).toBe(3)
  for (const { close } of opened) close()
})

test('moves below minChangePercent are told when they add up to it, a change of status always', async () => {
  const reader = await graph.open(text, { races: [field.id], ms: 0, min: 5 })
  await reader.until(1)
  move(a, 4.1)
  move(a, 4.19)
  await graph.idle()
  expect(reader.messages).toHaveLength(1)
  move(a, 4.2) // 5% of 4
  await reader.until(2)
  move(a, 4.3) // 2.4% of 4.2
  move(b, 9.4) // 6% of 10
  await reader.until(3)
  move(a, 4.3, { status: 'REMOVED' })
  await reader.until(4)
  graph.live.events([oddsEvent(field.race, ++sequence, [], { market: { status: 'SUSPENDED' } })])
  await reader.until(5)
  expect(told(reader)).toEqual([[true, 4, 10], [false, 4.2], [false, 9.4], [false, 4.3], [false]])
  const late = await graph.open(text, { races: [field.id], ms: 0, min: 5 })
  expect(told(late)).toEqual([[true, 4.3, 9.4]])
  reader.close()
  late.close()
})

test.each([
  [4, 4.19, 5, false], [4, 4.2, 5, true], [4, 3.8, 5, true], [4, 3.81, 5, false], [4, null, 5, true], [null, 4, 5, true], [null, null, 5, false], [1.01, 1.02, 100, false], [2, 4, 100, true], [4, 4, 5, false],
])('from %s to %s with at least %s%%: %s', (before, now, percent, isChange) => {
  expect(counts(livePrice(1, 1, before), livePrice(1, 2, now), percent)).toBe(isChange)
})

test('only runners, markets and sources that are asked for', async () => {
  const only = await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'], runners: [field.runnerIds[1]] })
  const place = await graph.open(text, { races: [field.id], ms: 0, markets: ['PLACE'] })
  const fixed = await graph.open(text, { races: [field.id], ms: 0, sources: ['FIXED', 'TOTE'] })
  await Promise.all([only, place, fixed].map((reader) => reader.until(1)))
  expect([told(only), told(place), told(fixed)]).toEqual([[[true, 10]], [[true]], [[true]]])
  expect(place.messages[0].data.oddsUpdated.status).toBeNull()
  move(a, 6)
  await graph.idle()
  move(b, 12)
  await only.until(2)
  graph.live.events([oddsEvent(field.race, ++sequence, [livePrice(a, sequence, 1.5)], { whole: true, market: { id: 2, marketId: '1.2', type: 'PLACE' } })])
  await place.until(2)
  await graph.idle()
  expect([told(only), told(place), told(fixed)]).toEqual([[[true, 10], [false, 12]], [[true], [true, 1.5]], [[true]]])
  for (const { close } of [only, place, fixed]) close()
})

test('a market that is closed gives its last state, and silence', async () => {
  graph.live.events([oddsEvent(field.race, ++sequence, [livePrice(a, sequence, 4, { status: 'WINNER', startingPrice: 4.21 })], { market: { status: 'CLOSED' } })])
  const reader = await graph.open(text, { races: [field.id], markets: ['WIN'] })
  await reader.until(1)
  expect(reader.messages[0].data.oddsUpdated).toMatchObject({ snapshot: true, status: 'CLOSED', prices: [{ status: 'WINNER' }, { status: 'ACTIVE' }] })
  reader.close()
})

describe('fromSequence', () => {
  test('goes on from what the client knows where that is certain: what changed since, and no snapshot', async () => {
    const known = sequence
    move(b, 12)
    const reader = await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'], from: known })
    await reader.until(1)
    expect(told(reader)).toEqual([[false, 12]])
    const nothing = await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'], from: sequence })
    await graph.idle()
    expect(nothing.messages).toEqual([])
    move(a, 5)
    await Promise.all([reader.until(2), nothing.until(1)])
    expect([told(reader).at(-1), told(nothing)]).toEqual([[false, 5], [[false, 5]]])
    expect(graph.groups.size).toBe(1)
    reader.close()
    nothing.close()
  })
  test('one who knows more than was told last, since the throttle holds it back, is not told it again', async () => {
    const there = await graph.open(text, { races: [field.id], ms: 250, markets: ['WIN'] })
    await there.until(1)
    move(a, 5)
    const ahead = await graph.open(text, { races: [field.id], ms: 250, markets: ['WIN'], from: sequence })
    await there.until(2)
    graph.clock.pass(250)
    await graph.idle()
    expect([told(there), told(ahead)]).toEqual([[[true, 4, 10], [false, 5]], []])
    move(b, 11)
    await ahead.until(1)
    expect(told(ahead)).toEqual([[false, 11]])
    there.close()
    ahead.close()
  })
  test('a number that the race has not come to, or from before a gap, gives a snapshot', async () => {
    const ahead = await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'], from: sequence + 100 })
    await ahead.until(1)
    const before = sequence
    graph.live.reset([oddsEvent(field.race, (sequence += 10), [livePrice(a, sequence, 7)], { whole: true })])
    const gap = await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'], from: before })
    await gap.until(1)
    expect([told(ahead)[0], told(gap)[0]]).toEqual([[true, 4, 10], [true, 7]])
    ahead.close()
    gap.close()
  })
})

test('after a reset everybody is sent a snapshot, also one who was slow', async () => {
  const [quick, slow] = [testReader(), testReader()]
  const opened = [await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'] }, quick), await graph.open(text, { races: [field.id], ms: 0, markets: ['WIN'] }, slow)]
  await Promise.all([quick.until(1), slow.until(1)])
  slow.pause()
  graph.live.reset([oddsEvent(field.race, (sequence += 10), [livePrice(a, sequence, 8), livePrice(b, sequence, 9)], { whole: true })])
  await quick.until(2)
  move(a, 8.5)
  await quick.until(3)
  slow.resume()
  expect(told(quick)).toEqual([[true, 4, 10], [true, 8, 9], [false, 8.5]])
  expect(told(slow)).toEqual([[true, 4, 10], [true, 8.5, 9]])
  for (const { close } of opened) close()
})
