import { GraphQLError, Kind, isObjectType, parse, validate, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { defaultDocumentLimits } from '../../../graphql/limits/document-limits'
import { createOperationFacts } from '../../../graphql/limits/operation-facts'
import type { TrustedDocument } from '../../../usecases/documents/ports'
import { operationIn, parametersOfRoute } from '../fixed-handlers'
import type { FixedRoute } from '../fixed-routes'
import { parametersOf } from '../read-parameters'
import type { JsonSchema } from './sofa'
import type { Described } from './operation-object'
import { objectSchema, type Fragments } from './response-schema'

export interface Describe {
  fixed(route: FixedRoute): Described
  /** By GET and POST; a mutation by POST alone; one that no longer fits the graph not at all. */
  trusted(name: string, document: TrustedDocument): readonly Described[]
}

/** `schema`: with costs and scopes; what is selected is looked up in it, too. */
export function createDescribe(schema: GraphQLSchema): Describe {
  const factsOf = createOperationFacts(schema, defaultDocumentLimits)
  const facts = (text: string): Pick<Described, 'cost' | 'scopes'> => {
    const document = parse(text, { noLocation: true })
    const { cost, checkScopes } = factsOf(document, operationOf(document))
    return { cost: costOrNull(() => cost({})), scopes: missingWithout(checkScopes) }
  }
  return {
    fixed: (route) => ({
      path: route.path, method: 'GET', operationId: operationIn(route.text).name?.value ?? '', tag: 'Racing', summary: route.summary, description: route.description, operation: operationIn(route.text),
      parameters: parametersOfRoute(route), words: route.parameters, answer: fixedAnswer(schema, route), ...facts(route.text),
    }),
    trusted: (name, { id, text, type }) => {
      const document = parse(text, { noLocation: true })
      if (validate(schema, document, undefined, { maxErrors: 1 }).length > 0) return []
      const operation = operationOf(document)
      const root = schema.getRootType(operation.operation)
      const operationId = operation.name?.value ?? `Document_${id.slice(-12)}`
      const base = {
        path: `/rest/documents/${name}`, tag: 'Trusted documents', summary: `${name}, as it was published`, description: `The trusted document \`${id}\`. The answer is its \`data\`.`, operation, parameters: parametersOf(operation.variableDefinitions), words: {},
        answer: root ? objectSchema(schema, fragmentsOf(document), root, [operation.selectionSet]) : { type: 'object' }, ...facts(text),
      }
      return [...(type === 'query' ? [{ ...base, method: 'GET' as const, operationId }] : []), { ...base, method: 'POST' as const, operationId: type === 'query' ? `${operationId}ByPost` : operationId }]
    },
  }
}

const operationOf = (document: DocumentNode): OperationDefinitionNode => {
  const found = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
  if (found === undefined) throw new Error('a document of REST has no operation')
  return found
}
const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(document.definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]))

/** The one field of the root, which is there: where it is null the answer is a problem. Of hits by name, those of the type. */
function fixedAnswer(schema: GraphQLSchema, { text, field, named }: FixedRoute): JsonSchema {
  const document = parse(text, { noLocation: true })
  const node = operationOf(document).selectionSet.selections.find((one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === field)
  const sets = node?.selectionSet === undefined ? [] : [node.selectionSet]
  const typed = (name: string): GraphQLObjectType => {
    const type = schema.getType(name)
    if (!isObjectType(type)) throw new Error(`${name} is no object type`)
    return type
  }
  if (named === undefined) {
    const root = objectSchema(schema, fragmentsOf(document), typed('Query'), [operationOf(document).selectionSet]) as { readonly properties: Readonly<Record<string, JsonSchema>> }
    const { type: _nullable, description: _of, ...rest } = root.properties[field] ?? {}
    return { type: 'object', ...rest }
  }
  const { properties, required, ...rest } = objectSchema(schema, fragmentsOf(document), typed(named.type), sets) as { readonly properties: Readonly<Record<string, JsonSchema>>; readonly required: readonly string[] }
  const { __typename: _told, ...shown } = properties
  const items = { ...rest, required: required.filter((name) => name !== '__typename'), properties: shown }
  return { type: 'object', required: ['name', named.list], properties: { name: { type: 'string' }, [named.list]: { type: 'array', minItems: 1, items } } }
}

const costOrNull = (cost: () => number): number | null => {
  try { return cost() } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}
/** The smallest set of scopes that is enough. */
const missingWithout = (check: (scopes: readonly never[]) => void): readonly string[] => {
  try {
    check([])
    return []
  } catch (error) {
    const missing: unknown = error instanceof GraphQLError ? error.extensions['missing'] : undefined
    if (!Array.isArray(missing)) throw error
    return missing.map(String)
  }
}
