import { getNamedType, isObjectType, type GraphQLObjectType, type SelectionSetNode } from 'graphql'
import type { DerivedSource, FieldSource } from './mapping'
import type { WantedPlan } from './plan'
import { collectFields, isParticular, type Operation, type Selected } from './selection'

/** One planning of one operation: what it is of, and what is numbered as it goes. */
export interface Planning {
  readonly op: Operation
  readonly byKey: boolean
  readonly derived: { source: DerivedSource; selected: Selected; wanted: WantedPlan | null }[]
  nodes: number
}

/** Thrown while planning by field name when a document needs response keys. */
export class NeedsKeys extends Error {}

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
