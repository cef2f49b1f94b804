import fastify, { type FastifyInstance } from 'fastify'
import pino from 'pino'
import { addFeedRoutes } from '../../../src/app/http/feed-routes'
import type { Instant } from '../../../src/domain/instant'
import { signatureOf, SIGNATURE_HEADER } from '../../../src/live/feeds/http/is-signed'
import { webhookFeed } from '../../../src/live/feeds/http/webhook-feed'
import type { MarketChange } from '../../../src/live/feed'
import { race } from '../../live/matching/markets'

const SECRET = 'a shared secret'
const AT = 1_667_793_600_000 as Instant
const document = { format: 'racegraph-prices/1', bookmaker: 'Bandicoot Bet', publishedAt: '2022-11-07T04:00:00Z', races: [{ race: { id: 'any' }, runners: [{ number: 1, price: 3.5 }, { number: 2, price: 4.2 }, { number: 3, price: 2.9 }] }] }
const taken: MarketChange[] = []
const stop = new AbortController()
let app: FastifyInstance
let url: string
let webhook: ReturnType<typeof webhookFeed>
beforeAll(async () => {
  webhook = webhookFeed({ races: { byId: async () => race(), numbered: async () => [] } })
  app = fastify()
  addFeedRoutes(app, { webhook, secret: SECRET, now: () => AT, logger: pino({ level: 'silent' }) })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => { stop.abort(); await app.close() })

const post = async (body: string, headers: Readonly<Record<string, string>> = { [SIGNATURE_HEADER]: signatureOf(Buffer.from(body), SECRET) }): Promise<{ readonly status: number; readonly json: unknown }> => {
  const answer = await fetch(`${url}/feeds/prices`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return { status: answer.status, json: await answer.json() }
}
const codeOf = ({ json }: { readonly json: unknown }): unknown => (json as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code

describe('POST /feeds/prices', () => {
  it('is asked to come again while the feed does not run', async () => {
    const answer = await post(JSON.stringify(document))
    expect([answer.status, codeOf(answer)]).toEqual([503, 'OVERLOADED'])
  })
  it('takes prices that are signed, and nothing that is not', async () => {
    void webhook.feed.run({ markets: (changes) => { taken.push(...changes) }, evicted: () => undefined, health: () => undefined }, stop.signal)
    const body = JSON.stringify(document)
    const answer = await post(body)
    expect([answer.status, answer.json]).toEqual([200, { accepted: 1, refused: [] }])
    expect(taken.map(({ view }) => [view.source, view.bookmaker, view.selections.map(({ back }) => back[0]?.price)])).toEqual([['FIXED', 'Bandicoot Bet', [3.5, 4.2, 2.9]]])
    for (const headers of [{}, { [SIGNATURE_HEADER]: signatureOf(Buffer.from(body), 'another secret') }, { [SIGNATURE_HEADER]: signatureOf(Buffer.from(`${body} `), SECRET) }]) {
      const refused = await post(body, headers)
      expect([refused.status, codeOf(refused)]).toEqual([401, 'UNAUTHENTICATED'])
    }
    expect(taken).toHaveLength(1)
  })
  it('says what is wrong with a document', async () => {
    const broken = await post('{"races":')
    expect([broken.status, codeOf(broken)]).toEqual([400, 'BAD_USER_INPUT'])
    const cheap = await post(JSON.stringify({ ...document, races: [{ ...document.races[0], runners: [{ number: 1, price: 0.5 }] }] }))
    expect([cheap.status, codeOf(cheap)]).toEqual([400, 'BAD_USER_INPUT'])
    expect(JSON.stringify(cheap.json)).toContain('price')
  })
})
