import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { isSigned, SIGNATURE_HEADER } from '../../live/feeds/http/is-signed'
import type { Webhook } from '../../live/feeds/http/webhook-feed'
import { sendRefusal } from './http-errors'
import { statusWithoutData } from './http-status'
import { graphqlResponseType } from './media-type'

export interface FeedRoutesDeps { readonly webhook: Webhook; readonly secret: string; readonly now: () => Instant; readonly logger: Logger }

/** `POST /feeds/prices`: fixed-odds prices of senders that sign what they send. */
export const addFeedRoutes = (app: FastifyInstance, { webhook, secret, now, logger }: FeedRoutesDeps): void => {
  void app.register(async (own) => {
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body) })
    own.post('/feeds/prices', async (request, reply) => {
      const raw = request.body as Buffer
      if (!isSigned(raw, request.headers[SIGNATURE_HEADER], secret)) {
        return sendRefusal(request, reply, { status: 401, code: 'UNAUTHENTICATED', message: `The header ${SIGNATURE_HEADER} is not "sha256=" and the HMAC-SHA256 of the body under the shared secret, in hexadecimal.` })
      }
      try {
        return await reply.header('cache-control', 'no-store').send(await webhook.accept(parsed(raw), now()))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        logger.warn({ requestId: request.id, err: error }, 'prices were refused')
        return sendRefusal(request, reply, { status: statusWithoutData(error.code, graphqlResponseType), code: error.code, message: error.message })
      }
    })
  })
}

const parsed = (raw: Buffer): unknown => {
  try { return JSON.parse(raw.toString('utf8')) } catch { throw new AppError('BAD_USER_INPUT', 'The body is not valid JSON. docs/live-feeds.md has an example.') }
}
