import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { newKeyId, newKeyText } from '../../../src/access/api-key'
import { ADMIN, anonymousPrincipal, type Principal } from '../../../src/access/principal'
import { ALL_BUT_ADMIN } from '../../../src/access/scope'
import { createAccess, type AccessDeps } from '../../../src/app/access/create-access'
import { createTokenVerifier, type TokenSettings } from '../../../src/app/access/verify-tokens'
import { adminTokenOf } from '../../../src/app/config/admin-token'
import type { Refused } from '../../../src/app/http/access'
import type { Instant } from '../../../src/domain/instant'
import { tokenAccess } from '../../support/token-access'
import { startLive } from '../http/live-graph'

const TOKEN = 'a-token-of-twenty-letters'
const KEY = newKeyText(newKeyId())
const OF_KEY: Principal = { ...anonymousPrincipal(['racing']), id: 'key:x', kind: 'key', tier: 'free' }
/** One key is known; it comes from one address. */
const keys: AccessDeps['keys'] = {
  authenticate: async (text, origin, address) => (text === KEY && origin === 'https://here.example' && address === '192.0.2.1' ? OF_KEY : { why: address === '' ? 'unsure' : address === '192.0.2.1' ? 'unknown' : 'elsewhere', message: 'No.' }),
}
const access = (more: Partial<AccessDeps> = {}) => createAccess({ keys, adminToken: TOKEN, tokens: null, anonymous: anonymousPrincipal(), ...more })
const ask = (headers: Record<string, string> = {}, { params = {}, url, address = '192.0.2.1', ...more }: { params?: Record<string, unknown>; url?: string; address?: string } & Partial<AccessDeps> = {}): Promise<Principal | Refused> =>
  access(more).authenticate(params, { headers: { origin: 'https://here.example', ...headers }, url }, address)
const status = (answer: Principal | Refused): unknown => ('refused' in answer ? answer.status : answer.id)

test('a key in either header or in connectionParams is taken; origin and address are handed on', async () => {
  for (const answer of [await ask({ authorization: `Bearer ${KEY}` }), await ask({ authorization: `bearer  ${KEY}` }), await ask({ 'x-api-key': KEY }), await ask({}, { params: { authorization: `Bearer ${KEY}` } }), await ask({}, { params: { Authorization: KEY } }), await ask({}, { params: { apiKey: KEY } }), await ask({}, { params: { 'x-api-key': KEY } }), await ask({ authorization: `Bearer ${KEY}`, 'x-api-key': KEY })]) expect(answer).toBe(OF_KEY)
})
test('each refusal has its status', async () => {
  const sent = { 'x-api-key': KEY }
  expect([status(await ask({ ...sent, origin: 'https://there.example' })), status(await ask(sent, { address: '192.0.2.2' })), status(await ask(sent, { address: '' }))]).toEqual([401, 403, 503])
})
test('the token of the server may everything', async () => {
  expect(await ask({ authorization: `Bearer ${TOKEN}` })).toBe(ADMIN)
  expect(status(await ask({ authorization: `Bearer ${TOKEN}` }, { adminToken: null }))).toBe(401)
})
test('nothing sent is everybody, or refused where that is closed', async () => {
  expect(await ask()).toMatchObject({ kind: 'anonymous', scopes: ALL_BUT_ADMIN })
  expect(await ask({}, { anonymous: null })).toEqual({ status: 401, refused: expect.stringContaining('x-api-key') })
})
test.each<[string, Record<string, string>, Record<string, unknown>]>([
  ['something else', { authorization: 'Bearer x' }, {}], ['another scheme', { authorization: `Basic ${TOKEN}` }, {}], ['nothing behind Bearer', { authorization: 'Bearer ' }, {}], ['a number', {}, { apiKey: 7 }], ['two', { 'x-api-key': KEY, authorization: `Bearer ${TOKEN}` }, {}],
  ['very much', { authorization: `Bearer rg_${'x'.repeat(9_000)}` }, {}], ['a token where no issuer is trusted', { authorization: 'Bearer a.b.c' }, {}],
])('%s is refused', async (_what, headers, params) => { expect(await ask(headers, { params })).toEqual({ status: 401, refused: expect.not.stringContaining(TOKEN) }) })
test.each([`/graphql?apiKey=${KEY}`, '/graphql/stream?query={a}&access_token=x', `/graphql?x=${KEY}`, '/graphql?authorization=Bearer%20x'])('a key in the URL is refused even where nobody is: %s', async (url) => {
  expect(await ask({}, { url })).toEqual({ status: 401, refused: expect.stringContaining('revoked') })
  expect(JSON.stringify(await ask({}, { url }))).not.toContain(KEY)
})
test('other parameters are nobody\'s business', async () => { expect(status(await ask({}, { url: '/graphql?query={serverTime}&variables={"key":1}' }))).toBe('anonymous') })

