import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Subscriber } from '../../domain/delivery'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import type { LiveEvent } from '../../domain/live-event'
import type { CommentaryDesk } from '../../usecases/commentary/ports'
import type { LiveRaces } from '../../usecases/live/live-races'
import type { LiveMeter } from '../../usecases/live/meter'
import { REAL_TIMERS } from '../../usecases/live/turns'
import type { SqlRunner } from '../../usecases/ports'
import type { LoadedModels } from '../../usecases/prediction'
import { createCommentaryTopic } from '../commentary/commentary-topic'
import { appErrorOf, neutralMessage } from '../errors'
import type { Executor } from '../read/executor'
import { createGroup, type Group } from './group'
import { comingRaces, withKnownRaces } from './known-races'
import { createOddsTopic } from './odds-topic'
import { createPredictionTopic } from './prediction-topic'
import { createRaceTopic } from './race-topic'
import type { Asked } from './subscription-args'
import { readSubscription, type SubscriptionRequest } from './subscription-document'
import type { Topic } from './topic'

export interface GroupsDeps {
  /** Of the served graph. */
  readonly schema: GraphQLSchema
  /** `createExecutor` of the same graph. */
  readonly execute: Executor
  /** The same as the executor has. */
  readonly withRunner: <T>(use: (db: SqlRunner) => Promise<T>) => Promise<T>
  readonly live: LiveRaces
  readonly models: Pick<LoadedModels, 'resolve'>
  /** Left out: there is no commentary. */
  readonly commentary?: Pick<CommentaryDesk, 'watch'>
  readonly now: () => Instant
  /** Left out: those of Node. */
  readonly timers?: Timers
  readonly meter: Pick<LiveMeter, 'gauge'>
  readonly limits?: Partial<GroupLimits>
  /** `createFormatError(...)` of the served graph. */
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError
  /** Told of what nobody foresaw; clients are told that something went wrong. */
  readonly warn: (problem: string, cause: unknown) => void
}
export interface GroupLimits {
  /** Distinct subscriptions that are open together; whoever subscribes alike shares one. */
  readonly maxGroups: number
  /** Failures in a row under one key that end a subscription. */
  readonly mostFailures: number
  /** Between two tries, milliseconds. */
  readonly retryMs: number
}
export const DEFAULT_GROUP_LIMITS: GroupLimits = { maxGroups: 2_000, mostFailures: 3, retryMs: 1_000 }

export interface Subscription { close(): void }
/** `scopes`: what the client may read. */
export type GroupRequest = SubscriptionRequest & { readonly scopes: readonly string[] }
export interface SubscriptionGroups {
  /**
   * Joins the group of those who subscribe alike, or makes it. What is wrong with the request is told to the subscriber alone, by `fail`; this never rejects for it.
   * The first results may be delivered before it resolves.
   */
  subscribe(request: GroupRequest, subscriber: Subscriber<GraphQLFormattedError>): Promise<Subscription>
  /** Groups that are open. */
  readonly size: number
  /** Ends all subscriptions. */
  close(): void
}

