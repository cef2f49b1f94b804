import { Kind, type ArgumentNode, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode, type ValueNode } from 'graphql'

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
  /** Fields at this level, with those of fragments spread at this level. */
  readonly width: number
}

const empty: Shape = { depth: 0, introspectionDepth: 0, selections: 0, aliases: 0, directives: 0, directivesOnOne: 0, repeats: 0, valueDepth: 0, width: 0 }

const add = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
  selections: a.selections + b.selections,
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  directivesOnOne: Math.max(a.directivesOnOne, b.directivesOnOne),
  repeats: Math.max(a.repeats, b.repeats),
  valueDepth: Math.max(a.valueDepth, b.valueDepth),
  width: a.width + b.width,
})

const ofDirectives = (directives: readonly DirectiveNode[] | undefined): Shape => directives === undefined || directives.length === 0 ? empty
  : { ...empty, directives: directives.length, directivesOnOne: directives.length, valueDepth: Math.max(...directives.map(({ arguments: given }) => argumentsDepth(given))) }

const argumentsDepth = (given: readonly ArgumentNode[] | undefined): number => given === undefined ? 0 : Math.max(0, ...given.map(({ value }) => valueDepth(value)))

/** @throws RangeError when the stack does not suffice */
const valueDepth = (value: ValueNode): number =>
  value.kind === Kind.LIST ? 1 + value.values.reduce((deepest, item) => Math.max(deepest, valueDepth(item)), 0)
    : value.kind === Kind.OBJECT ? 1 + value.fields.reduce((deepest, field) => Math.max(deepest, valueDepth(field.value)), 0) : 0

/**
 * Measures every operation of a document that may be invalid. Linear in the document: each fragment is
 * measured once. A fragment that spreads itself counts as empty there; validation refuses it.
 */
export const documentShape = (document: DocumentNode): Shape => {
  const definitions = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) definitions.set(definition.name.value, definition)
  const measured = new Map<string, Shape>()

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name)
    if (known !== undefined) return known
    const definition = definitions.get(name)
    if (definition === undefined) return empty
    measured.set(name, empty)
    const shape = add(ofSelectionSet(definition.selectionSet), ofDirectives(definition.directives))
    measured.set(name, shape)
    return shape
  }

  const ofSelection = (selection: SelectionNode): Shape => {
    const own = ofDirectives(selection.directives)
    if (selection.kind !== Kind.FIELD) {
      const shape = add(own, selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelectionSet(selection.selectionSet))
      return { ...shape, selections: shape.selections + 1 }
    }
    const below = selection.selectionSet === undefined ? empty : ofSelectionSet(selection.selectionSet)
    const introspects = selection.name.value === '__schema' || selection.name.value === '__type'
    return {
      ...add(own, below),
      depth: introspects ? 1 : below.depth + 1,
      introspectionDepth: introspects ? below.depth + 1 : below.introspectionDepth,
      selections: below.selections + 1,
      valueDepth: Math.max(own.valueDepth, below.valueDepth, argumentsDepth(selection.arguments)),
      aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
      width: 1,
    }
  }

  const ofSelectionSet = (selectionSet: SelectionSetNode): Shape => {
    const shape = selectionSet.selections.reduce((sum, selection) => add(sum, ofSelection(selection)), empty)
    return { ...shape, repeats: Math.max(shape.repeats, repeatsIn(selectionSet)) }
  }

  let largest = empty
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const defaults = Math.max(0, ...(definition.variableDefinitions ?? []).map(({ defaultValue }) => defaultValue === undefined ? 0 : valueDepth(defaultValue)))
      largest = maximum(largest, add({ ...empty, valueDepth: defaults }, add(ofDirectives(definition.directives), ofSelectionSet(definition.selectionSet))))
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      largest = maximum(largest, { ...ofFragment(definition.name.value), width: 0 })
    }
  }
  return largest
}

const repeatsIn = (selectionSet: SelectionSetNode): number => {
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

const maximum = (a: Shape, b: Shape): Shape =>
  Object.fromEntries((Object.keys(a) as (keyof Shape)[]).map((key) => [key, Math.max(a[key], b[key])])) as unknown as Shape
