import { rngFor } from './prng'
import { COLOURS, GIVEN_NAMES, HORSE_WORDS, OWNER_KINDS, PATTERNS, STEM_HEADS, STEM_TAILS, SURNAME_HEADS, SURNAME_TAILS } from './name-lists'

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index]
  if (item === undefined) throw new RangeError(`no entry ${index} in a list of ${list.length}`)
  return item
}

/** A seeded permutation of 0 .. size - 1 (`stride` must be coprime to `size`): different numbers never get the same name. */
const permuted = (seed: string, space: string, index: number, size: number, stride: number): number => {
  if (index < 0 || index >= size) throw new RangeError(`${space} name ${index} is outside 0 .. ${size - 1}`)
  return (index * stride + rngFor(seed, 'names', space).int(size)) % size
}

/** Horses take 0 .. 89,999 (1,000 to a foaling year from 1980), sires and dams the numbers above. */
export const SIRE_NAMES_FROM = 90_000
export const DAM_NAMES_FROM = 100_000

export const horseName = (seed: string, index: number): string => {
  const words = HORSE_WORDS.length, tails = STEM_TAILS.length
  const n = permuted(seed, 'horse', index, STEM_HEADS.length * tails * words, 58_237)
  const word = n % words, stem = Math.floor(n / words)
  return `${at(STEM_HEADS, Math.floor(stem / tails))}${at(STEM_TAILS, stem % tails)} ${at(HORSE_WORDS, word)}`
}

/** Jockeys take 0 .. 999, trainers 1,000 .. 1,999. */
export const personName = (seed: string, index: number): string => {
  const given = GIVEN_NAMES.length, tails = SURNAME_TAILS.length
  const n = permuted(seed, 'person', index, SURNAME_HEADS.length * tails * given, 17_623)
  const surname = Math.floor(n / given)
  return `${at(GIVEN_NAMES, n % given)} ${at(SURNAME_HEADS, Math.floor(surname / tails))}${at(SURNAME_TAILS, surname % tails)}`
}

export const ownerName = (seed: string, index: number): string => {
  const kinds = OWNER_KINDS.length, tails = STEM_TAILS.length
  const n = permuted(seed, 'owner', index, STEM_HEADS.length * tails * kinds, 2_741)
  const stem = Math.floor(n / kinds)
  return `${at(STEM_HEADS, Math.floor(stem / tails))}${at(STEM_TAILS, stem % tails)} ${at(OWNER_KINDS, n % kinds)}`
}

/** Racing colours in words, e.g. `white, red spots, black cap`. */
export const ownerColours = (seed: string, index: number): string => {
  const rng = rngFor(seed, 'colours', index)
  return `${rng.pick(COLOURS)}, ${rng.pick(COLOURS)} ${rng.pick(PATTERNS)}, ${rng.pick(COLOURS)} cap`
}
