import { FitStopped, type Fitted, type FitRun, type FitTask, type Params } from '../../../src/models/model'
import { boostingLearner } from '../../../src/models/learners/boosting'
import type { BoostingParams } from '../../../src/models/learners/boosting-params'
import { fitScoreWeights } from '../../../src/models/choice/fit-power'
import { takeRaces, type RaceTable } from '../../../src/models/data/race-table'
import { encode, type Encoder } from '../../../src/models/inputs/encoder'
import { loadModel } from '../../../src/models/load-model'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable, toTrainOn, type TableOptions } from '../../support/race-table'
import { describeWithXgboost, XGBOOST_PATH } from '../../support/xgboost'

const [A, B, C] = ['form.winRate10', 'barrier.number', 'weight.carried'] as const
/** A weight of 1 on A and a valley in B, which no weight can follow. */
const bent: TableOptions = { races: 800, weights: { [A]: 0.7, [B]: 0, [C]: 0 }, bend: (value) => 2 * Math.abs(value(B)), missing: 0.05, seed: 'bent' }
const defaults = Object.fromEntries(Object.entries(boostingLearner.params).map(([name, { default: value }]) => [name, value])) as BoostingParams
const small: BoostingParams = { ...defaults, rounds: 60, learningRate: 0.2, depth: 3, minChildWeight: 5, lambda: 1, columns: 1, patience: 15 }
const run = (changes: Partial<FitRun> = {}): FitRun => ({ seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: XGBOOST_PATH, ...changes })
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const taskOf = (options: TableOptions, features: FitTask['features'] = [A, B, C]): FitTask & { validate: RaceTable; test: RaceTable } => {
  const { table } = raceTable(options)
  const part = (from: number, to: number): RaceTable => takeRaces(table, range(Math.round(from * options.races), Math.round(to * options.races)))
  return { train: toTrainOn(part(0, 0.6)), validate: part(0.6, 0.8), test: part(0.8, 1), features }
}
const lossOn = (scores: Float64Array, { raceStart, targets: { win } }: RaceTable): number => raceLogLoss(raceSoftmax(scores, raceStart), win, raceStart)
const text = ({ model }: Fitted<Params>): Record<string, string> => Object.fromEntries([...model.save()].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))

test('without the library: says what to install', async () => {
  await expect(boostingLearner.fit(taskOf({ ...bent, races: 20 }), small, run({ xgboostPath: '/nowhere/libxgboost.so' }))).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('apt-get install libxgboost0') as string })
})

