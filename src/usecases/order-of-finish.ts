import { placesPaid } from '../features/targets'
import { HARVILLE } from '../models/exotics/discounts'
import { topCombinations, type Exotic } from '../models/exotics/combinations'
import { placeChances } from '../models/exotics/place-chances'
import type { RacePrediction } from './prediction'

export type ExoticType = Exotic
export interface ExoticChance { readonly runnerIds: readonly number[]; readonly chance: number; readonly fairOdds: number }

/** Chances to be one of the first `places`, 1 to 5, in the order of `runnerIds`; `paid`: of as many as bets for a place are paid. */
export const placedChances = ({ chances, card }: Pick<RacePrediction, 'chances' | 'card'>, places: number | 'paid'): Float64Array =>
  placeChances(chances, places === 'paid' ? placesPaid(chances.length) : places, card.discounts ?? HARVILLE)

/** The likeliest combinations, runners in the order of finish, or of their ids where that does not count. */
export const exoticChances = ({ chances, card, runnerIds }: Pick<RacePrediction, 'chances' | 'card' | 'runnerIds'>, type: ExoticType, first: number): readonly ExoticChance[] =>
  topCombinations(chances, type, first, card.discounts ?? HARVILLE).map(({ rows, chance, fairOdds }) => ({ runnerIds: rows.map((row) => runnerIds[row] as number), chance, fairOdds }))
