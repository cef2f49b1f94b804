import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import { execute, getOperationAST, GraphQLError, valueFromASTUntyped, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'

/** How one operation of one document is executed over a root value that is already read. */
export type Run = (root: unknown, context: unknown, variables: Readonly<Record<string, unknown>>) => ExecutionResult | Promise<ExecutionResult>

/** Documents seen once are not worth compiling: the first run goes through graphql-js. */
const RUNS_BEFORE_COMPILING = 1

/** Runs an operation through graphql-js first and through graphql-jit from then on; what graphql-jit cannot compile stays with graphql-js. */
export function compiled(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run {
  const plain = graphqlJs(schema, document, operationName)
  let runs = 0
  let run = plain
  return (root, context, variables) => {
    if (runs++ === RUNS_BEFORE_COMPILING) run = jit(schema, document, operationName) ?? plain
    return run(root, context, variables)
  }
}

const graphqlJs = (schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run => (rootValue, contextValue, variableValues) =>
  execute({ schema, document, rootValue, contextValue, variableValues: variableValues as Record<string, unknown>, operationName: operationName ?? null })

export function jit(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run | null {
  const query = compileQuery<ExecutionResult>(schema, document, operationName, { disableLeafSerialization: true, disablingCapturingStackErrors: true }) as CompiledQuery | ExecutionResult
  if (!isCompiledQuery(query)) return null
  const defaults = variableDefaults(document, operationName)
  const plain = graphqlJs(schema, document, operationName)
  return (root, context, variables) => {
    const result = query.query(root, context, { ...defaults, ...variables }) as ExecutionResult | Promise<ExecutionResult>
    if (result instanceof Promise) return result.then(withWholeErrors)
    return 'data' in result ? withWholeErrors(result) : plain(root, context, variables) // it refused variables that graphql-js has taken
  }
}

/** graphql-jit asks for every non-null variable, also for one that has a default: the defaults are given to it. */
function variableDefaults(document: DocumentNode, operationName: string | undefined): Readonly<Record<string, unknown>> {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? []
  return Object.fromEntries(definitions.flatMap((v) => (v.defaultValue ? [[v.variable.name.value, valueFromASTUntyped(v.defaultValue)]] : [])))
}

/** graphql-jit's errors are objects of its own: made into graphql's, with their place and cause kept. */
const withWholeErrors = (result: ExecutionResult): ExecutionResult => (result.errors ? { ...result, errors: result.errors.map(whole) } : result)
const whole = (error: GraphQLError): GraphQLError => {
  const made = new GraphQLError(error.message, { path: error.path ?? null, originalError: error.originalError ?? null })
  return Object.defineProperty(made, 'locations', { value: error.locations, enumerable: true })
}
