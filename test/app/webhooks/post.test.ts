import { createServer, type AddressInfo, type Server } from 'node:net'
import { createPost, urlProblem, type PostDeps, type Resolve } from '../../../src/app/webhooks/post'
import { isPublicAddress } from '../../../src/app/webhooks/public-address'
import { webhookReceiver, type Receiver } from '../../support/webhook-receiver'

let receiver: Receiver
beforeEach(async () => { receiver = await webhookReceiver() })
afterEach(() => receiver.close())
const deps = (part: Partial<PostDeps> = {}): PostDeps => ({ timeoutMs: 20_000, allowPrivate: true, userAgent: 'racegraph/test', now: () => Date.parse('2026-03-01T06:00:00Z'), ...part })
const post = (part: Partial<PostDeps> = {}, url = receiver.url) => createPost(deps(part))(url, { 'webhook-id': 'msg_1' }, '{"a":"ü"}')

it('sends the body as it is, with the headers', async () => {
  expect(await post()).toMatchObject({ status: 204, error: null, stopped: false })
  expect(receiver.received).toMatchObject([{ id: 'msg_1', body: '{"a":"ü"}', headers: { 'content-length': '10', 'user-agent': 'racegraph/test', connection: 'close' } }])
})
it('takes any 2xx for an answer, and nothing else', async () => {
  receiver.answer((response) => { response.writeHead(202).end() })
  expect(await post()).toMatchObject({ status: 202, error: null })
  receiver.answer((response) => { response.writeHead(500).end('no') })
  expect(await post()).toMatchObject({ status: 500, error: 'it answered 500', answer: 'no' })
})
it('follows no redirect', async () => {
  const elsewhere = await webhookReceiver()
  receiver.answer((response) => { response.writeHead(307, { location: elsewhere.url }).end() })
  expect(await post()).toMatchObject({ status: 307, error: 'it answered 307' })
  expect(elsewhere.received).toHaveLength(0)
  await elsewhere.close()
})
it('reads Retry-After', async () => {
  receiver.answer((response) => { response.writeHead(503, { 'retry-after': '7' }).end() })
  expect(await post()).toMatchObject({ status: 503, retryAfterMs: 7_000 })
})
it('reads little of an answer that never ends', async () => {
  const ended = new Promise<void>((resolve) => {
    receiver.answer((response) => {
      response.once('close', resolve)
      const more = (): void => { while (!response.destroyed && response.write('x'.repeat(10_000))); response.once('drain', more) }
      response.writeHead(200)
      more()
    })
  })
  const { status, answer } = await post()
  expect([status, answer.length]).toEqual([200, 512])
  await ended
})
it('does not wait for ever for an answer', async () => {
  receiver.answer(() => undefined)
  expect(await post({ timeoutMs: 50 })).toMatchObject({ status: null, error: 'no answer within 50 ms', stopped: false })
})
it('breaks off when it is told to', async () => {
  const abort = new AbortController()
  receiver.answer(() => { abort.abort() })
  expect(await post({ signal: abort.signal })).toMatchObject({ status: null, stopped: true })
})
it('says that a connection was cut', async () => {
  receiver.answer((response) => { response.socket?.destroy() })
  expect(await post()).toMatchObject({ status: null, error: 'the connection failed (ECONNRESET)' })
})

describe('private addresses', () => {
  let server: Server
  let connections = 0
  let port = 0
  beforeEach(async () => {
    connections = 0
    server = createServer((socket) => { connections++; socket.destroy() })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => new Promise((resolve) => { server.close(resolve) }))
  const resolveTo = (...addresses: readonly string[]): Resolve => (_name, done) => { done(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) }

  it('are refused as they stand in a URL, in whatever clothes, without a connection', async () => {
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '10.0.0.1', '169.254.169.254', '[fd00::1]', '0.0.0.0']) {
      const { status, error } = await post({ allowPrivate: false }, `https://${host}:${port}/`)
      expect([host, status, error]).toEqual([host, null, 'it must be reachable over the public internet'])
    }
    expect(connections).toBe(0)
  })
  it('are refused where a name leads to them, at the connection, each time anew', async () => {
    let asked = 0
    const counting: Resolve = (name, done) => { asked++; resolveTo('127.0.0.1')(name, done) }
    for (let attempt = 0; attempt < 2; attempt++) expect((await post({ allowPrivate: false, resolve: counting }, `https://localhost:${port}/`)).error).toBe('localhost is, or leads to, an address that is not public')
    expect([asked, connections]).toEqual([2, 0])
  })
  it('are refused among public ones', async () => {
    expect((await post({ allowPrivate: false, resolve: resolveTo('127.0.0.1', '9.9.9.9') }, `https://localhost:${port}/`)).error).toBe('localhost is, or leads to, an address that is not public')
    expect(connections).toBe(0)
  })
  it('are reached where that is allowed', async () => {
    expect((await post({}, `https://localhost:${port}/`)).error).toMatch(/^the connection failed/)
    expect(connections).toBeGreaterThan(0)
  })
})

test.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700:4700::1111', '2a00:1450:4001::1'])('%s is public', (address) => { expect(isPublicAddress(address)).toBe(true) })
test.each([
  '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::ffff:8.8.8.8', '::ffff:10.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::1', '100::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::1', '3fff::1', 'localhost', '',
])('%p is not public', (address) => { expect(isPublicAddress(address)).toBe(false) })

describe('the address of a webhook', () => {
  it.each([
    ['http://example.com/', 'it must begin with https://'], ['ftp://example.com/', 'it must begin with https://'], ['example.com', 'it must be a URL of at most 2048 characters'],
    ['https://me:secret@example.com/', 'it must have no user and no password in it; what is sent is signed'], ['https://127.1/', 'it must be reachable over the public internet'], ['https://localhost/', 'it must be reachable over the public internet'],
    ['https://db.internal/', 'it must be reachable over the public internet'], ['https://example.com/hook?x=1', null],
  ])('%s: %s', (url, problem) => { expect(urlProblem(url, false)).toBe(problem) })
  it('is no longer than 2048 characters', () => { expect(urlProblem(`https://example.com/${'x'.repeat(2_048)}`, false)).toBe('it must be a URL of at most 2048 characters') })
  it('may be http and private where that is allowed', () => { expect(urlProblem('http://127.0.0.1:8080/', true)).toBeNull() })
})
