import { once } from 'node:events'
import { WebSocket } from 'ws'
import { toGlobalId } from '../../../src/graphql/node/global-id'
import { endPrograms, racegraph, startProgram } from '../../support/built-program'
import { testDatabase, type TestDatabase } from '../../support/database'
import { addRaces } from '../../support/served-races'
import { temporaryFolder } from '../../support/temporary-folder'

/* Two servers over one database, keys by the command line, and connections that are open when a key ends. */
const folder = temporaryFolder()
let database: TestDatabase
let servers: readonly string[]
const env = (name: string): Record<string, string> => ({
  DATABASE_URL: database.url, RACEGRAPH_HOME: `${folder.path}/${name}`, RACEGRAPH_DEMO: 'off', PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'production', RACEGRAPH_FEATURE_REFRESH_MS: '0', RACEGRAPH_POOL_SIZE: '4', RACEGRAPH_LIVE_MODELS: 'none',
})
const start = async (name: string): Promise<string> => {
  const said = await startProgram('src/cli/main.ts', ['start'], env(name)).saw(/Ctrl-C stops it\.\n/)
  return /(http:\/\/localhost:\d+)\/graphql/.exec(said)?.[1] ?? ''
}
const keys = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await racegraph(['keys', ...args], env('cli'))
  if (code !== 0) throw new Error(stderr)
  return stdout.trim()
}
const create = (...more: readonly string[]): Promise<string> => keys('create', '--name', 'test', '--owner', 'us', '--tier', 'partner', '--scopes', 'racing,live', ...more)
const idOf = (key: string): string => key.slice(3, 13)

beforeAll(async () => {
  database = await testDatabase()
  await addRaces(database.pool, [4])
  servers = [await start('one'), await start('two')]
}, 60_000)
afterAll(async () => {
  await endPrograms()
  await database.close()
  folder.remove()
})

const query = async (server: string, key: string | null): Promise<{ readonly status: number; readonly body: string }> => {
  const response = await fetch(`${server}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'x-api-key': key }) }, body: '{"query":"{ serverTime }"}' })
  return { status: response.status, body: await response.text() }
}
interface Opened { readonly ended: Promise<string> }
const SUBSCRIPTION = 'subscription($races: [ID!]!) { raceUpdated(raceIds: $races) { sequence } }'
const variables = { races: [toGlobalId('Race', 1)] }
/** With a subscription; resolves when it is let in. */
const socket = async (server: string, key: string): Promise<Opened> => {
  const ws = new WebSocket(`${server.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  const ended = new Promise<string>((resolve) => { ws.once('close', (code, reason) => { resolve(`${code} ${String(reason)}`) }) })
  await once(ws, 'open')
  ws.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: key } }))
  const first = await Promise.race([once(ws, 'message').then(([data]) => String(data)), ended])
  if (!first.includes('connection_ack')) throw new Error(first)
  ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION, variables } }))
  return { ended }
}
const stream = async (server: string, key: string): Promise<Opened> => {
  const response = await fetch(`${server}/graphql/stream`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${key}` }, body: JSON.stringify({ query: SUBSCRIPTION, variables }) })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return { ended: response.text().catch(String) }
}
const openAll = (key: string): Promise<readonly Opened[]> => Promise.all(servers.flatMap((server) => [socket(server, key), stream(server, key)]))
/** What each was told at its end. */
const ends = (opened: readonly Opened[]): Promise<readonly string[]> => Promise.all(opened.map(({ ended }) => ended))

test('in production nobody is let in without a key', async () => {
  for (const server of servers) expect(await query(server, null)).toMatchObject({ status: 401, body: expect.stringContaining('x-api-key') })
})

test('a key that is made works at once, and once it is revoked is refused by both and closed on both, over WebSocket and as an event stream', async () => {
  const [key, other] = [await create(), await create()]
  for (const server of servers) expect(await query(server, key)).toMatchObject({ status: 200 })
  const opened = await openAll(key)
  const untouched = await socket(servers[0] ?? '', other)
  await keys('revoke', idOf(key))
  const revokedAt = performance.now()
  const told = await ends(opened)
  process.stdout.write(`closed on all of two servers ${Math.round(performance.now() - revokedAt)} ms after the command that revoked the key had ended\n`)
  expect(told).toEqual([0, 1].flatMap(() => [`4403 Key ${idOf(key)} was revoked.`, expect.stringContaining(`Key ${idOf(key)} was revoked.`)]))
  for (const server of servers) expect(await query(server, key)).toMatchObject({ status: 401, body: expect.stringContaining('was revoked') })
  expect(await query(servers[1] ?? '', other)).toMatchObject({ status: 200 })
  expect(await Promise.race([untouched.ended, Promise.resolve('open')])).toBe('open')
})

test('rotation without overlap ends the older secret where it is in use; the newer one is the same key', async () => {
  const key = await create()
  const opened = await openAll(key)
  const newer = await keys('rotate', idOf(key), '--overlap', '0s')
  for (const text of await ends(opened)) expect(text).toContain('was replaced')
  for (const server of servers) expect([(await query(server, key)).status, (await query(server, newer)).status]).toEqual([401, 200])
})

test('a key that expires is closed and refused by both', async () => {
  // However busy the machine is, one of these is long enough to open all.
  for (const seconds of [4, 16, 64]) {
    const key = await create('--expires', `${seconds}s`)
    const opened = await openAll(key).catch((error: unknown) => { if (String(error).includes('expired')) return null; throw error })
    if (opened === null) continue
    for (const text of await ends(opened)) expect(text).toMatch(/expired/)
    for (const server of servers) expect(await query(server, key)).toMatchObject({ status: 401, body: expect.stringContaining('expired') })
    return
  }
  throw new Error('nothing could be opened before its key expired')
}, 120_000)
