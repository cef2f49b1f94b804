import {
  getNamedType, getOperationAST, getVariableValues, GraphQLError, isObjectType, Kind, print, separateOperations, visit,
  type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema,
} from 'graphql'
import { AppError } from '../../domain/errors'
import { argumentsOf, collectFields, subsets, type Operation, type Selected } from '../read/selection'
import type { CutShape } from './cut'
import { askedOf, type Asked } from './subscription-args'

export interface SubscriptionRequest {
  /** Valid, and within the limits of documents. */
  readonly document: DocumentNode
  readonly operationName?: string | null
  /** As they were sent. */
  readonly variables?: Readonly<Record<string, unknown>> | null
}
export interface ReadSubscription {
  readonly asked: Asked
  readonly fromSequence: number | null
  readonly shape: CutShape
  /** The same for those who are told the same: the text without the arguments of its field, variables that are left, and what is asked for. */
  readonly identity: string
}

/** What a subscription asks for and where its result is to be cut. @throws AppError or GraphQLError BAD_USER_INPUT */
export function readSubscription(schema: GraphQLSchema, { document, operationName, variables }: SubscriptionRequest): ReadSubscription {
  const definition = getOperationAST(document, operationName ?? undefined)
  const root = schema.getSubscriptionType()
  if (definition?.operation !== 'subscription' || !root) throw new AppError('BAD_USER_INPUT', 'This is no subscription: send queries to /graphql.')
  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], variables ?? {}, { maxErrors: 10 })
  if (coerced.errors) throw new GraphQLError(coerced.errors.map(({ message }) => message).join('\n'), { extensions: { code: 'BAD_USER_INPUT' } })
  const fragments: Record<string, FragmentDefinitionNode> = {}
  for (const d of document.definitions) if (d.kind === Kind.FRAGMENT_DEFINITION) fragments[d.name.value] = d
  const op: Operation = { schema, definition, fragments, variables: coerced.coerced }
  const [field, ...others] = collectFields(op, root, [definition.selectionSet])
  if (field === undefined || others.length > 0) throw new AppError('BAD_USER_INPUT', 'A subscription has exactly one field: open one for each.')
  const { asked, fromSequence } = askedOf(field.field.name, argumentsOf(field, coerced.coerced))
  return { asked, fromSequence, shape: shapeOf(op, field), identity: JSON.stringify([...spelling(document, definition.name?.value ?? '', field, coerced.coerced), asked]) }
}

function shapeOf(op: Operation, root: Selected): CutShape {
  const type = getNamedType(root.field.type)
  const below = isObjectType(type) ? collectFields(op, type, subsets(root)) : []
  const keys = (...names: readonly string[]): ReadonlySet<string> => new Set(below.filter(({ field }) => names.includes(field.name)).map(({ key }) => key))
  return { root: root.key, lists: keys('prices', 'changed', 'sentences'), snapshots: root.field.name === 'raceUpdated' ? new Set() : keys('snapshot') }
}

interface Bare { readonly text: string; readonly used: ReadonlySet<string> }
/** By document and operation; goes with the document, which whoever sends the same text shares. */
const bares = new WeakMap<DocumentNode, Map<string, Bare>>()

/** The text without what is in `asked` already, and the variables that it still uses. */
function spelling(document: DocumentNode, name: string, root: Selected, variables: Readonly<Record<string, unknown>>): readonly [string, Readonly<Record<string, unknown>>] {
  const known = bares.get(document) ?? new Map<string, Bare>()
  bares.set(document, known)
  const { text, used } = known.get(name) ?? bareOf(document, name, root)
  known.set(name, { text, used })
  return [text, Object.fromEntries(Object.entries(variables).filter(([key]) => used.has(key)).sort(([a], [b]) => (a < b ? -1 : 1)))]
}
function bareOf(document: DocumentNode, name: string, root: Selected): Bare {
  const own = new Set<unknown>(root.nodes)
  const bare = visit(separateOperations(document)[name] ?? document, { Field: (node) => (own.has(node) ? { ...node, arguments: [] } : undefined) })
  const used = new Set<string>()
  visit(bare, { VariableDefinition: () => false, Variable: ({ name: { value } }) => { used.add(value) } })
  const text = print(visit(bare, { VariableDefinition: (node) => (used.has(node.variable.name.value) ? undefined : null) }))
  return { text, used }
}
