import type { Logger } from 'pino'
import { neutralMessage } from '../../graphql/errors'
import type { CutResult } from '../../domain/delivery'
import type { ConnectionQueue } from '../../live/delivery/connection-queue'
import type { Caller } from '../../access/principal'
import { executionScopes } from './execution-scopes'
import { SubscriptionFailure, type SubscriptionGroups } from './live-deps'
import type { CheckedSubscription } from './request-record'
import { createSilentStream, type SilentStream } from './silent-stream'

/** A connection, as far as its subscriptions go. */
export interface Holder { readonly queue: ConnectionQueue<CutResult>; readonly streams: Set<SilentStream>; readonly session: Caller | null }

/**
 * Joins the group of a checked subscription. Updates go to the queue, each behind `head`; the stream yields nothing, ends with the source, fails with what
 * the source failed of, and leaves the group when the client closes it. What goes wrong here reaches this subscription alone.
 */
export async function openSubscription({ queue, streams, session }: Holder, { groups, logger }: { readonly groups: SubscriptionGroups; readonly logger: Logger }, { document, operationName, variables, record }: CheckedSubscription, head: Buffer): Promise<SilentStream> {
  const slot = queue.open(head)
  let leave: (() => void) | null = null
  let closed = false
  const stream = createSilentStream(() => {
    closed = true
    streams.delete(stream)
    slot.close()
    leave?.()
    record.admission?.settle(record.cost ?? 0)
  })
  streams.add(stream)
  try {
    const subscription = await groups.subscribe({ document, operationName, variables, scopes: session === null ? [] : executionScopes(session) }, {
      deliver: (cut, since) => { slot.deliver(cut, since) },
      fail: (errors) => { slot.finish(); stream.fail(new SubscriptionFailure(errors)) },
      end: () => { slot.finish(); stream.end() },
    })
    leave = () => { subscription.close() }
    if (closed) leave()
  } catch (error) {
    logger.error({ err: error }, 'a subscription could not be opened')
    stream.fail(new SubscriptionFailure([{ message: neutralMessage, extensions: { code: 'INTERNAL_SERVER_ERROR' } }]))
  }
  return stream
}
