import { AppError } from '../../src/domain/errors'
import { instant, type Instant } from '../../src/domain/instant'
import type { MarketFacts } from '../../src/domain/price-fact'
import type { RaceCard } from '../../src/domain/race-card'
import { FEATURE_SET, FEATURES } from '../../src/features/registry'
import { marketModel } from '../../src/models/learners/market'
import type { Model } from '../../src/models/model'
import { predictRaces, type FullPrediction, type PredictDeps, type PredictionRequest } from '../../src/usecases/predict-races'
import type { StoredVectors } from '../../src/usecases/ports'
import type { NoPrediction } from '../../src/usecases/prediction'
import { raceFeatures } from '../../src/usecases/race-features'
import { drawModel, loadedModel, memoryLedger, modelsOf, weightedModel, type Passes } from '../support/graph-models'
import { historyReader } from '../support/history-reader'
import { OFF, price, raceCard } from '../support/racing-world'

const NOW = instant('2024-05-01T05:00:00Z')
const [BEFORE, AFTER] = [NOW, instant('2024-05-01T09:00:00Z')]
const field = (raceId: number, barriers: readonly (number | null)[], scratched: readonly number[] = []): RaceCard =>
  raceCard({ raceId, runners: barriers.map((barrier, i) => ({ runnerId: 10 * raceId + i, horseId: 10 * raceId + i, barrier, status: scratched.includes(i) ? 'LATE_SCRATCHED' : 'DECLARED' })) })
const CARDS = [field(1, [1, 2, 3]), field(2, [1, 2, 3], [0]), field(3, [4]), field(4, [1, 2], [0, 1]), field(5, [null, null])]
/** Starting prices of 2.0 and 4.0 make chances of 2/3 and 1/3; at 05:30 they were even. */
const PRICED = field(6, [1, 2])
const MARKET: MarketFacts = { prices: [60, 61].map((runnerId) => price({ runnerId, decimal: 3, at: '2024-05-01T04:30:00Z' })), startingPrices: new Map([[60, 2], [61, 4]]) }

const broken = (error: unknown): Model => ({ ...weightedModel({ 'barrier.number': 1 }), scores: () => { throw error } })
const MODELS = modelsOf([
  drawModel(), loadedModel('public', marketModel(1)), loadedModel('fit', weightedModel({ 'fitness.daysSinceRun': 0.1 })),
  loadedModel('spread', weightedModel({ 'barrier.number': -Math.LN2 }, { spread: [-0.1, 0.1] }), { intervalFactor: 2 }),
  loadedModel('silent', { ...weightedModel({ 'barrier.number': 1 }), scores: ({ raceStart }) => new Float64Array(raceStart.at(-1) as number).fill(NaN) }),
  loadedModel('refuses', broken(new AppError('CONFIG_INVALID', 'weights are for another matrix'))), loadedModel('fails', broken(new TypeError('x is not a function'))),
  { name: 'corrupt', kind: 'none', reason: 'MODEL_UNUSABLE', message: 'card.json is no JSON' },
], { champion: 'draw' })

interface Set extends Partial<PredictDeps> { readonly vectors?: readonly StoredVectors[]; readonly cards?: readonly RaceCard[] }
function open({ vectors = [], cards = [...CARDS, PRICED], ...over }: Set = {}) {
  const { reader, asked } = historyReader({ history: [], vectors, races: cards.map((card) => ({ card, outcome: null, market: card.raceId === 6 ? MARKET : { prices: [], startingPrices: new Map() } })) })
  const ledger = memoryLedger()
  const warned: string[] = []
  const now = over.now ?? NOW
  const deps: PredictDeps = {
    models: MODELS, now, features: (requests, names) => raceFeatures(reader, requests, names, now), historyReady: async () => true, historyBehind: async () => false, ledger, warn: (problem) => { warned.push(problem) }, ...over,
  }
  return { deps, ledger, warned, asked, ask: (raceIds: readonly number[], model = 'draw', part: Partial<PredictionRequest> = {}) => predictRaces(deps, raceIds.map((raceId) => ({ raceId, asOf: null, offAt: instant(OFF), calledOff: false, ...part })), model) }
}
type Outcome = FullPrediction | NoPrediction | null | undefined
const told = (outcome: Outcome): FullPrediction => { if (outcome?.kind !== 'prediction') throw new Error(`no prediction: ${JSON.stringify(outcome)}`); return outcome }
const chancesOf = (outcome: Outcome): readonly [number, number][] => { const { runnerIds, chances } = told(outcome); return runnerIds.map((id, i) => [id, chances[i] as number]) }
const close = (pairs: readonly (readonly [number, number])[]): unknown[] => pairs.map(([id, chance]) => [id, expect.closeTo(chance, 12)])

