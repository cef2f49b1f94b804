import type { Outcomes } from '../models/evaluation/scores'
import type { ScoredRace } from './ports'
import { marketShares } from './score-prediction'

/** Scored races one after the other, those left out not among them. `days`: of each race. */
export interface ScoredTable extends Outcomes { readonly chances: Float64Array; readonly price: Float64Array; readonly days: readonly string[] }
/** Races in which the market has chances. */
export interface PricedTable extends ScoredTable { readonly market: Float64Array }

function joined(pieces: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) { all.set(piece, at); at += piece.length }
  return all
}

export function tableOf(scored: readonly ScoredRace[]): ScoredTable {
  const races = scored.filter(({ leftOut }) => leftOut === null)
  const raceStart = new Int32Array(races.length + 1)
  races.forEach(({ chances }, r) => { raceStart[r + 1] = (raceStart[r] as number) + chances.length })
  return { raceStart, won: joined(races.map(({ won }) => won)), chances: joined(races.map(({ chances }) => chances)), price: joined(races.map(({ startingPrices }) => startingPrices)), days: races.map(({ race }) => race.date) }
}

/** Null without any. */
export function pricedOf({ raceStart, won, chances, price, days }: ScoredTable): PricedTable | null {
  const races = days.flatMap((day, r) => {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    const market = marketShares(price.slice(from, to))
    return market === null ? [] : [{ day, from, to, market }]
  })
  if (races.length === 0) return null
  const starts = new Int32Array(races.length + 1)
  races.forEach(({ from, to }, r) => { starts[r + 1] = (starts[r] as number) + to - from })
  const of = (values: Float64Array): Float64Array => joined(races.map(({ from, to }) => values.slice(from, to)))
  return { raceStart: starts, won: of(won), chances: of(chances), price: of(price), market: joined(races.map(({ market }) => market)), days: races.map(({ day }) => day) }
}
