import type { Feature, Unit } from './define'

/** Thousands by commas, as many digits after the point as said; no minus before a zero. */
const written = (value: number, digits: number): string => {
  const [whole = '', part] = Math.abs(value).toFixed(digits).split('.')
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`)
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}
const number = (digits: number) => (value: number): string => written(value, digits)
/** A number and its unit; the unit in the singular after 1. */
const counted = (digits: number, one: string, many: string) => (value: number): string => {
  const text = written(value, Number.isInteger(value) ? 0 : digits)
  return `${text} ${text === '1' || text === '-1' ? one : many}`
}
const measured = (digits: number, unit: string): ((value: number) => string) => counted(digits, unit, unit)
const named = (words: readonly string[]) => (value: number): string => words[Math.round(value)] ?? written(value, 0)

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** `GOOD_TO_FIRM` as `Good to firm`; words that are written as one reads them stay. */
const readable = (word: string): string => (/^[A-Z0-9_]+$/.test(word) && word.length > 1 ? word.charAt(0) + word.slice(1).toLowerCase().replaceAll('_', ' ') : word)

const MINUTE_MS = 60_000
/** `1:09.85`; below a minute `34.12 s`. */
const clock = (ms: number): string => {
  const hundredths = Math.round(Math.abs(ms) / 10)
  const minutes = Math.floor(hundredths / (MINUTE_MS / 10))
  const seconds = (hundredths % (MINUTE_MS / 10)) / 100
  const sign = ms < 0 && hundredths > 0 ? '-' : ''
  return minutes === 0 ? `${sign}${seconds.toFixed(2)} s` : `${sign}${minutes}:${seconds.toFixed(2).padStart(5, '0')}`
}

/** How a value of each unit is read: rates and quotients as per cent, times by the clock, months and weekdays by name. */
const TEXTS: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: (value) => `${written(value * 100, 1)}%`, percent: (value) => `${written(value, 1)}%`, flag: (value) => (value === 0 ? 'no' : 'yes'), code: number(0),
  count: (value) => written(value, Number.isInteger(value) ? 0 : 1), rank: (value) => written(value, Number.isInteger(value) ? 0 : 1), points: number(1), zscore: number(2), index: number(2),
  m: (value) => measured(1, 'm')(value), kg: (value) => `${written(value, 1)} kg`, lengths: counted(1, 'length', 'lengths'), ms: clock, days: counted(1, 'day', 'days'), years: counted(1, 'year', 'years'),
  hours: counted(1, 'hour', 'hours'), month: (value) => MONTHS[value - 1] ?? written(value, 0), weekday: (value) => WEEKDAYS[value] ?? written(value, 0),
  odds: number(2), lnOdds: number(2), currency: number(0), celsius: (value) => `${written(value, 1)} °C`, mm: measured(1, 'mm'), kmh: measured(1, 'km/h'),
}

/** A feature's value in the units that people read: `57.5 kg`, `18.2%`, `yes`, `Good`, `3.1 lengths`, `1,200 m`, `21 days`. Null where it is missing. */
export function valueText({ unit, words }: Pick<Feature, 'unit' | 'words'>, value: number | null): string | null {
  if (value === null || Number.isNaN(value)) return null
  return words === undefined ? TEXTS[unit](value) : readable(named(words)(value))
}
