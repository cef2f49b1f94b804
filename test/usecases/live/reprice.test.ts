import { instant, type Instant } from '../../../src/domain/instant'
import type { OddsEvent } from '../../../src/domain/live-event'
import { marketModel } from '../../../src/models/learners/market'
import { predictionLedger } from '../../../src/storage/ledger/prediction-ledger'
import type { LoadedModels } from '../../../src/usecases/prediction'
import { testDatabase, type TestDatabase } from '../../support/database'
import { drawModel, loadedModel, modelsOf, weightedModel } from '../../support/graph-models'
import { oddsEvent, priceOf } from '../../support/odds-events'
import { chancesOf, repricing } from '../../support/repricing'
import { addRaces, beforeOff } from '../../support/served-races'

/* Chances of `public` are those of the prices, the over-round taken out: prices of 2 and 4 make 2/3 and 1/3. `even` needs no price. */
const MODELS = modelsOf([loadedModel('public', marketModel(1)), loadedModel('even', weightedModel({ 'race.fieldSize': 1 })), drawModel()], { champion: 'public', fundamentals: 'even' })
const NOW = beforeOff(30)
const at = (seconds: number): Instant => (NOW + seconds * 1_000) as Instant
const event = (raceId: number, seconds: number, prices: Parameters<typeof oddsEvent>[2], market: Parameters<typeof oddsEvent>[3] = {}): OddsEvent => oddsEvent(raceId, new Date(at(seconds)).toISOString(), prices, market)

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })
// Race 1: runners 101, 102, 103; race 2: 201, 202; race 3: 301 alone.
beforeEach(async () => { await db.clear(); await addRaces(db.pool, [3, 2, 1]) })
const open = (deps: Partial<Parameters<typeof repricing>[1]> = {}) => repricing(db.pool, { models: MODELS, ...deps }, NOW)
const close = (pairs: readonly (readonly [number, number])[]): unknown[] => pairs.map(([id, chance]) => [id, expect.closeTo(chance, 12)])
const recorded = async (raceId: number) => (await predictionLedger(db.pool).history([raceId], null)).get(raceId) ?? []

