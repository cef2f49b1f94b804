import { buildGraph } from '../../../graphql/schema'
import { FIXED_ROUTES } from '../fixed-routes'
import { createDescribe } from './describe-routes'
import { createOpenApi } from './open-api'

/** The routes that every server has, as in schema/openapi.json. */
export async function openApiText(): Promise<string> {
  const schema = buildGraph()
  const describe = createDescribe(schema)
  return `${JSON.stringify(await createOpenApi(schema)(FIXED_ROUTES.map((route) => describe.fixed(route))), null, 2)}\n`
}
