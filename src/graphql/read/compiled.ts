import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'

/** How one operation of one document is executed over a root value that is already read. */
export type Run = (root: unknown, context: unknown, variables: Readonly<Record<string, unknown>>) => ExecutionResult | Promise<ExecutionResult>

/** Documents seen once are not worth compiling: the first run goes through graphql-js. */
const RUNS_BEFORE_COMPILING = 1

/** Runs an operation through graphql-js first and through graphql-jit from then on; what graphql-jit cannot compile stays with graphql-js. */
export function compiled(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run {
  const plain: Run = (rootValue, contextValue, variableValues) => execute({ schema, document, rootValue, contextValue, variableValues: variableValues as Record<string, unknown>, operationName: operationName ?? null })
  let runs = 0
  let run = plain
  return (root, context, variables) => {
    if (runs++ === RUNS_BEFORE_COMPILING) run = jit(schema, document, operationName) ?? plain
    return run(root, context, variables)
  }
}

export function jit(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Run | null {
  const query = compileQuery<ExecutionResult>(schema, document, operationName, { disableLeafSerialization: true, disablingCapturingStackErrors: true }) as CompiledQuery | ExecutionResult
  if (!isCompiledQuery(query)) return null
  return (root, context, variables) => {
    const result = query.query(root, context, variables) as ExecutionResult | Promise<ExecutionResult>
    return result instanceof Promise ? result.then(withWholeErrors) : withWholeErrors(result)
  }
}

/** graphql-jit's errors are objects of its own: made into graphql's, with their place and cause kept. */
const withWholeErrors = (result: ExecutionResult): ExecutionResult => (result.errors ? { ...result, errors: result.errors.map(whole) } : result)
const whole = (error: GraphQLError): GraphQLError => {
  const made = new GraphQLError(error.message, { path: error.path ?? null, originalError: error.originalError ?? null })
  return Object.defineProperty(made, 'locations', { value: error.locations, enumerable: true })
}