describeWithXgboost('boosting', (library) => {
  const task = taskOf(bent)
  let fitted: Fitted<BoostingParams>
  beforeAll(async () => { fitted = await boostingLearner.fit(task, small, run()) })

  test.each<[string, Partial<BoostingParams>]>([['race softmax', {}], ['by leaf', { growth: 'leaf', leaves: 8 }], ['binary', { objective: 'binary' }], ['binary, balanced', { objective: 'binary', balanced: true }], ['bags', { bags: 2 }]])('finds what is bent, better than weights can: %s', async (_, changes) => {
    const { model } = await boostingLearner.fit(task, { ...small, ...changes }, run())
    const known = (name: typeof A): Float64Array => (task.train.columns.get(name) ?? new Float64Array()).map((value) => (Number.isNaN(value) ? 0 : value))
    const { weights } = fitScoreWeights([known(A), known(B as typeof A)], task.train)
    const straight = Float64Array.from({ length: task.test.runnerIds.length }, (_unused, row) => [A, B].reduce((sum, name, i) => { const value = task.test.columns.get(name)?.[row] as number; return sum + (weights[i] as number) * (Number.isNaN(value) ? 0 : value) }, 0))
    expect(lossOn(model.scores(task.test), task.test)).toBeLessThan(lossOn(straight, task.test) - 0.1)
  })
  test('ends at the best round, and as many rounds without validation give the same trees', async () => {
    expect(fitted.params.rounds).toBeLessThan(small.rounds)
    expect(fitted.params.rounds % 5).toBe(0)
    expect(text(await boostingLearner.fit({ ...task, validate: null }, fitted.params, run()))).toEqual(text(fitted))
  })
  test('the same seed gives the same bytes, even side by side with another fit; another seed gives others', async () => {
    const [again, other] = await Promise.all([boostingLearner.fit(task, small, run()), boostingLearner.fit(task, small, run({ seed: 2 }))])
    expect(text(again)).toEqual(text(fitted))
    expect(text(other)['trees.json']).not.toBe(text(fitted)['trees.json'])
  })
  test('read back it scores the same; one race as in the batch; members and their mean', async () => {
    const bags = await boostingLearner.fit(task, { ...small, rounds: 20, bags: 3 }, run())
    const files = bags.model.save()
    expect([...files.keys()]).toEqual(['model.json', 'trees-0.json', 'trees-1.json', 'trees-2.json'])
    const read = await loadModel(files)
    expect([read.kind, read.features]).toEqual(['boosting', bags.model.features])
    expect([...read.scores(task.test)]).toEqual([...bags.model.scores(task.test)])
    const members = read.members(task.test)
    expect(members).toHaveLength(3)
    read.scores(task.test).forEach((score, row) => { expect(score).toBeCloseTo(members.reduce((sum, one) => sum + (one[row] as number), 0) / 3, 12) })
    const one = takeRaces(task.test, [4])
    expect([...read.scores(one)]).toEqual([...read.scores(task.test)].slice(task.test.raceStart[4], task.test.raceStart[5]))
    expect(read.scores(takeRaces(task.test, []))).toHaveLength(0)
  })
  test('the order of the runners changes nothing', () => {
    const back = Int32Array.from(range(0, task.test.runnerIds.length)).map((row) => { const race = task.test.raceStart.findLastIndex((start) => start <= row); return (task.test.raceStart[race] as number) + (task.test.raceStart[race + 1] as number) - 1 - row })
    const turned = { raceStart: task.test.raceStart, columns: new Map([...task.test.columns].map(([name, values]) => [name, Float64Array.from(back, (row) => values[row] as number)])) }
    const scores = fitted.model.scores(task.test)
    expect([...fitted.model.scores(turned)]).toEqual(Array.from(back, (row) => scores[row]))
  })
  test('the library gives the scores of the saved model', () => {
    const files = fitted.model.save()
    const { encoder } = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as { encoder: Encoder }
    const encoded = encode(encoder, task.test)
    const [booster, matrix] = [library().load(files.get('trees.json') ?? new Uint8Array()), library().matrix(encoded)]
    try {
      const own = fitted.model.scores(task.test)
      booster.margins(matrix).forEach((margin, row) => { expect(Math.abs(margin - (own[row] as number))).toBeLessThan(1e-6) })
    } finally { booster.free(); matrix.free() }
  })
  test.each<[string, Partial<BoostingParams>]>([['race softmax', {}], ['binary', { objective: 'binary' }], ['with the market', { market: 'margin' }]])('contributions add up to the score, up to a constant of the race: %s', async (_, changes) => {
    const withPrices = taskOf({ ...bent, races: 200, market: 0.4 })
    const { model } = await boostingLearner.fit(withPrices, { ...small, rounds: 30, ...changes }, run())
    const { features, values, baseline } = model.contributions(withPrices.test) ?? { features: [], values: new Float64Array(), baseline: NaN }
    expect(features).toEqual(model.features)
    const scores = model.scores(withPrices.test)
    const rest = scores.map((score, row) => score - baseline - values.subarray(row * features.length, (row + 1) * features.length).reduce((a, b) => a + b, 0))
    rest.forEach((value, row) => {
      const start = withPrices.test.raceStart.findLast((one) => one <= row) as number
      expect(Math.abs(value - ('market' in changes ? rest[start] as number : 0))).toBeLessThan(1e-5)
    })
  })
  describe('with the market as its start', () => {
    const priced = taskOf({ ...bent, market: 1, seed: 'priced' }, ['market.chance', A, B, C])
    let market: Fitted<BoostingParams>
    beforeAll(async () => { market = await boostingLearner.fit(priced, { ...small, market: 'margin' }, run()) })
    test('it knows more than the market and reads its chance', () => {
      const raw = (priced.test.columns.get('market.chance') ?? new Float64Array()).map(Math.log)
      expect(lossOn(market.model.scores(priced.test), priced.test)).toBeLessThan(lossOn(raw, priced.test) - 0.02)
      expect(market.model.features).toContain('market.chance')
    })
    test('a race of which a price is missing has NaN throughout, its neighbours do not', () => {
      const chance = (priced.test.columns.get('market.chance') ?? new Float64Array()).slice()
      chance[(priced.test.raceStart[3] as number) + 1] = NaN
      const holed = { ...priced.test, columns: new Map([...priced.test.columns, ['market.chance', chance] as const]) }
      const scores = market.model.scores(holed)
      scores.forEach((score, row) => { expect(Number.isNaN(score)).toBe(row >= (holed.raceStart[3] as number) && row < (holed.raceStart[4] as number)) })
      expect(scores.filter((score) => !Number.isNaN(score))).toEqual(market.model.scores(priced.test).filter((_, row) => !Number.isNaN(scores[row] as number)))
    })
    test('training races without prices are left out; with none left it says so', async () => {
      const chance = (priced.train.columns.get('market.chance') ?? new Float64Array()).slice()
      chance.fill(NaN, 0, priced.train.raceStart[100])
      const holed = toTrainOn({ ...priced.train, columns: new Map([...priced.train.columns, ['market.chance', chance] as const]) })
      const { model } = await boostingLearner.fit({ ...priced, train: holed }, { ...small, market: 'margin', rounds: 20 }, run())
      expect([...model.scores(priced.test)].every(Number.isFinite)).toBe(true)
      const none = toTrainOn({ ...priced.train, columns: new Map([...priced.train.columns, ['market.chance', chance.map(() => NaN)] as const]) })
      await expect(boostingLearner.fit({ ...priced, train: none }, { ...small, market: 'margin' }, run())).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('price for every runner') as string })
    })
  })
  describe('stopped', () => {
    const before = (): number => library().alive()
    test('aborted half way: FitStopped, and nothing stays in memory', async () => {
      const [count, stop] = [before(), new AbortController()]
      await expect(boostingLearner.fit(task, small, run({ signal: stop.signal, progress: (done) => { if (done === 7) stop.abort() } }))).rejects.toEqual(new FitStopped('aborted'))
      expect(before()).toBe(count)
    })
    test('pruned at the third report: told the round and the loss', async () => {
      const [count, told]: [number, [number, number][]] = [before(), []]
      await expect(boostingLearner.fit(task, small, run({ report: (step, loss) => told.push([step, loss]) === 3 }))).rejects.toEqual(new FitStopped('pruned'))
      expect(told.map(([step]) => step)).toEqual([5, 10, 15])
      expect(told.every(([, loss]) => loss > 1 && loss < 3)).toBe(true)
      expect(before()).toBe(count)
    })
    test('the last report is the loss of the model that comes out', async () => {
      const told: number[] = []
      const { model } = await boostingLearner.fit(task, { ...small, rounds: 12, patience: 0 }, run({ report: (_, loss) => { told.push(loss); return false } }))
      expect(told).toHaveLength(3)
      expect(told[2]).toBeCloseTo(lossOn(model.scores(task.validate), task.validate), 9)
    })
  })
  test.each<[string, Partial<BoostingParams>, TableOptions]>([
    ['one runner in every race', {}, { ...bent, races: 30, field: () => 1 }], ['all values missing', {}, { ...bent, races: 30, missing: 1 }], ['half lives', { halfLifeYears: 0.1 }, { ...bent, races: 60 }], ['labels of the market', { marketLabel: 0.5 }, { ...bent, races: 60, market: 0.3 }],
    ['what is of the race', { ofRace: true, inputs: 'both' }, { ...bent, races: 60, weights: { ...bent.weights, 'race.fieldSize': 0 } }],
  ])('hazard: %s', async (_, changes, options) => {
    const odd = taskOf(options, Object.keys(options.weights) as FitTask['features'])
    const { model } = await boostingLearner.fit(odd, { ...small, rounds: 10, ...changes }, run())
    expect([...model.scores(odd.test)].every(Number.isFinite)).toBe(true)
  })
  test('a race of features only has nothing to split', async () => {
    await expect(boostingLearner.fit(taskOf({ ...bent, races: 30, weights: { 'race.fieldSize': 1 }, bend: () => 0 }, ['race.fieldSize']), small, run())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })
  test('a spoilt file is refused, naming it', async () => {
    const files = new Map(fitted.model.save())
    files.set('trees.json', (files.get('trees.json') as Uint8Array).subarray(0, 1_000))
    await expect(loadModel(files)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('trees.json is wrong at') as string })
    files.delete('trees.json')
    await expect(loadModel(files)).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('no trees.json') as string })
  })
})
