import type { GoingLabel } from './vocabulary'

/** Where each word stands on the Australian scale of 1 (firm) to 10 (heavy). All-weather words say how wet the surface is. */
const STEPS: Readonly<Record<GoingLabel, number>> = {
  FIRM: 1.5, GOOD_TO_FIRM: 2.5, GOOD: 3.5, GOOD_TO_YIELDING: 4.25, GOOD_TO_SOFT: 4.5, YIELDING: 5.25, YIELDING_TO_SOFT: 5.75, SOFT: 6, HEAVY: 9,
  SLOW: 6, STANDARD: 3.5, FAST: 3, SLOPPY: 7, MUDDY: 8, WET_FAST: 5, WET_SLOW: 6.5, WET: 6, SYNTHETIC: 3.5,
}
/** The number where the source gives one, else the middle of the word's range; NaN when neither is known. */
export const wetness = (label: GoingLabel | null, number: number | null): number => number ?? (label === null ? NaN : STEPS[label])

/** Soft or worse: where an Australian track reads 5. */
export const WET_FROM = 5
