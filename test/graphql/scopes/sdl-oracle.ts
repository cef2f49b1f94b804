import {
  buildSchema, getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, Kind,
  type ConstDirectiveNode, type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLSchema,
} from 'graphql'
import { SCOPES, type Scope } from '../../../src/access/scope'

/** Alternatives of scopes, by name. */
export type Declared = readonly (readonly string[])[]

/** What `@requiresScopes` says where it stands in SDL; null where it does not. */
const declaredIn = (directives: readonly ConstDirectiveNode[] | undefined): Declared | null => {
  const value = directives?.find(({ name }) => name.value === 'requiresScopes')?.arguments?.[0]?.value
  if (value === undefined) return null
  if (value.kind !== Kind.LIST) throw new Error('scopes are no list')
  return value.values.map((one) => { if (one.kind !== Kind.LIST) throw new Error('scopes are no list of lists'); return one.values.map((scope) => (scope.kind === Kind.ENUM ? scope.value : 'none')) })
}
export const ofType = (type: GraphQLNamedType): Declared | null => isObjectType(type) || isInterfaceType(type) ? declaredIn(type.astNode?.directives) : null

/** What a field needs, from SDL alone: its own, its type's and that of what it gives. */
export const declaredFor = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): readonly Declared[] =>
  [declaredIn(field.astNode?.directives), ofType(type), ofType(getNamedType(field.type))].filter((one) => one !== null)
export const suffices = (needs: readonly Declared[], had: readonly string[]): boolean => needs.every((one) => one.some((all) => all.every((scope) => had.includes(scope))))

/** All 64. */
export const SCOPE_SETS: readonly (readonly Scope[])[] = SCOPES.reduce<readonly (readonly Scope[])[]>((sets, scope) => [...sets, ...sets.map((set) => [...set, scope])], [[]])
/** The sets that suffice of which nothing can be left out. */
export const smallestSets = (needs: readonly Declared[]): readonly (readonly Scope[])[] =>
  SCOPE_SETS.filter((set) => suffices(needs, set) && set.every((scope) => !suffices(needs, set.filter((one) => one !== scope))))

/** A document that selects a field of the graph, by the shortest way from a root. */
export interface FieldDocument { readonly coordinate: string; readonly root: 'query' | 'subscription'; readonly text: string; /** Of all fields on the way. */ readonly needs: readonly Declared[] }
interface Way { readonly type: GraphQLCompositeType; readonly root: FieldDocument['root']; /** Opens braces. */ readonly text: string; readonly braces: number; readonly needs: readonly Declared[] }

/** One document for each field of objects and interfaces, introspection left out. */
export function fieldDocuments(sdl: string): readonly FieldDocument[] {
  const schema = buildSchema(sdl)
  const found: FieldDocument[] = []
  for (const way of waysIn(schema)) {
    const { type } = way
    if (!(isObjectType(type) || isInterfaceType(type))) continue
    for (const field of Object.values(type.getFields())) {
      found.push({ coordinate: `${type.name}.${field.name}`, root: way.root, text: `${way.text}${asked(field)}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}${' }'.repeat(way.braces)}`, needs: [...way.needs, ...declaredFor(type, field)] })
    }
  }
  return found
}

function waysIn(schema: GraphQLSchema): readonly Way[] {
  const ways = new Map<string, Way>()
  const queue: Way[] = []
  const arrive = (way: Way): void => { if (!ways.has(way.type.name)) { ways.set(way.type.name, way); queue.push(way) } }
  const [query, subscription] = [schema.getQueryType(), schema.getSubscriptionType()]
  if (query) arrive({ type: query, root: 'query', text: '{ ', braces: 1, needs: [] })
  if (subscription) arrive({ type: subscription, root: 'subscription', text: 'subscription { ', braces: 1, needs: [] })
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    const { type, root, text, braces, needs } = way
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        const given = getNamedType(field.type)
        if (isCompositeType(given)) arrive({ type: given, root, text: `${text}${asked(field)} { `, braces: braces + 1, needs: [...needs, ...declaredFor(type, field)] })
      }
    }
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type)
      const overlapping = Object.values(schema.getTypeMap()).filter(isInterfaceType).filter((one) => schema.getPossibleTypes(one).some((object) => possible.includes(object)))
      for (const one of [...possible, ...overlapping]) arrive({ type: one, root, text: `${text}... on ${one.name} { `, braces: braces + 1, needs })
    }
  }
  return [...ways.values()]
}

const asked = (field: GraphQLField<unknown, unknown>): string => {
  const args = field.args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${valueOf(type)}`)
  return args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`
}
function valueOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return valueOf(type.ofType)
  if (isListType(type)) return `[${valueOf(type.ofType)}]`
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null'
  if (isInputObjectType(type)) return `{ ${Object.values(type.getFields()).filter(({ type: of }) => isNonNullType(of)).map((one) => `${one.name}: ${valueOf(one.type)}`).join(', ')} }`
  return { Int: '1', Float: '1', Boolean: 'true', Date: '"2026-11-21"', DateTime: '"2026-11-21T00:00:00Z"' }[type.name] ?? '"x"'
}
