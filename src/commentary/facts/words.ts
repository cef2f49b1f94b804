import { valueText } from '../../features/value-text'

/** `1st`, `2nd`, `3rd`, `11th`, `21st`. */
export function ordinal(place: number): string {
  const [tens, ones] = [place % 100, place % 10]
  return `${place}${tens >= 11 && tens <= 13 ? 'th' : ones === 1 ? 'st' : ones === 2 ? 'nd' : ones === 3 ? 'rd' : 'th'}`
}
/** `1 win`, `3 wins`, `1,204 rides`. */
export const many = (count: number, one: string, more = `${one}s`): string => `${valueText({ unit: 'count' }, count) ?? ''} ${count === 1 ? one : more}`
/** `once`, `twice`, `3 times`. */
export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : many(count, 'time'))
export const percent = (share: number): string => valueText({ unit: 'ratio' }, share) ?? ''

/** Two digits after the point at most, none for nothing: `1.25`, `0.5`, `7`. */
export const plain = (value: number): string => String(Number(value.toFixed(2)))
const QUARTERS = ['', '¼', '½', '¾']
/** `1.25 lengths` */
export const lengths = (value: number): string => `${plain(value)} ${value === 1 ? 'length' : 'lengths'}`
/** `1¼ lengths`, as it is written where margins are quarters; null where it is none. */
export function quarterLengths(value: number): string | null {
  const quarters = Math.round(value * 4)
  if (value < 0.25 || quarters % 4 === 0 || Math.abs(value * 4 - quarters) > 0.04) return null
  const whole = Math.floor(quarters / 4)
  return `${whole === 0 ? '' : whole}${QUARTERS[quarters % 4] ?? ''} ${value <= 1 ? 'length' : 'lengths'}`
}
/** `GOOD_TO_FIRM` as `Good to firm`. */
export const readable = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase().replaceAll('_', ' ')

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** `2016-01-03` as `3 January 2016`. */
export function longDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}
/** Minutes after midnight as `13:05`. */
export const clockTime = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
