import { AppError } from '../../../domain/errors'
import { remedyFor } from './stream-errors'

/** A refusal of the betting API; `code` as in APINGException, or `JSON-RPC -32602` and the like. */
export class ApiRefusal extends Error {
  constructor(readonly code: string) { super(`the betting API answered ${code}`) }
}
export interface ApiFailure { readonly kind: 'too-much' | 'login' | 'crowded' | 'later' | 'never-again' }

const KINDS: Readonly<Record<string, ApiFailure['kind']>> = {
  TOO_MUCH_DATA: 'too-much', REQUEST_SIZE_EXCEEDS_LIMIT: 'too-much',
  NO_SESSION: 'login', INVALID_SESSION_INFORMATION: 'login',
  TOO_MANY_REQUESTS: 'crowded', SERVICE_BUSY: 'later', TIMEOUT_ERROR: 'later', UNEXPECTED_ERROR: 'later', 'JSON-RPC -32603': 'later', 'JSON-RPC -32099': 'later',
  INVALID_INPUT_DATA: 'never-again', 'JSON-RPC -32700': 'never-again', 'JSON-RPC -32601': 'never-again', 'JSON-RPC -32602': 'never-again',
}
/** @throws AppError CONFIG_INVALID for what no retry mends */
export function apiFailure(error: unknown): ApiFailure {
  if (!(error instanceof ApiRefusal)) return { kind: 'later' }
  if (error.code === 'ACCESS_DENIED') throw new AppError('CONFIG_INVALID', 'Betfair does not let this account use the betting API (ACCESS_DENIED): have it enabled for the user in BETFAIR_USERNAME.')
  const remedy = remedyFor(error.code)
  if (remedy.kind === 'fatal') throw remedy.error
  return { kind: (Object.hasOwn(KINDS, error.code) ? KINDS[error.code] : undefined) ?? 'later' }
}
/** What a JSON-RPC answer holds. @throws ApiRefusal, or Error for what is no such answer */
export function resultOf(status: number, body: string): unknown {
  let answer: unknown
  try { answer = JSON.parse(body) } catch { throw new Error(`the betting API answered HTTP ${status} without JSON`) }
  const { result, error } = (answer ?? {}) as { readonly result?: unknown; readonly error?: { readonly code?: unknown; readonly data?: { readonly APINGException?: { readonly errorCode?: unknown } } } }
  if (error !== undefined) {
    const named = error.data?.APINGException?.errorCode
    throw new ApiRefusal(typeof named === 'string' && /^[A-Z_]{1,60}$/.test(named) ? named : `JSON-RPC ${Number(error.code)}`)
  }
  if (status !== 200 || !Array.isArray(result)) throw new Error(`the betting API answered HTTP ${status} without a result`)
  return result
}
