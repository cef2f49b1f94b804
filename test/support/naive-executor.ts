import { execute, getNamedType, isAbstractType, isObjectType, type DocumentNode, type ExecutionResult, type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql'
import { AppError } from '../../src/domain/errors'
import { decodeCursor, encodeCursor, type CursorValues } from '../../src/graphql/read/cursor'
import type { Args, ConnectionSource, FieldSource, Order, Wanted, WantedField } from '../../src/graphql/read/mapping'
import { scopeOf, type GraphServices } from '../../src/graphql/read/scope'
import { argumentsOf, collectFields, subsets, type Operation } from '../../src/graphql/read/selection'
import { TABLES } from '../../src/graphql/read/tables'
import type { SqlRunner } from '../../src/usecases/ports'

/**
 * The oracle of the read path: graphql-js with one SQL statement for every field of every object, pages cut in
 * JavaScript from whole lists. It shares the declarations with the read path and none of its planning.
 */
export function naiveExecutor(schema: GraphQLSchema, db: SqlRunner, services: GraphServices): (document: DocumentNode, variables: Record<string, unknown>, operationName?: string) => Promise<ExecutionResult> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type)) type.resolveType = (value: Row & { readonly __typename?: string }) => value.type ?? value.__typename!
    if (!isObjectType(type)) continue
    type.isTypeOf = undefined as never
    for (const field of Object.values(type.getFields())) {
      const source = field.extensions['reads'] as FieldSource | undefined
      if (source) field.resolve = resolverOf(db, services, schema, source)
      else if (type !== schema.getQueryType()) field.resolve = (parent: Record<string, unknown>, _a, _c, info) => parent[field.args.length > 0 ? String(info.path.key) : field.name]
    }
  }
  return async (document, variableValues, operationName) => execute({ schema, document, variableValues, operationName: operationName ?? null })
}

interface Row { readonly table: string; readonly id: unknown; readonly type?: string }
const keyColumn = (table: string): string => ({ results: 'runner_id' })[table] ?? 'ctid'

async function value(db: SqlRunner, row: Row, path: string): Promise<unknown> {
  const steps = path.split('.')
  const column = steps.pop()!
  const home = await follow(db, row, steps)
  return home && (await db.rows(`SELECT ${column} FROM ${home.table} WHERE ${keyColumn(home.table)} = $1`, [home.id]))[0]![0]
}
async function follow(db: SqlRunner, row: Row, steps: readonly string[]): Promise<Row | null> {
  let at: Row | null = row
  for (const step of steps) {
    if (at === null) return null
    const join: { table: string; from: string; to: string } = TABLES[at.table]![step]!
    const [found] = await db.rows(`SELECT j.${keyColumn(join.table)} FROM ${at.table} t JOIN ${join.table} j ON j.${join.to} = t.${join.from} WHERE t.${keyColumn(at.table)} = $1`, [at.id])
    at = found ? { table: join.table, id: found[0] } : null
  }
  return at
}
/** A path as a scalar subquery of row t0: no join changes what the statement returns. */
const scalar = (table: string) => (path: string): string => {
  const steps = path.split('.')
  const column = steps.pop()!
  if (steps.length === 0) return `t0.${column}`
  let at = table
  const joins = steps.map((step, i) => {
    const join = TABLES[at]![step]!
    at = join.table
    return i === 0 ? { from: `${join.table} j0`, on: `j0.${join.to} = t0.${join.from}` } : { from: `JOIN ${join.table} j${i} ON j${i}.${join.to} = j${i - 1}.${join.from}`, on: '' }
  })
  return `(SELECT j${steps.length - 1}.${column} FROM ${joins.map((j) => j.from).join(' ')} WHERE ${joins[0]!.on})`
}

const resolverOf = (db: SqlRunner, services: GraphServices, schema: GraphQLSchema, source: FieldSource): GraphQLFieldResolver<Row, unknown> => async (parent, args: Args, _context, info) => {
  const columns = (paths: readonly string[]): Promise<unknown[]> => Promise.all(paths.map((p) => value(db, parent, p)))
  switch (source.kind) {
    case 'column': return value(db, parent, source.column)
    case 'derived': return source.value(await columns(source.columns), args)
    case 'object': {
      const target = await follow(db, parent, source.path === '' ? [] : source.path.split('.'))
      return target === null || (source.presence !== undefined && (await value(db, target, source.presence)) === null) ? null : target
    }
    case 'batched': return (await source.load(db, [await columns(source.columns)], args, wantedOf(schema, info), scopeOf(services, db, db)))[0]
    case 'keyed': {
      const ids = (parent as unknown as Record<string, unknown>)[info.fieldName]
      const one = async (id: unknown): Promise<Row | null> => { const [found] = await db.rows(`SELECT ctid FROM ${source.table} WHERE id = $1`, [id]); return found ? { table: source.table, id: found[0] } : null }
      return Array.isArray(ids) ? Promise.all(ids.map(one)) : one(ids)
    }
    case 'polymorphic': {
      const found = await Promise.all((await source.resolve(db, args)).map((k) => typed(db, schema, k)))
      const list = info.returnType.toString()
      return source.single ? found[0] ?? null : list.endsWith('!]!') ? found.filter((f) => f !== null) : found
    }
    default: {
      const keys = await columns(source.parent.map((p) => p.column))
      if (keys.some((k) => k === null)) return source.kind === 'one' ? null : source.kind === 'list' ? [] : page(source, [], args, info)
      if (source.kind === 'connection') return page(source, await rowsOf(db, source, keys, args, ordersOf(source, args)), args, info)
      const rows = await rowsOf(db, source, keys, args, source.orderBy ?? [])
      if (source.kind === 'one') return rows[0]?.row ?? null
      const limit = source.limit?.(args) ?? null
      return rows.slice(0, limit ?? rows.length).map((r) => r.row)
    }
  }
}

