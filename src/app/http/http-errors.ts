import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../domain/errors'
import { neutralMessage } from '../../graphql/errors'
import { problemOf, PROBLEM_TYPE } from '../rest/problem'

export interface HttpRefusal { readonly status: number; readonly code: string; readonly message: string }

/** Characters, of an id or a name in a path. */
export const MAX_PATH_PART = 200

/** Body of every error outside GraphQL execution: the shape of a GraphQL response, so that clients need one reader. */
export const errorBody = ({ code, message }: Omit<HttpRefusal, 'status'>, requestId?: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, ...(requestId === undefined ? {} : { requestId }) } }] })

/** What Fastify refuses, said in our words: its own messages differ by version and say nothing about what to do. */
export const refusalOf = (error: Partial<FastifyError>, bodyLimitBytes: number): HttpRefusal => {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { status: 413, code: 'PAYLOAD_TOO_LARGE', message: `The request body is over the limit of ${bodyLimitBytes} bytes. Send a smaller document, or register it once as a persisted query.` }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'POST a JSON object with the header "content-type: application/json".' }
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return { status: 400, code: 'BAD_REQUEST', message: 'The request body is empty. POST a JSON object such as {"query":"{ serverTime }"}.' }
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return { status: 400, code: 'BAD_REQUEST', message: 'The request body is not valid JSON. POST an object such as {"query":"{ serverTime }"}.' }
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return { status: 414, code: 'BAD_REQUEST', message: `A part of the path has more than ${MAX_PATH_PART} characters, which is longer than any id or name.` }
    case 'ERR_INVALID_URL':
      return { status: 400, code: 'BAD_REQUEST', message: 'The Host header or the URL is malformed.' }
  }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 500) return { status, code: 'BAD_REQUEST', message: 'The HTTP request is malformed: check its URL, headers and content-length.' }
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: neutralMessage }
}

const isRest = (url: string): boolean => /^\/rest(?:[/?]|$)/.test(url)

/** REST has errors of its own shape. */
export const sendRefusal = (request: FastifyRequest, reply: FastifyReply, { status, code, message }: HttpRefusal): FastifyReply =>
  isRest(request.url)
    ? reply.code(status).header('content-type', PROBLEM_TYPE).header('cache-control', 'no-store').send(JSON.stringify(problemOf({ code, status, detail: message }, request.id)))
    : reply.code(status).header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store')
      .send(errorBody({ code, message }, status >= 500 ? request.id : undefined))

/** Plain words for the errors of `listen`. */
export const listenError = (error: unknown, host: string, port: number): unknown => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new AppError('PORT_IN_USE', `Port ${port} on ${host} is in use. Stop the other program, or choose another port with PORT.`, { cause: error })
  if (code === 'EACCES') return new AppError('CONFIG_INVALID', `Port ${port} on ${host} is not ours to open. Choose a port above 1023 with PORT.`, { cause: error })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new AppError('CONFIG_INVALID', `The host ${host} is not an address of this machine. Use 127.0.0.1 or 0.0.0.0.`, { cause: error })
  return error
}
