import { AppError } from '../../../domain/errors'
import type { Timers } from '../../../domain/timers'
import { CROWDED, RECONNECT, waitMs } from './back-off'
import { loginRefusal } from './login-status'
import type { Note } from './notes'
import type { Post } from './post'
import { certificateUrl, type BetfairSettings } from './settings'
import { pause } from './timers'

export interface SessionDeps {
  readonly post: Post
  readonly now: () => number
  readonly random: () => number
  readonly timers: Timers
  readonly note: Note
  /** How long a session lives without a keepAlive; it is kept alive after a quarter of it. */
  readonly lifeMs: number
}
/** One session at Betfair, shared by all that need one. Its token is never logged. */
export interface Session {
  /** The token, after a login where there is none. Waits out whatever passes. @throws AppError CONFIG_INVALID for what no retry mends; Error when `signal` is aborted */
  token(signal: AbortSignal): Promise<string>
  /** Betfair does not accept this token. The next login comes after a pause that grows while new ones are not accepted either. */
  refused(token: string): void
  /** Betfair accepted the token. */
  accepted(): void
  close(): void
}

type Settings = Pick<BetfairSettings, 'appKey' | 'username' | 'password' | 'certificate' | 'identityUrl'>
interface Reply { readonly token: string | null; readonly status: string }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const readReply = (body: string): Reply => {
  const reply = JSON.parse(body) as Readonly<Record<string, unknown>>
  const status = textOf(reply['loginStatus']) || textOf(reply['status'])
  const token = textOf(reply['sessionToken']) || textOf(reply['token'])
  return status === 'SUCCESS' ? { token: token === '' ? null : token, status } : { token: null, status: textOf(reply['error']) || status }
}

export function createSession(settings: Settings, { post, now, random, timers, note, lifeMs }: SessionDeps): Session {
  let current: string | null = null
  let pending: Promise<string> | null = null
  let stopKeeping = (): void => undefined
  let [refusals, loggedInAt] = [0, -Infinity]
  const closing = new AbortController()
  const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded', 'X-Application': settings.appKey }

  const logIn = async (signal: AbortSignal): Promise<Reply> => {
    const url = settings.certificate === null ? `${settings.identityUrl}/api/login` : `${certificateUrl(settings.identityUrl)}/api/certlogin`
    const body = new URLSearchParams({ username: settings.username, password: settings.password }).toString()
    const answer = await post({ url, headers, body }, signal)
    if (answer.status !== 200) throw new Error(`the login was answered with HTTP ${answer.status}`)
    try { return readReply(answer.body) } catch { throw new Error('the login was not answered with JSON') }
  }
  const keepAlive = async (token: string): Promise<void> => {
    const answer = await post({ url: `${settings.identityUrl}/api/keepAlive`, headers: { ...headers, 'X-Authentication': token }, body: '' }, closing.signal)
    const { status } = readReply(answer.body)
    if (status === 'SUCCESS') return
    if (status === 'NO_SESSION' && current === token) { current = null; note('warn', 'the Betfair session was over; the next use logs in again'); return }
    throw new Error(`keepAlive was answered with ${status === '' ? `HTTP ${answer.status}` : status.slice(0, 60)}`)
  }
  /** A keepAlive that fails is tried again long before the session is over; the loop never ends before the session does. */
  const keep = (token: string, ms: number): void => {
    stopKeeping()
    stopKeeping = timers.after(ms, () => {
      keepAlive(token).then(() => lifeMs / 4, (error: unknown) => {
        if (!closing.signal.aborted) note('warn', 'the Betfair session could not be kept alive; it is tried again', { reason: (error as Error).message })
        return lifeMs / 16
      }).then((next) => { if (current === token && !closing.signal.aborted) keep(token, next) }, () => undefined)
    })
  }
  /** So that a session that is refused at once makes no storm of logins. */
  const untilAllowed = async (signal: AbortSignal): Promise<void> => {
    if (refusals <= 1) return
    const wait = loggedInAt + waitMs(CROWDED, refusals - 2, random) - now()
    if (wait > 0) await pause(timers, wait, signal)
  }
  const renew = async (): Promise<string> => {
    const { signal } = closing
    await untilAllowed(signal)
    for (let failures = 0; !signal.aborted; failures++) {
      let wait = waitMs(RECONNECT, failures + 2, random)
      try {
        loggedInAt = now()
        const { token, status } = await logIn(signal)
        if (token !== null) {
          current = token
          keep(token, lifeMs / 4)
          note('info', 'logged in at Betfair', { by: settings.certificate === null ? 'password' : 'certificate' })
          return token
        }
        const refusal = loginRefusal(status)
        if (refusal.kind === 'fatal') throw refusal.error
        wait = refusal.ms ?? wait
        note('warn', 'Betfair does not let us log in now; it is tried again', { status, why: refusal.words, waitMs: Math.round(wait) })
      } catch (error) {
        if (error instanceof AppError || signal.aborted) throw error
        note('warn', 'the login at Betfair failed; it is tried again', { reason: (error as Error).message, waitMs: Math.round(wait) })
      }
      await pause(timers, wait, signal)
    }
    throw new Error('stopped')
  }

  return {
    token: async (signal) => {
      signal.throwIfAborted()
      if (current !== null) return current
      pending ??= renew().finally(() => { pending = null })
      const stopped = new Promise<never>((_, reject) => { signal.addEventListener('abort', () => { reject(new Error('stopped')) }, { once: true }) })
      return Promise.race([pending, stopped])
    },
    refused: (token) => { if (current === token) { current = null; refusals++; stopKeeping() } },
    accepted: () => { refusals = 0 },
    close: () => { closing.abort(); stopKeeping() },
  }
}
