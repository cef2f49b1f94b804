import { get } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import OpenAI from 'openai'

/* 192.0.2.0/24 is for documentation: nobody is there, and no test may ask. */
const failure = (start: (failed: (error: Error) => void) => void): Promise<string> => new Promise((resolve) => { start((error) => { resolve(error.message) }) })
const REFUSED = /a test may not reach 192\.0\.2\.1|a test may not reach api\.openai\.com/

test.each<[string, () => Promise<string>]>([
  ['net, options', () => failure((failed) => { connect({ host: '192.0.2.1', port: 9 }).on('error', failed) })],
  ['net, port and host', () => failure((failed) => { connect(9, '192.0.2.1').on('error', failed) })],
  ['tls', () => failure((failed) => { tlsConnect({ host: '192.0.2.1', port: 9 }).on('error', failed) })],
  ['http', () => failure((failed) => { get('http://192.0.2.1:9/').on('error', failed) })],
  ['fetch', () => fetch('https://api.openai.com/v1/models').then(() => 'an answer', (error: unknown) => String((error as Error).cause))],
  ['the client of OpenAI', () => new OpenAI({ apiKey: 'sk-none', maxRetries: 0 }).models.list().then(() => 'an answer', (error: unknown) => String((error as { cause?: { cause?: unknown } }).cause?.cause ?? (error as { cause?: unknown }).cause))],
])('%s', async (_way, ask) => { expect(await ask()).toMatch(REFUSED) })

test('this machine is reached by address, by name and by a path', async () => {
  const server = createServer((socket) => { socket.end('here') }).listen(0, '127.0.0.1')
  await new Promise((resolve) => { server.once('listening', resolve) })
  const { port } = server.address() as AddressInfo
  for (const host of ['127.0.0.1', 'localhost']) {
    const text = await new Promise<string>((resolve, reject) => { connect({ host, port, family: 4 }).on('data', (data) => { resolve(String(data)) }).on('error', reject) })
    expect(text).toBe('here')
  }
  expect(await failure((failed) => { connect('/nowhere/at/all.sock').on('error', failed) })).toMatch(/ENOENT/)
  server.close()
})
test('names that nobody has are not asked for', async () => {
  expect(await failure((failed) => { connect({ host: 'no-such-host.invalid', port: 9 }).on('error', failed) })).toBe('getaddrinfo ENOTFOUND no-such-host.invalid')
})
