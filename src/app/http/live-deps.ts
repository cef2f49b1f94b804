import type { Logger } from 'pino'
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql'
import type { Instant } from '../../domain/instant'
import type { Subscriber } from '../../domain/delivery'
import type { LiveMeter } from '../../usecases/live/meter'
import type { Gate } from './gate'
import type { ConnectionLimits } from './connection-limits'
import type { HttpSettings } from './http-settings'
import type { CheckedSubscription } from './request-record'
import type { Operations } from './operations'
import type { UsageTeller } from './usage-teller'

/** One execution for all who ask the same. */
export interface SubscriptionGroups {
  subscribe(request: Omit<CheckedSubscription, 'record'> & { readonly scopes: readonly string[] }, subscriber: Subscriber): Promise<{ close(): void }> | { close(): void }
}

/** What subscriptions are served from. */
export interface Subscriptions {
  readonly groups: SubscriptionGroups
  readonly meter: LiveMeter
  readonly now: () => Instant
}

/** What both transports are made of. */
export interface LiveDeps extends Subscriptions {
  readonly gate: Gate
  readonly schema: GraphQLSchema
  readonly operations: Operations
  readonly told: UsageTeller
  /** Shared: a place is a place, whatever it is used for. */
  readonly limits: ConnectionLimits
  readonly settings: HttpSettings
  readonly logger: Logger
}

/** A transport that can be ended. */
export interface Transport {
  /** Sends everybody away with a hint when to come back, and resolves when the last is gone or was cut at the drain timeout. */
  close(): Promise<void>
}

/** Those who were sent away come back spread over so many milliseconds. */
export const RECONNECT_WITHIN_MS = 5_000

/** Ends one subscription with what the client is to be told. */
export class SubscriptionFailure extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? 'the subscription failed')
    this.name = 'SubscriptionFailure'
  }
}
export const tooSlow: GraphQLFormattedError = { message: 'You take updates slower than they come, and took none for a while: the connection is closed. Ask for less, or a larger throttleMs, and connect again.', extensions: { code: 'SLOW_CLIENT' } }
export const shuttingDown: GraphQLFormattedError = { message: `The server is shutting down: reconnect in 0-${RECONNECT_WITHIN_MS} ms.`, extensions: { code: 'OVERLOADED' } }
