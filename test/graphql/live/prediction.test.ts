import type { PredictionEvent } from '../../../src/domain/live-event'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { graphServices } from '../../support/graph-services'
import { drawModel, memoryLedger, modelsOf } from '../../support/graph-models'
import { eventsOf, liveGraph, liveRace, livePrice, oddsEvent, START, type LiveGraph, type LiveRace } from '../../support/live-groups'

const passes = { races: [] as number[] }
const ledger = memoryLedger()
let graph: LiveGraph
let [race, finished]: LiveRace[] = []
let [first, second] = ['', '']
beforeAll(async () => {
  graph = await liveGraph({ services: { ...graphServices(START), ledger: () => ledger, models: modelsOf([drawModel(passes), { name: 'priced', kind: 'none', reason: 'PRICES_MISSING', message: 'Not all have prices.' }], { champion: 'draw' }) } })
  race = await liveRace(graph, 'S1-1')
  finished = await liveRace(graph, '2023-03-01-ST-1')
  ;[first, second] = race.runnerIds as readonly [string, string]
})
beforeEach(() => { passes.races.length = 0; ledger.served.length = 0 })
afterEach(() => { expect(graph.groups.size).toBe(0) })
afterAll(() => graph.close())

/** Chances as published; the draw is 1 and 2, which is worth 2 to 1. */
const event = (sequence: number, chances: readonly number[], more: Partial<PredictionEvent> = {}): PredictionEvent => ({
  kind: 'prediction', raceId: race?.race ?? 0, sequence, at: START, receivedAt: START, reason: 'PRICE', ...more,
  prediction: { model: { name: 'draw', version: 1 }, featureSet: 'set', asOf: START, marketAt: START, generatedAt: START, stale: false, runnerIds: race?.runners ?? [], chances, inputs: Buffer.from(Float64Array.of(1, 2).buffer).toString('base64'), ...more.prediction },
})
const text = `subscription ($races: [ID!]!, $model: String, $min: Float, $ms: Int = 0, $from: Int) { predictionUpdated(raceIds: $races, model: $model, minProbabilityChange: $min, throttleMs: $ms, fromSequence: $from) {
  snapshot sequence reason race { id predictions { ... on RacePrediction { predictions { probability runnerId } } } }
  prediction { model { name } generatedAt degraded predictions(target: WIN) { runnerId probability rank } place: predictions(target: TOP_2) { probability } }
  changed { runnerId probability fairOdds contributions { feature { name } effect } } } }`
const told = ({ messages }: { readonly messages: any[] }): unknown[] => messages.map(({ data: { predictionUpdated: { snapshot, sequence, reason, changed } } }) => [snapshot, sequence, reason, ...changed.map(({ runnerId, probability }: any) => [runnerId, Number(probability.toFixed(3))])]) // eslint-disable-line @typescript-eslint/no-explicit-any -- parsed messages

test('where none was published, the first is made as a query would have it, and recorded; later ones are those that are published', async () => {
  const reader = await graph.open(text, { races: [race?.id] })
  await reader.until(1)
  const asked = reader.messages[0].data.predictionUpdated
  expect([asked.snapshot, asked.sequence, asked.reason]).toEqual([true, 0, null])
  expect(ledger.served).toHaveLength(1)
  expect(asked.changed.map(({ probability }: { probability: number }) => probability).reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 12)
  expect(asked.race.predictions.predictions).toEqual(asked.prediction.predictions.map(({ runnerId, probability }: { runnerId: string; probability: number }) => ({ probability, runnerId })))
  graph.live.events(eventsOf(event(1, [0.7, 0.3])))
  await reader.until(2)
  graph.live.events(eventsOf(event(2, [0.7, 0.3], { reason: 'CARD_CHANGE' }), event(3, [0.6, 0.4])))
  await reader.until(3)
  expect(told(reader).slice(1)).toEqual([[false, 1, 'PRICE', [first, 0.7], [second, 0.3]], [false, 3, 'PRICE', [first, 0.6], [second, 0.4]]])
  const { prediction, race: nested, changed } = reader.messages[2].data.predictionUpdated
  expect(prediction).toMatchObject({ model: { name: 'draw' }, generatedAt: '2026-11-22T00:00:00.000Z', predictions: [{ runnerId: first, probability: 0.6, rank: 1 }, { runnerId: second, probability: 0.4, rank: 2 }], place: [{ probability: 1 }, { probability: 1 }] })
  expect(nested).toEqual({ id: race?.id, predictions: { predictions: [{ probability: 0.6, runnerId: first }, { probability: 0.4, runnerId: second }] } })
  expect(changed[0].fairOdds).toBe('1.67')
  expect(changed[0].contributions[0].feature.name).toBe('BARRIER_NUMBER')
  expect(ledger.served).toHaveLength(1)
  reader.close()
})

