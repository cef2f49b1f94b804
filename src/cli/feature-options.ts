import type { MarketInstant } from '../usecases/pass-through-history'
import type { DateRange } from '../usecases/compute-vectors'
import { AppError } from '../domain/errors'
import { instant, type Instant } from '../domain/instant'
import { DataSource } from '../domain/vocabulary'

const wrong = (option: string, value: string, must: string): AppError => new AppError('BAD_USER_INPUT', `${option} is ${JSON.stringify(value)}: it must be ${must}.`)

/** A day of the calendar, `YYYY-MM-DD`; null when it was not given. */
export const dateOption = (option: string, value: string | undefined): string | null => {
  if (value === undefined) return null
  const read = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00Z`) : null
  if (read === null || Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== value) throw wrong(option, value, 'a date such as 2024-05-01')
  return value
}
export const rangeOption = ({ from, to }: { readonly from?: string; readonly to?: string }): DateRange => {
  const range = { from: dateOption('--from', from), to: dateOption('--to', to) }
  if (range.from !== null && range.to !== null && range.from > range.to) throw new AppError('BAD_USER_INPUT', `--from ${range.from} is after --to ${range.to}: there is nothing between.`)
  return range
}
export const instantOption = (option: string, value: string | undefined): Instant | null => {
  if (value === undefined) return null
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(value)) throw wrong(option, value, 'an instant with its zone, such as 2024-05-01T06:00:00Z')
  try { return instant(value) } catch { throw wrong(option, value, 'an instant with its zone, such as 2024-05-01T06:00:00Z') }
}
/** Words separated by commas. */
export const listOption = (value: string | undefined): readonly string[] => (value ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '')
export const wholeOption = (option: string, value: string | undefined): number | null => {
  if (value === undefined) return null
  if (!/^\d{1,6}$/.test(value)) throw wrong(option, value, 'a whole number')
  return Number(value)
}
export const oneOfOption = <const W extends string>(option: string, value: string, words: readonly W[]): W => {
  const found = words.find((word) => word === value)
  if (found === undefined) throw wrong(option, value, words.join(' or '))
  return found
}
export const sourceOption = (value: string | undefined): DataSource | null => (value === undefined ? null : oneOfOption('--source', value, Object.values(DataSource)))
/** `off` or `off-60m`: minutes before the off. */
export const beforeOffOption = (value: string): number => {
  const [, minutes] = /^off(?:-(\d{1,4})m)?$/.exec(value) ?? [undefined, undefined]
  if (!/^off(-\d{1,4}m)?$/.test(value)) throw wrong('--as-of', value, 'off, or minutes before it such as off-60m')
  return Number(minutes ?? 0)
}
export const marketOption = (value: string): MarketInstant => oneOfOption('--market', value, ['closing', 'as-of'])
