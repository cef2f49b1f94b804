import { AppError } from '../../domain/errors'
import type { Order } from './mapping'
import type { Params, Select } from './select'

/** The text of every order column and of the id, as the database printed them; null stays null. */
export type CursorValues = readonly (string | null)[]

const signature = (orders: readonly Order[]): string => orders.map((o) => (o.direction === 'ASC' ? '+' : '-') + o.column).join()

/** Opaque, stable while rows are inserted: it names a place in the order, not a count of rows. */
export const encodeCursor = (orders: readonly Order[], values: CursorValues): string =>
  Buffer.from(JSON.stringify([signature(orders), ...values])).toString('base64url')

export function decodeCursor(orders: readonly Order[], cursor: string, argument: string): CursorValues {
  const refuse = (why: string): never => {
    throw new AppError('BAD_USER_INPUT', `${argument}: ${why}; pass a cursor exactly as an earlier page of this connection gave it`)
  }
  let parsed: unknown
  try { parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString()) } catch { return refuse('this is not a cursor') }
  if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return refuse('this is not a cursor')
  const [made, ...values] = parsed as [string, ...unknown[]]
  if (made !== signature(orders)) return refuse('this cursor was made under another order')
  if (values.length !== orders.length || !values.every((v) => v === null || (typeof v === 'string' && v.length <= 200 && !v.includes('\0')))) return refuse('this is not a cursor')
  return values as CursorValues
}

/** SQL that holds for rows after (or before) the cursor. Nulls come last, whatever the direction. */
export function beyond(select: Select, orders: readonly Order[], nullable: readonly boolean[], types: readonly string[], values: CursorValues, params: Params, backwards: boolean): string {
  const rising = orders.map((o) => (o.direction === 'ASC') !== backwards)
  if (nullable.every((n) => !n) && rising.every((r) => r === rising[0]))
    return `(${orders.map((o) => select.at(o.column)).join(', ')}) ${rising[0] ? '>' : '<'} (${values.map((v, i) => params.add(v, types[i])).join(', ')})`
  const alternatives: string[] = []
  const ties: string[] = []
  orders.forEach((order, i) => {
    const column = select.at(order.column)
    const value = values[i]!
    const placeholder = value === null ? 'NULL' : params.add(value, types[i])
    const next = `${column} ${rising[i] ? '>' : '<'} ${placeholder}`
    const further = value === null ? (backwards ? `${column} IS NOT NULL` : 'FALSE') : nullable[i] && !backwards ? `(${next} OR ${column} IS NULL)` : next
    alternatives.push([...ties, further].join(' AND '))
    ties.push(value === null ? `${column} IS NULL` : `${column} = ${placeholder}`)
  })
  return `(${alternatives.map((a) => `(${a})`).join(' OR ')})`
}
