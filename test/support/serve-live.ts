import pino from 'pino'
import { createHttpServer } from '../../src/app/http/create-http-server'
import { defaultHttpSettings, type HttpSettings } from '../../src/app/http/http-settings'
import { buildGraph } from '../../src/graphql/schema'
import { NO_METER } from '../../src/usecases/live/meter'
import { liveGraph, type LiveGraph, type LiveGraphOptions } from './live-groups'

export interface ServedLive extends LiveGraph { readonly origin: string; readonly url: string; readonly port: number }

/** The gateway over the fixture with subscriptions, on a real port; what lives is fed by hand. `port`: 0 for any. */
export async function serveLive(settings: Partial<HttpSettings> = {}, port = 0, options: LiveGraphOptions = {}): Promise<ServedLive> {
  const graph = await liveGraph(options)
  const http = await createHttpServer({
    schema: buildGraph(), config: { ...defaultHttpSettings, ...settings }, logger: pino({ level: 'silent' }), health: { reasons: async () => [] },
    executor: ({ document, operationName, request, context }) => graph.execute({ document, operationName, variables: request.variables, context }),
    subscriptions: { groups: graph.groups, meter: NO_METER, now: graph.clock.now },
  })
  const origin = await http.listen({ host: '127.0.0.1', port })
  return { ...graph, origin, url: `${origin}/graphql`, port: Number(new URL(origin).port), close: async () => { await http.close(); await graph.close() } }
}
