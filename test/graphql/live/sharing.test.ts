import { liveGraph, livePrice, liveRace, oddsEvent, testReader, type LiveGraph, type LiveRace } from '../../support/live-groups'

let graph: LiveGraph
let [field, other]: LiveRace[] = []
beforeAll(async () => {
  graph = await liveGraph({ limits: { maxGroups: 3 } })
  field = await liveRace(graph, '2023-04-02-ST-1')
  other = await liveRace(graph, 'S1-1')
  for (const { race, runners } of [field, other]) graph.live.events([oddsEvent(race, 1, runners.map((runner) => livePrice(runner, 1, 5)), { whole: true })])
})
afterAll(() => graph.close())

const text = 'subscription Odds($races: [ID!]!) { oddsUpdated(raceIds: $races) { race { name } snapshot sequence prices { runnerId price { decimal } } } }'
const races = (...all: readonly (LiveRace | undefined)[]): { readonly races: readonly string[] } => ({ races: all.map((one) => one?.id ?? '') })

test('a hundred who subscribe alike are served by one execution an update, each from its own snapshot on', async () => {
  const [from, statements] = [graph.executions(), graph.statements.length]
  const readers = await Promise.all(Array.from({ length: 100 }, () => graph.open(text, races(field))))
  await Promise.all(readers.map((reader) => reader.until(1)))
  expect(graph.executions() - from).toBe(1)
  graph.clock.pass(1_000)
  graph.live.events([oddsEvent(field?.race ?? 0, 2, [livePrice(field?.runners[0] ?? 0, 2, 6)])])
  await Promise.all(readers.map((reader) => reader.until(2)))
  expect(graph.executions() - from).toBe(2)
  expect(graph.statements.length - statements).toBe(2)
  for (const { messages } of readers) {
    expect(messages.map(({ data: { oddsUpdated: { snapshot, prices } } }) => [snapshot, prices.length])).toEqual([[true, 5], [false, 1]])
  }
  const late = await graph.open(text, races(field))
  expect(late.messages).toMatchObject([{ data: { oddsUpdated: { snapshot: true, sequence: 2 } } }])
  expect(late.messages[0].data.oddsUpdated.prices).toHaveLength(5)
  expect(graph.executions() - from).toBe(2)
  for (const { close } of [...readers, late]) close()
  expect([graph.groups.size, graph.clock.waiting]).toEqual([0, 0])
})

test('spelling makes no difference: white space, comments, literals or variables, order of races, where to go on from', async () => {
  const [first, second] = [field?.id, other?.id]
  const alike = [
    graph.open(text, races(field, other)),
    graph.open(text, races(other, field)),
    graph.open(text, races(other, field, other)),
    graph.open(`subscription Odds { # the same\n oddsUpdated(throttleMs: 250, raceIds: ["${first}", "${second}"]) { race { name }, snapshot, sequence, prices { runnerId price { decimal } } } }`),
    graph.open('subscription Odds($ids: [ID!]!, $ms: Int = 250, $unset: Float) { oddsUpdated(raceIds: $ids, throttleMs: $ms, minChangePercent: $unset) { race { name } snapshot sequence prices { runnerId price { decimal } } } }', { ids: [first, second] }),
  ]
  const readers = await Promise.all(alike)
  await Promise.all(readers.map((reader) => reader.until(2)))
  expect(graph.groups.size).toBe(1)
  for (const { close } of readers) close()
})

test.each([
  ['another selection', text.replace('snapshot ', ''), {}, []],
  ['other races', text, { other: true }, []],
  ['another throttle', text.replace('$races)', '$races, throttleMs: 500)'), {}, []],
  ['other scopes', text, {}, ['odds:read']],
  ['another argument below', text.replace('decimal', 'value(format: AMERICAN)'), {}, []],
])('%s is another group', async (_what, changed, { other: isOther = false }: { other?: boolean }, scopes) => {
  const one = await graph.open(text, races(field))
  const two = await graph.open(changed, races(isOther ? other : field), testReader(), scopes)
  expect(graph.groups.size).toBe(2)
  one.close()
  expect(graph.groups.size).toBe(1)
  two.close()
})

test('a variable that is used below makes another group, one that only says what is asked for does not', async () => {
  const nested = 'subscription ($races: [ID!]!, $depth: Int) { oddsUpdated(raceIds: $races) { prices { back(depth: $depth) { price } } } }'
  const readers = await Promise.all([graph.open(nested, { ...races(field), depth: 1 }), graph.open(nested, { ...races(field), depth: 2 }), graph.open(nested, { ...races(field), depth: 2 })])
  expect(graph.groups.size).toBe(2)
  for (const { close } of readers) close()
})

test('groups are bounded: one more is refused, and those who are alike still get in', async () => {
  const ways = [1, 2, 3, 4].map((depth) => `subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races) { prices { back(depth: ${depth}) { price } } } }`)
  const readers = []
  for (const way of ways.slice(0, 3)) readers.push(await graph.open(way, races(field)))
  const refused = await graph.open(ways[3] ?? '', races(field))
  expect(refused.failures).toMatchObject([[{ extensions: { code: 'OVERLOADED' } }]])
  const alike = await graph.open(ways[0] ?? '', races(field))
  await alike.until(1)
  for (const { close } of [...readers, alike]) close()
})
