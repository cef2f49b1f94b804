import { instant } from '../../../src/domain/instant'
import { FEATURE_SET, FEATURES, featuresIn } from '../../../src/features/registry'
import { loadFeatureMatrix, loadRunnerFeatures } from '../../../src/graphql/feature/load-features'
import type { FeatureMatrix, FeatureVector } from '../../../src/graphql/feature/feature.type'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import type { Args, Wanted } from '../../../src/graphql/read/mapping'
import { scopeOf, type Scope } from '../../../src/graphql/read/scope'
import type { SqlRunner } from '../../../src/usecases/ports'
import { graphServices } from '../../support/graph-services'
import { historyReader, type Asked } from '../../support/history-reader'
import { daysBefore, finished, OFF, raceCard } from '../../support/racing-world'

const noSql: SqlRunner = { rows: () => Promise.reject(new Error('features are read by the reader')) }
const card = raceCard({ raceId: 7, runners: [
  { runnerId: 41, horseId: 1, barrier: 3 }, { runnerId: 42, horseId: 2, barrier: 1 }, { runnerId: 43, horseId: 3, barrier: null }, { runnerId: 44, horseId: 4, barrier: 3 },
  { runnerId: 45, horseId: 5, barrier: 2, status: 'SCRATCHED' },
] })
const next = raceCard({ raceId: 8, off: '2024-05-01T06:40:00Z', runners: [{ runnerId: 51, horseId: 1, barrier: 2 }] })
const history = [finished({ off: daysBefore(21), runners: [{ horseId: 1 }, { horseId: 2 }] }, [1, 2])]
const start = (race: number): string => (race === 7 ? OFF : '2024-05-01T06:40:00.000Z')

const open = (ready = true): { readonly scope: Scope; readonly asked: Asked[] } => {
  const { reader, asked } = historyReader({ races: [card, next].map((one) => ({ card: one, market: { prices: [], startingPrices: new Map() }, outcome: null })), history })
  return { asked, scope: scopeOf({ ...graphServices(instant('2024-05-02T00:00:00Z')), features: () => reader, historyReady: async () => ready }, noSql, noSql) }
}
const wanted = (...names: readonly string[]): Wanted => ({ fields: names.map((name) => ({ name, property: name, args: {}, wanted: wanted() })), has: (name) => names.includes(name) })
const below = (...names: readonly string[]): Wanted => ({ fields: [{ name: 'features', property: 'features', args: {}, wanted: wanted(...names) }], has: (name) => name === 'features' })
const everything = below('definition', 'value', 'text', 'fieldMean', 'fieldRank')
const vectors = async (args: Args, { scope } = open(), want = everything, runners: readonly (readonly [number, number])[] = [[41, 7], [42, 7], [43, 7], [44, 7], [45, 7]]): Promise<readonly (FeatureVector | null)[]> =>
  (await loadRunnerFeatures(noSql, runners.map(([runner, race]) => [runner, race, start(race)]), args, want, scope)) as readonly (FeatureVector | null)[]
const matrices = async (args: Args, { scope } = open(), races: readonly number[] = [7]): Promise<readonly (FeatureMatrix | null)[]> =>
  (await loadFeatureMatrix(noSql, races.map((race) => [race, start(race)]), args, everything, scope)) as readonly (FeatureMatrix | null)[]
const DRAW = { names: ['BARRIER_NUMBER'] }

test('values, with means and ranks over those that are known; null for one that is out', async () => {
  const found = (await vectors(DRAW)).map((vector) => vector && vector.features.map(({ value, missing, text, fieldMean, fieldRank }) => ({ value, missing, text, fieldMean, fieldRank })))
  expect(found).toEqual([
    [{ value: 3, missing: false, text: '3', fieldMean: 7 / 3, fieldRank: 1 }],
    [{ value: 1, missing: false, text: '1', fieldMean: 7 / 3, fieldRank: 3 }],
    [{ value: null, missing: true, text: null, fieldMean: 7 / 3, fieldRank: null }],
    [{ value: 3, missing: false, text: '3', fieldMean: 7 / 3, fieldRank: 1 }],
    null,
  ])
})

