import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../../src/app/config/read-config'
import { betfairSettingsOf } from '../../../src/app/live/betfair-settings'
import { certificates } from '../../support/betfair/certificates'
import { temporaryFolder } from '../../support/temporary-folder'

const ACCOUNT = { BETFAIR_APP_KEY: 'key', BETFAIR_USERNAME: 'user', BETFAIR_PASSWORD: 'secret-password' }
const of = (env: Readonly<Record<string, string>>): ReturnType<typeof betfairSettingsOf> => betfairSettingsOf(readConfig(env))

test('no credentials: no feed', () => { expect([of({}), of({ BETFAIR_COUNTRIES: 'GB', BETFAIR_STREAM_HOST: 'proxy' })]).toEqual([null, null]) })
test('what is not set is as Betfair has it', () => {
  expect(of(ACCOUNT)).toEqual({
    appKey: 'key', username: 'user', password: 'secret-password', certificate: null, streamHost: 'stream-api.betfair.com', streamPort: 443, identityUrl: 'https://identitysso.betfair.com',
    apiUrl: 'https://api.betfair.com/exchange/betting/json-rpc/v1', ca: null, countries: [], marketTypes: ['WIN', 'PLACE'], conflateMs: 0, heartbeatMs: 5000, maxConnections: 10,
  })
})
describe('files', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => { folder = temporaryFolder() })
  afterEach(() => { folder.remove() })
  const path = (name: string, text: string): string => { writeFileSync(join(folder.path, name), text); return join(folder.path, name) }

  test('lists and numbers are read', async () => {
    const { server, client } = await certificates()
    expect(of({ ...ACCOUNT, BETFAIR_CERT_FILE: path('cert', client.cert), BETFAIR_KEY_FILE: path('key', client.key), BETFAIR_CA_FILE: path('ca', server.cert), BETFAIR_COUNTRIES: 'GB, IE', BETFAIR_MARKET_TYPES: 'WIN,EACH_WAY', BETFAIR_CONFLATE_MS: '200', BETFAIR_HEARTBEAT_MS: '500', BETFAIR_MAX_CONNECTIONS: '3', BETFAIR_IDENTITY_URL: 'https://identitysso.betfair.it/' }))
      .toMatchObject({ certificate: client, ca: server.cert, countries: ['GB', 'IE'], marketTypes: ['WIN', 'EACH_WAY'], conflateMs: 200, heartbeatMs: 500, maxConnections: 3, identityUrl: 'https://identitysso.betfair.it' })
  })
  test('that TLS cannot use are refused at the start', async () => {
    const { server, client } = await certificates()
    const [cert, key, other, text] = [path('cert', client.cert), path('key', client.key), path('other', server.key), path('text', 'no PEM')]
    expect(() => of({ ...ACCOUNT, BETFAIR_CERT_FILE: cert, BETFAIR_KEY_FILE: other })).toThrow('BETFAIR_CERT_FILE and BETFAIR_KEY_FILE: they must name a certificate and its own key')
    expect(() => of({ ...ACCOUNT, BETFAIR_CERT_FILE: text, BETFAIR_KEY_FILE: key })).toThrow('both PEM')
    expect(() => of({ ...ACCOUNT, BETFAIR_CA_FILE: key })).toThrow('BETFAIR_CA_FILE must name a PEM file with a certificate in it')
  })
})
test.each<[Readonly<Record<string, string>>, string]>([
  [{ BETFAIR_APP_KEY: 'key' }, 'BETFAIR_APP_KEY is set, but BETFAIR_USERNAME and BETFAIR_PASSWORD are missing'],
  [{ BETFAIR_USERNAME: 'user', BETFAIR_PASSWORD: 'secret-password' }, 'BETFAIR_USERNAME and BETFAIR_PASSWORD are set, but BETFAIR_APP_KEY is missing'],
  [{ ...ACCOUNT, BETFAIR_CERT_FILE: '/x' }, 'but BETFAIR_KEY_FILE is missing'],
  [{ ...ACCOUNT, BETFAIR_KEY_FILE: '/x' }, 'but BETFAIR_CERT_FILE is missing'],
  [{ BETFAIR_KEY_FILE: '/x' }, 'but BETFAIR_APP_KEY and BETFAIR_USERNAME and BETFAIR_PASSWORD and BETFAIR_CERT_FILE are missing'],
  [{ ...ACCOUNT, BETFAIR_CA_FILE: '/nowhere/ca.pem' }, 'BETFAIR_CA_FILE names "/nowhere/ca.pem", which cannot be read (ENOENT)'],
  [{ ...ACCOUNT, BETFAIR_COUNTRIES: 'Britain' }, 'BETFAIR_COUNTRIES is "Britain"'], [{ ...ACCOUNT, BETFAIR_API_URL: 'http://api' }, 'BETFAIR_API_URL is "http://api"'],
  [{ ...ACCOUNT, BETFAIR_HEARTBEAT_MS: '499' }, 'from 500 to 5000'], [{ ...ACCOUNT, BETFAIR_CONFLATE_MS: '120001' }, 'from 0 to 120000'], [{ ...ACCOUNT, BETFAIR_MAX_CONNECTIONS: '11' }, 'from 1 to 10'],
])('refused: %j', (env, words) => {
  expect(() => of(env)).toThrow(words)
  expect(() => of(env)).not.toThrow('secret-password')
})
