import { SCOPES, type Requirement, type Scope } from './scope'

/** A set of scopes as bits, in the order of `SCOPES`. */
export type ScopeMask = number
export const maskOf = (scopes: readonly Scope[]): ScopeMask => scopes.reduce((mask, scope) => mask | (1 << SCOPES.indexOf(scope)), 0)
export const scopesIn = (mask: ScopeMask): readonly Scope[] => SCOPES.filter((_, bit) => (mask & (1 << bit)) !== 0)
/** Every set of scopes there is. */
export const ALL_MASKS: readonly ScopeMask[] = Array.from({ length: 1 << SCOPES.length }, (_, mask) => mask)
export const EVERY_SCOPE: ScopeMask = maskOf(SCOPES)

/** A requirement as masks, one of which must be had whole. */
export type RequiredMasks = readonly ScopeMask[]
export const masksOf = (requirement: Requirement): RequiredMasks => requirement.map(maskOf)
export const isMet = (required: RequiredMasks, had: ScopeMask): boolean => required.some((mask) => (mask & had) === mask)
/** What is lacked of the smallest set that meets all of these; the scopes that come first in `SCOPES` where several are as small. */
export const lackOf = (all: readonly RequiredMasks[], had: ScopeMask): ScopeMask => ALL_MASKS
  .filter((mask) => (mask & had) === 0 && all.every((required) => isMet(required, had | mask)))
  .reduce((least, lack) => (bits(lack) < bits(least) ? lack : least), EVERY_SCOPE & ~had)

const bits = (mask: ScopeMask): number => scopesIn(mask).length
