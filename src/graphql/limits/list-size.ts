import { Kind, getNamedType, getNullableType, isListType, isObjectType, type FieldNode, type GraphQLField, type GraphQLOutputType, type ValueNode } from 'graphql'
import type { FieldSource } from '../read/mapping'
import type { Variables } from './guards'

/** What schema extensions say about the cost of a field. */
export interface CostExtensions {
  /** Weight of one value. Default 1 for an object, 0 for a leaf. */
  readonly cost?: number
  readonly listSize?: { readonly assumedSize?: number; readonly slicingArguments?: readonly string[]; readonly sizedFields?: readonly string[] }
  readonly reads?: FieldSource
}

/** An argument that says how many values a field gives. */
interface Slice { readonly name: string; readonly isList: boolean; readonly given: ValueNode | undefined; readonly fallback: unknown }

export interface ListSize {
  /** 'list' multiplies the field itself; 'connection' multiplies the lists directly below it; 'one' multiplies nothing. */
  readonly kind: 'one' | 'list' | 'connection'
  readonly slices: readonly Slice[]
  /** Without any of `slices`. */
  readonly assumed: number
  /** Of a connection: fields below that have its length; null for all lists there. */
  readonly sizedFields: readonly string[] | null
  /** Largest value of a slice; null without a cap. */
  readonly cap: number | null
  readonly usesVariables: boolean
}

const one: ListSize = { kind: 'one', slices: [], assumed: 1, sizedFields: null, cap: null, usesVariables: false }
const pageArguments = ['first', 'last', 'limit'] as const

export const listSizeOf = (field: GraphQLField<unknown, unknown>, node: FieldNode, assumedListSize: number): ListSize => {
  const extensions = field.extensions as CostExtensions
  const connection = extensions.reads?.kind === 'connection' ? extensions.reads : null
  const isList = isListType(getNullableType(field.type))
  if (!isList && connection === null && !isConnectionType(field.type) && extensions.listSize?.sizedFields === undefined) return one
  const names = extensions.listSize?.slicingArguments ?? pageArguments
  const slices = field.args.filter(({ name, type }) => names.includes(name) || (name === 'ids' && isListType(getNullableType(type))))
    .map(({ name, type, defaultValue }) => ({ name, isList: isListType(getNullableType(type)), given: node.arguments?.find((argument) => argument.name.value === name)?.value, fallback: defaultValue }))
  return {
    kind: isList ? 'list' : 'connection',
    slices,
    assumed: extensions.listSize?.assumedSize ?? connection?.defaultFirst ?? assumedListSize,
    sizedFields: extensions.listSize?.sizedFields ?? null,
    cap: connection?.maxFirst ?? null,
    usesVariables: slices.some(({ given }) => given !== undefined && given.kind !== Kind.INT && given.kind !== Kind.NULL),
  }
}

const isConnectionType = (type: GraphQLOutputType): boolean => {
  const named = getNamedType(type)
  return isObjectType(named) && named.getFields()['pageInfo'] !== undefined && named.getFields()['edges'] !== undefined
}

export interface Sliced { readonly argument: string; readonly count: number }

/** The counts that a request asks for, of the slicing arguments that are set to a number or a list. */
export const slicesOf = ({ slices }: ListSize, variables: Variables): readonly Sliced[] => {
  const counts: Sliced[] = []
  for (const { name, isList, given, fallback } of slices) {
    const value = given === undefined ? fallback : valueOf(given, variables, fallback)
    const count = isList ? lengthOf(value) : countOf(value)
    if (count !== null) counts.push({ argument: name, count })
  }
  return counts
}

const valueOf = (node: ValueNode, variables: Variables, fallback: unknown): unknown => {
  switch (node.kind) {
    case Kind.INT: return Number(node.value)
    case Kind.LIST: return node.values
    case Kind.NULL: return null
    case Kind.VARIABLE: return Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : fallback
    default: return node
  }
}

/** Null for what is not a count: execution refuses it, or it means the default. */
const countOf = (value: unknown): number | null => Number.isInteger(value) ? Math.max(0, value as number) : null

/** A single value stands for a list of one. */
const lengthOf = (value: unknown): number | null => Array.isArray(value) ? value.length : value === null || value === undefined ? null : 1
