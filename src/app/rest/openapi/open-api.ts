import { setImmediate as nextTurn } from 'node:timers/promises'
import { buildSchema, isInputObjectType, printSchema, type GraphQLSchema } from 'graphql'
import { packageVersion } from '../../package-root'
import { DESCRIPTION, PROBLEM_SCHEMA, PROBLEMS, SECURITY, SECURITY_SCHEMES } from './fixed-parts'
import { CUSTOM_SCALARS, inputObjectSchema } from './json-schema'
import { addOperation, type Described } from './operation-object'
import { sofa, type JsonSchema } from './sofa'

/** A document of OpenAPI 3.1 of these routes, in their order; the same for the same routes. Requests are answered between one route and the next. */
export type OpenApiOf = (routes: readonly Described[]) => Promise<JsonSchema>

export function createOpenApi(schema: GraphQLSchema): OpenApiOf {
  // sofa reads descriptions of arguments from syntax, and prints types that have none anew for each.
  const read = buildSchema(printSchema(schema), { assumeValid: true, assumeValidSDL: true, noLocation: true })
  return async (routes) => {
    const api = sofa().OpenAPI({ schema: read, info: { title: 'racegraph', version: packageVersion() }, customScalars: CUSTOM_SCALARS })
    const taken = new Set<string>()
    const paths: Record<string, Record<string, JsonSchema>> = {}
    for (const route of routes) {
      await nextTurn()
      const [path, method, operation] = addOperation(api, read, { ...route, operationId: free(route.operationId, taken) })
      paths[path] = { ...paths[path], [method]: operation }
    }
    return {
      openapi: '3.1.0',
      info: { title: 'racegraph', summary: 'REST beside the graph', description: DESCRIPTION, version: packageVersion() },
      servers: [{ url: '/', description: 'This server.' }],
      tags: [{ name: 'Racing', description: 'Routes of ours.' }, ...(routes.some(({ tag }) => tag !== 'Racing') ? [{ name: 'Trusted documents', description: 'What was published on this server.' }] : [])],
      security: SECURITY, paths,
      components: { schemas: { Problem: PROBLEM_SCHEMA, ...inputsIn(paths, read) }, responses: PROBLEMS, securitySchemes: SECURITY_SCHEMES },
    }
  }
}

const free = (wanted: string, taken: Set<string>): string => {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}_${n}`
  taken.add(id)
  return id
}

/** Input objects that are referred to, and those within them. sofa has all types of the graph; what no route refers to is nobody's business here. */
function inputsIn(paths: unknown, schema: GraphQLSchema): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>()
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const type = schema.getType(name)
      if (found.has(name) || !isInputObjectType(type)) continue
      const made = inputObjectSchema(type)
      found.set(name, made)
      look(made)
    }
  }
  look(paths)
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}
