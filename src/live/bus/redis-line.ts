import { Redis } from 'ioredis'

export interface RedisLineOptions {
  readonly url: string
  /** As `CLIENT LIST` shows it. */
  readonly name: string
  /** A command that is not answered within this means a dead line: it is cut and opened anew, milliseconds. */
  readonly answerWithinMs: number
  /** Told in words when the line breaks or its trouble changes, and null when it is there. */
  readonly onChange: (problem: string | null) => void
}
/** A connection that is opened again for as long as it takes. While it is down commands are refused at once: nothing queues up. */
export interface RedisLine {
  readonly redis: Redis
  /** Null while the line is there. */
  readonly problem: string | null
  /** The same, and null before the first attempt has come to its end: what is to be told to people. */
  readonly trouble: string | null
  /** Resolves when the line is there; at once where it is. Never after `close`. */
  ready(): Promise<void>
  /** What went wrong with a command. Cuts the line where it is to be doubted. */
  failed(error: unknown): void
  close(): void
}

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1_000
const CONNECT_WITHIN_MS = 5_000
/** A line that is being closed and whose other side does not take part is cut. */
const CUT_AFTER_MS = 500

/** The address without user and password. */
export function describeRedis(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}
const messageOf = (error: unknown): string => (error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error))

function inWords(error: unknown): string {
  const message = messageOf(error)
  if (/^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password)/.test(message)) return `it refuses the user or password (${message})`
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return `its name is not known (${message})`
  if (/Command timed out|ETIMEDOUT/.test(message)) return 'it does not answer'
  return message
}

export function openRedisLine({ url, name, answerWithinMs, onChange }: RedisLineOptions): RedisLine {
  const where = `Redis at ${describeRedis(url)} (REDIS_URL)`
  const first = `${where} has not answered yet`
  let problem: string | null = first
  let [closed, cause] = [false, null as string | null]
  const waiting = new Set<() => void>()
  const redis = new Redis(url, {
    lazyConnect: true, connectionName: name, enableOfflineQueue: false, maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false,
    connectTimeout: CONNECT_WITHIN_MS, commandTimeout: answerWithinMs, keepAlive: CONNECT_WITHIN_MS, disconnectTimeout: CUT_AFTER_MS,
    retryStrategy: (times) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1)) * (0.5 + Math.random() / 2),
  })
  const say = (now: string | null): void => {
    if (now === problem || closed) return
    problem = now
    onChange(now)
  }
  const down = (why: string): void => { say(`${where} cannot be used: ${why}. It is tried again.`) }
  redis.on('error', (error: unknown) => { down(cause = inWords(error)) })
  redis.on('close', () => { down(cause ?? 'the connection was closed') })
  redis.on('ready', () => {
    cause = null
    say(null)
    for (const go of waiting) go()
    waiting.clear()
  })
  // What comes of it is told by the events.
  redis.connect().catch(() => undefined)
  return {
    redis,
    get problem() { return problem },
    get trouble() { return problem === first ? null : problem },
    ready: () => new Promise((resolve) => {
      if (redis.status === 'ready') resolve()
      else waiting.add(resolve)
    }),
    failed: (error) => {
      if (closed || redis.status !== 'ready') return
      down(cause = inWords(error))
      redis.disconnect(true)
    },
    close: () => {
      closed = true
      redis.disconnect()
    },
  }
}
