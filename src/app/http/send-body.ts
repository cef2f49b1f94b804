import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
/** The cheapest levels: on JSON they give most of the saving at a small part of the time. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }
const gzipOptions = { level: 1 }

/** Sends a GraphQL response: 304 where the client has it already, compressed where it is large and the client can read that. */
export const createBodySender = (compressFromBytes: number) => async (request: FastifyRequest, reply: FastifyReply, body: string): Promise<string | Buffer> => {
  void reply.header('vary', varyOf(reply))
  if ((request.method === 'GET' || request.method === 'HEAD') && reply.statusCode === 200 && isStorable(reply)) {
    const tag = `W/"${hash('sha1', body, 'base64url')}"`
    void reply.header('etag', tag)
    if (isKnown(request.headers['if-none-match'], tag)) {
      void reply.code(304).removeHeader('content-type')
      return ''
    }
  }
  if (body.length < compressFromBytes) return body
  const encoding = encodingFor(request.headers['accept-encoding'])
  if (encoding === null) return body
  void reply.header('content-encoding', encoding)
  return encoding === 'br' ? await brotli(body, brotliOptions) : await gzipped(body, gzipOptions)
}

const varyOf = (reply: FastifyReply): string => {
  const set = reply.getHeader('vary')
  const own = isStorable(reply) ? 'accept, accept-encoding, authorization, x-api-key' : 'accept, accept-encoding'
  return typeof set === 'string' ? `${set}, ${own}` : own
}

const isStorable = (reply: FastifyReply): boolean => reply.getHeader('cache-control') !== 'no-store'

/** Weak comparison against the list of If-None-Match. */
const isKnown = (header: string | undefined, tag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((known) => known.trim() === tag || `W/${known.trim()}` === tag))

/** Brotli if the client takes it, else gzip, else null. A `q=0` is a refusal. */
export const encodingFor = (accept: string | readonly string[] | undefined): 'br' | 'gzip' | null => {
  if (typeof accept !== 'string') return null
  const taken = (name: string): boolean => new RegExp(`(?:^|[ ,])${name}(?:[ ,]|$|;(?!\\s*q=0(?:\\.0*)?(?:[ ,]|$)))`, 'i').test(accept)
  return taken('br') ? 'br' : taken('gzip') ? 'gzip' : null
}
