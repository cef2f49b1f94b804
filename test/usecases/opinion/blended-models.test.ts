import { AppError } from '../../../src/domain/errors'
import { instant } from '../../../src/domain/instant'
import { FEATURE_SET } from '../../../src/features/registry'
import { explainRace } from '../../../src/usecases/explain-race'
import { blendedModels } from '../../../src/usecases/opinion/blended-models'
import { UNFITTED, type BlendVersion } from '../../../src/usecases/opinion/blend-state'
import type { Opinion } from '../../../src/usecases/opinion/ports'
import { predictRaces, type FullPrediction, type PredictDeps, type PredictionRequest } from '../../../src/usecases/predict-races'
import type { LoadedModels, NoPrediction } from '../../../src/usecases/prediction'
import { raceFeatures } from '../../../src/usecases/race-features'
import { drawModel, loadedModel, memoryLedger, modelsOf, weightedModel } from '../../support/graph-models'
import { historyReader } from '../../support/history-reader'
import { OFF, raceCard } from '../../support/racing-world'

const NOW = instant('2024-05-01T05:00:00Z')
const EARLIER = instant('2024-05-01T04:00:00Z')
const field = (raceId: number, scratched: readonly number[] = []) => raceCard({ raceId, runners: [1, 2, 3].map((barrier, i) => ({ runnerId: 10 * raceId + i, horseId: 10 * raceId + i, barrier, status: scratched.includes(i) ? 'LATE_SCRATCHED' : 'DECLARED' })) })
/** The base halves chances with each barrier: 4, 2, 1 of 7. */
const BASE = modelsOf([drawModel(), loadedModel('other', weightedModel({ 'barrier.number': 1 })), { name: 'broken', kind: 'none', reason: 'MODEL_UNUSABLE', message: 'no JSON' }], { champion: 'draw' })
const FITTED: BlendVersion = { version: 2, fittedAt: '2024-04-01T00:00:00.000Z', base: 'draw', synthetic: true, log: { ml: 1, gpt: 2 }, slope: 0.5, charge: 'LOG', report: null }
const opinion = (raceId: number, chances: readonly number[], more: Partial<Opinion> = {}): Opinion => ({
  raceId, asOf: EARLIER, madeAt: EARLIER, model: 'gpt-x', synthetic: false, promptVersion: 'p1', runnerIds: chances.map((_, i) => 10 * raceId + i), chances: Float64Array.from(chances), samples: [], costUsd: 0, ...more,
})
const over = (versions: readonly BlendVersion[] = [UNFITTED], base = 'champion'): LoadedModels => blendedModels({ models: BASE, states: { all: async () => versions }, base, listed: true })

function open(opinions: readonly Opinion[], models: LoadedModels = over(), more: Partial<PredictDeps> = {}) {
  const { reader } = historyReader({ history: [], vectors: [], races: [field(1), field(2, [0]), field(3)].map((card) => ({ card, outcome: null, market: { prices: [], startingPrices: new Map() } })) })
  const ledger = memoryLedger()
  const asked: (readonly [readonly number[], number | null])[] = []
  const deps: PredictDeps = {
    models, now: NOW, features: (requests, names) => raceFeatures(reader, requests, names, NOW), historyReady: async () => true, historyBehind: async () => false, ledger, warn: (problem) => { throw new Error(problem) },
    opinions: async (ids, before) => { asked.push([ids, before]); return new Map(opinions.filter(({ raceId, madeAt }) => ids.includes(raceId) && (before === null || madeAt < before)).map((one) => [one.raceId, one])) }, ...more,
  }
  return { ledger, asked, ask: async (model: string, raceId = 1, part: Partial<PredictionRequest> = {}) => (await predictRaces(deps, [{ raceId, asOf: null, offAt: instant(OFF), calledOff: false, ...part }], model))[0] }
}
const told = (outcome: FullPrediction | NoPrediction | null | undefined): FullPrediction => { if (outcome?.kind !== 'prediction') throw new Error(`no prediction: ${JSON.stringify(outcome)}`); return outcome }
const close = (found: Float64Array, expected: readonly number[]): void => { expect(found.length).toBe(expected.length); expected.forEach((value, i) => { expect(found[i]).toBeCloseTo(value, 12) }) }
const SAID = [opinion(1, [0.2, 0.3, 0.5]), opinion(2, [0.5, 0.3, 0.2])]

