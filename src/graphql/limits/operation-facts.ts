import { valueFromAST, typeFromAST, isInputType, type DocumentNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { createActualCost } from './actual-cost'
import { cachePolicyOf, uncacheable, type CachePolicy } from './cache-policy'
import { buildCostTree, type CostNode } from './cost-tree'
import type { DocumentLimits } from './document-limits'
import { costOf, dearestPath } from './evaluate-cost'
import { fieldCoordinates } from './field-coordinates'
import type { Variables } from './guards'
import { createNullCheck } from './never-null'
import { createScopeCheck, type ScopeCheck } from '../scopes/scope-check'
import { fieldNeeds, type Needs } from '../scopes/scope-needs'
import { refusal } from './refusal'

export interface OperationFacts {
  /**
   * Static cost with these variables, which need not be coerced yet.
   * @throws GraphQLError OPERATION_TOO_COSTLY, or BAD_USER_INPUT for a page size over its cap or a null that nothing takes
   */
  cost(variables: Variables): number
  /** What its answer came to, in the units of `cost`. */
  actualCost(data: Readonly<Record<string, unknown>>): number
  readonly cache: CachePolicy
  /** `Type.field` of all that it selects, without introspection; sorted. */
  readonly fields: readonly string[]
  readonly checkScopes: ScopeCheck
}

/** Works out what can be known of a valid operation before it runs: once for each document, and where its cost hangs on no variable the cost too. */
export const createOperationFacts = (schema: GraphQLSchema, limits: DocumentLimits): ((document: DocumentNode, operation: OperationDefinitionNode) => OperationFacts) => {
  const known = new WeakMap<OperationDefinitionNode, OperationFacts>()
  const needs = fieldNeeds(schema)
  return (document, operation) => {
    let facts = known.get(operation)
    if (facts === undefined) {
      facts = work(schema, limits, needs, document, operation)
      known.set(operation, facts)
    }
    return facts
  }
}

const work = (schema: GraphQLSchema, limits: DocumentLimits, needs: ReadonlyMap<string, Needs>, document: DocumentNode, operation: OperationDefinitionNode): OperationFacts => {
  const tree = buildCostTree(schema, document, operation, limits)
  const defaults = defaultsOf(schema, operation)
  const fields = fieldCoordinates(schema, document, operation)
  const cost = (variables: Variables): number => checked(tree, withDefaults(defaults, variables), limits)
  const reckon = tree.some(hangsOnVariables) ? cost : once(() => cost({}))
  const checkNulls = createNullCheck(schema, document, operation)
  return {
    cost: (variables) => {
      checkNulls(variables)
      return reckon(variables)
    },
    actualCost: createActualCost(tree),
    cache: operation.operation === 'query' ? cachePolicyOf(tree) : uncacheable,
    fields,
    checkScopes: createScopeCheck(needs, fields),
  }
}

const checked = (tree: readonly CostNode[], variables: Variables, { maxCost }: DocumentLimits): number => {
  const requested = costOf(tree, variables)
  if (requested <= maxCost) return requested
  const path = dearestPath(tree, variables).join('.')
  throw refusal('OPERATION_TOO_COSTLY', `This operation costs ${requested}; the limit is ${maxCost}. Most of it is at ${path}: ask for smaller pages or fewer fields there.`, {
    details: { cost: { requested, limit: maxCost }, dearestPath: path },
  })
}

const hangsOnVariables = ({ guards, size, children }: CostNode): boolean => guards.length > 0 || size.usesVariables || children.some(hangsOnVariables)

/** Values of variables that the operation declares defaults for. */
const defaultsOf = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): Variables | null => {
  const defaults = variableDefinitions.flatMap(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1])
    return defaultValue === undefined || !isInputType(type) ? [] : [[variable.name.value, valueFromAST(defaultValue, type)] as const]
  })
  return defaults.length === 0 ? null : Object.fromEntries(defaults)
}

const withDefaults = (defaults: Variables | null, variables: Variables): Variables => defaults === null ? variables : { ...defaults, ...variables }

/** Remembers the value or the refusal. */
const once = (compute: () => number): (() => number) => {
  let outcome: { readonly value: number } | { readonly error: GraphQLError } | null = null
  return () => {
    outcome ??= attempt(compute)
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }
}

const attempt = (compute: () => number): { readonly value: number } | { readonly error: GraphQLError } => {
  try {
    return { value: compute() }
  } catch (error) {
    return { error: error as GraphQLError }
  }
}
