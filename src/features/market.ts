import { defineCategory, type Input } from './define'
import { known, lessLowest, rankLowest } from './field'

const inputs: readonly Input[] = ['market']

type OverField = (values: Float64Array, out: Float64Array) => void
/** Sum of 1 / price of those that are priced. */
const bookOf = (prices: readonly number[]): number => { let book = 0; for (let i = prices.length - 1; i >= 0; i--) book += 1 / (prices[i] as number); return book }

/** 1 / price over the sum of it, which takes the over-round out. A book of which some prices are missing is made no longer than it is: below 1 it stays. */
const chances: OverField = (prices, out) => {
  const priced = known(prices)
  const book = bookOf(priced)
  const over = priced.length === prices.length ? book : Math.max(1, book)
  for (let i = 0; i < prices.length; i++) out[i] = 1 / (prices[i] as number) / over
}
/** Sum of 1 / price less 1; NaN unless the whole field is priced. */
const overround: OverField = (prices, out) => { const priced = known(prices); out.fill(priced.length === prices.length ? bookOf(priced) - 1 : NaN) }
/** 1 for the shortest price and those level with it, 0 for longer ones. */
const isShortest: OverField = (prices, out) => {
  const shortest = prices.reduce((least, price) => (price < least ? price : least), Infinity)
  for (let i = 0; i < prices.length; i++) out[i] = Number.isNaN(prices[i]) ? NaN : Number(prices[i] === shortest)
}
/** Shannon's entropy of the chances over that of equal ones: 1 wide open, 0 certain; NaN unless the whole field is priced. */
const openness: OverField = (shares, out) => {
  const sorted = known(shares)
  let bits = sorted.length === shares.length ? 0 : NaN
  for (let i = 0; i < sorted.length; i++) bits -= (sorted[i] as number) * Math.log(sorted[i] as number)
  out.fill(shares.length < 2 ? bits * 0 : bits / Math.log(shares.length))
}

export const market = defineCategory('market', 'What the betting says. Never part of a model that claims to need no prices.', [
  { name: 'market.current', version: 1, scope: 'runner', unit: 'odds', description: 'Latest price, decimal; after the off the starting price.', missing: { policy: 'trainingMean', flag: true }, inputs, compute: (r) => r.market.current },
  { name: 'market.logPrice', version: 1, scope: 'runner', unit: 'lnOdds', description: 'Natural logarithm of the latest price.', missing: { policy: 'trainingMean', flag: true }, inputs, compute: (r) => Math.log(r.market.current) },
  { name: 'market.chance', version: 1, scope: 'field', unit: 'ratio', of: 'market.current', description: 'Chance by the latest prices of the field, over-round taken out; sums to 1 where all runners are priced.', missing: { policy: 'fieldMean' }, compute: chances },
  { name: 'market.opening', version: 1, scope: 'runner', unit: 'odds', description: 'First price of the source that leads: an exchange that is live, else the leading bookmaker, else exchange, else tote.', missing: { policy: 'trainingMean', flag: true }, inputs, compute: (r) => r.market.opening },
  { name: 'market.openingChance', version: 1, scope: 'field', unit: 'ratio', of: 'market.opening', description: 'Chance by the first prices of the field, over-round taken out.', missing: { policy: 'fieldMean' }, compute: chances },
  { name: 'market.moveSinceOpening', version: 1, scope: 'runner', unit: 'lnOdds', description: 'Logarithm of the latest price over the first: negative when it was backed, positive when it drifted.', missing: { policy: 'constant', value: 0, flag: true }, inputs, compute: (r) => Math.log(r.market.current / r.market.opening) },
  { name: 'market.moveLastHour', version: 1, scope: 'runner', unit: 'lnOdds', description: 'Logarithm of the latest price over that of an hour before.', missing: { policy: 'constant', value: 0, flag: true }, ages: true, inputs, compute: (r) => Math.log(r.market.current / r.market.hourAgo) },
  { name: 'market.rank', version: 1, scope: 'field', unit: 'rank', of: 'market.current', description: 'Place in the betting, 1 = favourite; level prices share the better place.', missing: { policy: 'trainingMean' }, compute: rankLowest },
  { name: 'market.favourite', version: 1, scope: 'field', unit: 'flag', of: 'market.current', description: 'Whether no price of the field is shorter; joint favourites all are.', missing: { policy: 'constant', value: 0 }, compute: isShortest },
  { name: 'market.gapToFavourite', version: 1, scope: 'field', unit: 'lnOdds', of: 'market.logPrice', description: 'Logarithm of the latest price over that of the favourite, 0 for the favourite.', missing: { policy: 'fieldMean' }, compute: lessLowest },
  { name: 'market.openness', version: 1, scope: 'field', unit: 'index', of: 'market.chance', description: 'How open the betting says the race is: entropy of the chances, 1 where all are alike, 0 where one is certain.', missing: { policy: 'trainingMean' }, compute: openness },
  { name: 'market.overround', version: 1, scope: 'field', unit: 'ratio', of: 'market.current', description: 'What the latest prices of the field add up to beyond 1.', missing: { policy: 'trainingMean' }, compute: overround },
  { name: 'market.disagreement', version: 1, scope: 'runner', unit: 'lnOdds', description: 'Logarithm of the best fixed price over that of the exchange, else the tote.', missing: { policy: 'constant', value: 0 }, inputs, compute: (r) => Math.log(r.market.bestFixed / (Number.isNaN(r.market.exchange) ? r.market.tote : r.market.exchange)) },
  { name: 'market.volumeShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of what was matched on the whole field at the exchange.', missing: { policy: 'fieldMean' }, inputs, compute: (r) => r.market.exchangeShare },
])