describe('chances', () => {
  test.each<readonly [string, number, readonly (readonly [number, number])[]]>([
    ['halve with each barrier: 4, 2, 1 of 7', 1, [[10, 4 / 7], [11, 2 / 7], [12, 1 / 7]]],
    ['are not of a scratched favourite: 2, 1 of 3', 2, [[21, 2 / 3], [22, 1 / 3]]],
    ['are 1 for one runner', 3, [[30, 1]]],
    ['are even where nothing is known', 5, [[50, 1 / 2], [51, 1 / 2]]],
  ])('%s', async (_, race, expected) => { expect(chancesOf((await open().ask([race]))[0])).toEqual(close(expected)) })
  test('ranks of runners on the card do not matter', async () => {
    const cards = CARDS.map((card) => ({ ...card, runners: [...card.runners].reverse() }))
    expect(chancesOf((await open({ cards }).ask([1]))[0])).toEqual(close([[10, 4 / 7], [11, 2 / 7], [12, 1 / 7]]))
  })
  test('a batch is its races one by one, in one forward pass', async () => {
    const passes: Passes = { races: [] }
    const { ask } = open({ models: modelsOf([drawModel(passes)]) })
    const together = await ask([3, 1, 2])
    expect(passes.races).toEqual([3])
    expect(together.map(chancesOf)).toEqual([chancesOf((await ask([3]))[0]), chancesOf((await ask([1]))[0]), chancesOf((await ask([2]))[0])])
    expect(passes.races).toEqual([3, 1, 1, 1])
  })
  test('an alias leads to its model', async () => { expect(told((await open().ask([1], 'champion'))[0]).card.name).toBe('draw') })
  test('nothing asked, nothing told; a race that is not there is null', async () => {
    expect(await open().ask([])).toEqual([])
    expect(await open().ask([99])).toEqual([null])
  })
})

describe('why there is none', () => {
  test.each<readonly [string, string, number, Set, Partial<PredictionRequest>, NoPrediction['reason'], RegExp]>([
    ['no such model', 'nobody', 1, {}, {}, 'NO_MODEL', /nobody/],
    ['its files are corrupt', 'corrupt', 1, {}, {}, 'MODEL_UNUSABLE', /card\.json/],
    ['it refuses the features', 'refuses', 1, {}, {}, 'MODEL_UNUSABLE', /refuses@1 cannot be used: weights are for another matrix/],
    ['it fails', 'fails', 1, {}, {}, 'MODEL_UNUSABLE', /log of the server/],
    ['it tells no number and needs no prices', 'silent', 1, {}, {}, 'MODEL_UNUSABLE', /no chance/],
    ['prices are missing', 'public', 1, {}, {}, 'PRICES_MISSING', /fundamentals/],
    ['all are scratched', 'draw', 4, {}, {}, 'NO_RUNNERS', /scratched/],
    ['earlier runs are not there yet', 'fit', 1, { historyReady: async () => false }, {}, 'HISTORY_NOT_READY', /in a minute/],
    ['the race is abandoned', 'draw', 1, {}, { calledOff: true }, 'ABANDONED', /abandoned/],
    ['the race is abandoned, whatever becomes of the model', 'nobody', 1, {}, { calledOff: true }, 'ABANDONED', /abandoned/],
  ])('%s', async (_, model, race, set, part, reason, message) => {
    expect(await open(set).ask([race], model, part)).toEqual([{ kind: 'none', reason, message: expect.stringMatching(message) as string }])
  })
  test('a card and a barrier can be had before history is', async () => { expect(told((await open({ historyReady: async () => false }).ask([1]))[0]).stale).toBe(false) })
  test('what failed inside a model is told to the log', async () => {
    const { ask, warned } = open()
    await ask([1], 'fails')
    expect(warned).toEqual(['model fails@1 failed'])
  })
  test('one race without prices takes nothing from another', async () => {
    const [none, some] = await open().ask([1, 6], 'public')
    expect([none?.kind, chancesOf(some)]).toEqual(['none', close([[60, 1 / 2], [61, 1 / 2]])])
  })
})

