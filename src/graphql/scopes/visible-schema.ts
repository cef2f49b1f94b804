import {
  GraphQLInputObjectType, GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLUnionType,
  isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType,
  type GraphQLNamedType, type GraphQLType,
} from 'graphql'
import { EVERY_SCOPE, type ScopeMask } from '../../access/scope-mask'
import { visibleTypes, type Visible } from './visible-types'

/** The graph as whoever has these scopes may see it; `schema` itself where that is all of it. */
export type VisibleSchemas = (had: ScopeMask) => GraphQLSchema

/** Makes the graph for each set of scopes when it is first asked for, and keeps it: 64 at most, some 0.15 MB each. */
export const createVisibleSchemas = (schema: GraphQLSchema): VisibleSchemas => {
  const made = new Map<ScopeMask, GraphQLSchema>([[EVERY_SCOPE, schema]])
  return (had) => {
    let visible = made.get(had)
    if (visible === undefined) made.set(had, (visible = visibleSchema(schema, had)))
    return visible
  }
}

/** Leaves out fields that need more, and types that nothing leads to any more; the rest stays as it is, with what extensions say. */
export function visibleSchema(schema: GraphQLSchema, had: ScopeMask): GraphQLSchema {
  const visible = visibleTypes(schema, had)
  if (hidesNothing(schema, visible)) return schema
  const made = new Map<GraphQLNamedType, GraphQLNamedType>()
  const named = <T extends GraphQLNamedType>(type: T): T => (made.get(type) ?? type) as T
  const inPlace = <T extends GraphQLType>(type: T): T => {
    if (isListType(type)) return new GraphQLList(inPlace(type.ofType as GraphQLType)) as unknown as T
    if (isNonNullType(type)) return new GraphQLNonNull(inPlace(type.ofType)) as unknown as T
    return named(type as GraphQLNamedType) as unknown as T
  }
  for (const type of visible.types) made.set(type, remade(type, visible, named, inPlace))
  const config = schema.toConfig()
  const root = (type: GraphQLObjectType | null | undefined): GraphQLObjectType | null => (type && visible.types.has(type) ? named(type) : null)
  return new GraphQLSchema({ ...config, query: root(config.query), mutation: root(config.mutation), subscription: root(config.subscription), types: config.types.filter((type) => visible.types.has(type)).map(named) })
}

const hidesNothing = (schema: GraphQLSchema, { types, fieldsOf }: Visible): boolean => Object.values(schema.getTypeMap())
  .every((type) => type.name.startsWith('__') || (types.has(type) && (!(isObjectType(type) || isInterfaceType(type)) || fieldsOf(type).length === Object.keys(type.getFields()).length)))

type Named = <T extends GraphQLNamedType>(type: T) => T
type InPlace = <T extends GraphQLType>(type: T) => T

/** The same of what is visible. Scalars and enums lead nowhere and are taken as they are. */
function remade(type: GraphQLNamedType, { types, fieldsOf }: Visible, named: Named, inPlace: InPlace): GraphQLNamedType {
  const isVisible = (one: GraphQLNamedType): boolean => types.has(one)
  if (isUnionType(type)) return new GraphQLUnionType({ ...type.toConfig(), types: () => type.getTypes().filter(isVisible).map(named) })
  if (isInputObjectType(type)) {
    const config = type.toConfig()
    return new GraphQLInputObjectType({ ...config, fields: () => mapped(config.fields, (field) => ({ ...field, type: inPlace(field.type) })) })
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return type
  const shown = new Set(fieldsOf(type).map(({ name }) => name))
  const fields = () => mapped(Object.fromEntries(Object.entries(type.toConfig().fields).filter(([name]) => shown.has(name))), (field) => ({
    ...field, type: inPlace(field.type), args: mapped(field.args ?? {}, (arg) => ({ ...arg, type: inPlace(arg.type) })),
  }))
  const interfaces = () => type.getInterfaces().filter(isVisible).map(named)
  return isObjectType(type) ? new GraphQLObjectType({ ...type.toConfig(), fields, interfaces }) : new GraphQLInterfaceType({ ...type.toConfig(), fields, interfaces })
}

const mapped = <A, B>(all: Readonly<Record<string, A>>, to: (one: A) => B): Record<string, B> => Object.fromEntries(Object.entries(all).map(([name, one]) => [name, to(one)]))
