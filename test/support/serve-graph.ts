import pino from 'pino'
import type { DocumentPolicy } from '../../src/app/http/asked-document'
import { createHttpServer } from '../../src/app/http/create-http-server'
import { defaultHttpSettings, type HttpSettings } from '../../src/app/http/http-settings'
import { createExecutor } from '../../src/graphql/read/executor'
import { buildGraph } from '../../src/graphql/schema'
import { withRunner } from '../../src/storage/sql-runner'
import { graphDatabase } from './graph-fixture'
import { graphServices } from './graph-services'

export interface ServedGraph { readonly origin: string; readonly url: string; close(): Promise<void> }

/** The whole gateway over the fixture, on a real port. */
export async function serveGraph(settings: Partial<HttpSettings> = {}, documents?: DocumentPolicy): Promise<ServedGraph> {
  const database = await graphDatabase()
  const read = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(database.pool, use), services: graphServices() })
  const http = await createHttpServer({
    schema: buildGraph(), config: { ...defaultHttpSettings, ...settings }, logger: pino({ level: 'silent' }), health: { reasons: async () => [] }, ...(documents === undefined ? {} : { documents }),
    executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
  })
  const origin = await http.listen({ host: '127.0.0.1', port: 0 })
  return { origin, url: `${origin}/graphql`, close: async () => { await http.close(); await database.close() } }
}
