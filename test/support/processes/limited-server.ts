import pino from 'pino'
import type { Instant } from '../../../src/domain/instant'
import { createLimiter } from '../../../src/access/limits/limiter'
import { createMemoryStore } from '../../../src/access/limits/memory-store'
import { tiersOf } from '../../../src/access/limits/tiers'
import type { Caller } from '../../../src/access/principal'
import { ALL_BUT_ADMIN } from '../../../src/access/scope'
import { createHttpServer } from '../../../src/app/http/create-http-server'
import { defaultHttpSettings } from '../../../src/app/http/http-settings'
import { openGate } from '../../../src/app/http/gate'
import { createExecutor } from '../../../src/graphql/read/executor'
import { buildGraph } from '../../../src/graphql/schema'
import { featureReader } from '../../../src/storage/features/feature-reader'
import { ledgerOver } from '../../../src/storage/ledger/prediction-ledger'
import { createPool } from '../../../src/storage/pool'
import { withRunner } from '../../../src/storage/sql-runner'

/** The gateway over a database, with keys that are the names of tiers: `flooded` has the cost a minute of the second argument, `quiet` has no limit. Says where. */
async function main([url = '', costPerMinute = '']: readonly string[]): Promise<void> {
  const pool = createPool({ url, size: 4, acquireTimeoutMs: 5_000, statementTimeoutMs: 10_000, pipeline: true, onError: (error) => { throw error } })
  // What the questions of the test read from, and no more.
  const read = await createExecutor({ buildSchema: buildGraph, withRunner: (use) => withRunner(pool, use, 100), services: { now: () => Date.now() as Instant, features: featureReader, ledger: ledgerOver } as never })
  const none = { costPerDay: null, costPerMinuteByAddress: null, subscriptions: null, connections: null }
  const tiers = tiersOf({ flooded: { ...none, costPerMinute: Number(costPerMinute), operations: 10 }, quiet: { ...none, costPerMinute: null, operations: null } }, () => undefined)
  const limiter = createLimiter({ store: createMemoryStore(Date.now), tiers, measureOnly: false, whenUnavailable: 'closed', refused: () => undefined, now: Date.now })
  const server = await createHttpServer({
    schema: buildGraph(), config: defaultHttpSettings, logger: pino({ level: 'error' }, pino.destination(2)), health: { reasons: async () => [] },
    gate: { ...openGate, limiter, access: { authenticate: async (_params, { headers }): Promise<Caller['principal']> => { const key = String(headers['x-key']); return { id: `key:${key}`, kind: 'key', tier: key, scopes: ALL_BUT_ADMIN, expiresAt: null, standing: () => null } } } },
    executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
  })
  const origin = await server.listen({ host: '127.0.0.1', port: 0 })
  process.stdout.write(`serves ${origin}\n`)
}
main(process.argv.slice(2)).catch((error: unknown) => { process.stderr.write(`${String(error)}\n`); process.exitCode = 1 })
