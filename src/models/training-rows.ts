import { AppError } from '../domain/errors'

declare const split: unique symbol

/** Rows that something may be fitted on. Only `trainingRows` makes them, and only by date. */
export interface TrainingRows {
  readonly [split]: 'training'
  /** Rows of the whole data set. */
  readonly rows: Int32Array
  /** Rows that the data set has. */
  readonly of: number
  /** Days of the first and the last of them, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
}

/** The rows of `from` (none: the first) to `to`, both days included; `dates[i]` is the day of row `i`. Throws AppError when that is none. */
export function trainingRows(dates: readonly string[], { from, to }: { readonly from?: string; readonly to: string }): TrainingRows {
  const rows = dates.flatMap((date, i) => (date <= to && (from === undefined || date >= from) ? [i] : []))
  if (rows.length === 0) throw new AppError('BAD_USER_INPUT', `no row from ${from ?? 'the first day'} to ${to}: nothing can be fitted; say days that have races`)
  const days = rows.map((i) => dates[i] as string)
  const first = days.reduce((least, day) => (day < least ? day : least))
  const last = days.reduce((most, day) => (day > most ? day : most))
  return { rows: Int32Array.from(rows), of: dates.length, from: first, to: last } as unknown as TrainingRows
}
