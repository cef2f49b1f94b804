import { getNamedType, isInterfaceType, isObjectType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql'
import type { Requirement } from '../../access/scope'
import { isMet, masksOf, type RequiredMasks, type ScopeMask } from '../../access/scope-mask'
import type { ScopeExtensions } from './requires-scopes'

/** What must be met, all of it; none for what is free. */
export type Needs = readonly RequiredMasks[]
export const declaredBy = ({ extensions }: Pick<GraphQLNamedType, 'extensions'>): Requirement | null => (extensions as ScopeExtensions).requiresScopes ?? null

/** Needs of a field: its own, those of the type that it stands in, and those of the type that it gives. What is needed twice is told once. */
export function needsOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): Needs {
  const needs = new Map<string, RequiredMasks>()
  for (const one of [field, parent, getNamedType(field.type)]) {
    const declared = declaredBy(one)
    if (declared === null) continue
    const masks = masksOf(declared)
    needs.set(masks.join(), masks)
  }
  return [...needs.values()]
}

export const areMet = (needs: Needs, had: ScopeMask): boolean => needs.every((required) => isMet(required, had))

/** Needs of each field of the graph by coordinate (`Type.field`); those that need nothing are left out. */
export function fieldNeeds(schema: GraphQLSchema): ReadonlyMap<string, Needs> {
  const found = new Map<string, Needs>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue
    for (const field of Object.values(type.getFields())) {
      const needs = needsOf(type, field)
      if (needs.length > 0) found.set(`${type.name}.${field.name}`, needs)
    }
  }
  return found
}
