import type { Fault } from './provider'

/** What a provider says went wrong, however it says it. */
export interface ToldFault { readonly status: number | null; readonly code: string | null; readonly type: string | null; readonly param: string | null; readonly message: string }

const QUOTA = /insufficient_quota|billing|quota_exceeded|credit/
const BY_CODE: Readonly<Record<string, Fault>> = {
  rate_limit_exceeded: 'rateLimited', too_many_requests: 'rateLimited', slow_down: 'rateLimited',
  model_not_found: 'modelNotFound', model_deprecated: 'modelNotFound', model_not_available: 'modelNotFound',
  invalid_api_key: 'unauthorised', account_deactivated: 'unauthorised', ip_not_authorized: 'unauthorised', organization_deactivated: 'unauthorised',
  invalid_prompt: 'rejected', context_length_exceeded: 'rejected', unsupported_value: 'rejected', unsupported_parameter: 'rejected', invalid_json_schema: 'rejected', bio_policy: 'rejected', content_policy_violation: 'rejected', data_residency_mismatch: 'rejected',
  server_error: 'serverError', overloaded: 'serverError', engine_overloaded: 'serverError',
}

const byStatus = (status: number): Fault => {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 404) return 'modelNotFound'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rateLimited'
  return status === 409 || status >= 500 ? 'serverError' : 'rejected'
}

/** Of what kind a fault is. Codes go before statuses: no credit comes as 429, as a stream of status 200, and inside of a failed response. */
export function faultOf({ status, code, type }: Pick<ToldFault, 'status' | 'code' | 'type'>): Fault {
  if (QUOTA.test(code ?? '') || QUOTA.test(type ?? '')) return 'quota'
  const known = code === null ? undefined : BY_CODE[code]
  if (known !== undefined) return known
  if (status !== null && status >= 400) return byStatus(status)
  if (type === 'invalid_request_error') return 'rejected'
  return 'failed'
}

/** How long to wait as the headers of an answer say, milliseconds; null where they do not. Dates are told from `now`. */
export function retryAfterOf(header: (name: string) => string | null, now: number): number | null {
  const ms = Number(header('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms) && ms >= 0) return ms
  const text = header('retry-after')
  if (text === null || text.trim() === '') return null
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return seconds < 0 ? null : seconds * 1_000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