describe('instants', () => {
  test('an instant to come is refused', async () => { await expect(open().ask([1], 'draw', { asOf: (NOW + 1) as Instant })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('2024-05-01T05:00:00.000Z now') as string }) })
  test('after the off: as of the off, with starting prices', async () => {
    const outcome = told((await open({ now: AFTER }).ask([6], 'public'))[0])
    expect([outcome.asOf, outcome.marketAt, outcome.generatedAt]).toEqual([instant(OFF), AFTER, AFTER])
    expect(chancesOf(outcome)).toEqual(close([[60, 2 / 3], [61, 1 / 3]]))
  })
  test('as of an instant before the off: what was known then', async () => {
    const outcome = told((await open({ now: AFTER }).ask([6], 'public', { asOf: BEFORE }))[0])
    expect([outcome.asOf, outcome.marketAt]).toEqual([BEFORE, BEFORE])
    expect(chancesOf(outcome)).toEqual(close([[60, 1 / 2], [61, 1 / 2]]))
    expect(await open({ now: AFTER }).ask([6], 'public', { asOf: instant('2024-05-01T04:00:00Z') })).toMatchObject([{ reason: 'PRICES_MISSING' }])
  })
})

describe('what it is made of', () => {
  /** Barriers that are not those of the card show where values came from. */
  const stored = (part: Partial<StoredVectors> = {}): StoredVectors => ({ raceId: 1, asOf: BEFORE, stale: false, runnerIds: [10, 11, 12], columns: new Map(FEATURES.map(({ name }) => [name, Float64Array.of(3, 2, 1)])), ...part })
  test('stored values where they hold, the card where they are stale', async () => {
    expect(chancesOf((await open({ vectors: [stored()] }).ask([1]))[0])).toEqual(close([[10, 1 / 7], [11, 2 / 7], [12, 4 / 7]]))
    expect(chancesOf((await open({ vectors: [stored({ stale: true })] }).ask([1]))[0])).toEqual(close([[10, 4 / 7], [11, 2 / 7], [12, 1 / 7]]))
  })
  test('the features of a model and no others are read', async () => {
    const names: string[][] = []
    const { deps, ask } = open()
    await predictRaces({ ...deps, features: (requests, wanted) => { names.push([...wanted]); return deps.features(requests, wanted) } }, [{ raceId: 1, asOf: null, offAt: instant(OFF), calledOff: false }], 'draw')
    expect(names).toEqual([['barrier.number']])
    expect(told((await ask([1]))[0])).toMatchObject({ featureSet: FEATURE_SET, inputs: [Float64Array.of(1, 2, 3)] })
  })
  test('an input that nobody has is missing, unless training never had it either, or often lacked it', async () => {
    expect(told((await open().ask([5]))[0]).missing).toEqual(['barrier.number'])
    expect(told((await open().ask([1]))[0]).missing).toEqual([])
    const never = modelsOf([loadedModel('draw', weightedModel({ 'barrier.number': 1 }), { neverKnown: ['barrier.number@1'] })])
    expect(told((await open({ models: never }).ask([5]))[0]).missing).toEqual([])
    const often = modelsOf([loadedModel('draw', weightedModel({ 'barrier.number': 1 }), { oftenUnknown: ['barrier.number@1'] })])
    expect(told((await open({ models: often }).ask([5]))[0]).missing).toEqual([])
  })
  test.each([['fit', true], ['draw', false]])('imports that history does not hold make %s stale: %p', async (model, stale) => {
    expect(told((await open({ historyBehind: async () => true }).ask([1], model))[0]).stale).toBe(stale)
  })
  test('an interval holds the chance; none without a factor', async () => {
    const { interval, chances } = told((await open().ask([1], 'spread'))[0])
    chances.forEach((chance, i) => {
      expect(interval?.low[i]).toBeLessThan(chance)
      expect(interval?.high[i]).toBeGreaterThan(chance)
    })
    expect(told((await open().ask([1]))[0]).interval).toBeNull()
  })
  test('an interval is of its own race, whatever else was in the batch', async () => {
    const [, second] = await open().ask([3, 1], 'spread')
    expect(told(second).interval).toEqual(told((await open().ask([1], 'spread'))[0]).interval)
  })
  test('contributions against the field, the weightiest first', async () => {
    const models = modelsOf([loadedModel('two', weightedModel({ 'barrier.number': -0.5, 'race.fieldSize': 2 }))])
    expect(told((await open({ models }).ask([1], 'two'))[0]).contributions()?.[2]).toEqual([
      { feature: 'barrier.number', value: 3, effect: -0.5 }, { feature: 'race.fieldSize', value: 3, effect: 0 },
    ])
  })
})

