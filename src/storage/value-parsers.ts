import { types } from 'pg'
import type { CustomTypesConfig } from 'pg'

type Parse = (text: string) => unknown

/** `2023-04-23 05:00:00+00`, as PostgreSQL writes it in a UTC session, to ISO 8601 with milliseconds. `infinity` stays as it is. */
export const instant = (text: string): string => {
  if (text.length === 22) return `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z`
  if (text.length > 22 && text.length <= 29 && text.charCodeAt(19) === 46) return `${text.slice(0, 10)}T${text.slice(11, 20)}${text.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`
  return text
}
const TEXT_ARRAY = types.getTypeParser(1009 as number as typeof types.builtins.TEXT) as Parse
const same: Parse = (text) => text
const arrayOf = (parse: Parse): Parse => (text) => (TEXT_ARRAY(text) as readonly (string | null)[]).map((item) => item === null ? null : parse(item))

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [20, Number], [1700, Number], [1082, same], [1184, instant], [1114, same], [1083, same],
  [1016, arrayOf(Number)], [1231, arrayOf(Number)], [1182, arrayOf(same)], [1185, arrayOf(instant)],
])

/** int8 and numeric become numbers, dates stay `YYYY-MM-DD`, instants become ISO 8601 in UTC. Only for the pools that ask for it. */
export const valueParsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => PARSERS.get(oid) ?? types.getTypeParser(oid, format as 'text')) as CustomTypesConfig['getTypeParser'],
}
