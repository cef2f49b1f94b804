/** What is counted of runs. Sums over runs known before a day; two of them subtracted make a window. */
export const STARTER_COUNTERS = {
  starts: 'Starts, those without a finish among them.',
  wins: 'Firsts; a dead heat is one of each.',
  places: 'First three.',
  beaten: 'Sum of the shares of rivals beaten.',
  fair: 'Sum of 1 / starters: the wins of pure chance.',
  fairPlaces: 'Sum of min(1, 3 / starters): the places of pure chance.',
  priced: 'Starts with a starting price in a field that was priced whole.',
  expected: 'Sum of the chances by starting prices, over-round taken out.',
  pricedWins: 'Firsts of those.',
  favourites: 'Starts as favourite, joint ones among them.',
  favouriteWins: 'Firsts of those.',
} as const
/** What is counted of races; of winners that dead-heated the mean. */
export const RACE_COUNTERS = {
  favouritesPriced: 'Races whose field was priced whole.',
  favouriteWins: 'Of those, won by the favourite.',
  barrierKnown: 'Races where the winner\'s barrier is known.',
  barrierSum: 'Sum of that barrier, 0 = innermost, 1 = outermost.',
  figures: 'Races where the winner has a speed figure.',
  figureSum: 'Sum of those figures.',
} as const
export type StarterCounter = keyof typeof STARTER_COUNTERS
export type RaceCounter = keyof typeof RACE_COUNTERS

const indexOf = <N extends string>(counters: Readonly<Record<N, string>>): Readonly<Record<N, number>> =>
  Object.freeze(Object.fromEntries(Object.keys(counters).map((name, i) => [name, i]))) as Readonly<Record<N, number>>
export const STARTER = indexOf(STARTER_COUNTERS)
export const RACE = indexOf(RACE_COUNTERS)
/** Room for all counters of either kind; which of them a family keeps is in `kept-counters.ts`. */
export const TALLY_STRIDE = Math.max(Object.keys(STARTER).length, Object.keys(RACE).length)
