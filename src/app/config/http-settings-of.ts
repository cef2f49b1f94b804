import type { HttpSettings } from '../http/http-settings'
import type { Config } from './read-config'

/** What the HTTP side needs of the settings. */
export const httpSettingsOf = (config: Config): HttpSettings => ({
  introspection: config.RACEGRAPH_INTROSPECTION,
  suggestions: config.RACEGRAPH_INTROSPECTION && config.NODE_ENV === 'development',
  graphiql: config.RACEGRAPH_GRAPHIQL,
  limits: {
    maxCharacters: config.RACEGRAPH_MAX_CHARACTERS,
    maxTokens: config.RACEGRAPH_MAX_TOKENS,
    maxDepth: config.RACEGRAPH_MAX_DEPTH,
    maxIntrospectionDepth: config.RACEGRAPH_MAX_INTROSPECTION_DEPTH,
    maxAliases: config.RACEGRAPH_MAX_ALIASES,
    maxRootFields: config.RACEGRAPH_MAX_ROOT_FIELDS,
    maxFields: config.RACEGRAPH_MAX_FIELDS,
    maxRepeats: config.RACEGRAPH_MAX_REPEATS,
    maxDirectives: config.RACEGRAPH_MAX_DIRECTIVES,
    maxDirectivesOnOne: config.RACEGRAPH_MAX_DIRECTIVES_ON_ONE,
    maxCost: config.RACEGRAPH_MAX_COST,
    assumedListSize: config.RACEGRAPH_ASSUMED_LIST_SIZE,
  },
  bodyLimitBytes: config.RACEGRAPH_BODY_LIMIT_BYTES,
  corsOrigins: config.RACEGRAPH_CORS_ORIGINS,
  persistedQueryBytes: config.RACEGRAPH_PERSISTED_QUERY_BYTES,
  documentBytes: config.RACEGRAPH_DOCUMENT_BYTES,
  compressFromBytes: config.RACEGRAPH_COMPRESS_FROM_BYTES,
  drainTimeoutMs: config.RACEGRAPH_DRAIN_TIMEOUT_MS,
  idleGraceMs: config.RACEGRAPH_IDLE_GRACE_MS,
  keepAliveTimeoutMs: config.RACEGRAPH_KEEP_ALIVE_TIMEOUT_MS,
  requestTimeoutMs: config.RACEGRAPH_REQUEST_TIMEOUT_MS,
  headersTimeoutMs: Math.min(config.RACEGRAPH_HEADERS_TIMEOUT_MS, config.RACEGRAPH_REQUEST_TIMEOUT_MS),
  hstsSeconds: config.RACEGRAPH_HSTS_SECONDS,
  trustProxy: config.RACEGRAPH_TRUST_PROXY,
  live: {
    maxConnections: config.RACEGRAPH_MAX_CONNECTIONS,
    maxConnectionsPerAddress: config.RACEGRAPH_MAX_CONNECTIONS_PER_ADDRESS,
    maxSubscriptions: config.RACEGRAPH_MAX_SUBSCRIPTIONS,
    initTimeoutMs: config.RACEGRAPH_CONNECTION_INIT_MS,
    heartbeatMs: config.RACEGRAPH_HEARTBEAT_MS,
    clientBufferBytes: config.RACEGRAPH_CLIENT_BUFFER_BYTES,
    slowClientMs: config.RACEGRAPH_SLOW_CLIENT_MS,
  },
})
