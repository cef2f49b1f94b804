import type { MarketFacts, PriceFact } from '../../src/domain/price-fact'
import type { FeatureName } from '../../src/features/registry'
import { featureOf, featuresOf, price, raceCard } from '../support/racing-world'

const card = (count: number) => raceCard({ runners: Array.from({ length: count }, (_, i) => ({ horseId: i + 1 })) })
const facts = (prices: readonly PriceFact[], startingPrices: readonly (readonly [number, number])[] = []): MarketFacts => ({ prices, startingPrices: new Map(startingPrices) })
const [SEVEN_DAYS, FOUR, HALF_PAST_FIVE, AFTER] = ['2024-04-24T06:00:00Z', '2024-05-01T04:00:00Z', '2024-05-01T05:30:00Z', '2024-05-02T06:00:00Z'] as const
const board = (...decimals: readonly (number | null)[]): MarketFacts => facts(decimals.flatMap((decimal, i) => (decimal === null ? [] : [price({ runnerId: i + 1, decimal, at: FOUR })])))
const column = (name: FeatureName, market: MarketFacts, count: number, marketAt?: string): readonly (number | null)[] =>
  [...(featuresOf({ card: card(count), market, ...(marketAt === undefined ? {} : { marketAt }) }).get(name) ?? [])].map((value) => (Number.isNaN(value) ? null : value))
const close = (values: readonly (number | null)[], expected: readonly (number | null)[]): void => {
  expect(values).toHaveLength(expected.length)
  expected.forEach((value, i) => { if (value === null) expect(values[i]).toBeNull(); else expect(values[i]).toBeCloseTo(value, 12) })
}
const ln = Math.log

describe('over a board of prices', () => {
  test.each<[FeatureName, string, readonly (number | null)[], readonly (number | null)[]]>([
    ['market.current', 'as offered', [2, 4, 8], [2, 4, 8]],
    ['market.current', 'one is missing', [2, null, 8], [2, null, 8]],
    ['market.logPrice', 'odds of 1.0', [1, 4], [0, ln(4)]],
    ['market.chance', 'a book of 1.25', [2, 2, 4], [0.4, 0.4, 0.2]],
    ['market.chance', 'a book below 1: the favourite was taken out', [4, 4], [0.5, 0.5]],
    ['market.chance', 'odds of 1.0', [1, 4], [0.8, 0.2]],
    ['market.chance', 'one runner', [3], [1]],
    ['market.chance', 'one is missing, the rest is short of 1: nothing to take out', [2, 4, null], [0.5, 0.25, null]],
    ['market.chance', 'one is missing, the rest is over 1', [1.25, 5, 4, null], [0.64, 0.16, 0.2, null]],
    ['market.chance', 'none', [null, null], [null, null]],
    ['market.openingChance', 'a book of 1.25', [2, 2, 4], [0.4, 0.4, 0.2]],
    ['market.rank', 'level prices', [3, 2, 2, 9], [3, 1, 1, 4]],
    ['market.rank', 'one is missing', [3, null, 2], [2, null, 1]],
    ['market.favourite', 'joint favourites', [3, 2, 2], [0, 1, 1]],
    ['market.favourite', 'one is missing', [3, null], [1, null]],
    ['market.favourite', 'none', [null], [null]],
    ['market.gapToFavourite', 'plain', [2, 4, 8], [0, ln(2), ln(4)]],
    ['market.gapToFavourite', 'odds of 1.0', [1, 4], [0, ln(4)]],
    ['market.openness', 'all alike', [3, 3, 3, 3], [1, 1, 1, 1]],
    ['market.openness', 'half and two quarters: 1.5 bits of log2(3)', [2, 4, 4], [1.5 / Math.log2(3), 1.5 / Math.log2(3), 1.5 / Math.log2(3)]],
    ['market.openness', 'one runner: certain', [3], [0]],
    ['market.openness', 'one is missing', [3, null], [null, null]],
    ['market.overround', 'a book of 1.25', [2, 2, 4], [0.25, 0.25, 0.25]],
    ['market.overround', 'a book below 1', [4, 4], [-0.5, -0.5]],
    ['market.overround', 'one is missing', [2, null], [null, null]],
    ['market.overround', 'one runner at 1.0', [1], [0]],
  ])('%s: %s', (name, _, board_, expected) => { close(column(name, board(...board_), board_.length), expected) })
})

