import type { FinishedRace } from '../../src/domain/race-outcome'
import type { CardRunner } from '../../src/domain/race-card'
import { daysBefore, finished, type CardPart } from './racing-world'

export type Own = Partial<CardRunner>
export interface Elsewhere extends Partial<Omit<CardPart, 'runners' | 'off'>> { /** Starting prices, the own one first. */ readonly prices?: readonly [number, number, number, number] }

/**
 * A race of four so many days before the one asked about (known on the day it was run): one starter of interest that
 * finished as told, null = pulled up, and three of whom nothing else is known. One of the four wins, so the base rates
 * of any such history are 1/4 wins, 3/4 places, and 1/2 of the rivals beaten while nobody is pulled up.
 */
export const raceOfFour = (days: number, position: number | null, own: Own, { prices, ...card }: Elsewhere = {}): FinishedRace => {
  const others = [1, 2, 3, 4].filter((place) => place !== position).slice(0, 3)
  const runners = [{ horseId: 50, ...own }, { horseId: 901 }, { horseId: 902 }, { horseId: 903 }]
  return finished({ off: daysBefore(days), runners, ...card }, [position, ...others].map((place, i) => ({ position: place, startingPrice: prices?.[i] ?? null })))
}
/** Chances of a quarter each. */
export const EVEN = [4, 4, 4, 4] as const
/** The own starter is the favourite at evens: chances 1/2, 1/4, 1/8, 1/8. */
export const FAVOURITE = [2, 4, 8, 8] as const
