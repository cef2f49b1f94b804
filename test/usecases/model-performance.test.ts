import { instant } from '../../src/domain/instant'
import type { FeatureName } from '../../src/features/registry'
import type { ModelCard } from '../../src/models/artefact/card'
import { referenceBins, type DriftReference } from '../../src/models/drift/reference'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { scoreStore } from '../../src/storage/ledger/score-store'
import { withRunner } from '../../src/storage/sql-runner'
import { modelPerformance, type ModelPerformance, type PerformanceDeps } from '../../src/usecases/model-performance'
import type { SqlRunner } from '../../src/usecases/ports'
import { trackPredictions } from '../../src/usecases/track-predictions'
import { testDatabase, type TestDatabase } from '../support/database'
import { addRaces, addResult, served } from '../support/served-races'

const NOW = instant('2099-03-05T00:00:00Z')
const A = 'form.winRate' as unknown as FeatureName
const REFERENCE: DriftReference = referenceBins({ columns: new Map([[A, Float64Array.of(0, 0, 1, NaN)]]) }, [A], Float64Array.of(0.5, 0.6))
const card = (difference: number | null): ModelCard => ({ name: 'm', version: 1, evaluation: { paired: difference === null ? [] : [{ against: 'market', difference }] } }) as unknown as ModelCard
const { log: ln } = Math

/**
 * Day 1: a dead level pair of which the cheaper won, and a loser at .8. Day 2: a race without prices and one that was abandoned.
 * The input is 0, 1 in each race.
 */
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await addRaces(db.pool, [2, 2])
  await addRaces(db.pool, [2, 2], { first: 3, date: '2099-03-02' })
  await addRaces(db.pool, [2], { first: 7, date: '2099-03-03', source: 'SYNTHETIC' })
  const inputs = [[0, 1]]
  await predictionLedger(db.pool).record([
    served({ raceId: 1, chances: [0.5, 0.5], inputs }), served({ raceId: 2, chances: [0.8, 0.2], inputs }), served({ raceId: 3, chances: [0.25, 0.75], inputs }), served({ raceId: 4, chances: [0.5, 0.5], inputs }),
    served({ raceId: 7, chances: [0.5, 0.5], model: { name: 'invented', version: 4 } }),
  ])
  await addResult(db.pool, 1, [{ position: 1, price: 1.6 }, { position: 2, price: 2.4 }])
  await addResult(db.pool, 2, [{ position: 2, price: 1.6 }, { position: 1, price: 1.6 }])
  await addResult(db.pool, 3, [{ position: 2 }, { position: 1 }])
  await db.pool.query(`UPDATE races SET status = 'ABANDONED' WHERE id = 4`)
  await addResult(db.pool, 7, [{ position: 1, price: 1.6 }, { position: 2, price: 1.6 }])
  await withRunner(db.pool, (runner) => trackPredictions({ store: scoreStore(runner as SqlRunner), reference: async () => REFERENCE, now: NOW, signal: new AbortController().signal, progress: () => undefined }, { from: null, to: null, since: null }))
})
afterAll(() => db.close())

type Asked = { readonly model?: string; readonly from?: string | null; readonly to?: string | null } & Partial<PerformanceDeps> & { readonly expected?: number | null; readonly aliases?: Record<string, string> }
const performance = ({ model = 'm', from = null, to = null, expected = null, aliases = {}, ...deps }: Asked = {}): Promise<ModelPerformance | null> => withRunner(db.pool, (runner) => modelPerformance({
  store: scoreStore(runner as SqlRunner), cards: async () => ({ cards: [card(expected)], aliases }), reference: async () => REFERENCE, now: NOW, alert: { races: 2, nats: 0.03 }, ...deps,
}, { model, from, to }))
const there = async (asked: Asked = {}): Promise<ModelPerformance> => { const found = await performance(asked); if (found === null) throw new Error('nothing is known of the model'); return found }

