import { getNamedType, isListType, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import type { Catalog } from './catalog'
import type { FieldSource } from './mapping'
import { isNullable } from './select'
import { TABLES } from './tables'

/**
 * Holds every mapping of the graph against the database as it is: tables, joins and columns exist, and a non-null
 * field reads a column that cannot be null. Throws one error that lists every mistake.
 */
export function checkMapping(schema: GraphQLSchema, catalog: Catalog): void {
  const mistakes = [...tableMistakes(catalog)]
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const source = field.extensions['reads'] as FieldSource | undefined
      if (source) mistakes.push(...fieldMistakes(schema, catalog, type, field, source).map((m) => `${type.name}.${field.name}: ${m}`))
    }
  }
  if (mistakes.length > 0) throw new Error(`the graph does not fit the database:\n${mistakes.join('\n')}`)
}

function tableMistakes(catalog: Catalog): string[] {
  return Object.entries(TABLES).flatMap(([table, joins]) => {
    if (!catalog.has(table)) return [`tables.ts: there is no table ${table}`]
    return Object.entries(joins).flatMap(([name, join]) => [
      ...(catalog.get(table)!.has(join.from) ? [] : [`tables.ts: ${table}.${name} starts from ${join.from}, which ${table} has not`]),
      ...(catalog.get(join.table)?.has(join.to) ? [] : [`tables.ts: ${table}.${name} ends at ${join.table}.${join.to}, which does not exist`]),
    ])
  })
}

function fieldMistakes(schema: GraphQLSchema, catalog: Catalog, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, source: FieldSource): string[] {
  const homes = homesOf(schema, type)
  if (source.kind === 'polymorphic') return []
  if (source.kind === 'keyed') return catalog.has(source.table) ? [] : [`there is no table ${source.table}`]
  const paths = pathsOf(source)
  const mistakes = homes.flatMap((home) => paths.flatMap((path) => pathMistake(catalog, home, path)))
  if ('table' in source && !catalog.has(source.table)) mistakes.push(`there is no table ${source.table}`)
  if (source.kind === 'connection') for (const path of [...Object.values(source.orders), ...source.defaultOrder.map((o) => o.column)]) mistakes.push(...pathMistake(catalog, source.table, path))
  if (source.kind === 'list') for (const order of source.orderBy) mistakes.push(...pathMistake(catalog, source.table, order.column))
  if (source.kind === 'column' && source.neverNull === undefined && isNonNullType(field.type) && !isListType(field.type.ofType) && mistakes.length === 0)
    for (const home of homes) if (isNullable(catalog, home, source.column) && !isGuarded(schema, type, source.column)) mistakes.push(`is non-null but reads ${home}.${source.column}, which can be null`)
  return mistakes
}

/** Columns that an object's `presence` guards, or its own join: never null where the object is there. */
function isGuarded(schema: GraphQLSchema, type: GraphQLObjectType, column: string): boolean {
  return fieldsLeadingTo(schema, type).some(({ source }) => source.kind === 'object' && source.presence === column)
}

/** Tables whose rows this type's fields are read from. */
function homesOf(schema: GraphQLSchema, type: GraphQLObjectType): readonly string[] {
  const table = type.extensions['table']
  if (typeof table === 'string') return [table]
  return [...new Set(fieldsLeadingTo(schema, type).flatMap(({ owner, source }) => {
    if (source.kind === 'list' || source.kind === 'one' || source.kind === 'connection') return [source.table]
    return source.kind === 'object' ? homesOf(schema, owner).map((home) => tableAt(home, source.path)) : []
  }))]
}

function fieldsLeadingTo(schema: GraphQLSchema, type: GraphQLObjectType): readonly { owner: GraphQLObjectType; source: FieldSource }[] {
  return Object.values(schema.getTypeMap()).flatMap((owner) => !isObjectType(owner) || owner === type ? [] : Object.values(owner.getFields()).flatMap((field) => {
    const source = field.extensions['reads'] as FieldSource | undefined
    return source && getNamedType(field.type) === type ? [{ owner, source }] : []
  }))
}

function pathsOf(source: Exclude<FieldSource, { kind: 'polymorphic' | 'keyed' }>): readonly string[] {
  switch (source.kind) {
    case 'column': return [source.column]
    case 'derived': case 'batched': return source.columns
    case 'object': return source.presence === undefined ? [] : [source.path === '' ? source.presence : `${source.path}.${source.presence}`]
    default: return source.parent.map((p) => p.column)
  }
}

const tableAt = (table: string, path: string): string => (path === '' ? table : path.split('.').reduce((t, step) => TABLES[t]?.[step]?.table ?? '(no such join)', table))

function pathMistake(catalog: Catalog, table: string, path: string): string[] {
  const steps = path.split('.')
  const column = steps.pop()!
  const at = tableAt(table, steps.join('.'))
  return catalog.get(at)?.has(column) ? [] : [`reads ${table}.${path}, but ${at} has no column ${column}`]
}
