import { AppError } from '../../../src/domain/errors'
import { columnOf } from '../../../src/models/data/race-table'
import { loadMarket, marketLearner, marketModel } from '../../../src/models/learners/market'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { raceTable, toTrainOn } from '../../support/race-table'

const run = { seed: 1, signal: new AbortController().signal, progress: () => undefined, xgboostPath: null }
const batchOf = (...races: readonly (readonly number[])[]): { raceStart: Int32Array; columns: Map<'market.chance', Float64Array> } => ({
  raceStart: Int32Array.from([0, ...races.map((_, r) => races.slice(0, r + 1).flat().length)]), columns: new Map([['market.chance', Float64Array.from(races.flat())]]),
})

test('power 1: the chances of the prices come back', () => {
  const batch = batchOf([0.5, 0.3, 0.2], [0.75, 0.25])
  expect([...raceSoftmax(marketModel(1).scores(batch), batch.raceStart)].map((p) => p.toFixed(12))).toEqual([0.5, 0.3, 0.2, 0.75, 0.25].map((p) => p.toFixed(12)))
})
test('power 2 of 0.75 and 0.25: 9 to 1', () => {
  const batch = batchOf([0.75, 0.25])
  expect([...raceSoftmax(marketModel(2).scores(batch), batch.raceStart)]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0.1, 12)])
})
describe('hazards', () => {
  test('a race with a missing price has no scores, its neighbours have theirs', () => {
    const scores = marketModel(1).scores(batchOf([0.5, 0.5], [0.6, NaN, 0.2], [1]))
    expect([...scores].map(Number.isFinite)).toEqual([true, true, false, false, false, true])
  })
  test('one runner alone is certain', () => { expect([...raceSoftmax(marketModel(1.1).scores(batchOf([1])), Int32Array.of(0, 1))]).toEqual([1]) })
  test('an empty batch', () => { expect(marketModel(1).scores(batchOf())).toHaveLength(0) })
})
describe('fitted', () => {
  /** 100 races of two at 0.75 and 0.25, of which the first wins nine in ten: the power is 2. */
  const { table } = raceTable({ races: 100, field: () => 2, weights: {}, market: 1 })
  const win = Float64Array.from({ length: 200 }, (_, row) => Number((row % 2 === 0) === (row < 180)))
  const columns = new Map([['market.chance', Float64Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? 0.75 : 0.25))]] as const)
  const training = toTrainOn({ ...table, columns, targets: { ...table.targets, win } })
  const task = { train: training, validate: null, features: ['market.chance'] as const }

  test('the power by which 3 to 1 becomes 9 to 1', async () => {
    const { model } = await marketLearner.fit(task, { power: 'fitted' }, run)
    expect(model.scores(batchOf([0.75, 0.25])).map((score, i) => score / Math.log([0.75, 0.25][i] as number))[0]).toBeCloseTo(2, 9)
  })
  test('as they stand when told so', async () => {
    const { model } = await marketLearner.fit(task, { power: 'one' }, run)
    expect(model.scores(batchOf([0.75, 0.25]))[0]).toBe(Math.log(0.75))
  })
  test('races with a missing price are not fitted on', async () => {
    const holed = columns.get('market.chance')?.slice() ?? new Float64Array()
    for (let race = 0; race < 90; race += 2) holed[2 * race] = NaN
    const { model } = await marketLearner.fit({ ...task, train: toTrainOn({ ...training, columns: new Map([['market.chance', holed]]) }) }, { power: 'fitted' }, run)
    // 45 of 55 are left to the first: (0.75 / 0.25)^a = 45 / 10.
    expect(model.scores(batchOf([0.75, 0.25]))[0]).toBeCloseTo((Math.log(4.5) / Math.log(3)) * Math.log(0.75), 9)
  })
  test('of prices that are too flat for what happens: better than they are, and above 1', async () => {
    const { table: invented, chances } = raceTable({ races: 600, weights: { 'form.winRate10': 1 }, market: 0.1, seed: 'flat' })
    const flat = raceSoftmax(chances.map((p) => 0.5 * Math.log(p)), invented.raceStart)
    const train = toTrainOn({ ...invented, columns: new Map([['market.chance', flat]]) })
    const { model } = await marketLearner.fit({ ...task, train }, { power: 'fitted' }, run)
    expect(raceLogLoss(raceSoftmax(model.scores(train), train.raceStart), train.targets.win, train.raceStart)).toBeLessThan(raceLogLoss(flat, train.targets.win, train.raceStart))
    expect((model.scores(train)[0] as number) / Math.log(columnOf(train, 'market.chance')[0] as number)).toBeGreaterThan(1.6)
  })
})
describe('kept', () => {
  test('loaded, it says the same', async () => {
    const batch = batchOf([0.5, 0.3, 0.2])
    const again = await loadMarket(marketModel(1.0642).save())
    expect(again.scores(batch)).toEqual(marketModel(1.0642).scores(batch))
    expect([again.kind, again.features]).toEqual(['market', ['market.chance']])
  })
  test.each([
    ['no file', new Map()], ['no JSON', new Map([['model.json', new TextEncoder().encode('{')]])], ['another kind', new Map([['model.json', new TextEncoder().encode('{"kind":"pool"}')]])],
    ['another version of the feature', new Map([['model.json', new TextEncoder().encode('{"kind":"market","features":["market.chance@99"],"power":1}')]])],
  ])('%s is refused', async (_, files) => { await expect(loadMarket(files)).rejects.toThrow(AppError) })
})
test('contributions are the scores', () => {
  const batch = batchOf([0.5, 0.3, 0.2])
  expect(marketModel(1.2).contributions(batch)).toEqual({ features: ['market.chance'], values: marketModel(1.2).scores(batch), baseline: 0 })
})
