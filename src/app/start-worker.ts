import { createPool } from '../storage/pool'
import { withRunner } from '../storage/sql-runner'
import type { Instant } from '../domain/instant'
import { assertPortFree } from './assert-port-free'
import type { Closers } from './closers'
import { httpSettingsOf } from './config/http-settings-of'
import { driftReferences } from './drift-references'
import { createWorkerServer } from './http/create-worker-server'
import { keepFeaturesFresh } from './keep-features-fresh'
import { keepTracking } from './keep-tracking'
import { composeLive } from './live/compose-live'
import { createMetrics } from './metrics'
import { openModels, openModelStore } from './model-folders'
import { openLlmSide } from './llm/llm-side'
import { keepOpinions } from './opinions/keep-opinions'
import { withOpinionModels } from './opinions/opinion-models'
import { openDatabase } from './open-database'
import { keepSeason, prepareData } from './prepare-data'
import { openAll, type StartDeps } from './start-deps'
import { keepWebhooks } from './webhooks/keep-webhooks'

export interface RunningWorker {
  /** Where health and metrics are; null without a port. */
  readonly url: string | null
  /** Names of the feeds. */
  readonly feeds: readonly string[]
  /** Stops the feeds, writes down what is on its way, gives its races up. Safe to call twice. */
  close(): Promise<void>
  /** The same without waiting for anybody. */
  closeAtOnce(): Promise<void>
}

/** From settings to a worker: database, schema, demonstration season, feeds, predictions; `port` for health and metrics, null for none. Resolves to null when `signal` was aborted on the way. */
export const startWorkerProcess = (deps: StartDeps, port: number | null): Promise<RunningWorker | null> => openAll(deps.logger, (closers) => open(deps, port, closers))

const open = async (deps: StartDeps, port: number | null, closers: Closers): Promise<RunningWorker | null> => {
  const { config, clock, logger, signal } = deps
  if (port !== null) await assertPortFree(config.HOST, port)
  const database = await openDatabase(config)
  closers.add(() => database.close())
  if (signal.aborted) return null
  const data = { ...deps, databaseUrl: database.url }
  const demonstration = await prepareData(data)
  if (demonstration === null) return null
  const pool = createPool({
    url: database.url, size: config.RACEGRAPH_POOL_SIZE, acquireTimeoutMs: config.RACEGRAPH_ACQUIRE_TIMEOUT_MS, statementTimeoutMs: config.RACEGRAPH_STATEMENT_TIMEOUT_MS, applicationName: 'racegraph ingest',
    onError: (err) => { logger.warn({ err }, 'an idle database connection broke; it will be replaced') },
  })
  closers.add(() => pool.end())
  const models = withOpinionModels(openModels(config, (model, problem) => { logger.warn({ model }, `there are no predictions by ${model}: ${problem}`) }), config)
  closers.add(() => models.dispose())
  const metrics = createMetrics()
  const live = await composeLive({ config, clock, logger, pool, databaseUrl: database.url, models, meter: metrics.meter, role: 'worker' })
  closers.add(() => live.close())
  const alert = { races: config.RACEGRAPH_TRACKING_RACES, nats: config.RACEGRAPH_TRACKING_ALERT }
  for (const keeper of [
    keepFeaturesFresh({ pool, clock, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger }),
    keepTracking({ pool, clock, home: config.RACEGRAPH_HOME, cards: () => models.cards(), reference: driftReferences(openModelStore(config)), alert, everyMs: config.RACEGRAPH_FEATURE_REFRESH_MS, logger }),
  ]) closers.add(() => keeper.stop())
  const llm = await openLlmSide({ config, clock, logger, databaseUrl: database.url, meter: metrics.meter })
  closers.add(() => llm.close())
  const opinions = keepOpinions({ pool: llm.pool, clock, client: llm.client, models, logger, config })
  if (opinions !== null) closers.add(() => opinions.stop())
  if (config.RACEGRAPH_WEBHOOKS) { const webhooks = keepWebhooks({ config, clock, databaseUrl: database.url, logger, meter: metrics.meter, models }); closers.add(() => webhooks.close()) }
  keepSeason(data, demonstration, closers)
  const { webhook } = live
  const secret = config.RACEGRAPH_WEBHOOK_SECRET
  const http = createWorkerServer({
    metrics, logger, bodyLimitBytes: httpSettingsOf(config).bodyLimitBytes,
    health: { reasons: async () => { await withRunner(pool, (db) => db.rows('SELECT 1', [])); return live.reasons() } },
    feeds: webhook === null || secret === null ? null : { webhook, secret, now: () => clock.now().getTime() as Instant },
  })
  closers.add(() => http.close())
  const url = port === null ? null : await http.listen({ host: config.HOST, port })
  return { url, feeds: live.worker?.feeds.map(({ name }) => name) ?? [], close: () => closers.close(), closeAtOnce: () => database.close() }
}
