import { cutOf, odds, rawClient, startLive, subscribeTo, type LiveRunning } from './live-graph'

let server: LiveRunning
beforeAll(async () => { server = await startLive({ limits_: { initTimeoutMs: 300, maxSubscriptions: 3 } }) })
afterAll(() => server.close())

describe('codes of graphql-transport-ws', () => {
  test('4408: no connection_init in time', async () => {
    expect((await (await rawClient(server.socketUrl, { init: false })).closed).code).toBe(4408)
  })
  test('4401: subscribe before connection_ack', async () => {
    const client = await rawClient(server.socketUrl, { init: false })
    client.send(subscribeTo('a'))
    expect((await client.closed).code).toBe(4401)
  })
  test('4429: connection_init twice', async () => {
    const client = await rawClient(server.socketUrl)
    client.send({ type: 'connection_init' })
    expect((await client.closed).code).toBe(4429)
  })
  test.each(['nonsense', '{}', '{"type":"nothing"}', '{"type":"subscribe","payload":{}}', '[]'])('4400: %s', async (message) => {
    const client = await rawClient(server.socketUrl)
    client.send(message)
    expect((await client.closed).code).toBe(4400)
  })
  test.each(['graphql-ws', ''])('4406: sub-protocol "%s"', async (protocol) => {
    const client = await rawClient(server.socketUrl, { protocol, init: false })
    expect(await client.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' })
  })
  test('4409: an id twice', async () => {
    const client = await rawClient(server.socketUrl)
    client.send(subscribeTo('a'))
    client.send(subscribeTo('a'))
    expect(await client.closed).toEqual({ code: 4409, reason: 'Subscriber for a already exists' })
  })
  test('1009: a message over the limit', async () => {
    const client = await rawClient(server.socketUrl)
    client.send(' '.repeat(300_000))
    expect((await client.closed).code).toBe(1009)
  })
})

test('ping is answered with its payload, and a pong by itself is fine', async () => {
  const client = await rawClient(server.socketUrl)
  client.send({ type: 'pong' })
  client.send({ type: 'ping', payload: { n: 1 } })
  expect(await client.next()).toEqual({ type: 'pong', payload: { n: 1 } })
  client.ws.close()
})

describe('operations', () => {
  test('a query, a mutation, errors of both kinds, on one socket', async () => {
    const client = await rawClient(server.socketUrl)
    const ask = async (query: string, variables?: object): Promise<Record<string, unknown>> => { client.send({ id: 'q', type: 'subscribe', payload: { query, variables } }); return client.next() }
    expect(await ask('query ($text: String!) { echo(text: $text) }', { text: 'hello' })).toMatchObject({ id: 'q', type: 'next', payload: { data: { echo: 'hello' }, extensions: { cost: { requested: expect.any(Number) as number } } } })
    expect(await client.next()).toEqual({ id: 'q', type: 'complete' })
    expect(await ask('mutation { touch }')).toMatchObject({ payload: { data: { touch: 'touched' } } })
    expect(await client.next()).toEqual({ id: 'q', type: 'complete' })
    expect(await ask('{ broken }')).toMatchObject({ type: 'next', payload: { data: { broken: null }, errors: [{ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } })
    expect(JSON.stringify(client.heard.at(-1))).not.toContain('secret_table')
    await client.next()
    expect(await ask('{ nothing }')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
    expect(await ask('{')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' }, locations: [{ line: 1 }] }] })
    expect(await ask(`{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }`)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'OPERATION_TOO_LARGE', requested: 51, limit: 50 } }] })
    expect(await ask('query ($text: String!) { echo(text: $text) }')).toMatchObject({ payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    client.ws.close()
  })

  test('a subscription: snapshot, what changed, complete; nothing after the client completed', async () => {
    const client = await rawClient(server.socketUrl)
    client.send(subscribeTo('s"1'))
    await server.groups.joined(1)
    server.groups.deliver(cutOf(5, [[1, 2.5, 3], [2, 4, 5]]))
    expect(await client.next()).toEqual(odds('s"1', true, 5, [1, 2.5], [2, 4]))
    server.groups.deliver(cutOf(6, [[1, 2.6, 6], [2, 4, 5]]))
    expect(await client.next()).toEqual(odds('s"1', false, 6, [1, 2.6]))
    client.send({ id: 's"1', type: 'complete' })
    client.send({ type: 'ping' })
    expect(await client.next()).toEqual({ type: 'pong' })
    await server.groups.joined(0)
    client.ws.close()
  })

  test('the source ends: what is left comes before complete', async () => {
    const client = await rawClient(server.socketUrl)
    client.send(subscribeTo('a'))
    await server.groups.joined(1)
    const [subscriber] = server.groups.subscribers
    subscriber!.deliver(cutOf(1, [[1, 2, 1]]))
    subscriber!.end()
    expect([await client.next(), await client.next()]).toEqual([odds('a', true, 1, [1, 2]), { id: 'a', type: 'complete' }])
    client.ws.close()
  })

  test('one subscription fails: an error for it alone, and the socket and the other go on', async () => {
    const client = await rawClient(server.socketUrl)
    client.send(subscribeTo('bad'))
    await server.groups.joined(1)
    const [bad] = server.groups.subscribers
    client.send(subscribeTo('good'))
    await server.groups.joined(2)
    bad!.fail([{ message: 'The race is gone.', extensions: { code: 'NOT_FOUND' } }])
    expect(await client.next()).toEqual({ id: 'bad', type: 'error', payload: [{ message: 'The race is gone.', extensions: { code: 'NOT_FOUND' } }] })
    server.groups.deliver(cutOf(1, [[1, 2, 1]]))
    expect(await client.next()).toEqual(odds('good', true, 1, [1, 2]))
    client.send(subscribeTo('bad'))
    await server.groups.joined(2)
    client.ws.close()
    await server.groups.joined(0)
  })

  test('the fourth operation of a connection that may have three is refused, and there is room again after one', async () => {
    const client = await rawClient(server.socketUrl)
    for (const id of ['a', 'b', 'c', 'd']) client.send(subscribeTo(id))
    expect(await client.next()).toMatchObject({ id: 'd', type: 'error', payload: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
    client.send({ id: 'a', type: 'complete' })
    client.send(subscribeTo('d'))
    await server.groups.joined(3)
    client.ws.close()
    await server.groups.joined(0)
  })
})
