import { SPELL_DAYS } from '../../domain/preparation'
import { epochDay } from '../encode'
import type { RunStore } from './run-store'

/** Where a race stands in the career of a horse. */
export interface CareerPoint {
  /** 1 = first-up or debut. */
  readonly prepRun: number
  /** 1 = debut. */
  readonly careerRun: number
  /** Days since the run before; NaN at the debut. */
  readonly sincePrevious: number
  /** Who rode in the run before; NaN at the debut and when it is not known. */
  readonly lastJockeyId: number
}
const DEBUT: CareerPoint = { prepRun: 1, careerRun: 1, sincePrevious: NaN, lastJockeyId: NaN }

/** `past` are the rows of the horse's starts, oldest first; `date` is the day of the race to come. */
export const careerPoint = (runs: RunStore, past: readonly number[], date: string): CareerPoint => {
  const last = past[past.length - 1]
  if (last === undefined) return DEBUT
  const sincePrevious = epochDay(date) - runs.get(last, 'localDay')
  return { sincePrevious, lastJockeyId: runs.get(last, 'jockeyId'), careerRun: past.length + 1, prepRun: sincePrevious >= SPELL_DAYS ? 1 : runs.get(last, 'prepRun') + 1 }
}
