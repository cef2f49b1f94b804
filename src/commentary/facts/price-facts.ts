import { fractionalOdds } from '../../domain/odds'
import type { FeatureColumns } from '../../features/compute'
import { draft, type Draft } from './draft'

/** A price that moved by so much is news: `LARGE` in an hour or since it opened, by the quotient of the two. */
const LARGE = Math.log(1.25)
const TOLD_FROM = Math.log(1.03)
const HOUR = 'in the last hour'

const decimal = (price: number): string => price.toFixed(2)
/** The same price as others write it: what is won for one, and as a fraction where there is one that says exactly that. */
function others(price: number): readonly string[] {
  const profit = price - 1
  const [up = NaN, down = NaN] = fractionalOdds(price).split('/').map(Number)
  const fraction = Math.abs(up / down - profit) < 0.005 ? `${up}/${down}` : Number.isInteger(profit) && profit > 0 ? `${profit}/1` : null
  return [...(fraction === null ? [] : [fraction, fraction.replace('/', '-')]), decimal(profit)]
}
const moved = (from: number, to: number): string => `${to < from ? 'backed' : 'drifted'} from ${decimal(from)} to ${decimal(to)}`

/** Prices of each runner in decimal odds, where they came from and how they moved. After the off the price is the starting price. */
export function priceFacts(runnerIds: readonly number[], columns: FeatureColumns, isOver: boolean): readonly Draft[] {
  const [current, opening, hour] = [columns.get('market.current'), columns.get('market.opening'), columns.get('market.moveLastHour')]
  if (current === undefined) return []
  return runnerIds.flatMap((runnerId, place): readonly Draft[] => {
    const [price, first] = [current[place] ?? NaN, opening?.[place] ?? NaN]
    if (!(price >= 1)) return []
    const facts = [draft({ runnerId, topic: 'price', label: isOver ? 'starting price' : 'price', text: decimal(price), value: price, unit: 'odds', feature: 'market.current', also: others(price) })]
    const sinceFirst = first >= 1 ? Math.log(price / first) : NaN
    if (Math.abs(sinceFirst) >= TOLD_FROM) facts.push(draft({ runnerId, topic: 'price', label: 'move since the first price', text: moved(first, price), value: first, unit: 'odds', feature: 'market.opening', also: [decimal(first), decimal(price), ...others(first)] }))
    const sinceHour = hour?.[place] ?? NaN
    if (Math.abs(sinceHour) >= LARGE) facts.push(draft({ runnerId, topic: 'price', label: MARKET_MOVE, text: `${moved(price / Math.exp(sinceHour), price)} ${HOUR}`, value: sinceHour, unit: 'lnOdds', feature: 'market.moveLastHour', also: [decimal(price)] }))
    else if (Math.abs(sinceFirst) >= 2 * LARGE) facts.push(draft({ runnerId, topic: 'price', label: MARKET_MOVE, text: `${moved(first, price)} since the first price`, value: sinceFirst, unit: 'lnOdds', feature: 'market.moveSinceOpening', also: [decimal(first), decimal(price)] }))
    return facts
  })
}
/** Label of a move that is worth a comment of its own. */
export const MARKET_MOVE = 'market move'
