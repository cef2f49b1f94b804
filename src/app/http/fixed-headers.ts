import type { FastifyInstance } from 'fastify'
import { sendRefusal } from './http-errors'
import type { HttpSettings } from './http-settings'

/** Of a request; Node reads twice as many and leaves out the rest. */
export const MAX_HEADERS = 100

/** What is no page needs nothing from anywhere. Pages say their own (`page-assets.ts`). */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const NO_PERMISSIONS = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'usb', 'xr-spatial-tracking'].map((name) => `${name}=()`).join(', ')

/** A name or an address, and a port. Which origin is our own hangs on it (`first-party.ts`). */
const HOST = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/

/** Headers that every answer has. */
export const fixedHeaders = ({ corsOrigins, hstsSeconds }: Pick<HttpSettings, 'corsOrigins' | 'hstsSeconds'>): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': corsOrigins.length > 0 ? 'cross-origin' : 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': NOTHING,
  'permissions-policy': NO_PERMISSIONS,
  ...(hstsSeconds === 0 ? {} : { 'strict-transport-security': `max-age=${hstsSeconds}; includeSubDomains` }),
})

/** Those, and refusals of requests by theirs, before a body is read. */
export const addFixedHeaders = (app: FastifyInstance, config: Pick<HttpSettings, 'corsOrigins' | 'hstsSeconds'>): void => {
  const fixed = fixedHeaders(config)
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(fixed).header('x-request-id', request.id)
    if (request.raw.rawHeaders.length > 2 * MAX_HEADERS) return void sendRefusal(request, reply, { status: 431, code: 'BAD_REQUEST', message: `The request has more than ${MAX_HEADERS} headers, which is the limit.` })
    const { host } = request.headers
    if (host === undefined ? /^\/(?:graphql|rest)/.test(request.url) : !HOST.test(host)) return void sendRefusal(request, reply, { status: 400, code: 'BAD_REQUEST', message: 'The Host header is missing or malformed.' })
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') return void sendRefusal(request, reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Bodies are taken as they are: send yours without content-encoding.' })
    done()
  })
}
