import {
  getNamedType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, isUnionType,
  type GraphQLField, type GraphQLInterfaceType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql'
import { isMet, masksOf, type ScopeMask } from '../../access/scope-mask'
import { areMet, declaredBy, needsOf } from './scope-needs'

type WithFields = GraphQLObjectType | GraphQLInterfaceType

/** What of a graph somebody may see. */
export interface Visible {
  /** Types that can be reached by what is visible. Those of introspection are not among them. */
  readonly types: ReadonlySet<GraphQLNamedType>
  readonly fieldsOf: (type: WithFields) => readonly GraphQLField<unknown, unknown>[]
}

const hasFields = (type: GraphQLNamedType): type is WithFields => isObjectType(type) || isInterfaceType(type)

/** Works out what is visible to whoever has these scopes: a type of which nothing is left is not, and neither is what only it leads to. */
export function visibleTypes(schema: GraphQLSchema, had: ScopeMask): Visible {
  const all = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  const hidden = new Set(all.filter((type) => { const declared = declaredBy(type); return declared !== null && !isMet(masksOf(declared), had) }))
  const fieldsOf = (type: WithFields): readonly GraphQLField<unknown, unknown>[] =>
    Object.values(type.getFields()).filter((field) => !hidden.has(getNamedType(field.type)) && areMet(needsOf(type, field), had))
  const isEmpty = (type: GraphQLNamedType): boolean => hasFields(type) ? fieldsOf(type).length === 0 : isUnionType(type) && type.getTypes().every((one) => hidden.has(one))
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size
    for (const type of all) if (!hidden.has(type) && isEmpty(type)) hidden.add(type)
  }
  return { types: reachable(schema, fieldsOf, hidden), fieldsOf }
}

function reachable(schema: GraphQLSchema, fieldsOf: Visible['fieldsOf'], hidden: ReadonlySet<GraphQLNamedType>): ReadonlySet<GraphQLNamedType> {
  const reached = new Set<GraphQLNamedType>()
  const reach = (type: GraphQLNamedType): void => {
    if (reached.has(type) || hidden.has(type)) return
    reached.add(type)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) reach(getNamedType(field.type))
    if (isUnionType(type)) type.getTypes().forEach(reach)
    if (!hasFields(type)) return
    type.getInterfaces().forEach(reach)
    if (isInterfaceType(type)) schema.getPossibleTypes(type).forEach(reach)
    for (const field of fieldsOf(type)) {
      reach(getNamedType(field.type))
      for (const arg of field.args) reach(getNamedType(arg.type))
    }
  }
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) if (root) reach(root)
  for (const directive of schema.getDirectives()) for (const arg of directive.args) reach(getNamedType(arg.type))
  for (const type of Object.values(schema.getTypeMap())) if (isSpecifiedScalarType(type)) reached.add(type)
  return reached
}
