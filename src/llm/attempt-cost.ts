import type { Instant } from '../domain/instant'
import type { LlmUsage } from './llm'
import { costOf, SYNTHETIC_VERSION } from './prices'
import type { Answer } from './provider'

const NOT_BILLED = 'errors are not billed'

/** Of connections that never were. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

/** Refused before anything was generated: that costs nothing, and is known to. */
const refusedFree = ({ ending, status, code }: Pick<Answer, 'ending' | 'status' | 'code'>): boolean => {
  if (ending.kind !== 'fault') return false
  if (ending.fault === 'connection') return code !== null && NEVER_SENT.has(code)
  return (status !== null && status >= 400) || ending.fault === 'quota' || ending.fault === 'rateLimited' || ending.fault === 'modelNotFound' || ending.fault === 'unauthorised'
}

/** US dollars of one attempt and the table that says so; null where its usage or its price is not known. */
export function attemptCost(answer: Pick<Answer, 'ending' | 'status' | 'code' | 'model'> & { readonly usage: LlmUsage | null }, asked: string, synthetic: boolean, at: Instant): { readonly costUsd: number | null; readonly priceVersion: string | null } {
  if (synthetic) return { costUsd: 0, priceVersion: SYNTHETIC_VERSION }
  if (answer.usage === null) return refusedFree(answer) ? { costUsd: 0, priceVersion: NOT_BILLED } : { costUsd: null, priceVersion: null }
  const cost = costOf(answer.model ?? asked, answer.usage, at) ?? costOf(asked, answer.usage, at)
  return { costUsd: cost?.usd ?? null, priceVersion: cost?.version ?? null }
}
