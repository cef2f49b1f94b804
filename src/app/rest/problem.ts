import { toldClients } from '../../domain/errors'
import { statusWithoutData } from '../http/http-status'
import { graphqlResponseType } from '../http/media-type'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** An error of REST (RFC 9457). */
export interface Problem {
  readonly type: string
  /** The same for every problem of the type. */
  readonly title: string
  readonly status: number
  /** What was wrong, where, and what to do. */
  readonly detail: string
  /** Id of the request, which the log has too. */
  readonly instance: string
  readonly code: string
  /** Scopes that were missing. */
  readonly missing?: readonly string[]
  /** Fields that need them; names of parameters. */
  readonly fields?: readonly string[]
  /** Seconds; as in `Retry-After`. */
  readonly retryAfter?: number
  /** Names like the one that nothing has. */
  readonly near?: readonly string[]
}
export interface ProblemParts {
  /** Methods that are taken: a header, no part of the problem. */
  readonly allow?: readonly string[]
  readonly code: string
  readonly detail: string
  /** Left out: that of the code. */
  readonly status?: number
  readonly missing?: readonly string[]
  readonly fields?: readonly string[]
  readonly retryAfter?: number
  readonly near?: readonly string[]
}

const TITLES: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Credentials are missing or not right', FORBIDDEN: 'A scope is missing', NOT_FOUND: 'There is no such thing', DOCUMENT_NOT_FOUND: 'There is no such document',
  RATE_LIMITED: 'A limit is reached', OVERLOADED: 'The server can not answer now', TIMEOUT: 'It took too long', INTERNAL_SERVER_ERROR: 'Something went wrong on our side',
  DATABASE_UNREACHABLE: 'The server can not answer now', DATABASE_BROKEN: 'The server can not answer now', HISTORY_NOT_READY: 'The server can not answer this yet', OPERATION_TOO_COSTLY: 'The operation costs too much',
}
const STATUSES: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, HISTORY_NOT_READY: 503, COMMENTARY_UNAVAILABLE: 503, PREDICTION_NOT_RECORDED: 503 }

export const statusOf = (code: string): number => STATUSES[code] ?? (code === 'PERSISTED_QUERY_NOT_FOUND' ? 404 : statusWithoutData(code, graphqlResponseType))
export const typeOf = (code: string): string => `urn:racegraph:problem:${code.toLowerCase().replaceAll('_', '-')}`

export const problemOf = ({ code, detail, status = statusOf(code), allow: _header, ...more }: ProblemParts, requestId: string): Problem =>
  ({ type: typeOf(code), title: TITLES[code] ?? 'The request can not be answered', status, detail: toldClients(code, detail), instance: requestId, code, ...(status === 503 ? { retryAfter: 1 } : {}), ...more })
