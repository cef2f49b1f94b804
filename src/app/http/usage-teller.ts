import type { Caller } from '../../access/principal'
import type { Instant } from '../../domain/instant'
import type { Timers } from '../../domain/timers'
import { REAL_TIMERS } from '../../usecases/live/turns'
import type { UsageRecorder, UsedOperation } from '../../usecases/metering/ports'
import type { RequestRecord } from './request-record'

/** What was answered, to whom, and how it came. */
export interface Answered { readonly record: RequestRecord; readonly caller: Caller; readonly over: UsedOperation['transport'] }
/** A subscription that is open. */
export interface OpenUse {
  /** A message went out, of so many bytes. */
  delivered(bytes: number): void
  /** It is over. Safe to call twice. */
  close(): void
}
export interface UsageTeller {
  /** Once for each operation, when its answer was written or can not be any more. `bytes`: of the answer before compression, 0 where nothing was sent. */
  answered(answered: Answered, bytes: number, durationMs: number): void
  /** Of one that is told again and again until it is closed. */
  subscription(record: RequestRecord, caller: Caller): OpenUse
  /** Tells what is still to be told. */
  close(): void
}
export interface UsageTellerDeps {
  readonly usage: UsageRecorder
  readonly now: () => Instant
  readonly timers?: Timers
  /** Milliseconds that only rise. */
  readonly elapsed?: () => number
}
/** Open subscriptions are told this often: a process that is killed loses no more of them. Milliseconds. */
export const TELL_EVERY_MS = 5_000

/** Tells use from what requests turned out to be. What was refused before its execution is told by its error, at no cost. Holds an entry for each open subscription. */
export function createUsageTeller({ usage, now, timers = REAL_TIMERS, elapsed = () => performance.now() }: UsageTellerDeps): UsageTeller {
  const open = new Set<() => void>()
  let stop: (() => void) | null = null
  const tellOpen = (): void => { for (const tell of open) tell() }
  const arm = (): void => {
    stop = timers.after(TELL_EVERY_MS, () => {
      tellOpen()
      if (open.size > 0) arm()
      else stop = null
    })
  }
  return {
    answered: ({ record, caller, over }, bytes, durationMs) => {
      const { operationType, operationName, document, fields, cost, actualCost, errors, ran } = record
      usage.operation({
        at: now(), caller, transport: over, type: operationType as UsedOperation['type'], name: operationName, document: fields === null ? null : document, fields,
        estimatedCost: ran ? cost ?? 0 : 0, actualCost: ran ? actualCost ?? cost ?? 0 : 0, errors: errors ?? [], bytes, durationMs,
      })
    },
    subscription: ({ operationName, document }, caller) => {
      let [since, deliveries, bytes] = [elapsed(), 0, 0]
      const tell = (): void => {
        const at = elapsed()
        usage.subscription({ at: now(), caller, name: operationName, document: document ?? '', openMs: at - since, deliveries, bytes })
        since = at
        deliveries = bytes = 0
      }
      open.add(tell)
      if (stop === null) arm()
      return {
        delivered: (size) => {
          deliveries++
          bytes += size
        },
        close: () => { if (open.delete(tell)) tell() },
      }
    },
    close: () => {
      stop?.()
      tellOpen()
      open.clear()
    },
  }
}
