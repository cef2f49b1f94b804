import { edgeOf, kellyFraction } from '../../domain/betting'
import { bootstrap, RESAMPLING, type Resampling } from './bootstrap'
import type { Staking } from './report'
import { shareOfHighest, type Outcomes } from './scores'

/** Chances, what came of them, and the decimal starting prices that bets are paid at. */
export interface Betting extends Outcomes {
  readonly chances: Float64Array
  readonly price: Float64Array
  /** Day of each race, `YYYY-MM-DD`, ascending. */
  readonly days: readonly string[]
}
interface StakingRule {
  readonly rule: string
  readonly description: string
  /** Stakes are parts of the bank as it stands at the race; else units. */
  readonly banked: boolean
  /** Stake on `row` of the race `from .. to`; 0 for none. */
  readonly stake: (betting: Betting, from: number, to: number, row: number) => number
}

const at = <T>(of: (chance: number, price: number) => T, { chances, price }: Betting, row: number): T => of(chances[row] as number, price[row] as number)
const LEAST_EDGE = 0.1
const KELLY_PART = 0.25

/** Stated before any race is looked at; at the starting price, which is known only after the off. */
const STAKING_RULES: readonly StakingRule[] = [
  { rule: 'top-pick', description: 'One unit on the highest chance of each race, shared between equal ones.', banked: false, stake: ({ chances }, from, to, row) => shareOfHighest(chances, from, to, row, 1) },
  { rule: 'edge-10', description: 'One unit on every runner with chance x price above 1.10.', banked: false, stake: (betting, _from, _to, row) => Number(at(edgeOf, betting, row) > LEAST_EDGE) },
  {
    rule: 'quarter-kelly', description: 'A quarter of what Kelly stakes on every runner with chance x price above 1, of a bank that starts at 1.', banked: true,
    stake: (betting, _from, _to, row) => KELLY_PART * at(kellyFraction, betting, row),
  },
]

/** Days with bets below which no interval is given: so few cannot tell luck from skill. */
const LEAST_DAYS = 20
const MOST_POINTS = 200

interface Day { readonly date: string; bets: number; staked: number; won: number; after: number }

/** A bet on a winner of a dead heat is paid for its share of the stake. Dividends of 1.0 return the stake. */
function daysOf({ banked, stake }: StakingRule, betting: Betting): readonly Day[] {
  const { raceStart, won, price, days } = betting
  const all: Day[] = []
  let sum = banked ? 1 : 0
  for (let r = 0; r + 1 < raceStart.length; r++) {
    const date = days[r] as string
    let day = all.at(-1)
    if (day?.date !== date) all.push((day = { date, bets: 0, staked: 0, won: 0, after: sum }))
    let gained = 0
    for (let row = raceStart[r] as number; row < (raceStart[r + 1] as number); row++) {
      const size = stake(betting, raceStart[r] as number, raceStart[r + 1] as number, row)
      if (!(size > 0)) continue
      day.bets++
      day.staked += size
      gained += size * ((won[row] as number) * (price[row] as number) - 1)
    }
    day.won += gained
    sum = banked ? sum * (1 + gained) : sum + gained
    day.after = sum
  }
  return all.filter(({ bets }) => bets > 0)
}

/** Every n-th point and the last, so that there are at most `most`. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(points.length / most)
  return points.filter((_, i) => (points.length - 1 - i) % step === 0)
}

/** What each rule would have made, every race priced throughout. Stakes of a rule with a bank are counted in parts of the bank, so that no year weighs more for having come late. */
export const stakingOf = (betting: Betting, resampling: Resampling = RESAMPLING): readonly Staking[] => STAKING_RULES.map((rule) => {
  const days = daysOf(rule, betting)
  const [won, staked] = [Float64Array.from(days, (day) => day.won), Float64Array.from(days, (day) => day.staked)]
  const total = staked.reduce((sum, one) => sum + one, 0)
  const interval = days.length < LEAST_DAYS ? null : bootstrap(won, staked, resampling)
  return {
    rule: rule.rule, description: rule.description, bets: days.reduce((sum, { bets }) => sum + bets, 0), days: days.length, end: days.at(-1)?.after ?? (rule.banked ? 1 : 0),
    roi: total > 0 ? won.reduce((sum, one) => sum + one, 0) / total : null, low: interval?.low ?? null, high: interval?.high ?? null, edge: interval !== null && interval.low > 0,
    curve: thinned(days, MOST_POINTS).map(({ date, after }) => ({ date, profit: after })),
  }
})
