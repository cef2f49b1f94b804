import type { RaceTable, TableRace } from '../data/race-table'
import { raceLosses } from '../race-softmax'
import type { Resampling } from './bootstrap'
import { pairedOf } from './paired'
import type { Cut, EvaluationReport, PriceBand } from './report'
import { scoresOf } from './scores'

type By = keyof EvaluationReport['cuts']
/** Racing years begin on 1 August: `2022/23`. */
export const seasonOf = (date: string): string => {
  const year = Number(date.slice(0, 4)) - Number(date.slice(5, 7) < '08')
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}
/** Bands `from ..` the next one, the last open. */
const bandOf = (starts: readonly number[], value: number, name: (from: number, next: number | undefined) => string): { readonly at: number; readonly of: string } => {
  let at = 0
  while (at + 1 < starts.length && value >= (starts[at + 1] as number)) at++
  return { at, of: name(starts[at] as number, starts[at + 1]) }
}
const SIZES = [2, 8, 10, 12, 14]
const sized = (from: number, next: number | undefined): string => (next === undefined ? `${from} and more` : `${from} to ${next - 1}`)
const FAVOURITES = [1, 2, 3, 4]
const PRICES = [1, 2, 3, 5, 8, 12, 20, 35, 60]
const priced = (from: number, next: number | undefined): string => (next === undefined ? `${from} and longer` : from === 1 ? `below ${next}` : `${from} to below ${next}`)

interface Key { /** Order of the cuts. */ readonly at: number | string; readonly of: string }
type Keys = Readonly<Record<By, (race: TableRace, from: number, to: number) => Key | null>>
const keysOf = ({ startingPrice }: RaceTable, venues: ReadonlyMap<number, string>): Keys => ({
  season: ({ date }) => { const of = seasonOf(date); return { at: of, of } },
  venue: ({ venueId }) => { const of = venues.get(venueId) ?? `venue ${venueId}`; return { at: of, of } },
  fieldSize: (_, from, to) => bandOf(SIZES, to - from, sized),
  class: ({ classCode }) => { const of = classCode ?? 'not given'; return { at: of, of } },
  oddsBand: (_, from, to) => { const favourite = startingPrice.subarray(from, to).reduce((least, price) => Math.min(least, price), Infinity); return favourite >= 1 && favourite < Infinity ? (({ at, of }) => ({ at, of: `favourite ${of}` }))(bandOf(FAVOURITES, favourite, priced)) : null },
})

/** Scores of parts of the races. `oddsBand` goes by the price of the favourite: that of a winner is known only afterwards. */
export function cutsOf(table: RaceTable, chances: Float64Array, market: Float64Array | null, venues: ReadonlyMap<number, string>, resampling: Resampling): EvaluationReport['cuts'] {
  const { raceStart, targets: { win } } = table
  const outcomes = { raceStart, won: win }
  const [own, public_] = [raceLosses(chances, win, raceStart), market === null ? null : raceLosses(market, win, raceStart)]
  const keys = keysOf(table, venues)
  const cut = (by: By): readonly Cut[] => {
    const parts = new Map<string, { readonly key: Key; readonly races: number[] }>()
    table.races.forEach((race, r) => {
      const key = keys[by](race, raceStart[r] as number, raceStart[r + 1] as number)
      if (key === null) return
      const part = parts.get(key.of)
      if (part === undefined) parts.set(key.of, { key, races: [r] })
      else part.races.push(r)
    })
    const pick = (losses: Float64Array, races: readonly number[]): Float64Array => Float64Array.from(races, (r) => losses[r] as number)
    return [...parts.values()].sort((a, b) => (a.key.at < b.key.at ? -1 : a.key.at > b.key.at ? 1 : 0)).map(({ key: { of }, races }) => ({
      of, model: scoresOf(chances, outcomes, races), market: market === null ? null : scoresOf(market, outcomes, races), paired: public_ === null ? null : pairedOf('market', pick(own, races), pick(public_, races), resampling),
    }))
  }
  return { season: cut('season'), venue: cut('venue'), fieldSize: cut('fieldSize'), class: cut('class'), oddsBand: cut('oddsBand') }
}

/** Runners by their starting price, shortest first. Every runner has one. */
export function priceBandsOf({ startingPrice, targets: { win } }: RaceTable, chances: Float64Array, market: Float64Array): readonly PriceBand[] {
  const bands = new Map<number, { readonly of: string; readonly rows: number[] }>()
  startingPrice.forEach((price, row) => {
    const { at, of } = bandOf(PRICES, price, priced)
    const band = bands.get(at)
    if (band === undefined) bands.set(at, { of, rows: [row] })
    else band.rows.push(row)
  })
  return [...bands].sort(([a], [b]) => a - b).map(([, { of, rows }]) => {
    const mean = (value: (row: number) => number): number => rows.reduce((sum, row) => sum + value(row), 0) / rows.length
    return { of, runners: rows.length, model: mean((row) => chances[row] as number), market: mean((row) => market[row] as number), observed: mean((row) => win[row] as number), roi: mean((row) => (win[row] as number) * (startingPrice[row] as number) - 1) }
  })
}
