import { getNamedType, isListType, isNonNullType, isObjectType, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import { planConnection, type ConnectionShape } from './plan-connection'
import type { DerivedSource, FieldSource } from './mapping'
import { Select } from './select'
import { collectFields, isParticular, subsets, type Operation, type Selected } from './selection'
import { planWanted, type WantedPlan } from './wanted'
import { TABLES } from './tables'

/**
 * What one operation reads, worked out once per document: a tree of statements, and for each statement
 * the function that turns a row into an object. It depends on variables only through @skip and @include.
 *
 * Objects carry their values under the field's name; when a document asks for one field twice with different
 * arguments or selections, the whole plan goes by response key instead (`byKey`).
 */
export interface Plan {
  readonly byKey: boolean
  readonly children: readonly Child[]
  /** Derived fields: `x.d[i](values, x.a[i])`, whose arguments come with each request. */
  readonly derived: readonly { readonly source: DerivedSource; readonly selected: Selected; readonly wanted: WantedPlan | null }[]
  /** Objects that children hang on, by number; builders keep them as they make them. */
  readonly nodeCount: number
}
/** A statement (or loader) that hangs on the objects of a node and puts its result under `property`. */
export interface Child {
  readonly property: string
  readonly selected: Selected
  readonly source: FieldSource
  /** Where the parent's columns stand in the parent's row. */
  readonly keys: readonly number[]
  readonly rows: Rows | null
  readonly connection: ConnectionShape | null
  readonly wanted: WantedPlan | null
  readonly types: ReadonlyMap<string, Rows> | null
}
/** The projection of one statement and the builders of its objects. */
export interface Rows {
  readonly select: Select
  readonly nodes: readonly Node[]
  readonly builders: readonly Builder[]
}
export interface Node { readonly id: number; readonly children: readonly Child[] }
export interface BuildContext {
  readonly d: readonly DerivedSource['value'][]
  readonly a: readonly unknown[]
  keep(node: number, object: object, row: readonly unknown[]): object
}
export type Builder = (row: readonly unknown[], x: BuildContext) => Record<string, unknown>

/** Thrown while planning by field name when a document needs response keys. */
class NeedsKeys extends Error {}

export interface Planning {
  readonly op: Operation
  readonly byKey: boolean
  readonly derived: { source: DerivedSource; selected: Selected; wanted: WantedPlan | null }[]
  nodes: number
}

export function planOperation(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode, conditions: Readonly<Record<string, unknown>>): Plan {
  const fragments: Record<string, FragmentDefinitionNode> = {}
  for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments[d.name.value] = d
  const op: Operation = { schema, definition, fragments, variables: conditions }
  try { return planRoot(op, false) } catch (error) {
    if (error instanceof NeedsKeys) return planRoot(op, true)
    throw error
  }
}

function planRoot(op: Operation, byKey: boolean): Plan {
  const planning: Planning = { op, byKey, derived: [], nodes: 0 }
  const type = op.schema.getRootType(op.definition.operation)
  const children = type ? selectedOf(planning, type, [op.definition.selectionSet]).flatMap((s) => {
    const source = sourceOf(s)
    return source ? [planChild(planning, s, source, () => [])] : []
  }) : []
  return { byKey, children, derived: planning.derived, nodeCount: planning.nodes }
}

export const sourceOf = (s: Selected): FieldSource | undefined => s.field.extensions['reads'] as FieldSource | undefined
export const tableOf = (type: GraphQLObjectType): string => {
  const table = type.extensions['table']
  if (typeof table !== 'string') throw new Error(`type ${type.name} is read from rows but names no table`)
  return table
}
export const objectTypeOf = (s: Selected): GraphQLObjectType => {
  const type = getNamedType(s.field.type)
  if (!isObjectType(type)) throw new Error(`field ${s.field.name} is read from rows but is not an object`)
  return type
}
export const propertyOf = (planning: Planning, s: Selected): string => (planning.byKey ? s.key : s.field.name)

/** The fields asked for; by field name, two keys of one field must be interchangeable. */
export function selectedOf(planning: Planning, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly Selected[] {
  const fields = collectFields(planning.op, type, sets)
  if (planning.byKey) return fields
  const byName = new Map<string, Selected>()
  for (const s of fields) {
    if (byName.has(s.field.name) && isParticular(s.field)) throw new NeedsKeys()
    byName.set(s.field.name, s)
  }
  return [...byName.values()]
}

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

function planChild(planning: Planning, s: Selected, source: FieldSource, take: (columns: readonly string[]) => readonly number[]): Child {
  const child = { property: propertyOf(planning, s), selected: s, source, keys: [] as readonly number[], rows: null, connection: null, wanted: null, types: null }
  switch (source.kind) {
    case 'list': case 'one':
      return { ...child, keys: take(source.parent.map((p) => p.column)), rows: planRows(planning, source.table, objectTypeOf(s), [subsets(s)]) }
    case 'connection':
      return { ...child, keys: take(source.parent.map((p) => p.column)), ...planConnection(planning, s, source) }
    case 'batched':
      return { ...child, keys: take(source.columns), wanted: planWanted(planning, s) }
    case 'polymorphic':
      return { ...child, types: planTypes(planning, s) }
    default:
      throw new Error(`a root field cannot be a ${source.kind}`)
  }
}

function planTypes(planning: Planning, s: Selected): ReadonlyMap<string, Rows> {
  const abstract = getNamedType(s.field.type)
  const { schema } = planning.op
  const possible = isObjectType(abstract) ? [abstract] : schema.getPossibleTypes(abstract as Parameters<GraphQLSchema['getPossibleTypes']>[0])
  return new Map(possible.map((type) => [type.name, planRows(planning, tableOf(type), type, [subsets(s)], true)]))
}

const within = (prefix: string, path: string): string => (prefix === '' || path === '' ? prefix + path : `${prefix}.${path}`)

/** A column asked for anyway that is never null where its row is (`check.ts` holds non-null fields to that): it tells whether the joined row is there at no cost. */
function neverNullColumn(planning: Planning, s: Selected): string | undefined {
  for (const { field } of selectedOf(planning, objectTypeOf(s), subsets(s))) {
    const source = field.extensions['reads'] as FieldSource | undefined
    if (source?.kind === 'column' && source.neverNull === undefined && !source.column.includes('.') && isNonNullType(field.type) && !isListType(field.type.ofType)) return source.column
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
