import pino from 'pino'
import type { Logger, LoggerOptions as LogOptions } from 'pino'

export interface LoggerOptions { readonly level: string; /** Lines for people instead of JSON; needs pino-pretty, a development package. */ readonly pretty: boolean }

const HIDDEN = '(hidden)'
const REDACTED = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'password', 'connectionString', 'apiKey', 'token', 'secret']
const REDACT = { censor: HIDDEN, paths: ['', '*.', '*.*.'].flatMap((above) => REDACTED.map((name) => above === '' && /\W/.test(name) ? `["${name}"]` : /\W/.test(name) ? `${above.slice(0, -1)}["${name}"]` : `${above}${name}`)) }

/** What is a secret by its looks, wherever in a line: keys of ours, of OpenAI and of webhooks, what is behind `Bearer` and `Basic`, and passwords in URLs. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/\brg_[A-Za-z0-9]+_[A-Za-z0-9_-]+/g, `rg_${HIDDEN}`], [/\b(sk-|whsec_)[A-Za-z0-9_+/=-]{8,}/g, `$1${HIDDEN}`], [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`], [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s"/@]*:[^\s"/@]*@/gi, `$1${HIDDEN}@`],
]
export const withoutSecrets = (line: string): string => LOOKS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)

/** Of every logger: level, format, and what is left out. */
export const logOptions = (level: string): LogOptions => ({ level, redact: REDACT, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: withoutSecrets } })

/** Lines go out in batches, at the latest after 200 ms: a write for each request took a fifth of the processor time of a small query. */
const BUFFER = { minLength: 4096, periodicFlush: 200 }

const prettyStream = (): NodeJS.WritableStream | null => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- absent in a production install
    const pretty = require('pino-pretty') as (options: object) => NodeJS.WritableStream
    return pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true, destination: 2 })
  } catch { return null }
}

/** Structured logs on stderr, one JSON object a line, so that stdout stays for what a command answers. */
export const createLogger = ({ level, pretty }: LoggerOptions): Logger => {
  const options = logOptions(level)
  const stream = pretty ? prettyStream() : null
  return stream === null ? pino(options, pino.destination({ dest: 2, sync: false, ...BUFFER })) : pino(options, stream)
}
