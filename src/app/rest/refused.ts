import type { GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'
import { statusOf, type ProblemParts } from './problem'

/** A request that is told what was wrong with it. */
export class Refused extends Error {
  constructor(readonly parts: ProblemParts) {
    super(parts.detail)
    this.name = 'Refused'
  }
}
export const badParameter = (name: string, detail: string): Refused => new Refused({ code: 'BAD_USER_INPUT', detail, fields: [name] })

/** What a client is told of an error of our own, which the log has when it is not the client's. @throws whatever nobody foresaw */
export function refusedBy(error: unknown, requestId: string, logger: Pick<Logger, 'warn'>): Refused {
  if (error instanceof Refused) return error
  if (!(error instanceof AppError)) throw error
  if (statusOf(error.code) >= 500) logger.warn({ requestId, err: error }, 'the request could not be served now')
  return new Refused({ code: error.code, detail: error.message })
}

const names = (value: unknown): readonly string[] | undefined => (Array.isArray(value) ? value.map(String) : undefined)

/** Of an error of the graph. An answer of REST is whole or none: the first error stands for all. What a route selects is not the client's to leave out. */
export function partsOf({ message, extensions = {} }: GraphQLFormattedError): ProblemParts {
  const [missing, fields] = [names(extensions['missing']), names(extensions['fields'])]
  const wait = extensions['retryAfterSeconds']
  return {
    code: String(extensions['code'] ?? 'INTERNAL_SERVER_ERROR'), detail: message.replace('Leave these fields out, or ask', 'Ask'),
    ...(missing === undefined ? {} : { missing }), ...(fields === undefined ? {} : { fields }), ...(typeof wait === 'number' ? { retryAfter: wait } : {}),
  }
}