test('a token of the server that is none is refused at the start, and is in no message', () => {
  expect(adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: TOKEN, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toBe(TOKEN)
  expect(adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: null, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toBeNull()
  for (const wrong of ['short', 'with spaces in the middle of it']) {
    expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: wrong, RACEGRAPH_ADMIN_TOKEN_FILE: null })).toThrow(/16 or more/)
    expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: wrong, RACEGRAPH_ADMIN_TOKEN_FILE: null })).not.toThrow(new RegExp(wrong))
  }
  expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: null, RACEGRAPH_ADMIN_TOKEN_FILE: '/nowhere/at/all' })).toThrow(/ENOENT/)
  expect(() => adminTokenOf({ RACEGRAPH_ADMIN_TOKEN: TOKEN, RACEGRAPH_ADMIN_TOKEN_FILE: '/nowhere' })).toThrow(/both set/)
})
test('over HTTP: a wrong token is 401, answers to the right one are kept by nobody else, and no log has it', async () => {
  const server = await startLive({ access: tokenAccess(TOKEN) })
  const post = (authorization?: string): Promise<Response> => fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body: '{"query":"{ __typename }"}' })
  try {
    const refused = await post('Bearer wrong-token-of-somebody')
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(await refused.json()).toMatchObject({ errors: [{ message: expect.stringContaining('none that this server knows'), extensions: { code: 'UNAUTHENTICATED' } }] })
    const admin = await post(`Bearer ${TOKEN}`)
    expect([admin.status, admin.headers.get('cache-control')]).toEqual([200, expect.not.stringContaining('public')])
    expect((await post()).status).toBe(200)
    expect(JSON.stringify(server.log)).not.toMatch(new RegExp(`${TOKEN}|wrong-token`))
  } finally { await server.close() }
})

/* An issuer on a real port. */
describe('tokens of an issuer', () => {
  const NOW = Date.UTC(2026, 10, 23) as Instant
  let issuer: Server, url: string, jwk: JWK, key: CryptoKey, stranger: CryptoKey
  let asked = 0
  let away = false
  const warnings: string[] = []
  beforeAll(async () => {
    const [pair, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
    ;[key, stranger, jwk] = [pair.privateKey, other.privateKey, { ...await exportJWK(pair.publicKey), kid: 'k1', alg: 'ES256' }]
    issuer = createServer((request, response) => {
      asked++
      if (away) { response.writeHead(503).end(); return }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` }))
    })
    await new Promise<void>((resolve) => { issuer.listen(0, '127.0.0.1', resolve) })
    url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => { issuer.close(resolve); issuer.closeAllConnections() }))
  beforeEach(() => { asked = 0; away = false; warnings.length = 0 })

  const verifier = (more: Partial<TokenSettings> = {}) => createTokenVerifier({ issuer: url, audience: 'racegraph', jwksUrl: null, scopeClaim: 'scope', tierClaim: 'tier', tier: 'free', ...more }, { now: () => NOW, warn: (problem) => { warnings.push(problem) } })
  const token = (claims: Record<string, unknown> = {}, { by = key, alg = 'ES256', expires = 600, sub = 'user-7' as string | null } = {}): Promise<string> => {
    const jwt = new SignJWT({ iss: url, aud: 'racegraph', scope: 'racing openid live', ...claims }).setProtectedHeader({ alg, kid: 'k1' }).setExpirationTime(NOW / 1_000 + expires)
    return (sub === null ? jwt : jwt.setSubject(sub)).sign(by)
  }

  test('one that is right says who, what and until when; the keys are fetched once', async () => {
    const tokens = verifier()
    expect(await tokens.verify(await token())).toMatchObject({ id: 'token:user-7', kind: 'token', tier: 'free', scopes: ['racing', 'live'], expiresAt: NOW + 600_000 })
    expect(await tokens.verify(await token({ scope: undefined, permissions: ['features'], tier: 'partner' }))).toMatchObject({ tier: 'partner', scopes: [] })
    expect(asked).toBe(2)
    expect(await verifier({ scopeClaim: 'permissions', jwksUrl: `${url}/keys` }).verify(await token({ permissions: ['features', 'features', 7] }))).toMatchObject({ scopes: ['features'] })
    expect(asked).toBe(3)
  })
  test('`admin` is given by whoever runs the issuer', async () => { expect(await verifier().verify(await token({ scope: 'admin' }))).toMatchObject({ scopes: ['admin'] }) })
  test('others are refused: for another service, by another issuer, expired, without an end or a subject, signed by a stranger, not signed', async () => {
    const tokens = verifier()
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await token()).split('.')[1] ?? ''}.`
    const shared = await new SignJWT({ iss: url, aud: 'racegraph', sub: 'x', exp: NOW / 1_000 + 60 }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(JSON.stringify(jwk)))
    for (const [wrong, says] of [
      [await token({ aud: 'other' }), 'aud'], [await token({ iss: 'https://other.example' }), 'iss'], [await token({}, { sub: null }), 'sub'], [await token({}, { expires: -31 }), 'expired'], [await token({}, { by: stranger }), 'not signed'], [none, 'not signed'], [shared, 'not signed'], ['a.b.c', 'malformed'],
    ] as const) expect(await tokens.verify(wrong)).toEqual({ status: 401, refused: expect.stringContaining(says) })
    expect(await tokens.verify(await token({}, { expires: -29 }))).toMatchObject({ kind: 'token' })
    expect(warnings).toEqual([])
  })
  test('while the issuer is away nobody can say; when it is back, again', async () => {
    const tokens = verifier()
    away = true
    expect(await tokens.verify(await token())).toEqual({ status: 503, refused: expect.stringContaining('try again') })
    expect(warnings).toHaveLength(1)
    away = false
    expect(await tokens.verify(await token())).toMatchObject({ kind: 'token' })
  })
})
