import { defaultDocumentLimits, type DocumentLimits } from '../../graphql/limits/document-limits'

/** Connections that stay open: WebSockets and server-sent events. */
export interface LiveSettings {
  readonly maxConnections: number
  readonly maxConnectionsPerAddress: number
  /** Operations that run at once on one WebSocket. */
  readonly maxSubscriptions: number
  /** A WebSocket must have said connection_init within this, milliseconds. */
  readonly initTimeoutMs: number
  /** Between two pings; one that is not answered by the next ends the connection. Milliseconds. */
  readonly heartbeatMs: number
  /** Bytes on their way to one client before what follows is kept as its newest state. */
  readonly clientBufferBytes: number
  /** A client that takes nothing for so long while there is news is closed, milliseconds. */
  readonly slowClientMs: number
}
export const defaultLiveSettings: LiveSettings = {
  maxConnections: 20_000, maxConnectionsPerAddress: 10_000, maxSubscriptions: 100, initTimeoutMs: 3_000, heartbeatMs: 15_000, clientBufferBytes: 64 * 1024, slowClientMs: 20_000,
}

export interface HttpSettings {
  readonly introspection: boolean
  /** Errors suggest names that are nearly those sent. Never without introspection. */
  readonly suggestions: boolean
  /** Serves the GraphiQL page at /graphiql. */
  readonly graphiql: boolean
  readonly limits: DocumentLimits
  /** Largest request body, bytes. */
  readonly bodyLimitBytes: number
  /** Origins whose pages may read answers, e.g. `https://partner.example`; `*` for any. Empty: none but our own. */
  readonly corsOrigins: readonly string[]
  /** Memory for automatically persisted queries, bytes of their text. */
  readonly persistedQueryBytes: number
  /** Memory for parsed and validated documents, bytes as estimated from their text. */
  readonly documentBytes: number
  /** Responses of this many bytes or more are compressed for clients that accept it. */
  readonly compressFromBytes: number
  /** How long close() waits for requests in flight, milliseconds. */
  readonly drainTimeoutMs: number
  /** During close(), a kept-alive connection that has been silent this long is closed; milliseconds. */
  readonly idleGraceMs: number
  /** A kept-alive connection without requests is closed after this, milliseconds. Longer than the idle timeout of any proxy in front. */
  readonly keepAliveTimeoutMs: number
  /** A request must have arrived whole within this, milliseconds. */
  readonly requestTimeoutMs: number
  /** The headers of a request must have arrived within this, milliseconds; at most `requestTimeoutMs`. */
  readonly headersTimeoutMs: number
  /** `Strict-Transport-Security`, seconds; 0 for none. Only where all of this host is served by TLS. */
  readonly hstsSeconds: number
  /** True behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy: boolean
  readonly live: LiveSettings
}

export const defaultHttpSettings: HttpSettings = {
  introspection: true,
  suggestions: false,
  graphiql: true,
  limits: defaultDocumentLimits,
  bodyLimitBytes: 256 * 1024,
  corsOrigins: [],
  persistedQueryBytes: 4 * 1024 * 1024,
  documentBytes: 64 * 1024 * 1024,
  compressFromBytes: 1024,
  drainTimeoutMs: 10_000,
  idleGraceMs: 400,
  keepAliveTimeoutMs: 72_000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  hstsSeconds: 0,
  trustProxy: false,
  live: defaultLiveSettings,
}
