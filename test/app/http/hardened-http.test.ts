import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { IncomingMessage } from 'node:http'
import { addressOf } from '../../../src/app/http/connection-limits'
import { post, startSmallServer, type Running, type RunningOptions } from './small-graph'

let server: Running | null = null
afterEach(async () => { await server?.close(); server = null })
const start = async (options: RunningOptions = {}): Promise<Running> => (server = await startSmallServer(options))

/** A connection, what came back on it, and when it was closed. */
const dial = (url: string): { readonly socket: Socket; readonly heard: Promise<string> } => {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  const heard = new Promise<string>((resolve) => { socket.on('data', (chunk) => { text += chunk.toString() }).on('error', () => undefined).on('close', () => { resolve(text) }) })
  return { socket, heard }
}
const speak = (url: string, bytes: string): Promise<string> => {
  const { socket, heard } = dial(url)
  socket.end(bytes)
  return heard
}

describe('headers of every answer', () => {
  const everywhere = {
    'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", 'permissions-policy': expect.stringContaining('geolocation=()') as string,
  }
  test.each([
    ['an answer', '/graphql?query=%7BserverTime%7D', 200], ['a refusal', '/graphql?query=%7B', 400], ['nothing', '/nothing', 404], ['health', '/healthz', 200], ['a method that is not served', '/graphql', 405],
  ])('%s', async (_name, path, status) => {
    const { url } = await start()
    const response = await fetch(url + path, { headers: { accept: 'application/graphql-response+json' }, ...(status === 405 ? { method: 'PUT' } : {}) })
    const headers = Object.fromEntries(response.headers)
    expect(response.status).toBe(status)
    expect(headers).toMatchObject(everywhere)
    expect(Object.keys(headers).filter((name) => /^(server|x-powered-by|via|x-runtime|strict-transport-security|set-cookie)$/.test(name))).toEqual([])
  })
  test('Strict-Transport-Security where it is set', async () => {
    const { url } = await start({ hstsSeconds: 31_536_000 })
    expect((await fetch(`${url}/healthz`)).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  })
})

describe('what a request may be', () => {
  test('100 headers, and no more', async () => {
    const { url } = await start()
    const withHeaders = (count: number): Promise<string> => speak(url, `GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${Array.from({ length: count - 2 }, (_, i) => `x-${i}: y\r\n`).join('')}\r\n`)
    expect(await withHeaders(100)).toMatch(/^HTTP\/1.1 200 /)
    for (const count of [101, 300, 1_000]) expect(await withHeaders(count)).toMatch(/^HTTP\/1.1 431 [^]*"code":"BAD_REQUEST"/)
  })
  test('no compressed body: a bomb of 100 MB is not unpacked', async () => {
    const { graph } = await start()
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip']) {
      const response = await fetch(graph, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': encoding }, body: bomb })
      expect([response.status, await response.json()]).toEqual([415, { errors: [{ message: 'Bodies are taken as they are: send yours without content-encoding.', extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }] }])
    }
    expect((await post(graph, { query: '{ serverTime }' }, { 'content-encoding': 'identity' })).status).toBe(200)
  })
  test.each(['TRACE', 'PROPFIND', 'LINK', 'QUERY', 'FOO'])('%s is not served, and nothing of it comes back', async (method) => {
    const { url } = await start()
    const heard = await speak(url, `${method} /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer secret-of-mine\r\nconnection: close\r\n\r\n`)
    expect(heard).toMatch(/^HTTP\/1.1 4\d\d /)
    expect(heard).not.toContain('secret-of-mine')
  })
  test('CONNECT opens nothing', async () => {
    const { url } = await start()
    expect(await speak(url, 'CONNECT example.org:443 HTTP/1.1\r\nhost: example.org\r\n\r\n')).not.toMatch(/^HTTP\/1.1 2/)
  })
})

/** Both end by the server's own clock: the test waits for the end of the connection and says nothing of when. */
describe('clients that take their time', () => {
  const slow = { headersTimeoutMs: 300, requestTimeoutMs: 500 }
  test('with headers', async () => {
    const { socket, heard } = dial((await start(slow)).url)
    socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nx-a: b\r\n')
    const drip = setInterval(() => { if (socket.writable) socket.write('x-c: d\r\n') }, 50)
    expect(await heard).toMatch(/^HTTP\/1.1 408 [^]*The request did not arrive in time/)
    clearInterval(drip)
  })
  test('with a body', async () => {
    const { socket, heard } = dial((await start(slow)).url)
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{')
    const drip = setInterval(() => { if (socket.writable) socket.write(' ') }, 50)
    expect(await heard).toMatch(/^HTTP\/1.1 408 /)
    clearInterval(drip)
  })
  test('with anything at all', async () => {
    const { heard } = dial((await start(slow)).url)
    expect(await heard).toMatch(/^(HTTP\/1.1 408 |$)/)
  })
  test('with the next request', async () => {
    const { socket, heard } = dial((await start({ ...slow, keepAliveTimeoutMs: 200 })).url)
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')
    expect(await heard).toMatch(/^HTTP\/1.1 200 /)
  })
})

describe('where a client is', () => {
  const request = (forwarded: string | undefined): IncomingMessage => ({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.9.9.9' } }) as unknown as IncomingMessage
  test.each([
    ['what the proxy wrote', '203.0.113.7', '203.0.113.7'], ['not what the client wrote before it', '198.51.100.1, 203.0.113.7', '203.0.113.7'], ['past proxies of one\'s own', '198.51.100.1, 203.0.113.7, 10.0.0.1, fd00::1', '203.0.113.7'],
    ['IPv6', '2001:db8::1, ::1', '2001:db8::1'], ['a private network, as far as is known', '10.0.0.5, 10.0.0.1', '10.0.0.1'], ['no address at all', 'unknown, <script>', '10.9.9.9'], ['nothing', undefined, '10.9.9.9'], ['emptiness', ' , ', '10.9.9.9'],
  ])('%s', (_name, forwarded, address) => { expect(addressOf(request(forwarded), true)).toBe(address) })
  test('without a proxy that is trusted the header counts for nothing', () => { expect(addressOf(request('203.0.113.7'), false)).toBe('10.9.9.9') })
})
