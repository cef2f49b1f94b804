import type { Limiter } from '../../access/limiter'
import type { Access } from './access'

/** The same, and an address whose credentials are refused again and again is told to wait. Those that are right are let in from there all the same. */
export const limitedAccess = (access: Access, limiter: Pick<Limiter, 'wrongCredentials'>): Access => ({
  authenticate: async (params, request, address) => {
    const answer = await access.authenticate(params, request, address)
    if (!('refused' in answer) || answer.status === 503) return answer
    const tooMany = limiter.wrongCredentials(address)
    return tooMany === null ? answer : { refused: tooMany.message, status: 429, retryAfterSeconds: tooMany.retryAfterSeconds ?? 1 }
  },
})
