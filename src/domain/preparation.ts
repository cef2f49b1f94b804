import { daysBetween, type PastRun } from './past-run'
import type { SpellRecordKind } from './vocabulary'

/** A horse that has not run for this many days has had a spell; its next run is first-up. */
export const SPELL_DAYS = 60
/** FRESH: a let-up of four weeks or more that is short of a spell. */
export const FRESH_DAYS = 28

const NTH: Readonly<Record<number, SpellRecordKind>> = { 1: 'FIRST_UP', 2: 'SECOND_UP', 3: 'THIRD_UP' }

type Dated = Pick<PastRun, 'date'>

/** Days since the horse's previous start; null for a debutant. `before` is newest first. */
export const daysSince = (date: string, before: readonly Dated[]): number | null =>
  before[0] === undefined ? null : daysBetween(before[0].date, date)

/** Which run of the preparation a run on `date` is, from 1. A preparation begins with the debut or after a spell. */
export const prepRunNumber = (date: string, before: readonly Dated[]): number => {
  let number = 1
  let day = date
  for (const run of before) {
    if (daysBetween(run.date, day) >= SPELL_DAYS) return number
    number += 1
    day = run.date
  }
  return number
}

/** First-up, second-up, third-up and fresh are said of a horse that came back: in the preparation of its debut it is none of the first three. */
export const spellKinds = (date: string, before: readonly Dated[]): readonly SpellRecordKind[] => {
  const number = prepRunNumber(date, before)
  const nth = before[number - 1] === undefined ? undefined : NTH[number]
  const days = daysSince(date, before)
  const fresh = days !== null && days >= FRESH_DAYS && days < SPELL_DAYS
  return [...(nth === undefined ? [] : [nth]), ...(fresh ? ['FRESH' as const] : [])]
}

/** The past runs that were of one kind, each judged by the runs before it. */
export const runsOfKind = <R extends Dated>(runs: readonly R[], kind: SpellRecordKind): readonly R[] =>
  runs.filter((run, index) => spellKinds(run.date, runs.slice(index + 1)).includes(kind))
