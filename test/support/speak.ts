import type { FeatureName } from '../../src/features/registry'
import type { AnyRule } from '../../src/integration/define'
import { ruleNamed } from '../../src/integration/rules'
import { saidOf, signalsOf, type Rows } from '../../src/integration/signals'

export type Runner = Partial<Record<FeatureName, number>>
/** One race of these runners; what is not given is missing. */
export function raceOf(runners: readonly Runner[]): Rows {
  const names = [...new Set(runners.flatMap((runner) => Object.keys(runner)))] as FeatureName[]
  return { raceStart: Int32Array.of(0, runners.length), columns: new Map(names.map((name) => [name, Float64Array.from(runners, (runner) => runner[name] ?? NaN)])) }
}
/** @throws when there is none of this id */
export function theRule(id: string): AnyRule {
  const rule = ruleNamed(id)
  if (rule === undefined) throw new Error(`no rule ${id}`)
  return rule
}
/** Signals of a rule for each runner of one race, to six digits. */
export const signalled = (id: string, runners: readonly Runner[]): readonly number[] => Array.from(signalsOf(theRule(id), raceOf(runners)), (signal) => Number(signal.toFixed(6)) + 0)
/** What it says of the first of them. */
export const saidOfFirst = (id: string, runners: readonly Runner[]): string | null => saidOf(theRule(id), raceOf(runners))[0] ?? null
