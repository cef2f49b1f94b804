import type { FastifyInstance } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { TrustedDocuments } from '../../usecases/documents/ports'
import { documentHandler } from './document-handler'
import { createDocumentNames } from './document-names'
import { fixedHandler } from './fixed-handlers'
import { FIXED_ROUTES } from './fixed-routes'
import { addDocsPage } from './docs-page'
import { createLiveOpenApi } from './openapi/live-open-api'
import { addOpenApiRoute } from './openapi/open-api-route'
import { Refused } from './refused'
import { createRestAnswer, type RestAnswerDeps, type RestHandler } from './rest-answer'

export interface RestDeps extends RestAnswerDeps { readonly schema: GraphQLSchema; readonly documents: TrustedDocuments }
export interface Rest { close(): void }

const DOCUMENTS = '/rest/documents/:name'

const otherMethod = (taken: readonly string[]): RestHandler => async ({ method }) => {
  throw new Refused({ code: 'BAD_REQUEST', status: 405, detail: `This takes ${taken.join(', ')} and no ${method}.`, allow: taken })
}

/** REST for those who want it: four routes of ours and every trusted document, by the same way as operations of the graph. */
export function addRest(app: FastifyInstance, { schema, documents, ...deps }: RestDeps): Rest {
  const names = createDocumentNames(documents)
  const answer = createRestAnswer(deps)
  const otherwise = (url: string, taken: readonly string[]): void => {
    app.route({ method: ['POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !taken.includes(method)), url, handler: answer(otherMethod(taken)) })
  }
  for (const route of FIXED_ROUTES) {
    app.route({ method: ['GET', 'HEAD'], url: route.path, handler: answer(fixedHandler(route, schema)) })
    otherwise(route.path, ['GET', 'HEAD'])
  }
  app.route({ method: ['GET', 'HEAD', 'POST'], url: DOCUMENTS, handler: answer(documentHandler(names, schema)) })
  otherwise(DOCUMENTS, ['GET', 'HEAD', 'POST'])
  const live = createLiveOpenApi(schema, names, documents)
  addOpenApiRoute(app, live, deps)
  addDocsPage(app)
  return {
    close: () => {
      live.close()
      names.close()
    },
  }
}
