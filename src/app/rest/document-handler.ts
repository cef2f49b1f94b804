import type { GraphQLSchema } from 'graphql'
import type { TrustedDocument } from '../../usecases/documents/ports'
import type { DocumentNames } from './document-names'
import { operationIn } from './fixed-handlers'
import { checkNames, parametersOf, readParameters, type Parameter, type Parameters } from './read-parameters'
import { Refused } from './refused'
import type { RestHandler } from './rest-answer'

/** Documents whose variables are remembered; of those asked for by any URL one at most 64 variables. */
const REMEMBERED = 500

const isObject = (value: unknown): value is Parameters => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `/rest/documents/{operationName}`: the answer is the `data` of the operation. */
export function documentHandler(names: DocumentNames, schema: GraphQLSchema): RestHandler {
  const remembered = new Map<string, readonly Parameter[]>()
  const variablesOf = ({ id, text }: TrustedDocument): readonly Parameter[] => {
    const known = remembered.get(id)
    if (known !== undefined) return known
    const read = parametersOf(operationIn(text).variableDefinitions)
    if (remembered.size >= REMEMBERED) remembered.delete([...remembered.keys()][0] ?? '')
    remembered.set(id, read)
    return read
  }
  return async ({ params, query, body, method }, ask) => {
    const { name } = params as { readonly name: string }
    const document = await names.find(name)
    if (document === null) throw new Refused({ code: 'DOCUMENT_NOT_FOUND', detail: `No trusted document has the name or the id ${JSON.stringify(name.slice(0, 200))}. /rest/openapi.json lists those that you may ask for.` })
    if (document.type === 'subscription') throw new Refused({ code: 'BAD_REQUEST', detail: 'This document is a subscription: ask for it over WebSocket at /graphql or as server-sent events at /graphql/stream.' })
    const known = variablesOf(document)
    if (method !== 'POST') {
      if (document.type === 'mutation') throw new Refused({ code: 'BAD_REQUEST', status: 405, detail: 'This document is a mutation: POST its variables as a JSON object.', allow: ['POST'] })
      return ask({ documentId: document.id, variables: readParameters(query as Parameters, known, schema) })
    }
    const unread = Object.keys(query as Parameters)[0]
    if (unread !== undefined) throw new Refused({ code: 'BAD_USER_INPUT', detail: `The parameter ${JSON.stringify(unread.slice(0, 100))} stands in the URL: POST takes variables as a JSON object.`, fields: [unread.slice(0, 100)] })
    const variables = body ?? {}
    if (!isObject(variables)) throw new Refused({ code: 'BAD_REQUEST', detail: 'POST the variables as a JSON object.' })
    checkNames(variables, known)
    return ask({ documentId: document.id, variables })
  }
}