describe('as prices move', () => {
  const moving = facts([
    price({ runnerId: 1, decimal: 5, at: SEVEN_DAYS, kind: 'OPEN' }), price({ runnerId: 1, decimal: 4, at: '2024-05-01T05:00:00Z' }), price({ runnerId: 1, decimal: 2.5, at: HALF_PAST_FIVE }),
    price({ runnerId: 2, decimal: 6, at: HALF_PAST_FIVE }),
  ])
  test.each<[FeatureName, string, string | undefined, readonly (number | null)[]]>([
    ['market.opening', 'at the off', undefined, [5, 6]],
    ['market.moveSinceOpening', 'at the off: backed from 5 to 2.5; a single price did not move', undefined, [ln(0.5), 0]],
    ['market.moveSinceOpening', 'at the very instant of the last price it is not known', HALF_PAST_FIVE, [ln(0.8), null]],
    ['market.moveLastHour', 'an hour before the off it was 4: that price was given at the edge', undefined, [ln(2.5 / 4), null]],
    ['market.moveLastHour', 'a moment earlier it was still 5', '2024-05-01T05:59:59.999Z', [ln(0.5), null]],
    ['market.moveLastHour', 'within the first hour: no price to move from', '2024-04-24T06:30:00Z', [null, null]],
    ['market.current', 'before any price', SEVEN_DAYS, [null, null]],
    ['market.chance', 'before any price', SEVEN_DAYS, [null, null]],
  ])('%s: %s', (name, _, at, expected) => { close(column(name, moving, 2, at), expected) })
})

describe('which source is current', () => {
  const quotes = (runnerId: number, source: PriceFact['source'], bookmaker: string, ...decimals: readonly number[]): readonly PriceFact[] =>
    decimals.map((decimal, i) => price({ runnerId, source, bookmaker, decimal, at: `2024-05-01T04:0${i}:00Z` }))
  const live = (runnerId: number, bookmaker: string, decimal: number, at: string): readonly PriceFact[] => [price({ runnerId, source: 'EXCHANGE', bookmaker, decimal, at: `2024-05-01T${at}:00Z` })]
  test.each<[string, readonly PriceFact[], readonly (number | null)[]]>([
    ['the bookmaker with most prices in the race', [...quotes(1, 'FIXED', 'A', 3), ...quotes(1, 'FIXED', 'B', 4, 5), ...quotes(2, 'FIXED', 'A', 6), ...quotes(2, 'FIXED', 'B', 7)], [5, 7]],
    ['of two with as many the first by name', [...quotes(1, 'FIXED', 'B', 4), ...quotes(1, 'FIXED', 'A', 3)], [3, null]],
    ['prices of a runner that is out do not count', [...quotes(9, 'FIXED', 'B', 4, 5, 6), ...quotes(1, 'FIXED', 'B', 4), ...quotes(1, 'FIXED', 'A', 3)], [3, null]],
    ['else the exchange', [...quotes(1, 'FIXED', 'A', 3), ...quotes(2, 'TOTE', '', 8), ...quotes(2, 'EXCHANGE', '', 9)], [3, 9]],
    ['of two exchanges the one that spoke last', [...quotes(1, 'EXCHANGE', 'A', 3), ...quotes(1, 'EXCHANGE', 'B', 4, 5)], [5, null]],
    ['a live exchange before any bookmaker', [...quotes(1, 'FIXED', 'A', 3, 4), ...quotes(2, 'FIXED', 'A', 5, 6), ...live(1, 'X', 7, '05:50'), ...live(2, 'X', 9, '03:00')], [7, 9]],
    ['not one whose newest price is over a quarter of an hour old', [...quotes(1, 'FIXED', 'A', 3), ...quotes(2, 'FIXED', 'A', 5), ...live(1, 'X', 7, '05:44'), ...live(2, 'X', 9, '03:00')], [3, 5]],
    ['not one that has no price of a runner', [...quotes(1, 'FIXED', 'A', 3), ...quotes(2, 'FIXED', 'A', 5), ...live(1, 'X', 7, '05:50')], [3, 5]],
    ['of two live exchanges the first by name', [...live(1, 'Y', 4, '05:55'), ...live(2, 'Y', 5, '05:55'), ...live(2, 'X', 9, '05:50'), ...live(1, 'X', 7, '05:50')], [7, 9]],
    ['else the tote', quotes(1, 'TOTE', '', 8, 9), [9, null]],
    ['a forecast of a newspaper is no price', quotes(1, 'FORECAST', '', 8), [null, null]],
  ])('%s', (_, prices, expected) => { close(column('market.current', facts(prices), 2), expected) })

  const sources = [...quotes(1, 'FIXED', 'A', 3), ...quotes(1, 'FIXED', 'B', 4, 3.5), ...quotes(1, 'TOTE', '', 2), ...quotes(2, 'FIXED', 'A', 6), ...quotes(2, 'EXCHANGE', '', 8), ...quotes(2, 'TOTE', '', 2)]
  test('market.disagreement: best fixed price against the exchange, else the tote', () => { close(column('market.disagreement', facts(sources), 3), [ln(3.5 / 2), ln(6 / 8), null]) })
})

