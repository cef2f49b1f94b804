import type { FeatureCategory } from '../../features/registry'
import type { Finding, Measured, RuleMeasure, RuleVerdict } from './report'

/** Standard errors from 0 from which on a weight is told from it. */
const TOLD = 1.96
/** A rule helps where it is better alone, or the whole worse without it, by an interval without 0; it harms where it is the other way. */
export function verdictOf({ alone, leftOut }: Measured, weight: number): RuleVerdict {
  if (weight === 0) return 'KEPT_AT_ZERO'
  if (alone.high < 0 || (leftOut !== null && leftOut.low > 0)) return 'HELPS'
  if (alone.low > 0 || (leftOut !== null && leftOut.high < 0)) return 'HARMS'
  return alone.difference <= 0 && (leftOut === null || leftOut.difference >= 0) ? 'NO_HARM' : 'NOT_DISTINGUISHABLE'
}
export const VERDICT_WORDS: Readonly<Record<RuleVerdict, string>> = {
  HELPS: 'helps', NO_HARM: 'does no harm', NOT_DISTINGUISHABLE: 'not distinguishable', HARMS: 'harms', KEPT_AT_ZERO: 'kept at zero',
}

/**
 * What tells of how good a horse is. Two such numbers multiplied tell of it too in any world in which horses differ (the second good sign is worth less than the first, the last run of a horse with few more
 * than of one with many), so that a rule of these alone may be found where nothing was planted.
 */
const OF_ABILITY: ReadonlySet<FeatureCategory> = new Set(['class', 'fitness', 'form', 'horse', 'sectionals', 'speed'])
/** Whether a rule was found whose pattern was planted for the runner, or was not. */
export function findingOf(planted: boolean, { weight, aloneWeight, aloneZ, categories }: Pick<RuleMeasure, 'weight' | 'aloneWeight' | 'aloneZ' | 'categories'>): Finding {
  const alone = Math.abs(aloneZ) >= TOLD ? Math.sign(aloneWeight) : 0
  if (!planted) return weight === 0 ? 'RIGHTLY_NOT_FOUND' : categories.every((category) => OF_ABILITY.has(category)) ? 'TELLS_OF_ABILITY' : 'FOUND_THOUGH_NOT_PLANTED'
  if (weight > 0) return 'FOUND'
  if (weight < 0 || alone < 0) return 'WRONG_SIGN'
  return alone > 0 ? 'FOUND_ALONE' : 'NOT_FOUND'
}
export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  FOUND: 'planted, found', FOUND_ALONE: 'planted, found alone: beside the others they say it', NOT_FOUND: 'planted, not found', WRONG_SIGN: 'planted, found the other way',
  RIGHTLY_NOT_FOUND: 'not planted, not found', TELLS_OF_ABILITY: 'not planted, and found: tells of ability in any world', FOUND_THOUGH_NOT_PLANTED: 'found though not planted',
}
