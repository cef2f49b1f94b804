import { isInputObjectType, Kind, valueFromASTUntyped, type DocumentNode, type FieldNode, type GraphQLSchema, type OperationDefinitionNode, type TypeNode, type VariableDefinitionNode } from 'graphql'
import type { Parameter } from '../read-parameters'
import { ANSWER_HEADERS, ERROR_RESPONSES, UNCHANGED } from './fixed-parts'
import type { JsonSchema, SofaApi } from './sofa'

export interface Described {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly operation: OperationDefinitionNode
  /** What clients give, in place of the variables of the operation. */
  readonly parameters: readonly Parameter[]
  /** In words, by name. */
  readonly words: Readonly<Record<string, string>>
  readonly answer: JsonSchema
  readonly cost: number | null
  readonly scopes: readonly string[]
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))
const pathOf = (path: string): string => path.replace(/\/:(\w+)/g, '/{$1}')
/** Ids of documents have a colon, and sofa takes what follows for the beginning of a parameter. */
const hidden = (path: string): string => path.replace(/(?<!\/):/g, '%3A')

/** sofa looks the first selection up as a field of the root, and fails where it is none. What it says of the answer is not used; what it says of arguments is. */
function firstField(schema: GraphQLSchema, { operation, selectionSet }: OperationDefinitionNode): FieldNode {
  const fields = schema.getRootType(operation)?.getFields() ?? {}
  const own = selectionSet.selections.find((one): one is FieldNode => one.kind === Kind.FIELD && one.name.value in fields)
  if (own !== undefined) return own
  const [silent] = Object.values(fields).sort((a, b) => a.args.length - b.args.length)
  if (silent === undefined) throw new Error(`the graph has no ${operation}`)
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: silent.name } }
}

/** The document as sofa takes it: one named operation, whose variables are the parameters. */
const asked = (schema: GraphQLSchema, { operation, operationId, parameters }: Described): DocumentNode => {
  const variableDefinitions = parameters.map(({ name, type }): VariableDefinitionNode => ({ kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }, type }))
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, name: { kind: Kind.NAME, value: operationId }, variableDefinitions, selectionSet: { kind: Kind.SELECTION_SET, selections: [firstField(schema, operation)] } }] }
}

/** sofa makes the path, its parameters and the body of a request; what it leaves out or gets wrong for our answers is put beside. */
export function addOperation(api: SofaApi, schema: GraphQLSchema, route: Described): readonly [path: string, method: string, operation: JsonSchema] {
  api.addRoute({ document: asked(schema, route), path: hidden(route.path), method: route.method, tags: [route.tag], description: route.description })
  const [path, method] = [pathOf(route.path), route.method.toLowerCase()]
  const made = api.get().paths[hidden(path)]?.[method]
  if (made === undefined) throw new Error(`sofa made no ${method} ${path}`)
  const defaults = new Map((route.operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const])))
  const isRequired = (name: string): boolean => route.parameters.some((one) => one.name === name && one.required)
  const says = (name: string, told: string | undefined): JsonSchema => {
    const description = route.words[name] ?? told
    return description === undefined ? {} : { description }
  }
  const withDefault = (name: string, of: JsonSchema): JsonSchema => ({ ...fixed(of), ...(defaults.has(name) ? { default: defaults.get(name) } : {}) })
  const parameters = made.parameters.map(({ name, in: where, schema: of, description }) => {
    const type = route.parameters.find((one) => one.name === name)?.type
    const written = type !== undefined && isInputObjectType(schema.getType(nameOf(type)))
    return { name, in: where, required: where === 'path' || isRequired(name), ...says(name, description), ...(written ? { content: { 'application/json': { schema: withDefault(name, of) } } } : { schema: withDefault(name, of) }) }
  })
  const body = made.requestBody?.content['application/json'].schema
  const required = body === undefined ? [] : Object.keys(body.properties).filter(isRequired)
  const requestBody = body === undefined ? {} : {
    requestBody: {
      required: required.length > 0, description: 'The variables.',
      content: { 'application/json': { schema: {
        type: 'object', additionalProperties: false, ...(required.length === 0 ? {} : { required }),
        properties: Object.fromEntries(Object.entries(body.properties).map(([name, { description, ...of }]) => [name, { ...withDefault(name, of), ...says(name, description as string | undefined) }])),
      } } },
    },
  }
  return [path, method, {
    operationId: route.operationId, tags: [route.tag], summary: route.summary, description: route.description,
    ...(parameters.length === 0 ? {} : { parameters }), ...requestBody,
    responses: { 200: { description: 'The answer.', headers: ANSWER_HEADERS, content: { 'application/json': { schema: route.answer } } }, ...(route.method === 'GET' ? { 304: UNCHANGED } : {}), ...ERROR_RESPONSES },
    ...(route.cost === null ? {} : { 'x-cost': route.cost }), 'x-scopes': route.scopes,
  }]
}

const fixed = (of: JsonSchema): JsonSchema => {
  const items = of['items'] as JsonSchema | undefined
  return { ...of, ...(of['format'] === 'float' ? { format: 'double' } : {}), ...(items === undefined ? {} : { items: fixed(items) }) }
}
