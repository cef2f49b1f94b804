import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Limiter } from '../../access/limiter'
import type { Caller } from '../../access/principal'
import { REFUSED_AS, type Access } from '../http/access'
import { clientInfoOf } from '../http/client-info'
import { addressOf } from '../http/connection-limits'
import type { HttpSettings } from '../http/http-settings'
import { limitHeaders } from '../http/limit-headers'
import type { Operations, Sent } from '../http/operations'
import { newRecord, type RequestRecord } from '../http/request-record'
import { createBodySender } from '../http/send-body'
import { tellWhenSent } from '../http/tell-when-sent'
import type { UsageTeller } from '../http/usage-teller'
import { problemOf, PROBLEM_TYPE } from './problem'
import { partsOf, Refused, refusedBy } from './refused'

export type Data = Readonly<Record<string, unknown>>
/** Runs one operation of the request. @throws Refused with what was wrong, all of it or the first */
export type Ask = (sent: Sent) => Promise<Data>
/** What a route does with a request: its body, which is JSON. @throws Refused */
export type RestHandler = (request: FastifyRequest, ask: Ask, caller: Caller) => Promise<unknown>
export interface RestAnswerDeps {
  readonly operations: Operations
  readonly access: Access
  readonly limiter: Pick<Limiter, 'charge'>
  readonly told: UsageTeller
  readonly logger: Pick<Logger, 'warn'>
  readonly settings: Pick<HttpSettings, 'trustProxy' | 'compressFromBytes'>
}

/** Longest that a shared cache may tell the old while it asks for the new, seconds; as on the graph. */
const STALE_S = 60
/** What a request costs that is refused before it is an operation. */
const REFUSED_COST = 1

export const callerOf = async (request: FastifyRequest, access: Access, trustProxy: boolean): Promise<Caller> => {
  const address = addressOf(request.raw, trustProxy)
  const principal = await access.authenticate({}, request.raw, address)
  if (!('refused' in principal)) return { principal, address, client: clientInfoOf(request.raw) }
  const { refused, status, retryAfterSeconds } = principal
  throw new Refused({ code: REFUSED_AS[status], status, detail: refused, ...(retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }) })
}

/** The way of every request of REST: who asks, what it runs, what it used, and its errors as problems (RFC 9457). */
export const createRestAnswer = ({ operations, access, limiter, told, logger, settings }: RestAnswerDeps) => {
  const sendBody = createBodySender(settings.compressFromBytes)
  return (handle: RestHandler) => async (request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> => {
    let record = request.record = newRecord()
    let [asked, caller] = [false, null as Caller | null]
    const sized = tellWhenSent(request, reply, told, 'rest')
    const readOnly = request.method !== 'POST'
    let body: string
    try {
      const known = caller = record.caller = await callerOf(request, access, settings.trustProxy)
      const ask: Ask = async (sent) => {
        // One that led to another is told by itself; the last is told with the bytes of the answer.
        if (asked) told.answered({ record, caller: known, over: 'rest' }, 0, reply.elapsedTime)
        asked = true
        const answer = await operations.run(sent, request.id, 'rest', known, readOnly)
        record = request.record = answer.record
        if (answer.kind !== 'result') throw new Refused({ code: 'BAD_REQUEST', detail: 'Subscriptions are served over WebSocket at /graphql and as server-sent events at /graphql/stream.' })
        const { data, errors } = answer.result
        if (errors !== undefined && errors[0] !== undefined) throw new Refused(partsOf(errors[0]))
        return data ?? {}
      }
      body = JSON.stringify(await handle(request, ask, known))
      for (const [name, value] of headersOf(record, known, readOnly)) void reply.header(name, value)
      void reply.header('content-type', 'application/json; charset=utf-8')
    } catch (error) {
      const refused = refusedBy(error, request.id, logger)
      if (caller !== null && !asked) limiter.charge(caller, REFUSED_COST)
      record.errors ??= [refused.parts.code]
      body = putProblem(request, reply, refused, record)
    }
    const sent = await sendBody(request, reply, body)
    sized(reply.statusCode === 304 || request.method === 'HEAD' ? 0 : Buffer.byteLength(body))
    return sent
  }
}

export const putProblem = (request: FastifyRequest, reply: FastifyReply, { parts }: Refused, { admission }: Pick<RequestRecord, 'admission'>): string => {
  const problem = problemOf(parts, request.id)
  if (admission !== null) for (const [name, value] of limitHeaders(admission)) void reply.header(name, value)
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  if (problem.retryAfter !== undefined) void reply.header('retry-after', String(problem.retryAfter))
  if (parts.allow !== undefined) void reply.header('allow', parts.allow.join(', '))
  void reply.code(problem.status).header('content-type', PROBLEM_TYPE).header('cache-control', 'no-store')
  return JSON.stringify(problem)
}

/** As on the graph: what anonymous callers ask may be kept by everybody, and then no budget of whoever happened to ask stands on it. */
const headersOf = ({ cache, admission }: RequestRecord, caller: Caller, readOnly: boolean): readonly (readonly [string, string])[] => {
  const budgets = admission === null ? [] : limitHeaders(admission)
  if (!readOnly || caller.principal.kind !== 'anonymous' || cache === null || cache.maxAge === 0) return [...budgets, ['cache-control', 'no-store']]
  if (cache.scope === 'PRIVATE') return [...budgets, ['cache-control', `private, max-age=${cache.maxAge}`]]
  return [['cache-control', `public, max-age=${cache.maxAge}, stale-while-revalidate=${Math.min(cache.maxAge, STALE_S)}`]]
}
