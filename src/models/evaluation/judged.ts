import { takeRaces, type RaceTable } from '../data/race-table'

/** Why a race is not judged. */
const LEFT_OUT = {
  one: 'fewer than two runners', prices: 'not every runner has a starting price', book: 'book at or below the least asked for', chances: 'no chances from the model',
} as const

/** Sum of 1 / starting price of race `r`; NaN unless every runner has a price of 1 or more. */
export function bookOf({ raceStart, startingPrice }: RaceTable, r: number): number {
  let book = 0
  for (let row = raceStart[r] as number; row < (raceStart[r + 1] as number); row++) { const price = startingPrice[row] as number; book += price >= 1 ? 1 / price : NaN }
  return book
}
/** 1 / starting price over the sum of it in the race. */
export function marketChances(table: RaceTable): Float64Array {
  const chances = new Float64Array(table.startingPrice.length)
  table.races.forEach((_, r) => {
    const book = bookOf(table, r)
    for (let row = table.raceStart[r] as number; row < (table.raceStart[r + 1] as number); row++) chances[row] = 1 / (table.startingPrice[row] as number) / book
  })
  return chances
}

export interface Choice {
  /** The table, whole where nothing was left out. */
  readonly table: RaceTable
  /** One a row of it. */
  readonly chances: readonly Float64Array[]
  readonly leftOut: Readonly<Record<string, number>>
  readonly priced: boolean
}
/** Chances of one model, by the rows of the table that races are chosen from. */
export interface NamedChances { readonly name: string; readonly chances: Float64Array }

/**
 * The races that all models can be judged on. Prices are asked for where any race has them all: then every runner must
 * have one, and the book be above `minBook`, as no bookmaker or pool offers less without a runner gone. The model comes first in `of`.
 */
export function chooseRaces(table: RaceTable, of: readonly NamedChances[], minBook: number): Choice {
  const { raceStart } = table
  const books = Float64Array.from(table.races, (_, r) => bookOf(table, r))
  const priced = books.some((book, r) => !Number.isNaN(book) && (raceStart[r + 1] as number) > (raceStart[r] as number))
  const leftOut: Record<string, number> = {}
  const reasonOf = (r: number): string | null => {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    if (to - from < 2) return LEFT_OUT.one
    if (priced && Number.isNaN(books[r])) return LEFT_OUT.prices
    if (priced && (books[r] as number) <= minBook) return LEFT_OUT.book
    const silent = of.findIndex(({ chances }) => chances.subarray(from, to).some(Number.isNaN))
    return silent < 0 ? null : silent === 0 ? LEFT_OUT.chances : `no chances from ${(of[silent] as NamedChances).name}`
  }
  const races = table.races.flatMap((_, r) => {
    const reason = reasonOf(r)
    if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1
    return reason === null ? [r] : []
  })
  const rows = races.flatMap((r) => Array.from({ length: (raceStart[r + 1] as number) - (raceStart[r] as number) }, (_, i) => (raceStart[r] as number) + i))
  return { table: takeRaces(table, races), chances: of.map(({ chances }) => Float64Array.from(rows, (row) => chances[row] as number)), leftOut, priced }
}
