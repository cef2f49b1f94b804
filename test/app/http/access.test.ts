import type { IncomingMessage } from 'node:http'
import { ADMIN } from '../../../src/access/principal'
import { ALL_BUT_ADMIN } from '../../../src/access/scope'
import { adminTokenOf } from '../../../src/app/config/admin-token'
import { tokenAccess } from '../../../src/app/http/access'
import { startLive } from './live-graph'

const TOKEN = 'a-token-of-twenty-letters'
const request = (authorization?: string): IncomingMessage => ({ headers: authorization === undefined ? {} : { authorization } }) as IncomingMessage
const granted = (params: Record<string, unknown>, authorization?: string, token: string | null = TOKEN): unknown => tokenAccess(token).authenticate(params, request(authorization), '')

test('the token gives the scope, in the header and in connectionParams', async () => {
  for (const [params, header] of [[{}, `Bearer ${TOKEN}`], [{}, `bearer ${TOKEN}`], [{ authorization: `Bearer ${TOKEN}` }, undefined], [{ Authorization: TOKEN }, undefined]] as const) expect(await granted(params, header)).toBe(ADMIN)
})
test('nothing sent is everybody; another token is refused', async () => {
  expect(await granted({})).toMatchObject({ kind: 'anonymous', scopes: ALL_BUT_ADMIN })
  for (const other of ['Bearer x', `Bearer ${TOKEN}x`, 'Bearer ', `Basic ${TOKEN}`]) expect(await granted({}, other)).toEqual({ status: 401, refused: expect.stringContaining('not one of this server') })
})
test('without a token of the server, headers are not looked at', async () => { expect(await granted({}, 'Bearer anything', null)).toMatchObject({ kind: 'anonymous' }) })
test('a token that is none is refused at the start, and is in no message', () => {
  expect(adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: TOKEN, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toBe(TOKEN)
  expect(adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: null, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toBeNull()
  for (const wrong of ['short', 'with spaces in the middle of it']) {
    expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: wrong, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toThrow(/16 or more/)
    expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: wrong, RACEGRAPH_ADMIN_TOKEN_FILE: null })).not.toThrow(new RegExp(wrong))
  }
  expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: null, RACEGRAPH_ADMIN_TOKEN_FILE: '/nowhere/at/all' })).toThrow(/ENOENT/)
  expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: TOKEN, RACEGRAPH_ADMIN_TOKEN_FILE: '/nowhere' })).toThrow(/both set/)
})

test('over HTTP: a wrong token is 401, answers to the right one are kept by nobody, and no log has it', async () => {
  const server = await startLive({ access: tokenAccess(TOKEN) })
  const ask = (authorization?: string): Promise<Response> => fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body: '{"query":"{ __typename }"}' })
  try {
    const refused = await ask('Bearer wrong-token-of-somebody')
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(await refused.json()).toMatchObject({ errors: [{ message: expect.stringContaining('not one of this server'), extensions: { code: 'UNAUTHENTICATED' } }] })
    const admin = await ask(`Bearer ${TOKEN}`)
    expect([admin.status, admin.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await ask()).status).toBe(200)
    expect(JSON.stringify(server.log)).not.toMatch(new RegExp(`${TOKEN}|wrong-token`))
  } finally { await server.close() }
})
