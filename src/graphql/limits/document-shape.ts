import { GraphQLError, Kind, type ArgumentNode, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode, type ValueNode } from 'graphql'

/** Sizes of one operation, fragments expanded. Plain numbers: a hostile document can make them astronomically large, never slow. */
export interface Shape {
  readonly depth: number
  readonly introspectionDepth: number
  /** Fields, fragment spreads and inline fragments. */
  readonly selections: number
  readonly aliases: number
  readonly directives: number
  /** Most directives on one node. */
  readonly directivesOnOne: number
  /** Most times one response key stands in one selection set. */
  readonly repeats: number
  /** Levels of lists and objects in the values of arguments. */
  readonly valueDepth: number
  /** Most values in one list. */
  readonly listItems: number
  /** Most arguments of one field or directive, or fields of one object. */
  readonly argumentsOnOne: number
  /** Fields at this level, with those of fragments spread at this level. */
  readonly width: number
  readonly variables: number
  /** Of the document. */
  readonly operations: number
  /** Of the document. */
  readonly fragments: number
}
type Sum = { -readonly [K in keyof Shape]: number }

const none = (): Sum => ({ depth: 0, introspectionDepth: 0, selections: 0, aliases: 0, directives: 0, directivesOnOne: 0, repeats: 0, valueDepth: 0, listItems: 0, argumentsOnOne: 0, width: 0, variables: 0, operations: 0, fragments: 0 })
const EMPTY: Shape = none()

/** Adds what counts up and keeps the larger of what does not. */
const take = (sum: Sum, more: Shape): void => {
  sum.selections += more.selections
  sum.aliases += more.aliases
  sum.directives += more.directives
  sum.width += more.width
  keepLarger(sum, more)
}
const keepLarger = (sum: Sum, more: Shape): void => {
  if (more.depth > sum.depth) sum.depth = more.depth
  if (more.introspectionDepth > sum.introspectionDepth) sum.introspectionDepth = more.introspectionDepth
  if (more.directivesOnOne > sum.directivesOnOne) sum.directivesOnOne = more.directivesOnOne
  if (more.repeats > sum.repeats) sum.repeats = more.repeats
  if (more.valueDepth > sum.valueDepth) sum.valueDepth = more.valueDepth
  if (more.listItems > sum.listItems) sum.listItems = more.listItems
  if (more.argumentsOnOne > sum.argumentsOnOne) sum.argumentsOnOne = more.argumentsOnOne
}

const takeDirectives = (sum: Sum, directives: readonly DirectiveNode[] | undefined): void => {
  if (directives === undefined || directives.length === 0) return
  sum.directives += directives.length
  sum.directivesOnOne = Math.max(sum.directivesOnOne, directives.length)
  for (const { arguments: given } of directives) takeArguments(sum, given)
}
const takeArguments = (sum: Sum, given: readonly ArgumentNode[] | undefined): void => {
  if (given === undefined) return
  sum.argumentsOnOne = Math.max(sum.argumentsOnOne, given.length)
  for (const { value } of given) takeValue(sum, value)
}
const takeValue = (sum: Sum, value: ValueNode): void => {
  if (value.kind === Kind.LIST || value.kind === Kind.OBJECT) sum.valueDepth = Math.max(sum.valueDepth, depthOf(sum, value))
}
/** @throws RangeError when the stack does not suffice */
const depthOf = (sum: Sum, value: ValueNode): number => {
  let deepest = 0
  if (value.kind === Kind.LIST) {
    sum.listItems = Math.max(sum.listItems, value.values.length)
    for (const item of value.values) deepest = Math.max(deepest, depthOf(sum, item))
  } else if (value.kind === Kind.OBJECT) {
    sum.argumentsOnOne = Math.max(sum.argumentsOnOne, value.fields.length)
    for (const field of value.fields) deepest = Math.max(deepest, depthOf(sum, field.value))
  } else return 0
  return deepest + 1
}

/**
 * Measures every operation of a document that may be invalid. Linear in the document: each fragment is measured once.
 * @throws GraphQLError GRAPHQL_VALIDATION_FAILED for a fragment that spreads itself, which has no size
 */
export const documentShape = (document: DocumentNode): Shape => {
  const definitions = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) definitions.set(definition.name.value, definition)
  const measured = new Map<string, Shape | 'begun'>()

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name)
    if (known === 'begun') throw new GraphQLError('A fragment spreads itself, by itself or by others, so that this document has no end. Take the spread out.', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })
    if (known !== undefined) return known
    const definition = definitions.get(name)
    if (definition === undefined) return EMPTY
    measured.set(name, 'begun')
    const shape = ofSelectionSet(definition.selectionSet)
    takeDirectives(shape, definition.directives)
    measured.set(name, shape)
    return shape
  }

  const takeSelection = (sum: Sum, selection: SelectionNode): void => {
    sum.selections++
    takeDirectives(sum, selection.directives)
    if (selection.kind !== Kind.FIELD) return take(sum, selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelectionSet(selection.selectionSet))
    sum.width++
    if (selection.alias !== undefined) sum.aliases++
    takeArguments(sum, selection.arguments)
    const introspects = selection.name.value === '__schema' || selection.name.value === '__type'
    if (selection.selectionSet === undefined) {
      if (introspects) sum.introspectionDepth = Math.max(sum.introspectionDepth, 1)
      sum.depth = Math.max(sum.depth, 1)
      return
    }
    const below = ofSelectionSet(selection.selectionSet)
    const depth = below.depth + 1
    if (introspects) below.introspectionDepth = depth
    below.depth = introspects ? 1 : depth
    below.width = 0
    take(sum, below)
  }

  const ofSelectionSet = (selectionSet: SelectionSetNode): Sum => {
    const sum = none()
    for (const selection of selectionSet.selections) takeSelection(sum, selection)
    sum.repeats = Math.max(sum.repeats, repeatsIn(selectionSet))
    return sum
  }

  const largest = none()
  const keep = (shape: Shape): void => {
    for (const key of ['selections', 'aliases', 'directives', 'width', 'variables'] as const) largest[key] = Math.max(largest[key], shape[key])
    keepLarger(largest, shape)
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      largest.operations++
      const shape = ofSelectionSet(definition.selectionSet)
      takeDirectives(shape, definition.directives)
      for (const { defaultValue, directives } of definition.variableDefinitions ?? []) {
        shape.variables++
        takeDirectives(shape, directives)
        if (defaultValue !== undefined) takeValue(shape, defaultValue)
      }
      keep(shape)
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      largest.fragments++
      keep({ ...ofFragment(definition.name.value), width: 0 })
    }
  }
  return largest
}

const repeatsIn = (selectionSet: SelectionSetNode): number => {
  if (selectionSet.selections.length < 2) return selectionSet.selections.length
  const counts = new Map<string, number>()
  let most = 0
  for (const selection of selectionSet.selections) {
    const key = selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : selection.kind === Kind.FRAGMENT_SPREAD ? `...${selection.name.value}` : null
    if (key === null) continue
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > most) most = count
  }
  return most
}
