import { parse, Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { VENUES, type FixedRoute } from './fixed-routes'
import { normalised, splitHits } from './horses-of-name'
import { parametersOf, readParameters, type Parameter, type Parameters } from './read-parameters'
import { Refused } from './refused'
import type { Ask, RestHandler } from './rest-answer'

export const operationIn = (text: string): OperationDefinitionNode => {
  const operation = parse(text, { noLocation: true }).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a document of REST has no operation')
  return operation
}

/** What clients give: the variables of its document, and a name in place of the ids that are looked up by it. */
export const parametersOfRoute = ({ text, lookUp }: FixedRoute): readonly Parameter[] =>
  parametersOf(operationIn(text).variableDefinitions).map((one) => (one.name === lookUp?.variable ? { name: lookUp.parameter, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } }, required: false } : one))

export function fixedHandler(route: FixedRoute, schema: GraphQLSchema): RestHandler {
  const { text: query, field, named, lookUp } = route
  const known = parametersOfRoute(route)
  return async ({ params, query: search }, ask) => {
    const inPath = params as Parameters
    const given = readParameters({ ...search as Parameters, ...inPath }, known, schema)
    const hidden = Object.keys(search as Parameters).find((name) => name in inPath)
    if (hidden !== undefined) throw new Refused({ code: 'BAD_USER_INPUT', detail: `The parameter ${JSON.stringify(hidden)} belongs in the path alone.`, fields: [hidden] })
    const variables = lookUp === undefined || given[lookUp.parameter] === undefined ? given : await lookedUp(given, lookUp, ask)
    const answer = (await ask({ query, variables }))[field]
    if (named !== undefined) return horses(answer, named, String(given[named.parameter]))
    if (answer !== null && answer !== undefined) return answer
    const id = String(given['id'] ?? given['race'])
    throw new Refused({ code: 'NOT_FOUND', detail: `No ${field} has the id ${JSON.stringify(id.slice(0, 100))}. /rest/meetings lists races with their ids.` })
  }
}

function horses(hits: unknown, { type, list }: NonNullable<FixedRoute['named']>, name: string): unknown {
  const { same, near } = splitHits(hits as readonly Record<string, unknown>[], type, name)
  if (same.length > 0) return { name: same[0]?.['name'], [list]: same }
  throw new Refused({ code: 'NOT_FOUND', detail: `No horse has the name ${JSON.stringify(name.slice(0, 100))}.${near.length > 0 ? ` There are ${near.join(', ')}.` : ''}`, ...(near.length > 0 ? { near } : {}) })
}

/** Ids of the venues of a code, a name or an id. */
async function lookedUp({ ...given }: Record<string, unknown>, { parameter, variable }: NonNullable<FixedRoute['lookUp']>, ask: Ask): Promise<Parameters> {
  const asked = String(given[parameter])
  const { search } = await ask({ query: VENUES, variables: { venue: asked } })
  const wanted = normalised(asked)
  const ids = (search as readonly { id?: string; code?: string; name?: string }[])
    .flatMap(({ id, code, name }) => (id !== undefined && (code?.toLowerCase() === wanted || normalised(name ?? '') === wanted) ? [id] : []))
  if (ids.length === 0) throw new Refused({ code: 'NOT_FOUND', detail: `No venue has the code or the name ${JSON.stringify(asked.slice(0, 100))}.`, fields: [parameter] })
  delete given[parameter]
  return { ...given, [variable]: ids }
}
