import { buildGraph } from '../../../graphql/schema'
import { FIXED_ROUTES } from '../fixed-routes'
import { createDescribe } from './describe-routes'
import { createOpenApi } from './open-api'

/** The routes that every server has, as in schema/openapi.json. */
export function openApiText(): string {
  const schema = buildGraph()
  const describe = createDescribe(schema)
  return `${JSON.stringify(createOpenApi(schema)(FIXED_ROUTES.map((route) => describe.fixed(route))), null, 2)}\n`
}
