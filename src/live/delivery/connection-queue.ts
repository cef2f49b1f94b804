import type { Instant } from '../../domain/instant'
import type { Flusher } from './flusher'

/** What the queue must know of an update; the rest is between who makes it and who writes it out. */
export interface Queued {
  /** Updates with the same key take each other's place. */
  readonly key: string
  readonly sequence: number
  readonly receivedAt: Instant
}
/** A piece of the wire: `head` is the client's own, `text` is shared by all who are sent the same. */
export interface Outgoing { readonly head: Buffer; readonly text: Buffer }

export interface ConnectionQueueOptions<U extends Queued> {
  /** Bytes on their way (`bufferedAmount`) from which on updates are remembered instead of written. One message may go past it. */
  readonly maxBytes: number
  /** Bytes that were written and that the other side has not taken yet. */
  readonly bufferedAmount: () => number
  /** Writes messages together, in order. */
  readonly send: (messages: readonly Outgoing[]) => void
  /** What of an update is news for somebody who knows everything up to `since` (null: nothing yet); null where there is none. */
  readonly splice: (update: U, since: number | null) => Buffer | null
  readonly flusher: Flusher
  /** Receipts of updates as they are handed over, one in so many. */
  readonly onSent?: (receivedAt: Instant, messages: number) => void
  /** So many updates were never sent: newer ones took their place. */
  readonly onConflated?: (count: number) => void
}

/** One subscription on the connection. */
export interface Slot<U extends Queued> {
  /** `since`, where given, takes the place of what the client is known to know of the key. */
  deliver(update: U, since?: number | null): void
  /** Writes what is remembered, however much is on its way: for the last words. */
  finish(): void
  /** Forgets it; nothing is written from now on. */
  close(): void
}
export interface ConnectionQueue<U extends Queued> {
  /** `head`: what stands before each of its messages. `onTaken`: told of each message that is handed over, and its bytes. */
  open(head: Buffer, onTaken?: (bytes: number) => void): Slot<U>
  /** To be called when the other side has taken something. */
  drained(): void
  /** Updates are remembered because the other side does not take what was written. */
  readonly blocked: boolean
  /** Updates that are remembered. */
  readonly waiting: number
  readonly slots: number
  close(): void
}

interface State<U> { readonly head: Buffer; readonly onTaken: ((bytes: number) => void) | undefined; readonly since: Map<string, number | null>; readonly pending: Map<string, U> }

/**
 * What one connection is still to be sent: for each subscription and key the newest update, and what the client knows already. Not a queue of messages: a client
 * that takes nothing for an hour is then sent one message with the state of that time. Bounded: `maxBytes` and a message on their way, and one reference
 * for each subscription, race and market, to updates that everybody shares.
 */
export function createConnectionQueue<U extends Queued>({ maxBytes, bufferedAmount, send, splice, flusher, onSent, onConflated }: ConnectionQueueOptions<U>): ConnectionQueue<U> {
  const states = new Set<State<U>>()
  let [queued, blocked, closed, conflated] = [false, false, false, 0]

  const take = (state: State<U>, room: number, into: Outgoing[]): number => {
    for (const [key, update] of state.pending) {
      if (room <= 0) break
      state.pending.delete(key)
      const since = state.since.get(key) ?? null
      const text = splice(update, since)
      if (since === null || update.sequence > since) state.since.set(key, update.sequence)
      if (text === null) continue
      into.push({ head: state.head, text })
      room -= state.head.length + text.length
      state.onTaken?.(state.head.length + text.length)
      onSent?.(update.receivedAt, 1)
    }
    return room
  }
  const write = (messages: readonly Outgoing[]): void => { if (messages.length > 0) send(messages) }
  const tell = (): void => {
    if (conflated > 0) onConflated?.(conflated)
    conflated = 0
  }
  const turn = {
    flush: () => {
      queued = false
      if (closed) return
      let room = maxBytes - bufferedAmount()
      const messages: Outgoing[] = []
      blocked = false
      let served = 0
      for (const state of states) {
        if (state.pending.size > 0) room = take(state, room, messages)
        blocked = state.pending.size > 0
        if (blocked) break
        served++
      }
      // Who was left out is first next time.
      if (blocked) for (const state of [...states].slice(0, served)) { states.delete(state); states.add(state) }
      write(messages)
      tell()
    },
  }
  const wake = (): void => {
    if (queued || closed) return
    queued = true
    flusher.add(turn)
  }
  return {
    open: (head, onTaken) => {
      const state: State<U> = { head, onTaken, since: new Map(), pending: new Map() }
      states.add(state)
      return {
        deliver: (update, since) => {
          if (!states.has(state)) return
          if (since !== undefined) state.since.set(update.key, since)
          if (state.pending.has(update.key)) conflated++
          state.pending.set(update.key, update)
          if (!blocked) wake()
        },
        finish: () => {
          if (!states.has(state)) return
          const messages: Outgoing[] = []
          take(state, Infinity, messages)
          write(messages)
        },
        close: () => { states.delete(state) },
      }
    },
    drained: () => { if (blocked && bufferedAmount() < maxBytes) wake() },
    get blocked() { return blocked },
    get waiting() { return [...states].reduce((sum, { pending }) => sum + pending.size, 0) },
    get slots() { return states.size },
    close: () => {
      closed = true
      states.clear()
      tell()
    },
  }
}
