import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answered, UsageTeller } from './usage-teller'

/**
 * Tells the use of `request.record` when the answer has gone out, or its client has: whoever reads the answer was counted, or is within the next flush. Gives what takes the
 * size of the answer before compression; without it nothing was sent. A request that nobody was let in with is nobody's use.
 */
export function tellWhenSent(request: FastifyRequest, reply: FastifyReply, told: UsageTeller, over: Answered['over']): (bytes: number) => void {
  let size = 0
  reply.raw.once('close', () => {
    const { record } = request
    if (record === null || record.caller === null) return
    // Apollo answers what is malformed without asking any further.
    if (record.errors === null && reply.statusCode >= 400) record.errors = [reply.statusCode >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST']
    told.answered({ record, caller: record.caller, over }, size, reply.elapsedTime)
  })
  return (bytes) => { size = bytes }
}
