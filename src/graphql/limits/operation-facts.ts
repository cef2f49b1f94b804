import { GraphQLError, getOperationAST, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { DocumentLimits } from './document-limits'

export interface CacheHint { readonly maxAge: number; readonly scope: 'PUBLIC' | 'PRIVATE' }
export interface OperationFacts {
  /** Static cost with these variables. @throws GraphQLError for page sizes over their caps. */
  cost(variables: Readonly<Record<string, unknown>>): number
  readonly cache: CacheHint
}
void GraphQLError; void getOperationAST
export const factsOf = (_schema: GraphQLSchema, _document: DocumentNode, _operation: OperationDefinitionNode, _limits: DocumentLimits): OperationFacts =>
  ({ cost: () => 0, cache: { maxAge: 0, scope: 'PUBLIC' } })
export const checkCost = (facts: OperationFacts, variables: Readonly<Record<string, unknown>>, _limits: DocumentLimits): number => facts.cost(variables)
