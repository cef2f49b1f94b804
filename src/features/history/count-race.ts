import { classRating } from '../../domain/class-rating'
import type { CareerPoint } from './career'
import { FAMILIES, RACE_FAMILIES, type FoldContext, type RaceFamily, type StarterFamily } from './families'
import type { RatedField } from './run-row'
import type { RunStore } from './run-store'
import type { Starter } from './run-row'
import { RACE, STARTER, TALLY_STRIDE } from './tally-columns'
import type { Tallies } from './tallies'

const STARTER_KEYS = Object.entries(FAMILIES) as readonly [StarterFamily, (typeof FAMILIES)[StarterFamily]][]
const RACE_KEYS = Object.entries(RACE_FAMILIES) as readonly [RaceFamily, (typeof RACE_FAMILIES)[RaceFamily]][]

function countStarter({ outcome, marketShare, marketRank }: Starter, beaten: number, size: number, into: Float64Array): void {
  into.fill(0)
  const won = outcome.position === 1 ? 1 : 0
  into[STARTER.starts] = 1
  into[STARTER.wins] = won
  into[STARTER.places] = outcome.position !== null && outcome.position <= 3 ? 1 : 0
  into[STARTER.beaten] = Number.isNaN(beaten) ? 0 : beaten
  into[STARTER.fair] = 1 / size
  into[STARTER.fairPlaces] = Math.min(1, 3 / size)
  if (Number.isNaN(marketShare)) return
  into[STARTER.priced] = 1
  into[STARTER.expected] = marketShare
  into[STARTER.pricedWins] = won
  into[STARTER.favourites] = marketRank === 1 ? 1 : 0
  into[STARTER.favouriteWins] = marketRank === 1 ? won : 0
}

const barrierOf = ({ barrierShare }: Starter): number => barrierShare
/** Of what is known; summed in a fixed order, so that the order of runners cannot show. */
const meanOf = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** What a race tells of its winner; of those of a dead heat, the mean. */
function countRace({ starters, first }: RatedField, runs: RunStore, into: Float64Array): void {
  into.fill(0)
  const winners = starters.flatMap(({ outcome }, i) => (outcome.position === 1 ? [i] : []))
  if (winners.length === 0) return
  const ofWinners = (of: (starter: Starter, row: number) => number): number => meanOf(winners.map((i) => of(starters[i] as Starter, first + i)))
  const add = (known: number, sum: number, value: number): void => { if (!Number.isNaN(value)) { into[known] = 1; into[sum] = value } }
  add(RACE.favouritesPriced, RACE.favouriteWins, Number.isNaN(starters[winners[0] as number]?.marketShare) ? NaN : Number(winners.some((i) => starters[i]?.marketRank === 1)))
  add(RACE.barrierKnown, RACE.barrierSum, ofWinners(barrierOf))
  add(RACE.figures, RACE.figureSum, ofWinners((_, row) => runs.get(row, 'figure')))
}

const counters = new Float64Array(TALLY_STRIDE)

/** Counts a race and everyone in it under every family; a race whose runs were all void is none. `careers` are those of its starters before it. */
export function countField(tallies: Tallies, field: RatedField, careers: readonly CareerPoint[], runs: RunStore, day: number): void {
  const { race: { card }, starters, wetness, first } = field
  if (starters.length === 0) return
  starters.forEach((starter, i) => {
    countStarter(starter, runs.get(first + i, 'beaten'), starters.length, counters)
    const context: FoldContext = { card, runner: starter.runner, wetness, barrierShare: starter.barrierShare, settled: starter.settled, ...(careers[i] as CareerPoint) }
    for (const [family, keyOf] of STARTER_KEYS) {
      const key = keyOf(context)
      if (key !== null) tallies.add(family, key, day, counters)
    }
  })
  countRace(field, runs, counters)
  const rating = classRating(card)
  for (const [family, keyOf] of RACE_KEYS) {
    const key = keyOf(card, rating)
    if (key !== null) tallies.add(family, key, day, counters)
  }
}
