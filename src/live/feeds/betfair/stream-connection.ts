import { connect, type TLSSocket } from 'node:tls'
import type { Instant } from '../../../domain/instant'
import type { Timers } from '../../../domain/timers'
import type { ChangeMessage } from '../../book/change-message'
import { createLineSplitter } from './framing'
import type { Note } from './notes'
import { authenticationRequest, parseServerMessage, requestLine, type StatusMessage } from './stream-messages'
import { createWatchdog } from './watchdog'

/** How a connection ended. `code`: as the server named it, null where it did not. `lost`: our books may not be what the clocks say. */
export interface StreamEnd { readonly code: string | null; readonly detail: string; readonly request: 'authentication' | 'marketSubscription' | null; readonly lost: boolean }
export interface StreamOptions {
  readonly host: string
  readonly port: number
  readonly ca: string | null
  readonly appKey: string
  readonly token: string
  readonly heartbeatMs: number
  readonly nextId: () => number
  readonly now: () => Instant
  readonly timers: Timers
  readonly note: Note
  /** The next subscription; asked for as soon as the server knows us, and by `subscribe`. */
  readonly subscription: () => { readonly id: number; readonly request: object }
  /** Every line before it is parsed. */
  readonly onLine: (line: Buffer, receivedAt: Instant) => void
}
export interface StreamHandlers {
  readonly subscribed: () => void
  /** A message of the subscription that stands. */
  readonly message: (message: ChangeMessage, receivedAt: Instant) => void
  /** Too many markets; the connection stays, without a subscription. */
  readonly limited: () => void
  /** Once, and nothing after it. */
  readonly ended: (end: StreamEnd) => void
}
export interface StreamConnection {
  /** Subscribes anew; what still comes of the subscription before is let be. */
  subscribe(): void
  /** Stops and goes on reading; before there is a subscription it does nothing. */
  hold(held: boolean): void
  close(end: StreamEnd): void
}

/** For the connection with its greeting, and for the answer to each request. */
const ANSWER_MS = 30_000
/** The delayed application key. */
const DELAYED_MS = 180_000

/** One connection: greeting, authentication, subscription, changes. Subscribes at once, since a connection that is idle for 15 s is closed. */
export function openStream(options: StreamOptions, handlers: StreamHandlers): StreamConnection {
  const { now, timers, note, appKey, token } = options
  let awaited: { readonly op: 'authentication' | 'marketSubscription'; readonly id: number } | null = null
  let subscriptionId: number | null = null
  let cancelDeadline = (): void => undefined
  let [over, authenticated, live] = [false, false, false]
  const watchdog = createWatchdog({ now, timers, silent: (ms) => { finish({ detail: `nothing came for ${ms} ms` }) } })

  const finish = ({ code = null, detail, request = null, lost = false }: { code?: string | null; detail: string; request?: StreamEnd['request']; lost?: boolean }): void => {
    if (over) return
    over = true
    cancelDeadline()
    watchdog.stop()
    socket.destroy()
    handlers.ended({ code, detail, request, lost })
  }
  const expect = (what: string): void => {
    cancelDeadline()
    cancelDeadline = timers.after(ANSWER_MS, () => { finish({ detail: `${what} did not come within ${ANSWER_MS / 1000} s` }) })
  }
  const send = (op: 'authentication' | 'marketSubscription', id: number, request: object): void => {
    awaited = { op, id }
    expect(`the answer to the ${op}`)
    socket.write(requestLine(request))
  }
  const subscribe = (): void => {
    if (over || !authenticated) return
    const { id, request } = options.subscription()
    subscriptionId = id
    send('marketSubscription', id, request)
  }
  /** The server repeats our requests in its messages, secrets included. */
  const clean = (text: string | undefined): string => (text ?? '').replaceAll(token, '***').replaceAll(appKey, '***').replace(/((?:session|appKey)\W{1,3})[^'",}\s]+/gi, '$1***').slice(0, 300)

  const onStatus = (status: StatusMessage): void => {
    const { id, statusCode, errorCode, errorMessage, connectionClosed, connectionsAvailable } = status
    const ours = awaited !== null && (id === undefined || id === null || id === awaited.id) ? awaited : null
    if (statusCode === 'SUCCESS') {
      if (ours === null) return
      awaited = null
      cancelDeadline()
      if (ours.op === 'authentication') {
        authenticated = true
        note('debug', 'the Betfair stream knows us', { connectionsAvailable })
        subscribe()
      } else { live = true; watchdog.start(options.heartbeatMs); handlers.subscribed() }
      return
    }
    const detail = `${errorCode ?? 'FAILURE'}: ${clean(errorMessage)}`
    if (errorCode === 'SUBSCRIPTION_LIMIT_EXCEEDED' && connectionClosed === false) {
      if (ours === null) return
      awaited = null
      subscriptionId = null
      expect('a smaller subscription')
      note('warn', 'the Betfair stream does not take so many markets at once', { detail })
      handlers.limited()
      return
    }
    if (ours === null && connectionClosed === false) { note('warn', 'the Betfair stream complains about an earlier request', { detail }); return }
    finish({ code: errorCode ?? null, detail, request: ours?.op ?? null })
  }
  const onChange = (message: ChangeMessage, receivedAt: Instant): void => {
    if (subscriptionId === null || (message.id !== undefined && message.id !== null && message.id !== subscriptionId)) return
    if (typeof message.heartbeatMs === 'number') watchdog.start(message.heartbeatMs)
    if (message.conflateMs === DELAYED_MS) note('warn', 'Betfair holds prices back for 3 minutes: the application key in BETFAIR_APP_KEY is a delayed one', { conflateMs: DELAYED_MS })
    try { handlers.message(message, receivedAt) } catch (error) { finish({ detail: `a message could not be taken: ${(error as Error).message}`, lost: true }) }
  }
  const splitter = createLineSplitter((line) => {
    if (over) return
    const receivedAt = now()
    options.onLine(line, receivedAt)
    const message = parseServerMessage(line)
    if (message === null) return
    if (message.op === 'mcm') onChange(message, receivedAt)
    else if (message.op === 'status') onStatus(message)
    else {
      note('info', 'connected to the Betfair stream', { connectionId: (message.connectionId ?? '').slice(0, 60) })
      const id = options.nextId()
      send('authentication', id, authenticationRequest(id, appKey, token))
    }
  })
  const socket: TLSSocket = connect({ host: options.host, port: options.port, ...(options.ca === null ? {} : { ca: options.ca }) })
  socket.setNoDelay(true)
  socket.on('data', (chunk: Buffer) => {
    watchdog.heard()
    try { splitter.push(chunk) } catch (error) { finish({ detail: (error as Error).message }) }
  })
  socket.on('error', (error: NodeJS.ErrnoException) => { finish({ detail: `${error.code ?? 'error'}: ${error.message}` }) })
  socket.on('close', () => { finish({ detail: 'the server closed the connection' }) })
  expect('the greeting')

  return {
    subscribe,
    hold: (held) => { if (!live) return; if (held) { socket.pause(); watchdog.hold(true) } else { watchdog.hold(false); socket.resume() } },
    close: (end) => { finish(end) },
  }
}
