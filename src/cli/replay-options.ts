import { AppError } from '../domain/errors'
import { instant, type Instant } from '../domain/instant'

/** @throws AppError BAD_USER_INPUT */
export const speedOption = (text: string): number | 'max' => {
  if (text === 'max') return 'max'
  const speed = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || !(speed > 0)) throw new AppError('BAD_USER_INPUT', `--speed is ${JSON.stringify(text)}: give a number above 0 (1 is as it was, 10 ten times as fast) or max.`)
  return speed
}
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
/** Null where it was left out. @throws AppError BAD_USER_INPUT */
export const fromOption = (text: string | undefined): Instant | null => {
  if (text === undefined) return null
  if (!ZONED.test(text) || Number.isNaN(Date.parse(text))) throw new AppError('BAD_USER_INPUT', `--from is ${JSON.stringify(text)}: give an instant with its zone, as 2022-11-07T04:25:00Z.`)
  return instant(text)
}
