import { digestOfKey } from '../../src/access/api-key'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(() => db.close())
beforeEach(() => db.pool.query('DELETE FROM api_key_secrets; DELETE FROM api_keys'))

const keys = (...args: readonly string[]): Promise<Ran> => ranCommand(['keys', ...args], { DATABASE_URL: db.url })
const made = async (...args: readonly string[]): Promise<string> => {
  const { code, out } = await keys('create', '--name', 'web', '--owner', 'Example Ltd', ...args)
  expect([code, /^rg_[0-9A-Za-z]{10}_[0-9A-Za-z]{32,}\n$/.test(out)]).toEqual([0, true])
  return out.trim()
}
const idIn = (key: string): string => key.slice(3, 13)
/** When each secret of a key ends; null for never. */
const secrets = async (key: string): Promise<readonly (string | null)[]> =>
  (await db.pool.query<{ expires_at: string | null }>('SELECT expires_at FROM api_key_secrets WHERE key_id = $1 ORDER BY expires_at', [idIn(key)])).rows.map((row) => row.expires_at)

test('a key is printed once, alone; what is stored is a hash of it, and lists have neither', async () => {
  const key = await made('--scopes', 'racing,live', '--expires', '2099-01-31')
  const { rows } = await db.pool.query<{ digest: Buffer }>('SELECT digest FROM api_key_secrets')
  expect(rows).toEqual([{ digest: digestOfKey(key) }])
  const [text, json] = [await keys('list'), await keys('list', '--json')]
  expect(JSON.parse(json.out)).toMatchObject([{ id: idIn(key), name: 'web', owner: 'Example Ltd', tier: 'free', scopes: ['racing', 'live'], expiresAt: '2099-01-31T00:00:00Z', revokedAt: null, lastUsedAt: null, overlapUntil: null, olderSecrets: 0 }])
  for (const { out, err } of [text, json]) expect([out.includes(idIn(key)), (out + err).includes(key.slice(14))]).toEqual([true, false])
})
test('rotated with an overlap, and then at once: the older secrets end', async () => {
  const key = await made()
  const rotated = await keys('rotate', idIn(key), '--overlap', '7d')
  expect([rotated.code, idIn(rotated.out), rotated.out.trim() === key, rotated.err]).toEqual([0, idIn(key), false, expect.stringContaining('The one up to now is taken until')])
  expect((await secrets(key)).map((at) => at === null)).toEqual([false, true])
  expect((await keys('rotate', idIn(key), '--overlap', '0s')).code).toBe(0)
  const now = Date.now()
  expect((await secrets(key)).map((at) => (at === null ? 'stands' : Date.parse(at) <= now))).toEqual([true, true, 'stands'])
})
test('whoever has a key that leaked may give it whole; it is not said again', async () => {
  const key = await made()
  expect(idIn((await keys('rotate', key)).out)).toBe(idIn(key))
  const { code, out, err } = await keys('revoke', key)
  expect([code, out, err.startsWith(`Key ${idIn(key)} (web, Example Ltd) is revoked since `), err.includes(key.slice(14))]).toEqual([0, '', true, false])
  const again = await keys('rotate', key)
  expect([again.code, again.err.includes('which is for ever'), again.err.includes(key.slice(14))]).toEqual([2, true, false])
})
test.each<readonly [args: readonly string[], words: RegExp]>([
  [['create', '--name', 'web', '--owner', 'x', '--tier', 'gold'], /There is no tier "gold"/],
  [['create', '--name', 'web', '--owner', 'x', '--scopes', 'everything'], /--scopes is "everything"/],
  [['create', '--name', 'web', '--owner', 'x', '--expires', 'tomorrow'], /--expires is "tomorrow"/],
  [['create', '--name', 'web', '--owner', 'x', '--expires', '2001-01-01'], /which is past/],
  [['create', '--name', 'web', '--owner', 'x', '--addresses', '10.0.0.0/99'], /--addresses has "10\.0\.0\.0\/99"/],
  [['rotate', 'nobodynone'], /There is no key "nobodynone"/],
  [['rotate', 'nobodynone', '--overlap', '1y'], /--overlap is "1y"/],
  [['rotate', 'nobodynone', '--overlap', '91d'], /from 0 to 90 days/],
  [['revoke', 'rg_'], /That is no id of a key/],
])('%j is refused, and nothing is made', async (args, words) => {
  const { code, out, err } = await keys(...args)
  expect([code, out, words.test(err)]).toEqual([words.source.startsWith('There is no key') ? 1 : 2, '', true])
  expect((await db.pool.query('SELECT 1 FROM api_keys')).rows).toEqual([])
})
