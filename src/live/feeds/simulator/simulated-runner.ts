import type { RunnerDelta, LadderEntry } from '../../book/change-message'
import type { SimulatedRunner } from './simulated-race'
import type { Quote } from './quotes'

/** A selection as the simulator keeps it. Money is hundredths of the currency, so that sums agree to the penny. */
export interface RunnerState {
  readonly runnerId: number
  readonly name: string
  readonly sortPriority: number
  status: 'ACTIVE' | 'REMOVED' | 'WINNER' | 'LOSER'
  /** Logarithm of its chance as the card's last price says it, eased. */
  base: number
  chance: number
  back: ReadonlyMap<number, number>
  lay: ReadonlyMap<number, number>
  /** Traded by price. */
  traded: Map<number, number>
  lastTraded: number | null
  adjustmentFactor: number | null
  removalDate: string | null
  bsp: number | null
}
const EMPTY: ReadonlyMap<number, number> = new Map()

export const runnerState = ({ runnerId, number, name }: SimulatedRunner, place: number): RunnerState => ({
  runnerId, name: number === null ? name : `${number}. ${name}`, sortPriority: place, status: 'ACTIVE', base: 0, chance: 0, back: EMPTY, lay: EMPTY, traded: new Map(), lastTraded: null, adjustmentFactor: null, removalDate: null, bsp: null,
})
export const tradedSum = ({ traded }: RunnerState): number => [...traded.values()].reduce((sum, size) => sum + size, 0)

const entry = (price: number, size: number): LadderEntry => [price, size / 100]
export const entries = (ladder: ReadonlyMap<number, number>): readonly LadderEntry[] => [...ladder].map(([price, size]) => entry(price, size))
/** What has to be sent so that `before` becomes `after`; size 0 takes away. */
export const changes = (before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): readonly LadderEntry[] => [
  ...[...before.keys()].filter((price) => !after.has(price)).map((price) => entry(price, 0)),
  ...[...after].filter(([price, size]) => before.get(price) !== size).map(([price, size]) => entry(price, size)),
]

const round2 = (value: number): number => Math.round(value * 100) / 100
/** Changes of a runner to a message; null where it has none. */
const delta = (runnerId: number, parts: Omit<RunnerDelta, 'id'>): RunnerDelta | null => Object.keys(parts).length === 0 ? null : { id: runnerId, ...parts }

/** Puts a quote up. */
export const show = (runner: RunnerState, quote: Pick<Quote, 'back' | 'lay'>): RunnerDelta | null => {
  const atb = changes(runner.back, quote.back), atl = changes(runner.lay, quote.lay)
  runner.back = quote.back
  runner.lay = quote.lay
  return delta(runner.runnerId, { ...(atb.length > 0 ? { atb } : {}), ...(atl.length > 0 ? { atl } : {}) })
}
export const wipe = (runner: RunnerState): RunnerDelta | null => show(runner, { back: EMPTY, lay: EMPTY })

/** Matches a stake at a price. */
export const trade = (runner: RunnerState, price: number, size: number): RunnerDelta => {
  const sum = (runner.traded.get(price) ?? 0) + size
  runner.traded.set(price, sum)
  runner.lastTraded = price
  return { id: runner.runnerId, trd: [entry(price, sum)], ltp: price, tv: tradedSum(runner) / 100 }
}
/** Everything traded, and the last price, at prices lower by `percent`: stakes stay. Prices are then on no ladder. */
export const reduce = (runner: RunnerState, percent: number): RunnerDelta | null => {
  const after = new Map<number, number>()
  const lowered = (price: number): number => Math.max(1.01, round2(price * (1 - percent / 100)))
  for (const [price, size] of runner.traded) after.set(lowered(price), (after.get(lowered(price)) ?? 0) + size)
  const trd = changes(runner.traded, after)
  runner.traded = after
  if (runner.lastTraded !== null) runner.lastTraded = lowered(runner.lastTraded)
  return delta(runner.runnerId, { ...(trd.length > 0 ? { trd } : {}), ...(runner.lastTraded === null ? {} : { ltp: runner.lastTraded }) })
}
/** What settling does: all that was traded goes to 0, the last price stays. */
export const settleWipe = (runner: RunnerState): RunnerDelta | null => {
  if (runner.traded.size === 0) return null
  const trd = [...runner.traded.keys()].map((price) => entry(price, 0))
  runner.traded = new Map()
  return { id: runner.runnerId, trd, tv: 0 }
}
/** All of it. */
export const whole = (runner: RunnerState): RunnerDelta => ({
  id: runner.runnerId, atb: entries(runner.back), atl: entries(runner.lay), trd: entries(runner.traded), tv: tradedSum(runner) / 100, ...(runner.lastTraded === null ? {} : { ltp: runner.lastTraded }),
})
