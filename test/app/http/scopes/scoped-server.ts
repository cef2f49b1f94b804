import pino from 'pino'
import type { Principal } from '../../../../src/access/principal'
import { isScope } from '../../../../src/access/scope'
import type { Access } from '../../../../src/app/http/access'
import type { GatewayExecutor } from '../../../../src/app/http/create-apollo'
import type { DocumentPolicy } from '../../../../src/app/http/asked-document'
import { createHttpServer, type HttpServer } from '../../../../src/app/http/create-http-server'
import { openGate } from '../../../../src/app/http/gate'
import { defaultHttpSettings, type HttpSettings } from '../../../../src/app/http/http-settings'
import type { Instant } from '../../../../src/domain/instant'
import { printGraph } from '../../../../src/graphql/print-graph'
import { buildGraph } from '../../../../src/graphql/schema'
import { NO_METER } from '../../../../src/usecases/live/meter'
import { fieldDocuments, smallestSets, suffices, type FieldDocument } from '../../../graphql/scopes/sdl-oracle'

/** Takes the scopes that a client says it has, in `x-test-scopes` or `connectionParams.scopes`; whoever says nothing is anonymous and has all but `admin`. */
const saidScopes: Access = {
  authenticate: async (params, { headers }): Promise<Principal> => {
    const said = params['scopes'] ?? headers['x-test-scopes']
    const scopes = String(said ?? 'racing features predictions live commentary').split(' ').filter(isScope)
    return { id: `key:${scopes.join()}`, kind: said === undefined ? 'anonymous' : 'key', tier: 'test', scopes, expiresAt: null, standing: () => null }
  },
}

export interface ScopedServer extends HttpServer { readonly url: string; /** Documents that came to be executed. */ readonly executed: string[] }

/** The gateway with the whole graph on a real port; what passes every check is answered `{}`, and subscriptions end at once. */
export async function startScoped(settings: Partial<HttpSettings> = {}, executor: GatewayExecutor = async () => ({ data: {} }), documents?: DocumentPolicy): Promise<ScopedServer> {
  const executed: string[] = []
  const server = await createHttpServer({
    schema: buildGraph(), config: { ...defaultHttpSettings, ...settings }, logger: pino({ level: 'silent' }), health: { reasons: async () => [] }, gate: { ...openGate, access: saidScopes }, ...(documents === undefined ? {} : { documents }),
    executor: (asked) => { executed.push(asked.document.loc?.source.body ?? ''); return executor(asked) },
    subscriptions: { groups: { subscribe: (_request, { end }) => { setImmediate(end); return { close: () => undefined } } }, meter: NO_METER, now: () => 0 as Instant },
  })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  return { ...server, url, executed }
}

/** A document, sent by whoever has `scopes`, and whether it is to be allowed. */
export interface Attempt { readonly field: FieldDocument; readonly scopes: string; readonly allowed: boolean }

/** Each field with every set of scopes that is exactly enough, and with each of these less one. */
export function attempts(): readonly Attempt[] {
  const sent: Attempt[] = []
  for (const field of fieldDocuments(printGraph())) {
    const sets = new Map(smallestSets(field.needs).flatMap((set) => [set, ...set.map((left) => set.filter((one) => one !== left))]).map((set) => [set.join(' '), set]))
    for (const [scopes, set] of sets) sent.push({ field, scopes, allowed: suffices(field.needs, set) })
  }
  return sent
}

/** Runs so many at once. */
export async function inTurns<T>(all: readonly T[], atOnce: number, run: (one: T) => Promise<void>): Promise<void> {
  const left = [...all].reverse()
  await Promise.all(Array.from({ length: atOnce }, async () => { for (let one = left.pop(); one !== undefined; one = left.pop()) await run(one) }))
}
