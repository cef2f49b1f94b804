import type { Logger } from 'pino'
import type { Instant } from '../domain/instant'
import { createFormatError } from '../graphql/errors'
import { createSubscriptionGroups } from '../graphql/live/groups'
import { asSubgraph } from '../graphql/federation/as-subgraph'
import { createExecutor } from '../graphql/read/executor'
import { buildGraph } from '../graphql/schema'
import { featureReader } from '../storage/features/feature-reader'
import { rememberedHistoryBehind } from '../storage/features/history-behind'
import { rememberedHistoryBuilt } from '../storage/features/history-built'
import { ledgerOver } from '../storage/ledger/prediction-ledger'
import { scoreStore } from '../storage/ledger/score-store'
import { opinionStore } from '../storage/opinions/opinion-store'
import { usageReports } from '../storage/metering/usage-reports'
import { createPool } from '../storage/pool'
import { withRunner } from '../storage/sql-runner'
import type { Clock } from './clock'
import type { Config } from './config/read-config'
import { httpSettingsOf } from './config/http-settings-of'
import { openDocuments } from './documents/open-documents'
import { driftReferences } from './drift-references'
import { createHttpServer } from './http/create-http-server'
import type { HttpServer } from './http/create-http-server'
import { composeDesk } from './commentary/compose-desk'
import { keepFeaturesFresh } from './keep-features-fresh'
import { executionScopes } from './http/execution-scopes'
import type { GraphContext } from './http/request-record'
import { addFeedRoutes } from './http/feed-routes'
import { addMetricsRoute } from './http/metrics-route'
import { keepTracking } from './keep-tracking'
import { openUsage } from './metering/open-usage'
import { composeLive, type LiveSide, type Role } from './live/compose-live'
import { createMetrics } from './metrics'
import type { Feed } from '../live/feed'
import { openModels, openModelStore } from './model-folders'
import { openLimiter } from './access/limits/open-limiter'
import { openAccess, type OpenedAccess } from './access/open-access'
import { openLlmSide, type LlmSide } from './llm/llm-side'
import { keepOpinions } from './opinions/keep-opinions'
import { withOpinionModels } from './opinions/opinion-models'
import { warnOfModels } from './warn-of-models'
import { keepWebhooks } from './webhooks/keep-webhooks'

export interface Gateway {
  readonly http: HttpServer
  readonly live: LiveSide
  /** Ends the HTTP side and the work beside it, then the connections. Safe to call twice. */
  close(): Promise<void>
}
export interface GatewayDeps {
  readonly config: Config
  readonly clock: Clock
  readonly databaseUrl: string
  readonly logger: Logger
  /** `api`: markets are held, features refreshed and models tracked by workers elsewhere. */
  readonly role?: Exclude<Role, 'worker'>
  /** Beside those of the settings. */
  readonly feeds?: readonly Feed[]
  /** Markets of feeds that no card knows get races of their own. */
  readonly createRaces?: boolean
}

