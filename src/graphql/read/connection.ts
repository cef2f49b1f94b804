import { AppError } from '../../domain/errors'
import { beyond, decodeCursor, encodeCursor, type CursorValues } from './cursor'
import type { Execution } from './execution'
import type { Args, ConnectionSource, Order, Values } from './mapping'
import type { Child, ConnectionShape } from './plan'
import { isNullable, type Params, type Select } from './select'
import type { Selected } from './selection'
import { bucketsFor, countRows, type Parents, type Reading } from './statement'
import { TABLES } from './tables'

interface PageArgs { readonly first: number | null; readonly last: number | null; readonly after: string | null; readonly before: string | null }

export interface ConnectionReading { readonly reading: Reading; readonly page: PageArgs; readonly orders: readonly Order[]; readonly cursorAt: readonly number[]; readonly size: number | null }

/** Reads one page of a connection for every parent: one statement for the rows, one more when the count is asked for. */
export async function connect(execution: Execution, child: Child, source: ConnectionSource, parents: Parents, args: Args): Promise<readonly unknown[]> {
  const shape = child.connection!
  const { reading, page, orders, cursorAt, size } = connectionReading(execution, child, source, args)
  const counts = shape.totalCount.length > 0 ? await countRows(execution, child.rows!.select.fork(), source, parents, args) : null
  if (shape.nodes.length === 0 && shape.edges.length === 0 && shape.pageInfo.length === 0) {
    refuseArguments(child, source, args)
    return parents.map((_, i) => Object.fromEntries(shape.totalCount.map((p) => [p, counts![i]])))
  }
  const buckets = await bucketsFor(execution, child, reading, parents).catch(refuseForgedCursor(page))
  return buckets.map((bucket, i) => {
    const more = size !== null && bucket.length > size
    const rows = more ? bucket.slice(0, size) : bucket
    if (page.last !== null) rows.reverse()
    const cursorOf = (row: Values): string => encodeCursor(orders, cursorAt.map((at) => row[at]) as CursorValues)
    const info = {
      hasNextPage: page.last === null ? more : page.before !== null,
      hasPreviousPage: page.last === null ? page.after !== null : more,
      startCursor: shape.needsCursors && rows.length > 0 ? cursorOf(rows[0]!) : null,
      endCursor: shape.needsCursors && rows.length > 0 ? cursorOf(rows[rows.length - 1]!) : null,
    }
    return assemble(execution, child, rows, cursorOf, info, counts?.[i] ?? 0)
  })
}

/** The rows of one page of a connection, one more than asked for, and where the parts of a cursor stand in them. */
export function connectionReading(execution: Execution, child: Child, source: ConnectionSource, args: Args): ConnectionReading {
  const page = pageArgs(child.selected, source, args)
  const orders = chosenOrder(source, args)
  const cursors = cursorsOf(orders, page)
  const size = page.first ?? page.last
  const select = child.rows!.select.fork()
  const cursorAt = child.connection!.needsCursors ? orders.map((o) => select.take(o.column, true)) : []
  const also = cursors.length === 0 ? () => null : cursorCondition(execution, source, orders, cursors)
  return { reading: { select, source, args, page: { orders, backwards: page.last !== null, limit: size === null ? null : size + 1, also } }, page, orders, cursorAt, size }
}

/** The connection of a parent that has none to hang on. */
export const emptyConnection = (shape: ConnectionShape): unknown => shaped(shape, [], () => [], { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }, 0)

type Info = Readonly<Record<string, unknown>>
function assemble(execution: Execution, child: Child, rows: readonly Values[], cursorOf: (row: Values) => string, info: Info, count: number): unknown {
  const { builders } = child.rows!
  const object = (builder: number) => (row: Values): unknown => builders[builder]!(row, execution.build)
  const shape = child.connection!
  return shaped(shape, shape.nodes.map((n) => rows.map(object(n.builder))), (edge) => rows.map((row) => Object.fromEntries([
    ...edge.cursors.map((p) => [p, cursorOf(row)] as const), ...edge.nodes.map((n) => [n.property, object(n.builder)(row)] as const),
  ])), info, count)
}

