import { readerOver } from '../../../src/app/keep-features-fresh'
import { instant, type Instant } from '../../../src/domain/instant'
import type { LivePrice, OddsEvent } from '../../../src/domain/live-event'
import type { PriceFact } from '../../../src/domain/price-fact'
import { FEATURES } from '../../../src/features/registry'
import { createPriceFacts, type PriceFacts } from '../../../src/storage/live/price-facts'
import { createLiveFacts } from '../../../src/usecases/live/live-facts'
import { computeRaceFeatures } from '../../../src/usecases/race-features'
import { testDatabase, type TestDatabase } from '../../support/database'
import { loadedModel, modelsOf, weightedModel } from '../../support/graph-models'
import { oddsEvent, priceOf } from '../../support/odds-events'
import { inputsOf, repricing } from '../../support/repricing'
import { addRaces, beforeOff } from '../../support/served-races'

/* Features of a race whose market moves are those that the database tells afterwards, as of the instant of each prediction: facts once a minute, ticks between them. */
const NAMES = FEATURES.filter(({ name }) => name.startsWith('market.') || name === 'race.fieldSize').map(({ name }) => name)
const MODELS = modelsOf([loadedModel('all', weightedModel(Object.fromEntries(NAMES.map((name) => [name, 0]))), { usesPrices: true })], { champion: 'all' })
const [MINUTE, START] = [60_000, beforeOff(150)]
const MARKETS = { 1: { id: 1, bookmaker: 'Betfair', source: 'EXCHANGE' }, 2: { id: 2, bookmaker: 'Ring', source: 'FIXED' } } as const

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

async function prepare(): Promise<PriceFacts> {
  await addRaces(db.pool, [4])
  await db.pool.query(`INSERT INTO markets (id, feed, source_id, source, bookmaker, synthetic, type, race_id, event, status, starts_at, published_at, updated_at)
    SELECT id, 'f', id::text, source, bookmaker, false, 'WIN', 1, '{}', 'OPEN', '2099-03-01T06:00:00Z', now(), now() FROM (VALUES (1, 'EXCHANGE', 'Betfair'), (2, 'FIXED', 'Ring')) AS v(id, source, bookmaker)`)
  await db.pool.query(`INSERT INTO market_selections (market_id, selection_id, runner_id, status) SELECT k.id, n.id, n.id, 'ACTIVE' FROM markets k, runners n`)
  await db.pool.query(`SELECT make_tick_day('2099-03-01')`)
  // Known before anything lives: a price of the tote, and one of another bookmaker.
  await db.pool.query(`INSERT INTO prices (runner_id, race_id, source, market, kind, bookmaker, decimal, at, known_at) SELECT id, 1, s.source, 'WIN', 'OPEN', s.bookmaker, 4 + number, $1, $1 FROM runners, (VALUES ('TOTE', 'Tote'), ('FIXED', 'Old')) AS s(source, bookmaker)`, [new Date(START - MINUTE)])
  return createPriceFacts({ pool: db.pool, everyMs: MINUTE })
}
const store = async ({ prices, at, market, sequence }: OddsEvent): Promise<void> => {
  for (const { runnerId, decimal, matched, status } of prices) {
    await db.pool.query(`INSERT INTO ticks (market_id, selection_id, handicap, sequence, at, received_at, in_play, status, back, matched) VALUES ($1, $2, 0, $3, to_timestamp($4::float8 / 1000), now(), false, $5, $6, $7)`, [market.id, runnerId, sequence, at, status, decimal, matched])
  }
}
/** Moves that always are the same: of some runners of one of the markets, at odd times; prices come, go and come back, a market is suspended. */
function* moves(): Generator<OddsEvent> {
  let state = 7
  const draw = (below: number): number => { state = (state * 48_271) % 2_147_483_647; return state % below }
  const matched = new Map<string, number>()
  let at: number = START
  for (let sequence = 1; sequence <= 160; sequence++) {
    at += 1_000 + draw(110_000)
    if (at > beforeOff(1)) return
    const market = MARKETS[draw(4) === 0 ? 2 : 1]
    const who = sequence < 3 ? [101, 102, 103, 104] : [101 + draw(4), 101 + draw(4)].filter((one, i, all) => all.indexOf(one) === i)
    const prices = who.map((runnerId): LivePrice => {
      const key = `${market.id}/${runnerId}`
      if (market.source === 'EXCHANGE') matched.set(key, (matched.get(key) ?? 0) + draw(9_999) / 100)
      return priceOf(runnerId, draw(12) === 0 ? null : 2 + draw(60) / 10, { matched: matched.get(key) ?? null })
    })
    yield { ...oddsEvent(1, new Date(at).toISOString(), prices, { ...market, status: draw(9) === 0 ? 'SUSPENDED' : 'OPEN' }), sequence }
  }
}

test('features of moves are those of the database at the same instants', async () => {
  const facts = await prepare()
  const { repricer, told, timers, warned, at: set } = repricing(db.pool, { models: MODELS }, START)
  for (const event of moves()) {
    set(event.at + 5 as Instant)
    timers.fire()
    facts.take(event)
    repricer.oddsChanged(event)
    await repricer.settle()
    await store(event)
    await facts.flush()
  }
  expect([warned, told.length > 60]).toEqual([[], true])
  const found = await computeRaceFeatures(readerOver(db.pool), told.map(({ prediction: { asOf } }) => ({ raceId: 1, asOf })), NAMES)
  told.forEach((one, i) => {
    const columns = found[i]?.columns
    expect(NAMES.map((name, f) => [one.prediction.asOf, name, inputsOf(one)[f]])).toEqual(NAMES.map((name) => [one.prediction.asOf, name, [...columns?.get(name) ?? []]]))
  })
  // Both halves of the market were seen: the exchange, and what only moves with the clock.
  expect(new Set(told.map((one) => inputsOf(one)[NAMES.indexOf('market.moveLastHour')]?.join())).size).toBeGreaterThan(20)
})

test('a fact that was heard here is known again when the database tells it, and none that is older or of somebody else', () => {
  const live = createLiveFacts(MINUTE)
  live.take(oddsEvent(1, '2099-03-01T05:00:00Z', { 101: 3 }))
  live.take(oddsEvent(1, '2099-03-01T05:01:00Z', { 101: 4 }))
  const fact = (at: string, part: Partial<PriceFact> = {}): PriceFact => ({ runnerId: 101, source: 'EXCHANGE', kind: 'FLUCTUATION', bookmaker: 'Betfair', decimal: 3, volume: null, at: instant(at), knownAt: instant(at), ...part })
  expect([fact('2099-03-01T05:00:00Z'), fact('2099-03-01T05:01:00Z')].map((one) => live.has(one))).toEqual([true, true])
  expect([fact('2099-03-01T04:59:59Z'), fact('2099-03-01T05:01:00Z', { runnerId: 102 }), fact('2099-03-01T05:01:00Z', { bookmaker: 'Ring' })].map((one) => live.has(one))).toEqual([false, false, false])
})
