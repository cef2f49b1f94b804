import { getOperationAST, getVariableValues, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { loadCatalog, type Catalog } from './catalog'
import { checkMapping } from './check'
import { compiled, type Run } from './compiled'
import { executePlan } from './execute'
import { withLazyRunner } from './lazy-runner'
import type { Plan } from './plan'
import { planOperation } from './plan-operation'
import { prepareSchema } from './prepare-schema'
import type { GraphServices } from './scope'
import { conditionVariables } from './selection'
import type { SqlRunner } from '../../usecases/ports'
import type { LiveUpdate } from '../live/update'

export interface ExecutorRequest {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
  readonly context: unknown
  /** What a subscription tells of in this execution of it. */
  readonly event?: LiveUpdate | null
  /** What whoever asks may read beyond what everybody may. Left out: nothing. */
  readonly scopes?: readonly string[]
  /** Id of whoever asks (`access/principal.ts`). Left out: nobody, as where many share an execution. */
  readonly principal?: string | null
}
export type Executor = (request: ExecutorRequest) => Promise<ExecutionResult>
export interface ExecutorOptions {
  /** Builds the schema afresh each time it is called: the executor prepares two of its own. */
  readonly buildSchema: () => GraphQLSchema
  /** Runs `use` with one connection held for the operation. */
  readonly withRunner: <T>(use: (db: SqlRunner) => Promise<T>) => Promise<T>
  readonly services: GraphServices
}

/** Most plans that one document keeps: one for each combination of the variables that decide @skip and @include. */
const MAX_PLANS_PER_DOCUMENT = 64

interface Prepared {
  readonly definition: OperationDefinitionNode
  readonly conditions: readonly string[]
  readonly plans: Map<string, Plan>
  readonly runs: Map<boolean, Run>
}

/**
 * The read path: plans each document once, reads what the plan asks for in a fixed number of statements, and
 * executes over the finished tree. Refuses to start when a field names a column that the database does not have.
 */
export async function createExecutor({ buildSchema, withRunner, services }: ExecutorOptions): Promise<Executor> {
  const byName = prepareSchema(buildSchema(), false)
  const byKey = prepareSchema(buildSchema(), true)
  const catalog = await withRunner(loadCatalog)
  checkMapping(byName, catalog)
  const documents = new WeakMap<DocumentNode, Map<string, Prepared>>()
  return async ({ document, operationName, variables, context, event = null, scopes = [], principal = null }) => {
    const prepared = prepare(documents, document, operationName ?? '')
    if (prepared instanceof GraphQLError) return { errors: [prepared] }
    const coerced = getVariableValues(byName, prepared.definition.variableDefinitions ?? [], variables ?? {}, { maxErrors: 10 })
    if (coerced.errors) return { errors: coerced.errors.map(asBadInput) }
    const plan = planFor(prepared, byName, document, coerced.coerced)
    const root = await readRoot(plan, withRunner, services, catalog, coerced.coerced, event, scopes, principal)
    let run = prepared.runs.get(plan.byKey)
    if (!run) prepared.runs.set(plan.byKey, (run = compiled(plan.byKey ? byKey : byName, document, operationName ?? undefined)))
    return run(root, context, variables ?? {})
  }
}

function readRoot(plan: Plan, withRunner: ExecutorOptions['withRunner'], services: GraphServices, catalog: Catalog, variables: Readonly<Record<string, unknown>>, event: LiveUpdate | null, scopes: readonly string[], principal: string | null): Promise<Record<string, unknown>> | Record<string, unknown> {
  const read = (db: SqlRunner): Promise<Record<string, unknown>> => executePlan(plan, db, services, catalog, variables, event, scopes, principal)
  if (plan.children.length === 0) return {}
  return event === null ? withRunner(read) : withLazyRunner(withRunner, read)
}

function prepare(documents: WeakMap<DocumentNode, Map<string, Prepared>>, document: DocumentNode, operationName: string): Prepared | GraphQLError {
  let operations = documents.get(document)
  if (!operations) documents.set(document, (operations = new Map()))
  const known = operations.get(operationName)
  if (known) return known
  const definition = getOperationAST(document, operationName === '' ? undefined : operationName)
  if (!definition) return new GraphQLError(operationName === '' ? 'The document holds several operations: name one in operationName.' : `The document holds no operation named "${operationName}".`, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })
  const prepared: Prepared = { definition, conditions: conditionVariables(document), plans: new Map(), runs: new Map() }
  operations.set(operationName, prepared)
  return prepared
}

function planFor(prepared: Prepared, schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): Plan {
  const key = prepared.conditions.map((name) => (variables[name] === true ? '1' : '0')).join('')
  const known = prepared.plans.get(key)
  if (known) return known
  if (prepared.plans.size >= MAX_PLANS_PER_DOCUMENT) prepared.plans.clear()
  const plan = planOperation(schema, document, prepared.definition, variables)
  prepared.plans.set(key, plan)
  return plan
}

const asBadInput = (error: GraphQLError): GraphQLError => new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { ...error.extensions, code: 'BAD_USER_INPUT' } })