test('what nobody asks for is not worked out', async () => {
  expect((await vectors(DRAW, open(), below('value')))[0]?.features[0]).toMatchObject({ value: 3, text: null, fieldMean: null, fieldRank: null })
})

test('a vector says what it was computed by and as of when', async () => {
  expect((await vectors(DRAW))[0]).toMatchObject({ set: FEATURE_SET, asOf: '2024-05-01T06:00:00.000Z', marketAsOf: '2024-05-02T00:00:00.000Z' })
  expect((await vectors({ ...DRAW, asOf: '2024-04-30T12:00:00Z' }))[0]).toMatchObject({ asOf: '2024-04-30T12:00:00.000Z', marketAsOf: '2024-04-30T12:00:00.000Z' })
})

test('a matrix has the same values: a row a runner, a column a feature', async () => {
  const names = ['BARRIER_NUMBER', 'FITNESS_DAYS_SINCE_RUN']
  const [matrix] = await matrices({ names: [...names].reverse() })
  expect(matrix).toMatchObject({ set: FEATURE_SET, names, units: ['count', 'days'], runnerIds: [41, 42, 43, 44].map((id) => toGlobalId('Runner', id)), rows: [[3, 21], [1, 21], [null, null], [3, null]] })
})

describe('which features', () => {
  const count = async (args: Args): Promise<number | undefined> => (await matrices(args))[0]?.names.length
  test.each<readonly [string, Args, number]>([
    ['all without arguments', {}, FEATURES.length],
    ['all for nulls', { names: null, categories: null }, FEATURES.length],
    ['a name given twice counts once', { names: ['BARRIER_NUMBER', 'BARRIER_NUMBER'] }, 1],
    ['a category', { categories: ['BARRIER'] }, featuresIn('barrier').length],
    ['names and categories: what fits both', { names: ['BARRIER_NUMBER', 'FITNESS_DAYS_SINCE_RUN'], categories: ['BARRIER', 'FORM'] }, 1],
    ['no names: none', { names: [] }, 0],
  ])('%s', async (_, args, expected) => { expect(await count(args)).toBe(expected) })
})

describe('what is read', () => {
  const methods = (asked: readonly Asked[]): readonly string[] => asked.map(({ method, count }) => `${method} ${count}`)
  test('a race once for all its runners', async () => {
    const opened = open()
    await vectors(DRAW, opened)
    expect(methods(opened.asked)).toEqual(['vectors 1', 'races 1'])
  })
  test('a meeting at once', async () => {
    const opened = open()
    await matrices(DRAW, opened, [7, 8])
    expect(methods(opened.asked)).toEqual(['vectors 2', 'races 2'])
  })
  test('but the rest for an alias that asks for more', async () => {
    const opened = open()
    await matrices(DRAW, opened)
    expect((await matrices({ names: ['BARRIER_NUMBER', 'FITNESS_DAYS_SINCE_RUN'] }, opened))[0]?.rows).toEqual([[3, 21], [1, 21], [null, null], [3, null]])
    expect(opened.scope.races.get(null)?.get(7)?.columns.size).toBe(2)
  })
  test('nothing again for an alias that asks for no more', async () => {
    const opened = open()
    await matrices({ categories: ['BARRIER'] }, opened)
    const before = opened.asked.length
    expect((await vectors(DRAW, opened))[0]?.features[0]?.value).toBe(3)
    expect(opened.asked).toHaveLength(before)
    await vectors({ ...DRAW, asOf: '2024-04-30T12:00:00Z' }, opened)
    expect(opened.asked.length).toBeGreaterThan(before)
  })
})

describe('refusals', () => {
  test('an instant to come', async () => { await expect(vectors({ ...DRAW, asOf: '2024-05-02T00:00:01Z' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('2024-05-02T00:00:00.000Z now') as string }) })
  test('earlier runs that nobody gathered yet', async () => { await expect(vectors({ names: ['FITNESS_DAYS_SINCE_RUN'] }, open(false))).rejects.toMatchObject({ code: 'HISTORY_NOT_READY' }) })
  test('but the card can be had', async () => { expect((await vectors(DRAW, open(false)))[0]?.features[0]?.value).toBe(3) })
})
