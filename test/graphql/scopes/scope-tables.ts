import { buildSchema, getNamedType, isAbstractType, isInterfaceType, isObjectType, type GraphQLInterfaceType, type GraphQLObjectType } from 'graphql'
import { SCOPES } from '../../../src/access/scope'
import { declaredFor, ofType, SCOPE_SETS, smallestSets, suffices, type Declared } from './sdl-oracle'

/** `a`, `a + b` for both, `a or b` for either. */
const inWords = (needs: readonly Declared[]): string => {
  const sets = smallestSets(needs)
  return sets.every((set) => set.length === 0) ? 'nothing' : sets.map((set) => set.map((scope) => `\`${scope}\``).join(' + ')).join(' or ')
}
const order = (words: string): number => words === 'nothing' ? -1 : SCOPE_SETS.length * words.split('`').length + SCOPES.findIndex((scope) => words.startsWith(`\`${scope}\``))

export interface Classified {
  /** What object types and interfaces declare, by name. */
  readonly types: ReadonlyMap<string, string>
  /** What fields of the roots need in all. */
  readonly roots: ReadonlyMap<string, string>
  /** What fields declare beside their type, and what they then need in all. */
  readonly fields: ReadonlyMap<string, string>
  /** Fields that give a union or an interface and need nothing: what is behind them could be told by its `__typename`. */
  readonly openAbstract: readonly string[]
}
export function classify(sdl: string): Classified {
  const schema = buildSchema(sdl)
  const all = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType | GraphQLInterfaceType => !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const fieldsOf = (types: typeof all) => types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, type, field, needs: declaredFor(type, field) })))
  const below = all.filter((type) => !roots.includes(type as GraphQLObjectType))
  return {
    types: new Map(below.map((type) => { const own = ofType(type); return [type.name, inWords(own === null ? [] : [own])] })),
    roots: new Map(fieldsOf(all.filter((type) => !below.includes(type))).map(({ name, needs }) => [name, inWords(needs)])),
    fields: new Map(fieldsOf(below).filter(({ field }) => field.astNode?.directives?.some(({ name }) => name.value === 'requiresScopes')).map(({ name, needs }) => [name, inWords(needs)])),
    openAbstract: fieldsOf(all).filter(({ field, needs }) => isAbstractType(getNamedType(field.type)) && suffices(needs, [])).map(({ name }) => name),
  }
}

/** A table of what needs what, a row a requirement. */
export function table(title: string, needs: ReadonlyMap<string, string>): string {
  const rows = [...new Set(needs.values())].sort((a, b) => order(a) - order(b))
  return [`| needs | ${title} |`, '|---|---|', ...rows.map((row) => `| ${row} | ${[...needs].filter(([, words]) => words === row).map(([name]) => name).sort().map((name) => `\`${name}\``).join(', ')} |`), ''].join('\n')
}
