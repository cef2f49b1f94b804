import { GraphQLError, Kind, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { DocumentCheck } from '../../usecases/documents/publish'
import { checkSource } from './check-source'
import type { DocumentLimits } from './document-limits'
import { createOperationFacts } from './operation-facts'

/** What a server would say of a document before it runs, all of it at once. */
export const createDocumentCheck = (schema: GraphQLSchema, limits: DocumentLimits): DocumentCheck => {
  const factsOf = createOperationFacts(schema, limits)
  return (text) => {
    const parsed = attempt(() => { checkSource(text, limits); return parse(text, { maxTokens: limits.maxTokens }) })
    if ('problems' in parsed) return parsed
    const document = parsed.value
    const [operation, ...others] = operationsOf(document)
    if (operation === undefined || others.length > 0) return { problems: [`it holds ${operation === undefined ? 'no operation' : `${others.length + 1} operations`}: publish one a document, with the fragments that it needs.`] }
    const wrong = validate(schema, document, undefined, { maxErrors: 20 })
    if (wrong.length > 0) return { problems: wrong.map(told) }
    if (!schema.getRootType(operation.operation)) return { problems: [`this graph has no ${operation.operation}s.`] }
    const cost = attempt(() => factsOf(document, operation).cost({}))
    return 'problems' in cost ? cost : { operationName: operation.name?.value ?? null, type: operation.operation, cost: cost.value }
  }
}

const operationsOf = (document: DocumentNode) => document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
const told = ({ message, locations }: GraphQLError): string => `${message}${locations?.[0] === undefined ? '' : ` (line ${locations[0].line}, column ${locations[0].column})`}`
const attempt = <T>(work: () => T): { readonly value: T } | { readonly problems: readonly string[] } => {
  try { return { value: work() } } catch (error) {
    if (error instanceof GraphQLError) return { problems: [told(error)] }
    throw error
  }
}