describe('chances', () => {
  test('hybrid is 60% of the base and 40% of the language model before anything was fitted', async () => {
    const one = told(await open(SAID).ask('hybrid'))
    close(one.chances, [0.6 * (4 / 7) + 0.08, 0.6 * (2 / 7) + 0.12, 0.6 * (1 / 7) + 0.2])
    expect(one.card).toMatchObject({ name: 'hybrid', version: 1, kind: 'blend', members: ['draw@1', 'gpt'], evaluation: null, intervalFactor: null })
    expect(one.blend).toEqual({ kind: 'LINEAR', weights: { ml: 0.6, gpt: 0.4 }, base: 'draw@1', opinionModel: 'gpt-x', opinionAt: EARLIER, synthetic: false, fellBack: null })
    expect(one.featureSet).toBe(`${FEATURE_SET} draw@1 gpt-x/p1`)
    expect(one.interval).toBeNull()
  })
  test('gpt stands alone, and who is scratched since takes no part', async () => {
    close(told(await open(SAID).ask('gpt')).chances, [0.2, 0.3, 0.5])
    const two = told(await open(SAID).ask('gpt', 2))
    expect(two.runnerIds).toEqual([21, 22])
    close(two.chances, [0.6, 0.4])
    // Base 2 and 1 of 3.
    close(told(await open(SAID).ask('hybrid', 2)).chances, [0.6 * (2 / 3) + 0.24, 0.6 * (1 / 3) + 0.16])
  })
  test('fitted weights are taken: 4 x 0.2^2, 2 x 0.3^2, 1 x 0.5^2 are 16, 18 and 25 of 59', async () => {
    const { ask } = open(SAID, over([UNFITTED, FITTED]))
    const hybrid = told(await ask('hybrid'))
    close(hybrid.chances, [16 / 59, 18 / 59, 25 / 59])
    expect(hybrid.card.version).toBe(2)
    expect(told(await ask('hybrid-log')).chances).toEqual(hybrid.chances)
    close(told(await ask('hybrid-linear')).chances, [0.6 * (4 / 7) + 0.08, 0.6 * (2 / 7) + 0.12, 0.6 * (1 / 7) + 0.2])
    const roots = [0.2, 0.3, 0.5].map(Math.sqrt)
    close(told(await ask('gpt')).chances, roots.map((root) => root / roots.reduce((sum, one) => sum + one, 0)))
    close(told(await ask('hybrid@1')).chances, [0.6 * (4 / 7) + 0.08, 0.6 * (2 / 7) + 0.12, 0.6 * (1 / 7) + 0.2])
  })
  test('what was fitted for another base, or on other races than the base was made on, is not', async () => {
    expect(told(await open(SAID, over([UNFITTED, { ...FITTED, base: 'other' }])).ask('hybrid')).card.version).toBe(1)
    expect(told(await open(SAID, over([UNFITTED, { ...FITTED, synthetic: false }])).ask('hybrid')).card.version).toBe(1)
    expect(await open(SAID, over([UNFITTED, { ...FITTED, base: 'other' }])).ask('hybrid@2')).toMatchObject({ kind: 'none', reason: 'NO_MODEL' })
    expect(await open(SAID).ask('hybrid@7')).toMatchObject({ kind: 'none', reason: 'NO_MODEL' })
  })
})

