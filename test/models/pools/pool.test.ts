import { AppError } from '../../../src/domain/errors'
import type { FeatureName } from '../../../src/features/registry'
import { loadMarket, marketModel } from '../../../src/models/learners/market'
import type { ChoiceOptions } from '../../../src/models/choice/fit-choice'
import type { RaceTable } from '../../../src/models/data/race-table'
import type { LoadModel, Model } from '../../../src/models/model'
import { fitPoolWeights, type PoolWeights } from '../../../src/models/pools/fit-pool'
import { loadPool, poolOf } from '../../../src/models/pools/pool'
import { raceLogLoss, raceSoftmax } from '../../../src/models/race-softmax'
import { featureModel, loadFeatureModel } from '../../support/feature-model'
import { raceTable } from '../../support/race-table'

const { table } = raceTable({ races: 500, weights: { 'form.winRate10': 0.8, 'speed.mean3': 0.6 }, market: 0.5, seed: 'pool' })
const [form, speed, market] = [featureModel('form.winRate10', 1), featureModel('speed.mean3', 2), marketModel(1)]
const lossOf = (model: Model): number => raceLogLoss(raceSoftmax(model.scores(table), table.raceStart), table.targets.win, table.raceStart)
/** A pool by what its members say of these races. */
function fitPool(members: readonly Model[], races: RaceTable, options?: ChoiceOptions): { readonly model: Model; readonly fit: PoolWeights } {
  const fit = fitPoolWeights(members.map((member) => member.scores(races)), races, options)
  return { model: poolOf(members.map((model, at) => ({ model, weight: fit.weights[at] as number, power: fit.powers[at] as number }))), fit }
}
const load: LoadModel = async (files) => {
  const { kind } = JSON.parse(new TextDecoder().decode(files.get('model.json'))) as { kind: string }
  return kind === 'pool' ? loadPool(files, load) : kind === 'market' ? loadMarket(files) : loadFeatureModel(files)
}

