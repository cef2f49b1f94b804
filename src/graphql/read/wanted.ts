import { getNamedType, isObjectType } from 'graphql'
import type { Wanted, WantedField } from './mapping'
import type { WantedPlan } from './plan'
import { selectedOf, type Planning } from './planning'
import { argumentsOf, subsets, type Selected } from './selection'

/** What is selected below `s`, for a loader or to rename by response key. */
export function planWanted(planning: Planning, s: Selected): WantedPlan {
  const type = getNamedType(s.field.type)
  if (!isObjectType(type)) return { fields: [] }
  return {
    fields: selectedOf(planning, type, subsets(s)).map((f) => ({
      selected: f,
      property: planning.byKey && f.field.args.length > 0 ? f.key : f.field.name,
      key: f.key,
      wanted: planWanted(planning, f),
    })),
  }
}

/** The same with the request's arguments in place. */
export function withArguments(plan: WantedPlan, variables: Readonly<Record<string, unknown>>): Wanted {
  const fields: readonly WantedField[] = plan.fields.map((f) => ({
    name: f.selected.field.name, property: f.property, args: argumentsOf(f.selected, variables), wanted: withArguments(f.wanted, variables),
  }))
  return { fields, has: (name) => fields.some((f) => f.name === name) }
}

/** A loader's plain value as a plan by response key needs it: every object keyed by response key. */
export function byResponseKey(value: unknown, plan: WantedPlan): unknown {
  if (value === null || typeof value !== 'object' || plan.fields.length === 0) return value
  if (Array.isArray(value)) return value.map((v) => byResponseKey(v, plan))
  const source = value as Record<string, unknown>
  return Object.fromEntries(plan.fields.map((f) => [f.key, byResponseKey(source[f.property], f.wanted)]))
}
