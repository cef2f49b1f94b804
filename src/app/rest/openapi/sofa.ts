import { createRequire } from 'node:module'
import type { DocumentNode, GraphQLInputObjectType, GraphQLSchema, GraphQLType } from 'graphql'

/** JSON Schema as OpenAPI 3.1 has it. */
export type JsonSchema = { readonly [key: string]: unknown }

interface Scalars { readonly customScalars: Readonly<Record<string, JsonSchema>> }
export interface SofaApi {
  addRoute(route: { readonly document: DocumentNode; readonly path: string; readonly method: string; readonly tags: readonly string[]; readonly description: string }): void
  get(): { readonly paths: Readonly<Record<string, Readonly<Record<string, SofaOperation>>>> }
}
interface SofaParameter { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: JsonSchema; readonly description?: string }
export interface SofaOperation {
  readonly parameters: readonly SofaParameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: { readonly properties: Readonly<Record<string, JsonSchema>> } } } }
}
/** What is used of sofa-api. */
export interface Sofa {
  OpenAPI(of: { readonly schema: GraphQLSchema; readonly info: { readonly title: string; readonly version: string } } & Scalars): SofaApi
  resolveFieldType(type: GraphQLType, scalars: Scalars): JsonSchema
  buildSchemaObjectFromType(type: GraphQLInputObjectType, scalars: Scalars): JsonSchema
}

const load = createRequire(__filename)
let loaded: Sofa | null = null
/** The one door to sofa-api: its own types bring those of browsers into every file and change what errors of graphql may hold. It is loaded when it is first wanted, 0.3 s. */
export const sofa = (): Sofa => loaded ??= load('sofa-api') as Sofa