describe('weights', () => {
  test('scores are the weighted sum', () => {
    const pool = poolOf([{ model: form, weight: 0.5, power: 1 }, { model: speed, weight: 2, power: 1 }])
    const [a, b] = [form.scores(table), speed.scores(table)]
    pool.scores(table).forEach((score, row) => { expect(score).toBeCloseTo(0.5 * (a[row] as number) + 2 * (b[row] as number), 12) })
  })
  test('what the races were drawn with is found: 0.8 / 1 and 0.6 / 2', () => {
    const { weights, races } = fitPool([form, speed], table).fit
    expect(races).toBe(500)
    expect(Math.abs((weights[0] as number) - 0.8)).toBeLessThan(0.15)
    expect(Math.abs((weights[1] as number) - 0.3)).toBeLessThan(0.075)
  })
  test('no weights of a grid are better', () => {
    const { fit, model } = fitPool([form, speed], table)
    const least = lossOf(model)
    expect(least).toBeCloseTo(-fit.logLikelihood / 500, 10)
    for (let a = 0; a <= 1.5; a += 0.1) for (let b = 0; b <= 0.6; b += 0.05) expect(lossOf(poolOf([{ model: form, weight: a, power: 1 }, { model: speed, weight: b, power: 1 }]))).toBeGreaterThanOrEqual(least - 1e-12)
  })
  test("Benter's second stage: model and market together beat both", () => {
    const { model, fit } = fitPool([form, market], table)
    expect(lossOf(model)).toBeLessThan(lossOf(market))
    expect(lossOf(model)).toBeLessThan(lossOf(form))
    expect(Math.min(...fit.weights)).toBeGreaterThan(0)
  })
  test('a member that tells the opposite has no weight below 0 when told so, and is then left out', () => {
    const upside = featureModel('speed.mean3', -1)
    expect(fitPool([form, upside], table).fit.weights[1]).toBeLessThan(0)
    const { model, fit } = fitPool([form, upside], table, { nonNegative: true })
    expect(fit.weights[1]).toBe(0)
    expect(model.features).toEqual(['form.winRate10'])
    expect(model.members(table)).toHaveLength(1)
  })
  test('ridge draws weights to 0', () => { expect(Math.hypot(...fitPool([form, speed], table, { ridge: 1_000 }).fit.weights)).toBeLessThan(Math.hypot(...fitPool([form, speed], table).fit.weights)) })
  test('a constant added to all scores of a race changes nothing', () => {
    const shifted = form.scores(table)
    for (let race = 0; race < 500; race++) for (let row = table.raceStart[race] as number; row < (table.raceStart[race + 1] as number); row++) shifted[row] = (shifted[row] as number) + race
    const [plain, other] = [fitPoolWeights([form.scores(table), speed.scores(table)], table), fitPoolWeights([shifted, speed.scores(table)], table)]
    plain.weights.forEach((weight, at) => { expect(other.weights[at]).toBeCloseTo(weight, 6) })
  })
})
describe('hazards', () => {
  const holed = { ...table, columns: new Map<FeatureName, Float64Array>([...table.columns, ['market.chance', (table.columns.get('market.chance') as Float64Array).map((p, row) => (row === 0 ? NaN : p))]]) }
  test('a race without a price has no scores, and is not fitted on', () => {
    const { model, fit } = fitPool([form, market], holed)
    expect(fit.races).toBe(499)
    const scores = model.scores(holed)
    const first = table.raceStart[1] as number
    expect([...scores.subarray(0, first)].every(Number.isNaN)).toBe(true)
    expect([...scores.subarray(first)].some(Number.isNaN)).toBe(false)
  })
  test('no race with scores of all: refused', () => {
    const none = { ...table, columns: new Map<FeatureName, Float64Array>([...table.columns, ['market.chance', new Float64Array(table.runnerIds.length).fill(NaN)]]) }
    expect(() => fitPool([form, market], none)).toThrow(AppError)
  })
  test('without members: refused', () => { expect(() => poolOf([])).toThrow(RangeError) })
  test('an empty batch', () => { expect(poolOf([{ model: market, weight: 1, power: 1 }]).scores({ raceStart: Int32Array.of(0), columns: new Map([['market.chance', new Float64Array()]]) })).toHaveLength(0) })
  test('one runner alone is certain', () => {
    const pool = poolOf([{ model: market, weight: 0.7, power: 1 }, { model: form, weight: 0.4, power: 1 }])
    const alone = { raceStart: Int32Array.of(0, 1), columns: new Map([['market.chance', Float64Array.of(1)], ['form.winRate10', Float64Array.of(0.2)]] as const) }
    expect([...raceSoftmax(pool.scores(alone), alone.raceStart)]).toEqual([1])
  })
  test('members are disposed of with the pool, those without weight are not', () => {
    const disposed: string[] = []
    poolOf([{ model: featureModel('form.winRate10', 1, () => disposed.push('form')), weight: 1, power: 1 }, { model: featureModel('speed.mean3', 1, () => disposed.push('speed')), weight: 0, power: 1 }]).dispose()
    expect(disposed).toEqual(['form'])
  })
})
test('each member says what it would alone, to its own best power', () => {
  const { model, fit } = fitPool([form, speed], table)
  const [first, second] = model.members(table)
  expect(first).toEqual(form.scores(table).map((score) => score * (fit.powers[0] as number)))
  const alone = (power: number): number => raceLogLoss(raceSoftmax(speed.scores(table).map((score) => score * power), table.raceStart), table.targets.win, table.raceStart)
  const best = raceLogLoss(raceSoftmax(second as Float64Array, table.raceStart), table.targets.win, table.raceStart)
  for (let power = 0; power < 1; power += 0.05) expect(best).toBeLessThanOrEqual(alone(power) + 1e-12)
})
describe('contributions', () => {
  test('add up to the scores, features that members share but once', () => {
    const pool = poolOf([{ model: form, weight: 0.5, power: 1 }, { model: speed, weight: 2, power: 1 }, { model: featureModel('form.winRate10', 3), weight: -1, power: 1 }])
    const told = pool.contributions(table)
    expect(told?.features).toEqual(['form.winRate10', 'speed.mean3'])
    expect(told?.baseline).toBe(0.5 * 1 + 2 * 2 - 3)
    pool.scores(table).forEach((score, row) => { expect((told?.values[2 * row] as number) + (told?.values[2 * row + 1] as number)).toBeCloseTo(score, 12) })
    expect(told?.values[0]).toBeCloseTo((0.5 - 3) * (table.columns.get('form.winRate10')?.[0] as number), 12)
  })
  test('none where a member has none', () => { expect(poolOf([{ model: form, weight: 1, power: 1 }, { model: { ...speed, contributions: () => null }, weight: 1, power: 1 }]).contributions(table)).toBeNull() })
})
describe('kept', () => {
  const inner = poolOf([{ model: form, weight: 0.9, power: 0.8 }, { model: speed, weight: 0.3, power: 0.4 }])
  const pool = poolOf([{ model: inner, weight: 0.2, power: 1 }, { model: market, weight: 0.85, power: 1.05 }])
  test('a pool of a pool and the market says the same again', async () => {
    const files = pool.save()
    expect([...files.keys()]).toEqual(['model.json', 'members/0/model.json', 'members/0/members/0/model.json', 'members/0/members/1/model.json', 'members/1/model.json'])
    const again = await load(files)
    expect(again.scores(table)).toEqual(pool.scores(table))
    expect(again.members(table)).toEqual(pool.members(table))
    expect(again.features).toEqual(['form.winRate10', 'speed.mean3', 'market.chance'].sort((a, b) => pool.features.indexOf(a as never) - pool.features.indexOf(b as never)))
    expect(again.save()).toEqual(files)
  })
  test.each([
    ['a member that is not there', (files: Map<string, Uint8Array>) => files.delete('members/1/model.json')],
    ['a member of another kind', (files: Map<string, Uint8Array>) => files.set('members/1/model.json', (form.save().get('model.json') as Uint8Array))],
    ['weights that are no numbers', (files: Map<string, Uint8Array>) => files.set('model.json', new TextEncoder().encode('{"kind":"pool","members":[{"kind":"market","weight":null,"power":1}]}'))],
    ['no members', (files: Map<string, Uint8Array>) => files.set('model.json', new TextEncoder().encode('{"kind":"pool","members":[]}'))],
  ])('%s is refused', async (_, spoil) => {
    const files = new Map(pool.save())
    spoil(files)
    await expect(load(files)).rejects.toThrow(AppError)
  })
})
