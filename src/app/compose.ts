import type { Logger } from 'pino'
import type { Instant } from '../domain/instant'
import { createExecutor } from '../graphql/read/executor'
import { buildGraph } from '../graphql/schema'
import { featureReader } from '../storage/features/feature-reader'
import { rememberedHistoryBehind } from '../storage/features/history-behind'
import { rememberedHistoryBuilt } from '../storage/features/history-built'
import { ledgerOver } from '../storage/ledger/prediction-ledger'
import { scoreStore } from '../storage/ledger/score-store'
import { createPool } from '../storage/pool'
import { withRunner } from '../storage/sql-runner'
import type { Clock } from './clock'
import type { Config } from './config/read-config'
import { httpSettingsOf } from './config/http-settings-of'
import { driftReferences } from './drift-references'
import { createHttpServer } from './http/create-http-server'
import type { HttpServer } from './http/create-http-server'
import { keepFeaturesFresh } from './keep-features-fresh'
import { keepTracking } from './keep-tracking'
import { openModels, openModelStore } from './model-folders'
import { warnOfModels } from './warn-of-models'

export interface Gateway {
  readonly http: HttpServer
  /** Ends the HTTP side and the work beside it, then the connections. Safe to call twice. */
  close(): Promise<void>
}
export interface GatewayDeps { readonly config: Config; readonly clock: Clock; readonly databaseUrl: string; readonly logger: Logger }

/** The one place where the parts are put together: pool, read path, graph, HTTP. The database is there and migrated. */
export const composeGateway = async ({ config, clock, databaseUrl, logger }: GatewayDeps): Promise<Gateway> => {
  const pool = createPool({
    url: databaseUrl, size: config.RACEGRAPH_POOL_SIZE, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS, statementTimeoutMs: config.RACEGRAPH_STATEMENT_TIMEOUT_MS, pipeline: true,
    onError: (err) => { logger.warn({ err }, 'an idle database connection broke; it will be replaced') },
  })
  const models = openModels(config, (model, problem) => { logger.warn({ model }, `there are no predictions by ${model}: ${problem}`) })
  if (config.RACEGRAPH_PRIORITY.length > 0) logger.warn({ priority: config.RACEGRAPH_PRIORITY }, 'RACEGRAPH_PRIORITY is set: models with rules decide contradictions by it, and may give other chances than those that they were evaluated by')
  const reference = driftReferences(openModelStore(config))
  const alert = { races: config.RACEGRAPH_TRACKING_RACES, nats: config.RACEGRAPH_TRACKING_ALERT }
  try {
    const read = await createExecutor({
      buildSchema: buildGraph, withRunner: (use) => withRunner(pool, use, config.RACEGRAPH_PREPARED_STATEMENTS),
      services: {
        now: () => clock.now().getTime() as Instant, features: featureReader, historyReady: rememberedHistoryBuilt(), historyBehind: rememberedHistoryBehind(() => performance.now()),
        models, ledger: ledgerOver, warn: (problem, err) => { logger.error({ err }, problem) },
        tracking: { store: scoreStore, reference, alert },
      },
    })
    const http = await createHttpServer({
      schema: buildGraph(),
      executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context }),
      config: httpSettingsOf(config), logger,
      health: { reasons: async () => { await withRunner(pool, (db) => db.rows('SELECT 1', [])); return [] } },
    })
    const refresher = keepFeaturesFresh({ pool, clock, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger })
    const tracker = keepTracking({ pool, clock, home: config.RACEGRAPH_HOME, cards: () => models.cards(), reference, alert, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger })
    const warned = warnOfModels(openModelStore(config), models, logger)
    let closed: Promise<void> | undefined
    return { http, close: () => closed ??= Promise.all([http.close(), refresher.stop(), tracker.stop(), warned]).then(() => models.dispose()).finally(() => pool.end()) }
  } catch (error) {
    await Promise.all([models.dispose(), pool.end()])
    throw error
  }
}
