import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const sane = /^[A-Za-z0-9._:/+=-]{1,128}$/

/** Takes the caller's x-request-id when it is short and plain, else makes one that is unique across processes. */
export const createRequestIds = (): ((request: IncomingMessage) => string) => {
  const prefix = randomBytes(6).toString('base64url')
  let count = 0
  return (request) => {
    const given = request.headers['x-request-id']
    return typeof given === 'string' && sane.test(given) ? given : `${prefix}-${(++count).toString(36)}`
  }
}
