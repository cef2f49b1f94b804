import { raceCount, type RaceTable } from '../data/race-table'

const YEAR_MS = 365.25 * 86_400_000
/** Weight of each race, halved with every `halfLifeYears` before the last of them, with mean 1; 0 years: all alike. `counts` leaves races out. */
export function raceWeights(table: RaceTable, halfLifeYears: number, counts: (race: number) => boolean = () => true): Float64Array {
  const last = table.races.reduce((latest, { offAt }) => Math.max(latest, offAt), -Infinity)
  const weights = Float64Array.from({ length: raceCount(table) }, (_, race) => (!counts(race) ? 0 : halfLifeYears > 0 ? 0.5 ** ((last - (table.races[race]?.offAt ?? last)) / YEAR_MS / halfLifeYears) : 1))
  const counted = weights.filter((weight) => weight > 0)
  const mean = counted.reduce((sum, weight) => sum + weight, 0) / counted.length
  return weights.map((weight) => weight / mean)
}