test('in total: every race that was scored; the market where it has prices', async () => {
  const { model, versions, synthetic, leftOut, scores, market, paired } = await there()
  expect({ model, versions, synthetic, leftOut }).toEqual({ model: 'm', versions: [1], synthetic: false, leftOut: { ABANDONED: 1 } })
  expect(scores).toMatchObject({ races: 3, runners: 6, logLoss: expect.closeTo((ln(2) + ln(5) + ln(4 / 3)) / 3, 12) as number, top1: expect.closeTo(1.5 / 3, 12) as number, top3: 1 })
  expect(market).toMatchObject({ races: 2, logLoss: expect.closeTo((-ln(0.6) + ln(2)) / 2, 12) as number })
  expect(paired).toMatchObject({ against: 'market', races: 2, level: 0.95, difference: expect.closeTo(ln(3) / 2, 12) as number })
  // Two races: drawn twice the one, twice the other, or both.
  expect([paired?.low, paired?.high]).toEqual([expect.closeTo(ln(2) + ln(0.6), 12), expect.closeTo(ln(5) - ln(2), 12)])
})
test('by day', async () => {
  const { days } = await there()
  expect(days.map(({ date, scores, market, paired }) => [date, scores.races, scores.logLoss, market?.logLoss ?? null, paired?.difference ?? null])).toEqual([
    ['2099-03-01', 2, expect.closeTo(ln(10) / 2, 12), expect.closeTo((-ln(0.6) + ln(2)) / 2, 12), expect.closeTo(ln(3) / 2, 12)],
    ['2099-03-02', 1, expect.closeTo(ln(4 / 3), 12), null, null],
  ])
})
test('staking at starting prices', async () => {
  // Top pick: half a unit each on a level pair gives .8 back, a whole one on the loser nothing: -1.2 of 2. Edges above .1: .5 x 2.4 and .8 x 1.6, both lost.
  expect((await there()).staking.map(({ rule, bets, roi, edge }) => [rule, bets, roi, edge])).toEqual([['top-pick', 3, expect.closeTo(-0.6, 12), false], ['edge-10', 2, -1, false], ['quarter-kelly', 2, -1, false]])
})
test('calibration and drift', async () => {
  const { calibration, drift } = await there()
  expect(calibration?.points.reduce((sum, { runners }) => sum + runners, 0)).toBe(6)
  // Chances: four up to .5, two above, halves in the reference. Inputs: halves of 0 and 1, none missing; a half, a quarter and a quarter in the reference.
  expect(drift).toMatchObject({ races: 3, runners: 6, chances: { psi: expect.closeTo(ln(2) / 6, 12) as number } })
  expect(drift?.inputs).toEqual([{ name: A, psi: expect.closeTo(0.25 * ln(2) + (0.25 - 0.0001) * ln(2_500), 9) as number, byLuck: expect.closeTo(2 / 6, 12) as number }])
})
test('without a reference, or with another one than the races were counted by, no drift', async () => {
  expect((await there({ reference: async () => null })).drift).toBeNull()
  expect((await there({ reference: async () => ({ inputs: [], chances: REFERENCE.chances }) })).drift).toBeNull()
})
test.each<[string, Asked, boolean]>([
  ['worse by .0493 where .03 is allowed', { expected: 0.5 }, true],
  ['worse by .0493 where .05 is allowed', { expected: 0.5, alert: { races: 2, nats: 0.05 } }, false],
  ['as bad as it was', { expected: ln(3) / 2 }, false],
  ['fewer races than asked for', { expected: 0.5, alert: { races: 3, nats: 0.03 } }, false],
  ['only the last race', { expected: 0.5, alert: { races: 1, nats: 0.03 } }, true],
  ['never held against the market', { expected: null }, false],
])('alert: %s', async (_, asked, fires) => { expect((await there(asked)).alert !== null).toBe(fires) })
test('an alert says what is worse, since when, and whether it may be luck', async () => {
  expect((await there({ expected: 0.5 })).alert).toMatchObject({ model: 'm@1', races: 2, since: '2099-03-01', difference: expect.closeTo(ln(3) / 2, 12) as number, expected: 0.5, mayBeLuck: true, message: expect.stringMatching(/^m@1 does worse against the market than when it was evaluated: \+0\.5493 nats a race over its last 2 races .* \+0\.5000 then; it may be bad luck\./) as string })
  expect((await there({ expected: 0.1 })).alert).toMatchObject({ mayBeLuck: false })
})
test('by alias and by version; days', async () => {
  expect((await there({ model: 'champion', aliases: { champion: 'm@1' } })).scores.races).toBe(3)
  expect((await there({ model: 'm@1', to: '2099-03-01' })).scores.races).toBe(2)
  expect(await there({ model: 'm', from: '2099-03-02' })).toMatchObject({ from: '2099-03-02', to: '2099-03-06', scores: { races: 1 } })
  expect(await there({ model: 'm', to: '0001-01-02' })).toMatchObject({ from: '0001-01-01', to: '0001-01-02', scores: { races: 0 } })
  expect(await there({ model: 'm', to: '2099-01-01' })).toMatchObject({ from: '2098-01-01', to: '2099-01-01', scores: { races: 0 }, days: [], calibration: null, staking: [], paired: null })
})
test('a model that nobody knows, and one that was only served', async () => {
  expect(await performance({ model: 'nobody' })).toBeNull()
  expect(await performance({ model: 'm@2' })).toBeNull()
  expect(await there({ model: 'invented' })).toMatchObject({ versions: [4], synthetic: true, alert: null })
})
test.each([[{ from: '2099-03-02', to: '2099-03-01' }, 'is after'], [{ from: '2090-01-01', to: '2099-01-01' }, 'more than 1100 days']])('%j is refused', async (asked, message) => {
  await expect(performance(asked)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) as string })
})