test('a prediction is made whole from its event once, whoever subscribes how', async () => {
  graph.live.events(eventsOf(event(10, [0.55, 0.45])))
  const readers = await Promise.all([graph.open(text, { races: [race?.id] }), graph.open(text, { races: [race?.id], ms: 5 }), graph.open(text, { races: [race?.id], model: 'draw@1' })])
  await Promise.all(readers.map((reader) => reader.until(1)))
  expect(graph.groups.size).toBe(3)
  expect(passes.races).toEqual([1])
  for (const reader of readers) expect(told(reader)).toEqual([[true, 10, 'PRICE', [first, 0.55], [second, 0.45]]])
  for (const { close } of readers) close()
})

test('changes below minProbabilityChange are told when they add up; another set of runners always', async () => {
  graph.live.events(eventsOf(event(20, [0.5, 0.5])))
  const reader = await graph.open(text, { races: [race?.id], min: 0.02 })
  await reader.until(1)
  graph.live.events(eventsOf(event(21, [0.51, 0.49])))
  await graph.idle()
  graph.live.events(eventsOf(event(22, [0.52, 0.48])))
  await reader.until(2)
  const whole = event(23, [0.5, 0.5])
  graph.live.events(eventsOf({ ...whole, reason: 'SCRATCHING', prediction: { ...whole.prediction, runnerIds: [race?.runners[1] ?? 0], chances: [1], inputs: Buffer.from(Float64Array.of(2).buffer).toString('base64') } }))
  await reader.until(3)
  expect(told(reader)).toEqual([[true, 20, 'PRICE', [first, 0.5], [second, 0.5]], [false, 22, 'PRICE', [first, 0.52], [second, 0.48]], [false, 23, 'SCRATCHING', [second, 1]]])
  reader.close()
})

test('fromSequence goes on from what is known; events of other kinds and models make no update', async () => {
  graph.live.events(eventsOf(event(30, [0.5, 0.5]), event(31, [0.6, 0.4])))
  const reader = await graph.open(text, { races: [race?.id], from: 30 })
  await reader.until(1)
  expect(told(reader)).toEqual([[false, 31, 'PRICE', [first, 0.6], [second, 0.4]]])
  const before = graph.executions()
  const other = event(32, [0.1, 0.9])
  graph.live.events(eventsOf({ ...other, prediction: { ...other.prediction, model: { name: 'other', version: 7 } } }, oddsEvent(race?.race ?? 0, 33, [livePrice(race?.runners[0] ?? 0, 33, 3)], { whole: true })))
  await graph.idle()
  expect([reader.messages.length, graph.executions()]).toEqual([1, before])
  reader.close()
})

test('of odds, predictions below are those that were published last: none is made anew for a price', async () => {
  graph.live.events(eventsOf(event(40, [0.25, 0.75]), oddsEvent(race?.race ?? 0, 41, [livePrice(race?.runners[0] ?? 0, 41, 3)], { whole: true })))
  passes.races.length = 0
  const reader = await graph.open('subscription ($races: [ID!]!) { oddsUpdated(raceIds: $races) { race { predictions { ... on RacePrediction { predictions { probability } } } } prices { runner { prediction { ... on Prediction { probability } } } } } }', { races: [race?.id] })
  await reader.until(1)
  expect(reader.messages[0].data.oddsUpdated).toEqual({ race: { predictions: { predictions: [{ probability: 0.75 }, { probability: 0.25 }] } }, prices: [{ runner: { prediction: { probability: 0.25 } } }] })
  expect([ledger.served.length, passes.races]).toEqual([0, [1]])
  reader.close()
})

test('a race that is over gives what a query says of it, and silence; a model that cannot predict yet waits', async () => {
  const over = await graph.open(text, { races: [finished?.id] })
  await over.until(1)
  expect((told(over)[0] as unknown[]).slice(0, 3)).toEqual([true, 0, null])
  expect(ledger.served).toEqual([])
  const waiting = await graph.open(text, { races: [race?.id], model: 'priced' })
  await graph.idle()
  expect([waiting.messages, waiting.failures]).toEqual([[], []])
  over.close()
  waiting.close()
  expect(toGlobalId('Race', finished?.race ?? 0)).toBe(finished?.id)
})
