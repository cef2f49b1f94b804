import type { Wanted, WantedField } from './mapping'
import type { WantedPlan } from './plan'
import { argumentsOf } from './selection'

/** What is selected below a field, with the request's arguments in place. */
export function withArguments(plan: WantedPlan, variables: Readonly<Record<string, unknown>>): Wanted {
  const fields: readonly WantedField[] = plan.fields.map((f) => ({
    name: f.selected.field.name, property: f.property, args: argumentsOf(f.selected, variables), wanted: withArguments(f.wanted, variables),
  }))
  const has = (name: string): boolean => fields.some((f) => f.name === name)
  return plan.types === null ? { fields, has } : { fields, has, types: new Map([...plan.types].map(([type, below]) => [type, withArguments(below, variables)])) }
}

/** A loader's plain value as a plan by response key needs it: every object keyed by response key. */
export function byResponseKey(value: unknown, plan: WantedPlan): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((v) => byResponseKey(v, plan))
  const source = value as Record<string, unknown>
  const fields = fieldsFor(source, plan)
  if (fields.length === 0) return value
  const renamed = Object.fromEntries(fields.map((f) => [f.key, byResponseKey(source[f.property], f.wanted)]))
  return plan.types === null ? renamed : { ...renamed, __typename: source['__typename'] }
}

/** The fields selected of a value, by its own type below a union. */
export const fieldsFor = (value: Readonly<Record<string, unknown>>, { fields, types }: WantedPlan): WantedPlan['fields'] =>
  types === null ? fields : types.get(value['__typename'] as string)?.fields ?? []