describe('without an opinion that holds', () => {
  test('a hybrid is its base to the bit, and says so', async () => {
    const one = told(await open([]).ask('hybrid'))
    expect(one.chances).toEqual(told(await open([]).ask('draw')).chances)
    expect(one.blend).toEqual({ kind: 'LINEAR', weights: { ml: 1, gpt: 0 }, base: 'draw@1', opinionModel: null, opinionAt: null, synthetic: false, fellBack: expect.stringMatching(/no language model was asked/) })
    expect(one.featureSet).toBe(`${FEATURE_SET} draw@1 no opinion`)
  })
  test('so it is where somebody new starts', async () => {
    const one = told(await open([opinion(1, [0.4, 0.6])]).ask('hybrid-log'))
    expect(one.blend?.fellBack).toMatch(/somebody starts who was not to start/)
    expect(one.blend?.weights).toEqual({ ml: 1, gpt: 0 })
  })
  test('gpt has none', async () => {
    expect(await open([]).ask('gpt')).toMatchObject({ kind: 'none', reason: 'NO_OPINION' })
    expect(await open([opinion(1, [0.4, 0.6])]).ask('gpt')).toMatchObject({ kind: 'none', reason: 'NO_OPINION' })
  })
  test('opinions that were made at the instant or later are not known then', async () => {
    const { ask, asked } = open(SAID)
    expect(told(await ask('hybrid', 1, { asOf: EARLIER })).blend?.fellBack).not.toBeNull()
    expect(told(await ask('hybrid', 1, { asOf: NOW })).blend?.fellBack).toBeNull()
    expect(asked.map(([, before]) => before)).toEqual([EARLIER, NOW])
  })
  test('fits that cannot be read make them unusable', async () => {
    const unreadable = blendedModels({ models: BASE, states: { all: () => Promise.reject(new AppError('CONFIG_INVALID', 'blend.json is no JSON')) }, base: 'champion', listed: true })
    expect(await open(SAID, unreadable).ask('hybrid')).toMatchObject({ kind: 'none', reason: 'MODEL_UNUSABLE', message: 'hybrid: blend.json is no JSON' })
  })
  test('where there is no base there is no hybrid, while gpt can be asked', async () => {
    const { ask } = open(SAID, over([UNFITTED], 'broken'))
    expect(await ask('hybrid')).toMatchObject({ kind: 'none', reason: 'MODEL_UNUSABLE', message: expect.stringMatching(/^hybrid blends chances of broken .*no JSON/) })
    close(told(await ask('gpt')).chances, [0.2, 0.3, 0.5])
  })
})

test('the record has what the chances can be worked out from again', async () => {
  const { ask, ledger } = open(SAID)
  await ask('hybrid')
  await ask('gpt')
  const [hybrid, gpt] = ledger.served
  expect(hybrid).toMatchObject({ model: { name: 'hybrid', version: 1 }, featureSet: `${FEATURE_SET} draw@1 gpt-x/p1` })
  expect(hybrid?.inputs.length).toBe(3)
  const [barriers, ml, said] = hybrid?.inputs ?? []
  expect(barriers).toEqual(Float64Array.of(1, 2, 3))
  expect(Array.from(ml ?? [], (chance, i) => 0.6 * chance + 0.4 * (said?.[i] ?? NaN))).toEqual([...(hybrid?.chances ?? [])].map((chance) => expect.closeTo(chance, 15)))
  expect(gpt?.inputs).toEqual([Float64Array.of(0.2, 0.3, 0.5)])
})
test('nobody can say what a hybrid is made of, and who asks is sent to its base', async () => {
  const one = told(await open(SAID).ask('hybrid'))
  expect(one.contributions()).toBeNull()
  expect(one.confidence()).toBeNull()
  expect(explainRace(one)).toMatchObject({ kind: 'none', reason: 'NO_CONTRIBUTIONS', message: expect.stringMatching(/Ask its base: "draw@1"/) })
})
test('other models are as they were, and blends are listed where they are to be', async () => {
  expect(told(await open(SAID).ask('draw')).blend).toBeNull()
  const { cards } = await over().cards()
  expect(cards.map(({ name }) => name)).toEqual(['draw', 'gpt', 'hybrid', 'hybrid-linear', 'hybrid-log', 'other'])
  const unlisted = await blendedModels({ models: BASE, states: { all: async () => [UNFITTED] }, base: 'champion', listed: false }).cards()
  expect(unlisted.cards.map(({ name }) => name)).toEqual(['draw', 'other'])
})
