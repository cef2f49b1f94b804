import { AppError } from '../../domain/errors'
import { raceCount, type RaceTable } from '../data/race-table'

const YEAR_MS = 365.25 * 86_400_000
/**
 * Weight of each race, halved with every `halfLifeYears` before the last of them, with mean 1; 0 years: all alike. `offset`: what the market says of each
 * runner; races in which that is NaN are left out.
 * @throws AppError BAD_USER_INPUT when that leaves none
 */
export function raceWeights(table: RaceTable, halfLifeYears: number, offset: Float64Array | null = null): Float64Array {
  const counts = (race: number): boolean => offset === null || !Number.isNaN(offset[table.raceStart[race] as number])
  const last = table.races.reduce((latest, { offAt }) => Math.max(latest, offAt), -Infinity)
  const weights = Float64Array.from({ length: raceCount(table) }, (_, race) => (!counts(race) ? 0 : halfLifeYears > 0 ? 0.5 ** ((last - (table.races[race]?.offAt ?? last)) / YEAR_MS / halfLifeYears) : 1))
  const counted = weights.filter((weight) => weight > 0)
  if (counted.length === 0) throw new AppError('BAD_USER_INPUT', offset === null ? 'There is no race to train on: take days on which there were some.' : 'No race to train on has a price for every runner: train with `market: none`, or on races with prices.')
  const mean = counted.reduce((sum, weight) => sum + weight, 0) / counted.length
  return weights.map((weight) => weight / mean)
}