function shaped(shape: ConnectionShape, nodes: readonly (readonly unknown[])[], edges: (edge: ConnectionShape['edges'][number]) => readonly unknown[], info: Info, count: number): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  shape.nodes.forEach((n, i) => { result[n.property] = nodes[i] ?? [] })
  for (const edge of shape.edges) result[edge.property] = edges(edge)
  for (const part of shape.pageInfo) result[part.property] = Object.fromEntries(part.fields.map((f) => [f.property, info[f.name]]))
  for (const property of shape.totalCount) result[property] = count
  return result
}

function pageArgs(selected: Selected, source: ConnectionSource, args: Args): PageArgs {
  const refuse = (why: string): never => { throw new AppError('BAD_USER_INPUT', `${selected.field.name}: ${why}`) }
  const size = (name: 'first' | 'last'): number | null => {
    const value = (args[name] ?? null) as number | null
    if (value === null) return null
    if (value < 0) return refuse(`${name} is ${value}; ask for 0 or more`)
    return value <= source.maxFirst ? value : refuse(`${name} is ${value}, more than one page gives; ask for at most ${source.maxFirst} and go on with after: endCursor`)
  }
  const last = size('last')
  const first = last !== null && !selected.nodes[0]!.arguments?.some((a) => a.name.value === 'first') ? null : size('first') // a default stands aside for last
  if (first !== null && last !== null) return refuse('first and last are both given; ask for one of them')
  return { first: first ?? (last === null ? source.defaultFirst : null), last, after: (args['after'] ?? null) as string | null, before: (args['before'] ?? null) as string | null }
}

/** What a condition refuses, it refuses whatever is selected, also where no row is read. */
const refuseArguments = (child: Child, source: ConnectionSource, args: Args): void => {
  source.where(child.rows!.select.fork().at, source.parent.map(() => 'NULL'), args, () => 'NULL')
}

/** The order asked for, or the connection's own, made total by the id. */
function chosenOrder(source: ConnectionSource, args: Args): readonly Order[] {
  const asked = (args['orderBy'] ?? null) as readonly { by: string; direction: 'ASC' | 'DESC' }[] | null
  const orders = new Map<string, Order>()
  for (const o of asked && asked.length > 0 ? asked.map(({ by, direction }) => ({ column: source.orders[by]!, direction })) : source.defaultOrder) if (!orders.has(o.column)) orders.set(o.column, o)
  const first = [...orders.values()][0]
  if (!orders.has('id')) orders.set('id', { column: 'id', direction: first?.direction ?? 'ASC' })
  return [...orders.values()]
}

interface Cursor { readonly values: CursorValues; readonly backwards: boolean }
function cursorsOf(orders: readonly Order[], page: PageArgs): readonly Cursor[] {
  return ([['after', false], ['before', true]] as const).flatMap(([name, backwards]) =>
    page[name] === null ? [] : [{ values: decodeCursor(orders, page[name], name), backwards }])
}

function cursorCondition(execution: Execution, source: ConnectionSource, orders: readonly Order[], cursors: readonly Cursor[]) {
  const nullable = orders.map((o) => isNullable(execution.catalog, source.table, o.column))
  const types = orders.map((o) => columnType(execution, source.table, o.column))
  return (select: Select, params: Params): string =>
    cursors.map(({ values, backwards }) => beyond(select, orders, nullable, types, values, params, backwards)).join(' AND ')
}

function columnType(execution: Execution, table: string, path: string): string {
  const steps = path.split('.')
  const column = steps.pop()!
  const at = steps.reduce((t, step) => TABLES[t]![step]!.table, table)
  return execution.catalog.get(at)!.get(column)!.type
}

/** Values in a cursor that the database cannot read as the column's type were not made by us. */
const refuseForgedCursor = (page: PageArgs) => (error: unknown): never => {
  const code = (error as { code?: unknown }).code
  if ((page.after !== null || page.before !== null) && typeof code === 'string' && code.startsWith('22')) throw new AppError('BAD_USER_INPUT', 'after/before: this is not a cursor; pass a cursor exactly as an earlier page of this connection gave it')
  throw error
}