async function typed(db: SqlRunner, schema: GraphQLSchema, key: { type: string; key: unknown } | null): Promise<Row | null> {
  if (!key) return null
  const table = String(schema.getType(key.type)!.extensions['table'])
  const [found] = await db.rows(`SELECT ctid FROM ${table} WHERE id = $1`, [key.key])
  return found ? { table, id: found[0], type: key.type } : null
}

interface Placed { readonly row: Row; readonly cursor: CursorValues }
async function rowsOf(db: SqlRunner, source: { table: string; parent: readonly { type: string }[]; where: (t: (p: string) => string, p: readonly string[], a: Args, param: (v: unknown, t: string) => string) => string }, keys: readonly unknown[], args: Args, orders: readonly Order[]): Promise<readonly Placed[]> {
  const values: unknown[] = []
  const param = (v: unknown, t: string): string => `$${values.push(v)}::${t}`
  const t = scalar(source.table)
  const where = source.where(t, keys.map((k, i) => param(k, source.parent[i]!.type)), args, param)
  const order = orders.map((o) => `${t(o.column)} ${o.direction} NULLS LAST`).join(', ')
  const rows = await db.rows(`SELECT t0.${keyColumn(source.table)}${orders.map((o) => `, ${t(o.column)}::text`).join('')} FROM ${source.table} t0${where && ` WHERE ${where}`}${order && ` ORDER BY ${order}`}`, values)
  return rows.map(([id, ...cursor]) => ({ row: { table: source.table, id }, cursor: cursor as CursorValues }))
}

function ordersOf(source: ConnectionSource, args: Args): readonly Order[] {
  const asked = args['orderBy'] as { by: string; direction: 'ASC' | 'DESC' }[] | null | undefined
  const list = asked?.length ? asked.map((o) => ({ column: source.orders[o.by]!, direction: o.direction })) : source.defaultOrder
  const distinct = list.filter((o, i) => list.findIndex((p) => p.column === o.column) === i)
  return distinct.some((o) => o.column === 'id') ? distinct : [...distinct, { column: 'id', direction: distinct[0]?.direction ?? 'ASC' }]
}

function page(source: ConnectionSource, all: readonly Placed[], args: Args, info: GraphQLResolveInfo): unknown {
  const orders = ordersOf(source, args)
  const last = (args['last'] ?? null) as number | null
  const explicit = info.fieldNodes[0]!.arguments?.some((a) => a.name.value === 'first')
  const first = (last !== null && !explicit ? null : args['first'] ?? (last === null ? source.defaultFirst : null)) as number | null
  for (const [name, size] of [['first', first], ['last', last]] as const) if (size !== null && (size < 0 || size > source.maxFirst)) throw new AppError('BAD_USER_INPUT', name)
  if (first !== null && last !== null) throw new AppError('BAD_USER_INPUT', 'first and last')
  const place = (name: 'after' | 'before'): number | null => {
    if ((args[name] ?? null) === null) return null
    const wanted = JSON.stringify(decodeCursor(orders, args[name] as string, name))
    return all.findIndex((r) => JSON.stringify(r.cursor) === wanted)
  }
  const after = place('after'), before = place('before')
  const between = all.slice(after === null ? 0 : after + 1, before ?? all.length)
  const rows = first !== null ? between.slice(0, first) : last !== null ? between.slice(Math.max(0, between.length - last)) : between
  const cursorOf = (r: Placed): string => encodeCursor(orders, r.cursor)
  const more = rows.length < between.length
  return {
    nodes: rows.map((r) => r.row), totalCount: all.length,
    edges: rows.map((r) => ({ cursor: cursorOf(r), node: r.row })),
    pageInfo: {
      hasNextPage: last === null ? more : before !== null, hasPreviousPage: last === null ? after !== null : more,
      startCursor: rows[0] ? cursorOf(rows[0]) : null, endCursor: rows.length > 0 ? cursorOf(rows[rows.length - 1]!) : null,
    },
  }
}

function wantedOf(schema: GraphQLSchema, info: GraphQLResolveInfo): Wanted {
  const op: Operation = { schema, definition: info.operation, fragments: info.fragments, variables: info.variableValues }
  const below = (type: unknown, sets: ReturnType<typeof subsets>): Wanted => {
    const fields: WantedField[] = isObjectType(type) ? collectFields(op, type, sets).map((s) => ({
      name: s.field.name, property: s.field.args.length > 0 ? s.key : s.field.name, args: argumentsOf(s, info.variableValues), wanted: below(getNamedType(s.field.type), subsets(s)),
    })) : []
    const has = (name: string): boolean => fields.some((f) => f.name === name)
    return isAbstractType(type) ? { fields, has, types: new Map(schema.getPossibleTypes(type).map((one) => [one.name, below(one, sets)])) } : { fields, has }
  }
  return below(getNamedType(info.returnType), info.fieldNodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : [])))
}