/** Subscriptions, executed once for all who subscribe alike. Bounded: `maxGroups` groups, each with a text for each market or race that it tells of. */
export function createSubscriptionGroups(deps: GroupsDeps): SubscriptionGroups {
  const { schema, execute, withRunner, live, now, meter, timers = REAL_TIMERS } = deps
  const limits = { ...DEFAULT_GROUP_LIMITS, ...deps.limits }
  const groups = new Map<string, Group>()
  const byRace = new Map<number, Set<Group>>()
  const everywhere = new Set<Group>()
  let [executions, closed] = [0, false]

  const told = (errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] => errors.map((error) => {
    if (isUnforeseen(error)) deps.warn('a field of a subscription failed', error.originalError ?? error)
    return deps.formatError(error.toJSON(), error)
  })
  const unforeseen = (cause: unknown): readonly GraphQLFormattedError[] => {
    const error = cause instanceof GraphQLError ? cause : cause instanceof AppError ? new GraphQLError(cause.message, { originalError: cause }) : null
    if (error !== null) return told([error])
    deps.warn('a subscription could not be executed', cause)
    return [{ message: neutralMessage, extensions: { code: 'INTERNAL_SERVER_ERROR' } }]
  }
  const topicOf = (asked: Asked): Topic => {
    switch (asked.kind) {
      case 'odds': return createOddsTopic(asked, live, now)
      case 'prediction': return createPredictionTopic(asked, live, deps.models, now)
      case 'race': return createRaceTopic(asked, live, () => withRunner((db) => comingRaces(db, new Date(now()))), now)
      case 'commentary': return createCommentaryTopic(asked, deps.commentary ?? noDesk(), live, now)
    }
  }
  const forget = (key: string, group: Group): void => {
    if (groups.get(key) === group) groups.delete(key)
    everywhere.delete(group)
    for (const raceId of group.topic.races ?? []) {
      const held = byRace.get(raceId)
      held?.delete(group)
      if (held?.size === 0) byRace.delete(raceId)
    }
  }
  const open = (key: string, { document, operationName, variables, scopes }: GroupRequest, asked: Asked, shape: Parameters<typeof createGroup>[0]['shape']): Group => {
    const group: Group = createGroup({
      topic: topicOf(asked), shape, throttleMs: asked.throttleMs, now, timers, formatErrors: told, unforeseen, mostFailures: limits.mostFailures, retryMs: limits.retryMs,
      run: (event) => {
        executions++
        return execute({ document, operationName, variables, context: {}, event, scopes })
      },
      onEmpty: () => { forget(key, group) },
    })
    groups.set(key, group)
    if (group.topic.races === null) everywhere.add(group)
    else for (const raceId of group.topic.races) byRace.set(raceId, (byRace.get(raceId) ?? new Set()).add(group))
    return group
  }
  const known = async (asked: Asked): Promise<Asked> => {
    const complete = await withRunner((db) => withKnownRaces(db, asked))
    if (complete.kind !== 'prediction') return complete
    const model = await deps.models.resolve(complete.model)
    if (!('model' in model) && model.reason === 'NO_MODEL') throw new AppError('BAD_USER_INPUT', model.message)
    return complete
  }

  const onEvents = (events: readonly LiveEvent[]): void => {
    const concerned = new Set(everywhere)
    for (const { raceId } of events) for (const group of byRace.get(raceId) ?? []) concerned.add(group)
    for (const group of concerned) group.events(events)
  }
  const heard = [live.onEvents(onEvents), live.onReset(() => { for (const group of [...groups.values()]) group.reset() })]
  meter.gauge('subscription_groups', 'Distinct subscriptions: one execution serves all who subscribe alike.', () => groups.size)
  meter.gauge('subscription_executions', 'Executions of subscriptions since the start.', () => executions)

  return {
    subscribe: async (request, subscriber) => {
      const none: Subscription = { close: () => undefined }
      try {
        const { asked, fromSequence, shape, identity } = readSubscription(schema, request)
        const key = JSON.stringify([identity, [...request.scopes].sort()])
        const complete = groups.has(key) ? asked : await known(asked)
        if (closed) throw new AppError('OVERLOADED', 'The server is shutting down: subscribe again in a moment.')
        const present = groups.get(key)
        if (present === undefined && groups.size >= limits.maxGroups) throw new AppError('OVERLOADED', `${limits.maxGroups} different subscriptions are open, which is the limit. Subscribe as others do, or try again later.`)
        const group = present ?? open(key, request, complete, shape)
        await group.join(subscriber, fromSequence)
        return { close: () => { group.leave(subscriber) } }
      } catch (cause) {
        subscriber.fail(unforeseen(cause))
        return none
      }
    },
    get size() { return groups.size },
    close: () => {
      closed = true
      for (const one of heard) one.close()
      for (const group of [...groups.values()]) group.end()
    },
  }
}

const noDesk = (): never => { throw new AppError('NOT_FOUND', 'This server writes no commentary.') }
const isUnforeseen = (error: GraphQLError): boolean => {
  const own = appErrorOf(error)
  return own === null ? error.extensions['code'] === undefined || error.extensions['code'] === 'INTERNAL_SERVER_ERROR' : own.code === 'INTERNAL_SERVER_ERROR'
}
