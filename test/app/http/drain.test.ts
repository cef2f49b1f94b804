import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { startSmallServer, type Running } from './small-graph'

interface Heard { readonly status: number; readonly connection: string | undefined; readonly body: string }

const ask = (server: Running, agent: Agent, query = '{ slow(ms: 3) }'): Promise<Heard> => new Promise((resolve, reject) => {
  const body = JSON.stringify({ query })
  const sent = request(server.graph, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      .on('end', () => { resolve({ status: response.statusCode!, connection: response.headers.connection, body: Buffer.concat(chunks).toString() }) })
  })
  sent.on('error', reject).end(body)
})

const refused = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'

test('under load: every request gets a whole answer until new connections are refused', async () => {
  const server = await startSmallServer()
  const outcomes = { answered: 0, refused: 0, failed: [] as unknown[] }
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (;;) {
      try {
        const { status, body } = await ask(server, agent)
        if (status !== 200 || (JSON.parse(body) as { data: { slow: string } }).data.slow !== 'late') outcomes.failed.push({ status, body })
        outcomes.answered++
      } catch (error) {
        if (refused(error)) outcomes.refused++
        else outcomes.failed.push(error)
        agent.destroy()
        return
      }
      if (outcomes.answered === 400) closing ??= server.close()
    }
  }
  let closing: Promise<void> | null = null
  await Promise.all(Array.from({ length: 24 }, client))
  await closing
  expect(outcomes.failed).toEqual([])
  expect(outcomes.refused).toBe(24)
  expect(outcomes.answered).toBeGreaterThanOrEqual(400)
})

test('what is in flight is answered and told to close; a silent connection is closed at once', async () => {
  const server = await startSmallServer({ idleGraceMs: 100 })
  const idle = connect(Number(new URL(server.url).port), '127.0.0.1')
  const idleClosed = new Promise((resolve) => { idle.on('close', resolve).resume() })
  const inFlight = ask(server, new Agent({ keepAlive: true }), '{ slow(ms: 300) }')
  await ask(server, new Agent({ keepAlive: true }), '{ serverTime }')
  const closing = server.close()
  await idleClosed
  expect(await inFlight).toMatchObject({ status: 200, connection: 'close', body: expect.stringContaining('late') })
  await closing
  await expect(ask(server, new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('while draining a kept-alive connection is still served, and /readyz says that it ends', async () => {
  const server = await startSmallServer()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  await ask(server, agent, '{ serverTime }')
  const closing = server.close()
  const ready = await new Promise<number | undefined>((resolve, reject) => { request(`${server.url}/readyz`, { agent }, (response) => { resolve(response.resume().statusCode) }).on('error', reject).end() })
  expect(ready).toBe(503)
  await closing
})

test('a request that never ends is cut at the timeout', async () => {
  const server = await startSmallServer({ drainTimeoutMs: 150 })
  const cut = ask(server, new Agent(), '{ slow(ms: 60000) }').catch((error: unknown) => (error as NodeJS.ErrnoException).code)
  await ask(server, new Agent(), '{ serverTime }')
  const start = performance.now()
  await server.close()
  expect(performance.now() - start).toBeLessThan(5_000)
  expect(await cut).toBe('ECONNRESET')
})

test('closing twice is closing once', async () => {
  const server = await startSmallServer()
  expect(server.close()).toBe(server.close())
  await server.close()
})
