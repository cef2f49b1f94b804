import { AppError } from '../../../src/domain/errors'
import { checkSource } from '../../../src/graphql/limits/check-source'
import { defaultDocumentLimits } from '../../../src/graphql/limits/document-limits'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { liveGraph, livePrice, liveRace, oddsEvent, testReader, type LiveGraph, type LiveRace } from '../../support/live-groups'

let graph: LiveGraph
let field: LiveRace
let sequence = 0
beforeAll(async () => {
  graph = await liveGraph()
  field = await liveRace(graph, '2023-04-02-ST-1')
})
beforeEach(() => { graph.live.events([oddsEvent(field.race, ++sequence, field.runners.map((runner) => livePrice(runner, sequence, 4)), { whole: true })]) })
afterEach(() => { graph.breakWith(null); expect(graph.groups.size).toBe(0); expect(graph.clock.waiting).toBe(0) })
afterAll(() => graph.close())

const text = 'subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { snapshot sequence prices { price { decimal } } } }'
const move = (decimal: number): void => { graph.live.events([oddsEvent(field.race, ++sequence, [livePrice(field.runners[0] as number, sequence, decimal)])]) }

test('a field that fails is null with its error, in every update, and the whole list stands as its paths count', async () => {
  const reader = await graph.open('subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races, throttleMs: 0) { race { runners(first: 1) { nodes { bodyWeightKg features(asOf: "2999-01-01T00:00:00Z") { asOf } } } } snapshot prices { price { decimal } } } }', { races: [field.id] })
  await reader.until(1)
  move(5)
  await reader.until(2)
  for (const message of reader.messages) {
    expect(message.errors[0]).toMatchObject({ path: ['oddsUpdated', 'race', 'runners', 'nodes', 0, 'features'], extensions: { code: 'BAD_USER_INPUT' } })
    expect(message.data.oddsUpdated.prices).toHaveLength(5)
  }
  expect(reader.failures).toEqual([])
  reader.close()
})

test('a failed execution tells its error and is tried again; nothing that changed meanwhile is lost, and other groups notice nothing', async () => {
  const reader = await graph.open(text, { races: [field.id] })
  const other = await graph.open(text.replace('snapshot', 'whole: snapshot'), { races: [(await liveRace(graph, 'S1-1')).id] })
  await Promise.all([reader.until(1), other.until(1)])
  graph.breakWith(new AppError('DATABASE_UNREACHABLE', 'The database at me@db.internal:5432/races cannot be used.'))
  move(5)
  await reader.until(2)
  expect(reader.messages[1]).toEqual({ errors: [{ message: 'The data cannot be read now. Send the request again in a moment.', extensions: { code: 'DATABASE_UNREACHABLE' } }], data: null })
  move(6)
  await graph.idle()
  expect(reader.messages).toHaveLength(2)
  graph.breakWith(null)
  graph.clock.pass(1_000)
  await reader.until(3)
  expect(reader.messages[2].data.oddsUpdated).toMatchObject({ snapshot: false, prices: [{ price: { decimal: 6 } }] })
  expect([other.messages.length, other.failures]).toEqual([1, []])
  reader.close()
  other.close()
})

