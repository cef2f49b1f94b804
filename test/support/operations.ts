import fc from 'fast-check'
import {
  getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isUnionType, print, parse,
  type GraphQLArgument, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql'

export interface GeneratedOperation { readonly query: string; readonly variables: Record<string, unknown> }
/** Values that arguments are drawn from, by `field.argument`, else by argument name, else by type name: ids that exist and that do not, dates, names. */
export type Samples = Readonly<Record<string, readonly unknown[]>>

interface Draw {
  below(n: number): number
  chance(percent: number): boolean
  from<T>(values: readonly T[]): T
}
interface Building { readonly schema: GraphQLSchema; readonly samples: Samples; readonly root: (field: string) => boolean; readonly draw: Draw; readonly variables: { name: string; type: string; value: unknown }[]; readonly fragments: string[]; budget: number }

/** Random valid operations over a schema: aliases, fragments, @skip and @include, unions, variables, nulls. */
export const operations = (schema: GraphQLSchema, samples: Samples, root: (field: string) => boolean = () => true): fc.Arbitrary<GeneratedOperation> =>
  fc.gen().map((g) => {
    const draw: Draw = {
      below: (n) => g(fc.nat, n - 1),
      chance: (percent) => g(fc.nat, 99) < percent,
      from: (values) => values[g(fc.nat, values.length - 1)]!,
    }
    const b: Building = { schema, samples, root, draw, variables: [], fragments: [], budget: 30 }
    const selection = selectionSet(b, schema.getQueryType()!, 0)
    const declared = b.variables.map((v) => `$${v.name}: ${v.type}`).join(', ')
    const query = `query Generated${declared && `(${declared})`} ${selection} ${b.fragments.join(' ')}`
    return { query: print(parse(query)), variables: Object.fromEntries(b.variables.filter((v) => v.value !== undefined).map((v) => [v.name, v.value])) }
  })

const MAX_DEPTH = 6

function selectionSet(b: Building, type: GraphQLNamedType, depth: number): string {
  const used = new Set<string>()
  const parts = [...Array(1 + b.draw.below(depth === 0 ? 2 : 5))].flatMap(() => selection(b, type, depth, used))
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`
}

function selection(b: Building, type: GraphQLNamedType, depth: number, used: Set<string>): string[] {
  if (isAbstractType(type) && (isUnionType(type) || b.draw.chance(60))) {
    const concrete = b.draw.from(b.schema.getPossibleTypes(type))
    const field = oneField(b, concrete, depth, used)
    return field === null ? [] : [`... on ${concrete.name} { ${field} }`]
  }
  const field = oneField(b, type as GraphQLObjectType, depth, used)
  if (field === null) return []
  if (b.draw.chance(10)) return [`... on ${type.name} ${directive(b)} { ${field} }`]
  if (b.draw.chance(5)) {
    const name = `F${b.fragments.length}`
    b.fragments.push(`fragment ${name} on ${type.name} { ${field} }`)
    return [`...${name} ${directive(b)}`]
  }
  return [field]
}

function oneField(b: Building, type: GraphQLObjectType, depth: number, used: Set<string>): string | null {
  if (b.draw.chance(4)) return used.has('__typename') ? null : (used.add('__typename'), '__typename')
  const fields = Object.values(type.getFields()).filter((f) => (depth < MAX_DEPTH || !isCompositeType(getNamedType(f.type))) && (depth > 0 || b.root(f.name)))
  if (fields.length === 0 || b.budget-- <= 0) return null
  const field = b.draw.from(fields)
  const alias = b.draw.chance(25) ? b.draw.from(['a', 'b', 'id', 'name', 'nodes', 'first']) : field.name
  if (used.has(alias)) return null
  used.add(alias)
  const named = getNamedType(field.type)
  const below = isCompositeType(named) ? selectionSet(b, named, depth + 1) : ''
  return `${alias === field.name ? '' : `${alias}: `}${field.name}${argumentList(b, field.args, field.name)} ${directive(b)} ${below}`
}

function directive(b: Building): string {
  if (!b.draw.chance(8)) return ''
  const condition = b.draw.chance(50) ? String(b.draw.chance(50)) : variable(b, 'Boolean!', b.draw.chance(50))
  return `@${b.draw.from(['skip', 'include'])}(if: ${condition})`
}

function variable(b: Building, type: string, value: unknown): string {
  const name = `v${b.variables.length}`
  b.variables.push({ name, type, value })
  return `$${name}`
}

function argumentList(b: Building, args: readonly GraphQLArgument[], field: string): string {
  const given = args.filter((a) => isNonNullType(a.type) && a.defaultValue === undefined ? true : b.draw.chance(45)).flatMap((a) => {
    const value = inputValue(b, a.type, b.samples[`${field}.${a.name}`] === undefined ? a.name : `${field}.${a.name}`, 0)
    if (value === undefined) return []
    if (b.draw.chance(30)) return [`${a.name}: ${variable(b, a.type.toString(), value)}`]
    return [`${a.name}: ${literal(value, a.type)}`]
  })
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

/** A JSON value for an input type; undefined where no sensible one is known. */
function inputValue(b: Building, type: GraphQLInputType, name: string, depth: number): unknown {
  if (isNonNullType(type)) return inputValue(b, type.ofType, name, depth)
  if (depth === 0 && b.draw.chance(5) && !isNonNullType(type)) return undefined
  if (isListType(type)) return [...Array(b.draw.below(3))].map(() => inputValue(b, type.ofType, name, depth + 1)).filter((v) => v !== undefined)
  if (isEnumType(type)) return b.draw.from(type.getValues()).name
  if (isInputObjectType(type)) {
    return Object.fromEntries(Object.values(type.getFields()).filter((f) => isNonNullType(f.type) || b.draw.chance(25)).flatMap((f) => {
      const value = inputValue(b, f.type, f.name, depth + 1)
      return value === undefined ? [] : [[f.name, value]]
    }))
  }
  const values = b.samples[name] ?? b.samples[type.name]
  return values ? b.draw.from(values) : undefined
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType)
  if (value === null) return 'null'
  if (isListType(type)) return `[${(value as unknown[]).map((v) => literal(v, type.ofType)).join(', ')}]`
  if (isEnumType(type)) return String(value)
  if (isInputObjectType(type)) return `{ ${Object.entries(value as object).map(([k, v]) => `${k}: ${literal(v, type.getFields()[k]!.type)}`).join(', ')} }`
  return JSON.stringify(value)
}
