import { isInputObjectType, Kind, type GraphQLSchema, type TypeNode, type VariableDefinitionNode } from 'graphql'
import { badParameter, Refused } from './refused'

export interface Parameter { readonly name: string; readonly type: TypeNode; /** Without it there is nothing to answer. */ readonly required: boolean }
export type Parameters = Readonly<Record<string, unknown>>

export const parametersOf = (variables: readonly VariableDefinitionNode[] = []): readonly Parameter[] =>
  variables.map(({ variable, type, defaultValue }) => ({ name: variable.name.value, type, required: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined }))

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name.slice(0, 100))).join(', ')

/** Those that nobody reads would silently widen what is asked for. @throws Refused with their names, or that of one that is missing */
export function checkNames(sent: Parameters, known: readonly Parameter[]): void {
  const unknown = Object.keys(sent).filter((name) => !known.some((parameter) => parameter.name === name)).slice(0, 5)
  const all = known.length === 0 ? 'This takes none.' : `This takes ${quoted(known.map(({ name }) => name))}.`
  if (unknown.length > 0) throw new Refused({ code: 'BAD_USER_INPUT', detail: `There is no parameter ${quoted(unknown)}. ${all}`, fields: unknown.map((name) => name.slice(0, 100)) })
  const missing = known.find(({ name, required }) => required && (sent[name] === undefined || sent[name] === null))
  if (missing !== undefined) throw badParameter(missing.name, `The parameter ${quoted([missing.name])} is missing. ${all}`)
}

/** Variables from texts of a path and a query string: numbers, booleans and JSON of input objects are read; all else is text, which the graph checks. @throws Refused */
export function readParameters(sent: Parameters, known: readonly Parameter[], schema: GraphQLSchema): Parameters {
  checkNames(sent, known)
  return Object.fromEntries(known.flatMap(({ name, type }) => (sent[name] === undefined ? [] : [[name, read(name, sent[name], type, schema)]])))
}

function read(name: string, value: unknown, type: TypeNode, schema: GraphQLSchema): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return read(name, value, type.type, schema)
  if (type.kind === Kind.LIST_TYPE) return (Array.isArray(value) ? value : [value]).map((one) => read(name, one, type.type, schema))
  if (typeof value !== 'string') throw badParameter(name, `The parameter ${quoted([name])} stands there more than once.`)
  return readOne(name, value, type.name.value, schema)
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2})?$/
function readOne(name: string, text: string, type: string, schema: GraphQLSchema): unknown {
  switch (type) {
    case 'Int':
      if (!/^-?\d{1,10}$/.test(text)) throw badParameter(name, `The parameter ${quoted([name])} must be a whole number.`)
      return Number(text)
    case 'Float':
      if (!NUMBER.test(text)) throw badParameter(name, `The parameter ${quoted([name])} must be a number.`)
      return Number(text)
    case 'Boolean':
      if (text !== 'true' && text !== 'false') throw badParameter(name, `The parameter ${quoted([name])} must be true or false.`)
      return text === 'true'
  }
  if (!isInputObjectType(schema.getType(type))) return text
  try { return JSON.parse(text) as unknown } catch { throw badParameter(name, `The parameter ${quoted([name])} must be a JSON object.`) }
}
