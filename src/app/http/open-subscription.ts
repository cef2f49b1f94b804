import type { Logger } from 'pino'
import { neutralMessage } from '../../graphql/errors'
import type { CutResult, DeliveredError } from '../../domain/delivery'
import type { ConnectionQueue } from '../../live/delivery/connection-queue'
import type { Caller } from '../../access/principal'
import { executionScopes } from './execution-scopes'
import { SubscriptionFailure, type SubscriptionGroups } from './live-deps'
import type { UsageTeller } from './usage-teller'
import type { CheckedSubscription } from './request-record'
import { createSilentStream, type SilentStream } from './silent-stream'

/** A connection, as far as its subscriptions go. */
export interface Holder { readonly queue: ConnectionQueue<CutResult>; readonly streams: Set<SilentStream>; readonly session: Caller | null }

/** `refused`: is given what is to be called with the bytes of the error that the client is sent instead of a first result. */
export interface Use { readonly told: UsageTeller; readonly over: 'websocket' | 'sse'; readonly durationMs: number; readonly refused: (tell: (bytes: number) => void) => void }

/**
 * Joins the group of a checked subscription. Updates go to the queue, each behind `head`; the stream yields nothing, ends with the source, fails with what
 * the source failed of, and leaves the group when the client closes it. What goes wrong here reaches this subscription alone.
 */
export async function openSubscription({ queue, streams, session }: Holder, { groups, logger }: { readonly groups: SubscriptionGroups; readonly logger: Logger }, { document, operationName, variables, record }: CheckedSubscription, head: Buffer, use: Use): Promise<SilentStream> {
  const open = session === null ? null : use.told.subscription(record, session)
  const slot = queue.open(head, open?.delivered)
  let answered = false
  const tell = (bytes: number): void => { if (session !== null) use.told.answered({ record, caller: session, over: use.over }, bytes, use.durationMs) }
  const refuse = (errors: readonly DeliveredError[]): void => {
    if (answered) return
    answered = true
    record.errors = errors.map(({ extensions }) => String(extensions?.['code'] ?? ''))
    record.ran = false
    use.refused(tell)
  }
  let leave: (() => void) | null = null
  let closed = false
  const stream = createSilentStream(() => {
    closed = true
    streams.delete(stream)
    slot.close()
    leave?.()
    open?.close()
    record.admission?.settle(record.cost ?? 0)
  })
  streams.add(stream)
  try {
    const subscription = await groups.subscribe({ document, operationName, variables, scopes: session === null ? [] : executionScopes(session) }, {
      deliver: (cut, since) => { slot.deliver(cut, since) },
      fail: (errors) => { refuse(errors); slot.finish(); stream.fail(new SubscriptionFailure(errors)) },
      end: () => { slot.finish(); stream.end() },
    })
    if (!answered) tell(0)
    answered = true
    leave = () => { subscription.close() }
    if (closed) leave()
  } catch (error) {
    logger.error({ err: error }, 'a subscription could not be opened')
    const errors = [{ message: neutralMessage, extensions: { code: 'INTERNAL_SERVER_ERROR' } }]
    refuse(errors)
    stream.fail(new SubscriptionFailure(errors))
  }
  return stream
}