test('the first move is predicted without waiting, on record before it is told, with version and inputs', async () => {
  const { repricer, told, steps, timers } = open()
  repricer.oddsChanged(event(2, -1, { 201: 2, 202: 4 }))
  expect(timers.waiting).toBe(1)
  await repricer.settle()
  expect(steps).toEqual(['recorded', 'published'])
  expect(told.map(({ raceId, reason, receivedAt, sequence }) => ({ raceId, reason, receivedAt, sequence }))).toEqual([{ raceId: 2, reason: 'START', receivedAt: at(-1), sequence: 1 }])
  expect(told.flatMap(chancesOf)).toEqual(close([[201, 2 / 3], [202, 1 / 3]]))
  const [entry, ...more] = await recorded(2)
  expect(more).toEqual([])
  expect(entry).toMatchObject({ model: { name: 'public', version: 1 }, asOf: NOW, runnerIds: [201, 202] })
  expect([...entry?.chances ?? []]).toEqual(told[0]?.prediction.chances)
})
test('moves within the interval make one prediction, of the last; one that moves no price makes none', async () => {
  const { repricer, told, timers, at: set } = open()
  repricer.oddsChanged(event(2, -5, { 201: 2, 202: 4 }))
  await repricer.settle()
  repricer.oddsChanged(event(2, -4, [priceOf(201, 2, { matched: 50 })]))
  timers.fire()
  await repricer.settle()
  expect(told.length).toBe(1)
  repricer.oddsChanged(event(2, -3, { 201: 3 }))
  await repricer.settle()
  expect(told.length).toBe(2)
  for (const price of [5, 6, 4]) repricer.oddsChanged(event(2, -2, { 201: price }))
  expect(told.length).toBe(2)
  set(at(1))
  timers.fire()
  await repricer.settle()
  expect(told.map((one) => chancesOf(one)[0])).toEqual(close([[201, 2 / 3], [201, 4 / 7], [201, 1 / 2]]))
  expect(told.map(({ reason }) => reason)).toEqual(['START', 'PRICE', 'PRICE'])
  timers.fire()
  await repricer.settle()
  expect([told.length, timers.waiting]).toEqual([3, 0])
})
test('a favourite whom the market removes is out of the field at once, for every model', async () => {
  const { repricer, told, timers } = open({ follow: ['champion', 'fundamentals'] })
  repricer.oddsChanged(event(1, -9, { 101: 1.5, 102: 4, 103: 12 }))
  await repricer.settle()
  timers.fire()
  repricer.oddsChanged(event(1, -8, [priceOf(101, null, { status: 'REMOVED' })]))
  await repricer.settle()
  expect(told.slice(2).map((one) => [one.prediction.model.name, one.reason, chancesOf(one)])).toEqual([['public', 'SCRATCHING', close([[102, 3 / 4], [103, 1 / 4]])], ['even', 'SCRATCHING', close([[102, 1 / 2], [103, 1 / 2]])]])
  // Another market that has him still does not bring him back.
  timers.fire()
  repricer.oddsChanged(event(1, -7, { 101: 1.6, 102: 4, 103: 12 }, { id: 2, source: 'FIXED', bookmaker: 'Ring' }))
  await repricer.settle()
  expect(told.at(-1)?.prediction.runnerIds).toEqual([102, 103])
})
test('a card that takes back what a market removed, after it knew, is believed', async () => {
  const { repricer, told, timers } = open()
  repricer.oddsChanged(event(1, -9, [priceOf(101, 2), priceOf(102, 4), priceOf(103, null, { status: 'REMOVED' })]))
  await repricer.settle()
  const step = async (status: string) => {
    await db.pool.query('UPDATE runners SET status = $1 WHERE id = 103', [status])
    repricer.cardChanged(1, 'SCRATCHING')
    timers.fire()
    await repricer.settle()
  }
  await step('LATE_SCRATCHED')
  await step('DECLARED')
  timers.fire()
  repricer.oddsChanged(event(1, -5, { 103: 4 }, { id: 2, source: 'EXCHANGE', bookmaker: 'Betfair' }))
  await repricer.settle()
  expect(told.at(-1)?.prediction.runnerIds).toEqual([101, 102, 103])
})
test('a change of the card is told once it was read, models without prices too; races that are not watched are left alone', async () => {
  const { repricer, told, timers } = open({ follow: ['champion', 'fundamentals'] })
  repricer.oddsChanged(event(1, -9, { 101: 2, 102: 4, 103: 4 }))
  await repricer.settle()
  await db.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 102`)
  repricer.cardChanged(1, 'SCRATCHING')
  repricer.cardChanged(1, 'CARD_CHANGE')
  repricer.cardChanged(2, 'CARD_CHANGE')
  timers.fire()
  await repricer.settle()
  expect(told.slice(2).map((one) => [one.raceId, one.prediction.model.name, one.reason, one.prediction.runnerIds])).toEqual([[1, 'public', 'SCRATCHING', [101, 103]], [1, 'even', 'SCRATCHING', [101, 103]]])
})
test('what nobody tells of is read again after a minute, without a wait', async () => {
  const { repricer, told, timers, at: set } = open()
  const move = async (seconds: number, price: number) => {
    set(at(seconds))
    timers.fire()
    repricer.oddsChanged(event(2, seconds - 1, { 201: price, 202: 4 }))
    await repricer.settle()
  }
  await move(0, 2)
  await db.pool.query(`UPDATE runners SET status = 'SCRATCHED' WHERE id = 202`)
  await move(30, 3)
  await move(61, 2)
  for (let tries = 0; told.at(-1)?.prediction.runnerIds.length !== 1; tries++) { if (tries > 200) throw new Error('never read'); await db.pool.query('SELECT 1'); await move(62 + tries / 10, 2 + tries / 100) }
  expect(told.slice(0, 3).map(({ prediction }) => prediction.runnerIds.length)).toEqual([2, 2, 2])
})
test('nothing without prices, unless the model needs none; one runner is certain; a runner without a price takes the others with it', async () => {
  const { repricer, told, warned } = open({ follow: ['champion', 'fundamentals'] })
  repricer.oddsChanged(event(3, -1, { 301: 1.5 }))
  repricer.oddsChanged(event(2, -1, { 201: 2 }))
  repricer.oddsChanged(event(1, -1, { 101: null }))
  await repricer.settle()
  expect(told.map((one) => [one.raceId, one.prediction.model.name, chancesOf(one)]).sort()).toEqual([[2, 'even', close([[201, 1 / 2], [202, 1 / 2]])], [3, 'even', [[301, 1]]], [3, 'public', [[301, 1]]]])
  expect(warned).toEqual([])
})
test('a model that is not there is named once, and the others go on', async () => {
  const { repricer, told, warned, timers } = open({ follow: ['nobody', 'champion'] })
  for (const price of [2, 3]) { repricer.oddsChanged(event(2, -9 + price, { 201: price, 202: 4 })); await repricer.settle(); timers.fire() }
  expect(told.map(({ prediction }) => prediction.model.name)).toEqual(['public', 'public'])
  expect(warned).toEqual(['model nobody predicts no race anew: There is no model "nobody".'])
})
test('another version of a model is told as that, of a model without prices too', async () => {
  let [version, prices] = [1, 0]
  const models: LoadedModels = { ...MODELS, resolve: async (name) => { const found = await MODELS.resolve(name); return 'card' in found ? { ...found, card: { ...found.card, version } } : found } }
  const { repricer, told, timers } = open({ models, follow: ['fundamentals'] })
  for (const step of [1, 1, 2, 2]) { version = step; repricer.oddsChanged(event(2, -20 + prices, { 201: 2 + (prices += 1), 202: 4 })); await repricer.settle(); timers.fire() }
  expect(told.map(({ reason, prediction }) => [reason, prediction.model.version])).toEqual([['START', 1], ['MODEL_CHANGE', 2]])
})
test('what the ledger refuses is told to nobody, and said once; other races go on', async () => {
  const { repricer, told, warned, timers } = open()
  repricer.oddsChanged(event(1, -9, { 101: 2, 102: 4, 103: 4 }))
  await repricer.settle()
  // It was off, and nobody said so here yet.
  await db.pool.query(`UPDATE races SET scheduled_start = now() - interval '1 minute' WHERE id = 1`)
  for (const price of [3, 5]) {
    timers.fire()
    repricer.oddsChanged(event(1, -9 + price, { 101: price }))
    repricer.oddsChanged(event(2, -9 + price, { 201: price, 202: 4 }))
    await repricer.settle()
  }
  expect(told.map(({ raceId }) => raceId)).toEqual([1, 2, 2])
  expect([await recorded(1), await recorded(2)].map(({ length }) => length)).toEqual([1, 2])
  expect(warned).toEqual(['race 1 could not be predicted anew'])
})
test('a race whose card cannot be read is tried again with its next move, and holds up no other', async () => {
  const { repricer, told, warned, timers } = open()
  await db.pool.query('ALTER TABLE track_ratings RENAME TO track_ratings_away')
  repricer.oddsChanged(event(2, -9, { 201: 2, 202: 4 }))
  await repricer.settle()
  await db.pool.query('ALTER TABLE track_ratings_away RENAME TO track_ratings')
  expect([told.length, warned]).toEqual([0, ['race 2 could not be predicted anew']])
  timers.fire()
  repricer.oddsChanged(event(2, -8, { 201: 3 }))
  await repricer.settle()
  expect(told.flatMap(chancesOf)).toEqual(close([[201, 4 / 7], [202, 3 / 7]]))
})
test('nothing in play, nor after the close, nor after the off; a place market that closes is none of that', async () => {
  const { repricer, told, timers, at: set } = open()
  const move = async (price: number, market: Parameters<typeof oddsEvent>[3] = {}) => {
    timers.fire()
    repricer.oddsChanged(event(2, -10 + price, { 201: price, 202: 4 }, market))
    await repricer.settle()
  }
  await move(2, { id: 7, type: 'PLACE', status: 'CLOSED' })
  await move(2)
  expect(told.length).toBe(1)
  await move(3, { inPlay: true })
  await move(4, { id: 2, source: 'FIXED', bookmaker: 'Ring' })
  await move(5, { status: 'CLOSED' })
  expect(told.length).toBe(1)
  // The exchange takes it back: it was a false start.
  await move(6)
  expect(told.flatMap(chancesOf).slice(2)).toEqual(close([[201, 0.4], [202, 0.6]]))
  set(instant('2099-03-01T06:00:00Z'))
  await move(7)
  expect(told.length).toBe(2)
})
test('many races at once are all predicted, each once', async () => {
  await db.clear()
  await addRaces(db.pool, Array.from({ length: 40 }, () => 2))
  const { repricer, told } = open()
  for (let race = 1; race <= 40; race++) for (const price of [2, 3]) repricer.oddsChanged(event(race, -5 + price, { [100 * race + 1]: price, [100 * race + 2]: 4 }))
  expect(repricer.size).toBe(40)
  repricer.forget(7)
  await repricer.close()
  expect(repricer.size).toBe(39)
  expect(new Set(told.map(({ raceId }) => raceId)).size).toBe(told.length)
  for (const one of told) expect(chancesOf(one)[0]).toEqual([100 * one.raceId + 1, expect.closeTo(4 / 7, 12)])
})