describe('the record', () => {
  const PART: Partial<PredictionRequest> = {}
  test('holds what is told before the off, as of now', async () => {
    const { ask, ledger } = open()
    await ask([1, 4, 2])
    expect(ledger.served.map(({ raceId, model, generatedAt, chances, inputs }) => ({ raceId, model, generatedAt, sum: chances.reduce((a, b) => a + b), inputs: inputs.map((one) => [...one]) }))).toEqual([
      { raceId: 1, model: { name: 'draw', version: 1 }, generatedAt: NOW, sum: expect.closeTo(1, 12) as number, inputs: [[1, 2, 3]] },
      { raceId: 2, model: { name: 'draw', version: 1 }, generatedAt: NOW, sum: expect.closeTo(1, 12) as number, inputs: [[2, 3]] },
    ])
  })
  test.each<readonly [string, Set, Partial<PredictionRequest>]>([
    ['as of an instant that has passed', {}, { asOf: BEFORE }], ['after the off', { now: AFTER }, PART], ['at the off', { now: instant(OFF) }, PART], ['of a race that was called off', {}, { calledOff: true }],
  ])('holds nothing told %s', async (_, set, part) => {
    const { ask, ledger } = open(set)
    await ask([1], 'draw', part)
    expect(ledger.served).toEqual([])
  })
  test('is written before the answer goes out', async () => {
    let written: () => void = () => undefined
    const steps: string[] = []
    const { ask } = open({ ledger: { record: () => new Promise((done) => { written = () => { steps.push('recorded'); done() } }) } })
    const answer = ask([1]).then(() => { steps.push('answered') })
    await new Promise((done) => { setImmediate(done) })
    expect(steps).toEqual([])
    written()
    await answer
    expect(steps).toEqual(['recorded', 'answered'])
  })
  test('that cannot be written is an error that says so', async () => {
    await expect(open({ ledger: { record: () => Promise.reject(new Error('disk full')) } }).ask([1])).rejects.toMatchObject({ code: 'PREDICTION_NOT_RECORDED', cause: expect.objectContaining({ message: 'disk full' }) as Error })
  })
})