test('market.volumeShare: what was matched on it of all that was matched; missing where nothing is said', () => {
  const matched = (runnerId: number, at: string, volume: number | null): PriceFact => ({ ...price({ runnerId, decimal: 3, at, source: 'EXCHANGE' }), volume })
  close(column('market.volumeShare', facts([matched(1, SEVEN_DAYS, 100), matched(1, FOUR, 300), matched(2, SEVEN_DAYS, 700), matched(2, FOUR, null), matched(3, FOUR, null)]), 3), [0.3, 0.7, null])
  close(column('market.volumeShare', facts([matched(1, FOUR, 0)]), 1), [null])
  close(column('market.volumeShare', board(2, 3), 2), [null, null])
})

describe('starting prices', () => {
  const market = facts([price({ runnerId: 1, decimal: 5, at: FOUR }), price({ runnerId: 1, decimal: 4, at: HALF_PAST_FIVE })], [[1, 2], [2, 4]])
  test.each<[FeatureName, string | undefined, readonly (number | null)[]]>([
    ['market.current', undefined, [4, null]],
    ['market.current', AFTER, [2, 4]],
    ['market.chance', AFTER, [2 / 3, 1 / 3]],
    ['market.moveSinceOpening', AFTER, [ln(2 / 5), null]],
    ['market.moveLastHour', AFTER, [ln(2 / 5), null]],
    ['market.favourite', AFTER, [1, 0]],
  ])('%s, market seen %s', (name, at, expected) => { close(column(name, market, 2, at), expected) })
})

test('a favourite that was scratched leaves a market of the others', () => {
  const scratched = { ...card(3), changes: [] }
  const out = { ...scratched, runners: scratched.runners.map((runner) => (runner.runnerId === 1 ? { ...runner, status: 'SCRATCHED' as const } : runner)) }
  expect(featureOf('market.favourite', { card: out, market: board(1.5, 4, 4) })).toBe(1)
  expect(featureOf('market.chance', { card: out, market: board(1.5, 4, 4) })).toBe(0.5)
  expect(featureOf('market.rank', { card: out, market: board(1.5, 4, 4) }, 1)).toBe(1)
})