test('three failures in a row end the subscription with the error, and only this one', async () => {
  const reader = await graph.open(text, { races: [field.id] })
  await reader.until(1)
  graph.breakWith(new Error('a secret of the inside'))
  move(5)
  await reader.until(2)
  graph.clock.pass(1_000)
  await reader.until(3)
  expect(reader.failures).toEqual([])
  graph.clock.pass(1_000)
  await reader.failed()
  expect(JSON.stringify([reader.messages.slice(1), reader.failures])).not.toContain('secret')
  expect(reader.failures).toMatchObject([[{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]])
  expect(graph.warnings).toHaveLength(3)
  graph.warnings.length = 0
  graph.breakWith(null)
  const again = await graph.open(text, { races: [field.id] })
  await again.until(1)
  again.close()
})

test('a first snapshot that fails comes when it can be had', async () => {
  graph.breakWith(new AppError('OVERLOADED', 'No connection came free.'))
  const reader = await graph.open(text, { races: [field.id] })
  await reader.until(1)
  graph.breakWith(null)
  graph.clock.pass(1_000)
  await reader.until(2)
  expect(reader.messages.map(({ data }) => data?.oddsUpdated.snapshot ?? null)).toEqual([null, true])
  reader.close()
})

test.each([
  ['an unknown race', { races: [toGlobalId('Race', 999_999)] }, /There is no Race "/],
  ['an id of something else', { races: [toGlobalId('Horse', 1)] }, /id of a Horse/],
  ['no id', { races: ['no id'] }, /not an id/],
  ['no race', { races: [] }, /raceIds is empty/],
  ['101 races', { races: Array.from({ length: 101 }, (_, i) => toGlobalId('Race', i + 1)) }, /101 ids; at most 100/],
  ['a throttle below 0', { ms: -1 }, /throttleMs is -1; it can be 0 to 60000/],
  ['a throttle above a minute', { ms: 60_001 }, /throttleMs is 60001/],
  ['a least change below 0', { min: -0.5 }, /minChangePercent is -0.5; it can be 0 to 100/],
  ['a sequence below 0', { from: -1 }, /fromSequence is -1/],
  ['a sequence of two races', { two: true, from: 1 }, /counted by race/],
  ['a runner of another race', { runners: [toGlobalId('Runner', 1)] }, /There is no Runner "[^"]+" in these races/],
  ['a variable of another type', { ms: 'often' }, /Int cannot represent/],
])('%s is refused to that subscription alone', async (_what, { races, two = false, ...variables }: { races?: readonly string[]; two?: boolean; [name: string]: unknown }, said) => {
  const second = await liveRace(graph, 'S1-1')
  const refused = await graph.open('subscription ($races: [ID!]!, $ms: Int, $min: Float, $from: Int, $runners: [ID!]) { oddsUpdated(raceIds: $races, throttleMs: $ms, minChangePercent: $min, fromSequence: $from, runnerIds: $runners) { sequence } }', { races: races ?? (two ? [field.id, second.id] : [field.id]), ...variables })
  expect(refused.failures).toMatchObject([[{ message: expect.stringMatching(said), extensions: { code: 'BAD_USER_INPUT' } }]])
  expect([refused.messages, graph.warnings]).toEqual([[], []])
})

test.each([
  ['an unknown model', 'subscription ($races: [ID!]!) { predictionUpdated(raceIds: $races, model: "nobody") { sequence } }', /no model "nobody"/],
  ['a change of more than 1', 'subscription ($races: [ID!]!) { predictionUpdated(raceIds: $races, minProbabilityChange: 1.5) { sequence } }', /minProbabilityChange is 1.5; it can be 0 to 1/],
  ['an unknown meeting', `subscription { raceUpdated(meetingIds: ["${toGlobalId('Meeting', 999_999)}"]) { sequence } }`, /There is no Meeting/],
  ['no meeting', 'subscription { raceUpdated(meetingIds: []) { sequence } }', /meetingIds is empty/],
  ['a sequence of all races', 'subscription { raceUpdated(fromSequence: 3) { sequence } }', /counted by race/],
])('%s is refused', async (_what, document, said) => {
  const refused = await graph.open(document, { races: [field.id] })
  expect(refused.failures).toMatchObject([[{ message: expect.stringMatching(said), extensions: { code: 'BAD_USER_INPUT' } }]])
})

test('two fields, or one that may be left out, are no subscription', async () => {
  await expect(graph.open('subscription { a: raceUpdated { sequence } b: raceUpdated { sequence } }')).rejects.toThrow(/only one top level field/i)
  for (const document of [
    'subscription ($no: Boolean!) { raceUpdated @include(if: $no) { sequence } }',
    'subscription { ... @skip(if: true) { raceUpdated { sequence } } }',
    'query Q { serverTime } subscription S { ...A } fragment A on Subscription { ...B } fragment B on Subscription { raceUpdated @skip(if: false) { sequence } }',
  ]) expect(() => { checkSource(document, defaultDocumentLimits) }).toThrow(/cannot have @(skip|include) on its field/)
  expect(() => { checkSource('subscription ($no: Boolean!) { raceUpdated { sequence @include(if: $no) } } query Q { serverTime @skip(if: true) }', defaultDocumentLimits) }).not.toThrow()
})

test('an execution that nobody tells an event is refused', async () => {
  const { parse } = await import('graphql')
  const { errors } = await graph.execute({ document: parse('subscription { raceUpdated { sequence } }'), context: {} })
  expect(errors?.[0]?.message).toMatch(/WebSocket at \/graphql/)
})

test('a reader that breaks is left out, and the others are told', async () => {
  const good = await graph.open(text, { races: [field.id] })
  const bad = testReader()
  await graph.open(text, { races: [field.id] }, Object.assign(bad, { deliver: () => { throw new Error('a broken transport') } }))
  await good.until(1)
  move(5)
  await good.until(2)
  move(6)
  await good.until(3)
  expect([good.failures, graph.warnings.length]).toEqual([[], 1])
  graph.warnings.length = 0
  good.close()
})

test('a subscription that cannot be looked up leaves nothing behind', async () => {
  graph.database(false)
  const refused = await graph.open('subscription { raceUpdated { sequence } }')
  graph.database(true)
  expect(refused.failures).toMatchObject([[{ extensions: { code: 'DATABASE_UNREACHABLE' } }]])
  expect([graph.groups.size, graph.warnings]).toEqual([0, []])
})

test('a reset while the database is away is made good when it is back, and given up after three tries', async () => {
  const all = await graph.open('subscription { raceUpdated { snapshot } }')
  await all.until(1)
  graph.database(false)
  graph.live.reset([])
  await graph.idle()
  graph.database(true)
  graph.clock.pass(1_000)
  await all.until(2)
  expect(all.messages.map(({ data }) => data.raceUpdated.snapshot)).toEqual([true, true])
  graph.database(false)
  graph.live.reset([])
  for (let tries = 0; tries < 2; tries++) {
    await graph.idle()
    graph.clock.pass(1_000)
  }
  await all.failed()
  graph.database(true)
  expect(all.failures).toMatchObject([[{ extensions: { code: 'DATABASE_UNREACHABLE' } }]])
})
