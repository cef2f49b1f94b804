import { getNamedType, isAbstractType, isListType, isNonNullType, isObjectType, type GraphQLObjectType, type GraphQLSchema, type SelectionSetNode } from 'graphql'
import type { FieldSource } from './mapping'
import type { Builder, Child, ConnectionShape, Node, Rows, WantedPlan } from './plan'
import { planConnection } from './plan-connection'
import { objectTypeOf, propertyOf, selectedOf, sourceOf, tableOf, type Planning } from './planning'
import { Select } from './select'
import { subsets, type Selected } from './selection'
import { TABLES } from './tables'

/** The statement that reads rows of `table` as objects of `type`, with one builder for each selection over the same rows. */
export function planRows(planning: Planning, table: string, type: GraphQLObjectType, selections: readonly (readonly SelectionSetNode[])[], typename = false): Rows {
  const select = new Select(table)
  const nodes: Node[] = []
  const builders = selections.map((sets) => {
    const expression = objectExpression(planning, select, nodes, type, sets, '', typename)
    return new Function('r', 'x', `return ${expression}`) as Builder // names are GraphQL names, positions are numbers: nothing of a request's values gets in
  })
  return { select, nodes, builders }
}

function objectExpression(planning: Planning, select: Select, nodes: Node[], type: GraphQLObjectType, sets: readonly SelectionSetNode[], prefix: string, typename = false): string {
  const children: Child[] = []
  const parts = typename ? [`__typename: ${JSON.stringify(type.name)}`] : []
  for (const s of selectedOf(planning, type, sets)) {
    const source = sourceOf(s)
    if (!source) continue
    const property = propertyOf(planning, s)
    const take = (path: string): number => select.take(within(prefix, path))
    if (source.kind === 'column') parts.push(`${literalKey(property)}: r[${take(source.column)}]`)
    else if (source.kind === 'derived') {
      const wanted = planning.byKey ? planWanted(planning, s) : null
      const i = planning.derived.push({ source, selected: s, wanted }) - 1
      parts.push(`${literalKey(property)}: x.d[${i}]([${source.columns.map((c) => `r[${take(c)}]`).join()}], x.a[${i}])`)
    } else if (source.kind === 'object') {
      const path = within(prefix, source.path)
      const present = presence(select, path, source.path, source.presence ?? (source.path === '' ? undefined : neverNullColumn(planning, s)))
      const object = objectExpression(planning, select, nodes, objectTypeOf(s), subsets(s), path)
      parts.push(`${literalKey(property)}: ${present === null ? object : `r[${present}] == null ? null : ${object}`}`)
    } else {
      children.push(planChild(planning, s, source, (columns) => columns.map(take)))
      parts.push(`${literalKey(property)}: undefined`)
    }
  }
  const literal = `{ ${parts.join(', ')} }`
  if (children.length === 0) return literal
  const id = planning.nodes++
  nodes.push({ id, children })
  return `x.keep(${id}, ${literal}, r)`
}

/** The statement or loader of one field: `take` selects the parent's columns and says where they stand in its row. */
export function planChild(planning: Planning, s: Selected, source: FieldSource, take: (columns: readonly string[]) => readonly number[]): Child {
  const child = { property: propertyOf(planning, s), selected: s, source, keys: [] as readonly number[], rows: null, connection: null, wanted: null, types: null }
  switch (source.kind) {
    case 'list': case 'one':
      return { ...child, keys: take(source.parent.map((p) => p.column)), rows: planRows(planning, source.table, objectTypeOf(s), [subsets(s)]) }
    case 'connection':
      return { ...child, keys: take(source.parent.map((p) => p.column)), ...planPage(planning, s, source.table) }
    case 'batched':
      return { ...child, keys: take(source.columns), wanted: planWanted(planning, s) }
    case 'polymorphic':
      return { ...child, types: planTypes(planning, s) }
    default:
      throw new Error(`a root field cannot be a ${source.kind}`)
  }
}

function planPage(planning: Planning, s: Selected, table: string): { rows: Rows; connection: ConnectionShape } {
  const { nodeType, selections, shape } = planConnection(planning, s)
  return { rows: planRows(planning, table, nodeType, selections), connection: shape }
}

function planTypes(planning: Planning, s: Selected): ReadonlyMap<string, Rows> {
  const abstract = getNamedType(s.field.type)
  const { schema } = planning.op
  const possible = isObjectType(abstract) ? [abstract] : schema.getPossibleTypes(abstract as Parameters<GraphQLSchema['getPossibleTypes']>[0])
  return new Map(possible.map((type) => [type.name, planRows(planning, tableOf(type), type, [subsets(s)], true)]))
}

/** What is selected below `s`, for a loader or to rename by response key. */
function planWanted(planning: Planning, s: Selected): WantedPlan {
  const type = getNamedType(s.field.type)
  const sets = subsets(s)
  if (isObjectType(type)) return { fields: wantedFields(planning, type, sets), types: null }
  return { fields: [], types: isAbstractType(type) ? new Map(planning.op.schema.getPossibleTypes(type).map((one) => [one.name, { fields: wantedFields(planning, one, sets), types: null }])) : null }
}
const wantedFields = (planning: Planning, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): WantedPlan['fields'] => selectedOf(planning, type, sets).map((f) => {
  const source = sourceOf(f)
  return {
    selected: f, property: planning.byKey && (f.field.args.length > 0 || f.field.extensions['ownValue'] === true) ? f.key : f.field.name, key: f.key,
    ...(source?.kind === 'keyed' ? { wanted: { fields: [], types: null }, rows: planRows(planning, source.table, objectTypeOf(f), [subsets(f)]) } : { wanted: planWanted(planning, f), rows: null }),
  }
})

const within = (prefix: string, path: string): string => (prefix === '' || path === '' ? prefix + path : `${prefix}.${path}`)

/** A column asked for anyway that is never null where its row is (`check.ts` holds non-null fields to that): it tells whether the joined row is there at no cost. */
function neverNullColumn(planning: Planning, s: Selected): string | undefined {
  for (const selected of selectedOf(planning, objectTypeOf(s), subsets(s))) {
    const { type } = selected.field
    const source = sourceOf(selected)
    if (source?.kind === 'column' && source.neverNull === undefined && !source.column.includes('.') && isNonNullType(type) && !isListType(type.ofType)) return source.column
  }
  return undefined
}

/** The column whose null means that there is no object; null when there always is one. */
function presence(select: Select, path: string, own: string, column: string | undefined): number | null {
  if (column !== undefined) return select.take(within(path, column))
  if (own === '') return null
  const dot = path.lastIndexOf('.')
  const join = TABLES[select.tableAt(dot < 0 ? '' : path.slice(0, dot))]![path.slice(dot + 1)]!
  return select.take(`${path}.${join.to}`)
}
/** A computed key, since `__proto__: 1` in a literal would set the prototype and an alias may be called so. */
const literalKey = (property: string): string => (property === '__proto__' ? '["__proto__"]' : property)