/** The one place where the parts are put together: pool, read path, graph, HTTP. The database is there and migrated. */
export const composeGateway = async ({ config, clock, databaseUrl, logger, role = 'all', feeds = [], createRaces = false }: GatewayDeps): Promise<Gateway> => {
  const pool = createPool({
    url: databaseUrl, size: config.RACEGRAPH_POOL_SIZE, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS, statementTimeoutMs: config.RACEGRAPH_STATEMENT_TIMEOUT_MS, pipeline: true,
    onError: (err) => { logger.warn({ err }, 'an idle database connection broke; it will be replaced') },
  })
  const models = withOpinionModels(openModels(config, (model, problem) => { logger.warn({ model }, `there are no predictions by ${model}: ${problem}`) }), config)
  if (config.RACEGRAPH_PRIORITY.length > 0) logger.warn({ priority: config.RACEGRAPH_PRIORITY }, 'RACEGRAPH_PRIORITY is set: models with rules decide contradictions by it, and may give other chances than those that they were evaluated by')
  const reference = driftReferences(openModelStore(config))
  const alert = { races: config.RACEGRAPH_TRACKING_RACES, nats: config.RACEGRAPH_TRACKING_ALERT }
  const metrics = createMetrics()
  const now = (): Instant => clock.now().getTime() as Instant
  const warn = (problem: string, err: unknown): void => { logger.error({ err }, problem) }
  const readWith: Parameters<typeof createExecutor>[0]['withRunner'] = (use) => withRunner(pool, use, config.RACEGRAPH_PREPARED_STATEMENTS)
  const usage = openUsage({ config, clock, databaseUrl, logger, meter: metrics.meter })
  const limiter = openLimiter({ config, logger, metrics, now })
  const documents = openDocuments({ config, open: readWith, warn })
  let access: OpenedAccess | null = null
  let live: LiveSide | null = null
  let llm: LlmSide | null = null
  try {
    const opened = access = openAccess({ config, open: readWith, now, logger, warn })
    const { client, pool: llmPool, close: closeLlm } = llm = await openLlmSide({ config, clock, logger, databaseUrl, meter: metrics.meter })
    const desk = composeDesk(llm, { config, clock, logger, models })
    const graph = config.RACEGRAPH_FEDERATION ? () => asSubgraph(buildGraph(), { introspection: config.RACEGRAPH_INTROSPECTION }) : buildGraph
    const read = await createExecutor({
      buildSchema: graph, withRunner: readWith,
      services: {
        now, features: featureReader, historyReady: rememberedHistoryBuilt(), historyBehind: rememberedHistoryBehind(() => performance.now()),
        models, ledger: ledgerOver, commentary: desk, opinions: (db) => opinionStore((use) => use(db)), warn, usage: usageReports,
        tracking: { store: scoreStore, reference, alert },
      },
    })
    const schema = graph()
    live = await composeLive({ config, clock, logger, pool, databaseUrl, models, meter: metrics.meter, role, feeds, createRaces })
    const { races, webhook, reasons, close: closeLive } = live
    const groups = createSubscriptionGroups({
      schema, execute: read, withRunner: readWith, live: races, models, commentary: desk, now, meter: metrics.meter, warn, formatError: createFormatError({ hideSchema: !config.RACEGRAPH_INTROSPECTION, suggestions: httpSettingsOf(config).suggestions }),
    })
    const http = await createHttpServer({
      schema, subscriptions: { groups, meter: metrics.meter, now }, gate: { access: opened, limiter, usage },
      executor: ({ document, operationName, request, context }) => read({ document, operationName, variables: request.variables, context, scopes: executionScopes((context as GraphContext).caller), principal: (context as GraphContext).caller.principal.id }),
      config: httpSettingsOf(config), logger, documents,
      health: { reasons: async () => { await withRunner(pool, (db) => db.rows('SELECT 1', [])); return reasons() } },
    })
    addMetricsRoute(http.app, metrics)
    if (webhook !== null && config.RACEGRAPH_WEBHOOK_SECRET !== null) addFeedRoutes(http.app, { webhook, secret: config.RACEGRAPH_WEBHOOK_SECRET, now, logger })
    const keepers = role === 'api' ? [] : [
      keepFeaturesFresh({ pool, clock, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger }),
      keepTracking({ pool, clock, home: config.RACEGRAPH_HOME, cards: () => models.cards(), reference, alert, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger }),
    ]
    const opinions = role === 'api' ? null : keepOpinions({ pool: llmPool, clock, client, models, logger, config })
    const webhooks = role === 'api' || !config.RACEGRAPH_WEBHOOKS ? null : keepWebhooks({ config, clock, databaseUrl, logger, meter: metrics.meter, models })
    const warned = warnOfModels(openModelStore(config), models, logger)
    let closed: Promise<void> | undefined
    const close = async (): Promise<void> => {
      await http.close()
      documents.documents.close()
      groups.close()
      await Promise.all([usage.close(), opened.close()])
      await Promise.all([desk.close(), closeLive(), warned, opinions?.stop(), webhooks?.close(), ...keepers.map((keeper) => keeper.stop())])
      await Promise.all([closeLlm(), limiter.close()])
      await models.dispose()
    }
    return { http, live, close: () => closed ??= close().finally(() => pool.end()) }
  } catch (error) {
    documents.documents.close()
    await Promise.all([access?.close(), live?.close(), llm?.close(), limiter.close(), usage.close()])
    await Promise.all([models.dispose(), pool.end()])
    throw error
  }
}
