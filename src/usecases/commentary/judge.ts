import type { FactSheet } from '../../commentary/fact'
import { unfitFor } from '../../commentary/prompt/unfit'
import type { Judge } from './taking'

/** Refuses all until sentences are held against facts. */
export function judgeFor(sheet: FactSheet): Judge {
  const unfit = unfitFor(sheet)
  return ({ text }) => unfit(text) ?? 'is not held against facts yet'
}
