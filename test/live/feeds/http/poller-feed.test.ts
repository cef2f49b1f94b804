import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FeedHealth, FeedSink, MarketChange } from '../../../../src/live/feed'
import { backOffMs, pollerFeed, type PollerOptions } from '../../../../src/live/feeds/http/poller-feed'
import { webhookFeed } from '../../../../src/live/feeds/http/webhook-feed'
import { at, document, finder, moe } from './prices'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
interface Polled { readonly changes: MarketChange[]; readonly health: FeedHealth[]; readonly waited: number[]; readonly asked: IncomingMessage[]; readonly error: unknown }

/** Gives the answers in turn, each once; the feed is stopped when it would wait after the last. */
async function poll(answers: readonly Answer[], options: Partial<PollerOptions> = {}): Promise<Polled> {
  const polled = { changes: [] as MarketChange[], health: [] as FeedHealth[], waited: [] as number[], asked: [] as IncomingMessage[], error: null as unknown }
  const server = createServer((request, response) => { const answer = answers[polled.asked.length]; polled.asked.push(request); answer?.(request, response) })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const abort = new AbortController()
  const sink: FeedSink = { markets: (changes) => { polled.changes.push(...changes) }, evicted: () => undefined, health: (health) => { polled.health.push(health) } }
  const pause = async (ms: number): Promise<void> => { polled.waited.push(ms); if (polled.waited.length === answers.length) abort.abort() }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices`
  try { await pollerFeed({ url, everyMs: 1_000, timeoutMs: 5_000, headers: { 'x-key': 'k' }, bookmaker: null, races: finder(moe()), now: () => at, random: () => 0, pause, ...options }).run(sink, abort.signal) } catch (error) { polled.error = error }
  server.closeAllConnections()
  await new Promise((resolve) => { server.close(resolve) })
  return polled
}
const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => (_, response) => { response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)) }
const status = (code: number, headers: Readonly<Record<string, string>> = {}): Answer => (_, response) => { response.writeHead(code, headers).end() }
const prices = (price: number, minute = 0): unknown => document([{ number: 1, price }], { publishedAt: `2022-11-07T04:0${minute}:00Z` })

describe('an address that is asked', () => {
  test('prices, then what differs; nothing twice; it says which version it knows', async () => {
    const { changes, asked, waited, health } = await poll([json(prices(2), { etag: '"a"', 'last-modified': 'Mon, 07 Nov 2022 04:00:00 GMT' }), status(304), json(prices(3, 1))])
    expect(changes.map(({ view }) => [view.feed, view.selections[0]?.back[0]?.price])).toEqual([['poller', 2], ['poller', 3]])
    expect(asked.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since'], headers['x-key'], headers.accept])).toEqual([[undefined, undefined, 'k', 'application/json'], ['"a"', 'Mon, 07 Nov 2022 04:00:00 GMT', 'k', 'application/json'], ['"a"', 'Mon, 07 Nov 2022 04:00:00 GMT', 'k', 'application/json']])
    expect(waited).toEqual([1_000, 1_000, 1_000])
    expect(health.map(({ state }) => state)).toEqual(['CONNECTING', 'LIVE', 'LIVE', 'LIVE', 'DOWN'])
  })
  test('while it fails prices are stale and it is asked less often; then all is well again', async () => {
    const { changes, waited, health } = await poll([json(prices(2), { etag: '"a"' }), status(500), status(500), json(prices(2))])
    // Half of 2 s and of 4 s, with the least of chance.
    expect(waited).toEqual([1_000, 1_000, 2_000, 1_000])
    expect(changes.map(({ view }) => view.stale)).toEqual([false, true, false])
    expect(health.map(({ state }) => state)).toEqual(['CONNECTING', 'LIVE', 'STALE', 'STALE', 'LIVE', 'DOWN'])
    expect(health[2]?.detail).toMatch(/^127\.0\.0\.1:\d+: the answer is 500 Internal Server Error$/)
  })
  test('a server that asks to be left alone is', async () => { expect((await poll([status(429, { 'retry-after': '60' }), status(503, { 'retry-after': '999999' })])).waited).toEqual([60_000, 300_000]) })
  test.each<[string, Answer, RegExp]>([
    ['no JSON', (_, response) => { response.end('<html>') }, /the answer is no JSON/], ['another document', json({ odds: [] }), /do not follow schema\/prices\.schema\.json/], ['no bookmaker', json({ ...(prices(2) as object), bookmaker: undefined }), /name no bookmaker/],
    ['too large', (_, response) => { response.end('x'.repeat(2_000)) }, /larger than 1000 bytes/], ['a line that breaks', (request) => { request.socket.destroy() }, /fetch failed/], ['an answer that breaks off', (_, response) => { response.writeHead(200, { 'content-length': '500' }); response.write('{'); setImmediate(() => { response.destroy() }) }, /terminated|aborted|failed/],
  ])('%s', async (_, answer, detail) => {
    const { error, health, waited } = await poll([answer], { largestBytes: 1_000 })
    expect([error, waited]).toEqual([null, [1_000]])
    expect(health[1]).toEqual({ state: 'STALE', detail: expect.stringMatching(detail) as string })
  })
  test('no answer in time', async () => { expect((await poll([() => undefined], { timeoutMs: 20 })).health[1]).toMatchObject({ state: 'STALE', detail: expect.stringMatching(/timeout/i) as string }) })
  test('a race that no card has is asked for again, whole', async () => {
    const { asked, health } = await poll([json(prices(2), { etag: '"a"' }), json(prices(2))], { races: finder() })
    expect(asked[1]?.headers['if-none-match']).toBeUndefined()
    expect(health[1]).toEqual({ state: 'LIVE', detail: '1 not taken, first: race 0, no card has race 3 at Moe on 2022-11-07' })
  })
  test.each(['ftp://example.com/prices', 'file:///etc/passwd', 'prices'])('only http: %s', async (url) => { expect((await poll([], { url })).error).toMatchObject({ code: 'CONFIG_INVALID' }) })
  test('a sink that fails ends it', async () => {
    const feed = pollerFeed({ url: 'http://127.0.0.1:9', everyMs: 1, timeoutMs: 1_000, headers: {}, bookmaker: null, races: finder(), now: () => at, random: () => 0 })
    await expect(feed.run({ markets: () => undefined, evicted: () => undefined, health: ({ state }) => { if (state === 'STALE') throw new Error('no sink') } }, new AbortController().signal)).rejects.toThrow('no sink')
  })
  test('back-off doubles up to five minutes, never below the usual pause by more than half', () => {
    expect([1, 2, 3, 9, 50].map((failures) => backOffMs(1_000, failures, 1))).toEqual([2_000, 4_000, 8_000, 300_000, 300_000])
    expect([backOffMs(1_000, 1, 0), backOffMs(600_000, 3, 0.5)]).toEqual([1_000, 450_000])
  })
})

describe('senders', () => {
  const running = (told: MarketChange[], health: string[]): { readonly hook: ReturnType<typeof webhookFeed>; readonly ended: Promise<void>; stop(): void } => {
    const hook = webhookFeed({ races: finder(moe()) })
    const abort = new AbortController()
    const ended = hook.feed.run({ markets: (changes) => { told.push(...changes) }, evicted: () => undefined, health: ({ state }) => { health.push(state) } }, abort.signal)
    return { hook, ended, stop: () => { abort.abort() } }
  }
  test('are told what was taken, in order, until the feed is stopped', async () => {
    const [told, health]: [MarketChange[], string[]] = [[], []]
    const { hook, ended, stop } = running(told, health)
    expect(await Promise.all([hook.accept(prices(2), at), hook.accept(prices(3, 1), at), hook.accept({ ...(prices(4, 2) as object), races: [{ race: { id: 'none' }, runners: [{ number: 1 }] }] }, at)])).toEqual([
      { accepted: 1, refused: [] }, { accepted: 1, refused: [] }, { accepted: 0, refused: [{ race: 0, reason: 'there is no race of this id' }] },
    ])
    expect(told.map(({ view }) => [view.feed, view.selections[0]?.back[0]?.price])).toEqual([['webhook', 2], ['webhook', 3]])
    await expect(hook.accept({ format: 'x' }, at)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    stop()
    await ended
    await expect(hook.accept(prices(5, 3), at)).rejects.toMatchObject({ code: 'OVERLOADED' })
    expect(health).toEqual(['LIVE', 'DOWN'])
  })
  test('too many at once are turned away', async () => {
    const { hook, stop } = running([], [])
    const answers = await Promise.allSettled(Array.from({ length: 80 }, (_, i) => hook.accept(prices(2 + i), at)))
    expect(answers.filter(({ status: settled }) => settled === 'fulfilled').length).toBe(64)
    stop()
  })
})
