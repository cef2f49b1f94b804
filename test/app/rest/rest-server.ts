import { createHash } from 'node:crypto'
import pino from 'pino'
import type { Limiter } from '../../../src/access/limiter'
import type { Principal } from '../../../src/access/principal'
import { ALL_BUT_ADMIN, isScope } from '../../../src/access/scope'
import type { Access } from '../../../src/app/http/access'
import { createHttpServer } from '../../../src/app/http/create-http-server'
import { openGate } from '../../../src/app/http/gate'
import { defaultHttpSettings, type HttpSettings } from '../../../src/app/http/http-settings'
import type { Instant } from '../../../src/domain/instant'
import { createExecutor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { documentStore } from '../../../src/storage/documents/document-store'
import { withRunner } from '../../../src/storage/sql-runner'
import { createDirectory } from '../../../src/usecases/documents/directory'
import type { DocumentStore, TrustedDocument } from '../../../src/usecases/documents/ports'
import { REAL_TIMERS } from '../../../src/usecases/live/turns'
import type { UsedOperation } from '../../../src/usecases/metering/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { fillGraph } from '../../support/graph-fixture'
import { graphServices } from '../../support/graph-services'

/** Says its scopes in `x-test-scopes`, is anonymous without, has no right credentials with `authorization`, and cannot be looked up with `x-test-outage`. */
const access: Access = {
  authenticate: async (_params, { headers }): Promise<Principal | { refused: string; status: 401 | 503 }> => {
    if (headers.authorization !== undefined) return { refused: 'No key has this secret.', status: 401 }
    if (headers['x-test-outage'] !== undefined) return { refused: 'Keys cannot be looked up now.', status: 503 }
    const said = headers['x-test-scopes']
    return { id: said === undefined ? 'anonymous' : 'key:1', kind: said === undefined ? 'anonymous' : 'key', tier: 'test', scopes: said === undefined ? ALL_BUT_ADMIN : String(said).split(' ').filter(isScope), expiresAt: null, standing: () => null }
  },
}

export interface RestServer {
  readonly origin: string
  readonly db: TestDatabase
  readonly store: DocumentStore
  readonly used: UsedOperation[]
  readonly log: Record<string, unknown>[]
  close(): Promise<void>
}
export const documentOf = (text: string, type: TrustedDocument['type'] = 'query'): TrustedDocument =>
  ({ id: `sha256:${createHash('sha256').update(text).digest('hex')}`, aliases: [], text, operationName: /^\w+ (\w+)/.exec(text)?.[1] ?? null, type })

/** The gateway over the fixture in a database of its own. */
export async function startRest({ limiter = openGate.limiter, only = false, ...settings }: Partial<HttpSettings> & { readonly limiter?: Limiter; readonly only?: boolean } = {}): Promise<RestServer> {
  const db = await testDatabase()
  await fillGraph(db)
  const used: UsedOperation[] = []
  const log: Record<string, unknown>[] = []
  const store = documentStore((use) => withRunner(db.pool, use))
  const documents = createDirectory({ store, timers: REAL_TIMERS, ticks: () => performance.now(), warn: (_problem, error) => { throw error }, maxBytes: 1_000_000 })
  const read = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(db.pool, use), services: graphServices() })
  const http = await createHttpServer({
    schema: buildGraph(), config: { ...defaultHttpSettings, ...settings }, health: { reasons: async () => [] }, documents: { documents, only, introspection: false },
    logger: pino({ level: 'debug' }, { write: (line: string) => { log.push(JSON.parse(line) as Record<string, unknown>) } }),
    gate: { access, limiter, usage: { ...openGate.usage, operation: (operation) => { used.push(operation) } } },
    executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
  })
  const origin = await http.listen({ host: '127.0.0.1', port: 0 })
  return { origin, db, store, used, log, close: async () => { await http.close(); documents.close(); await db.close() } }
}

export const publish = (store: DocumentStore, documents: readonly TrustedDocument[], at = 0): Promise<unknown> => store.publish(documents, { client: null, at: at as Instant, dryRun: false })
