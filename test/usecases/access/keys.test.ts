import { newKeyId, newKeyText } from '../../../src/access/api-key'
import type { Principal } from '../../../src/access/principal'
import type { Instant } from '../../../src/domain/instant'
import { keyStore } from '../../../src/storage/access/key-store'
import { withRunner } from '../../../src/storage/sql-runner'
import { keyDesk, type AskedTerms, type KeyDesk } from '../../../src/usecases/access/key-desk'
import { createKeyDirectory, type KeyDirectory, type KeyRefusal } from '../../../src/usecases/access/key-directory'
import type { KeyStore } from '../../../src/usecases/access/ports'
import { testDatabase, type TestDatabase } from '../../support/database'
import { handTimers, type HandTimers } from '../../support/hand-timers'

/* Keys as they are made by hand, and as a server knows them, over one database. */
const START = Date.UTC(2099, 10, 23, 12) as Instant
const HOUR = 3_600_000
const TERMS: AskedTerms = { name: 'web', owner: 'Example Ltd', tier: 'partner', scopes: ['live', 'racing'], origins: [], addresses: [], expiresAt: null }

let database: TestDatabase
let store: KeyStore, desk: KeyDesk
let now: Instant, ticks: number, broken: boolean, told: Promise<void>
const warnings: string[] = []
beforeAll(async () => { database = await testDatabase() })
afterAll(() => database.close())

const opened: KeyDirectory[] = []
beforeEach(() => {
  ;[now, ticks, broken, told] = [START, 0, false, Promise.resolve()]
  warnings.length = 0
  const kept = keyStore((use) => (broken ? Promise.reject(new Error('the database is away')) : withRunner(database.pool, use)))
  store = { ...kept, used: (uses) => told = kept.used(uses) }
  desk = keyDesk({ store, tiers: ['free', 'partner'], now: () => now })
})
afterEach(async () => { await Promise.all(opened.splice(0).map((one) => one.close())) })
const directory = (): KeyDirectory & { readonly timers: HandTimers } => {
  const timers = handTimers()
  const made = createKeyDirectory({ store, timers, now: () => now, ticks: () => ticks, staleMs: 5_000, warn: (problem) => { warnings.push(problem) } })
  opened.push(made)
  return { ...made, timers }
}
const principal = (answer: Principal | KeyRefusal): Principal => { if ('why' in answer) throw new Error(answer.message); return answer }
/** A look for what changed, and its end, also of telling when keys were used. */
const look = async ({ timers }: { readonly timers: HandTimers }): Promise<void> => {
  ticks += 300
  timers.fire()
  while (timers.waiting === 0) await new Promise((resolve) => { setImmediate(resolve) })
  await told
}

test('a key is taken with what it may, at once and by every server', async () => {
  const [one, other] = [directory(), directory()]
  const { key, text } = await desk.create(TERMS)
  expect(key).toMatchObject({ ...TERMS, scopes: ['racing', 'live'], createdAt: START, revokedAt: null, lastUsedAt: null, overlapUntil: null })
  for (const server of [one, other]) expect(await server.authenticate(text, undefined, '192.0.2.1')).toMatchObject({ id: `key:${key.id}`, kind: 'key', tier: 'partner', scopes: ['racing', 'live'], expiresAt: null })
})
test('one that was made right after a look waits for the next, which all who wait share', async () => {
  const server = directory()
  await server.authenticate(newKeyText(newKeyId()), undefined, '')
  const { key, text } = await desk.create(TERMS)
  const asked = [server.authenticate(text, undefined, ''), server.authenticate(text, undefined, ''), server.authenticate(newKeyText(newKeyId()), undefined, '')]
  while (server.timers.waiting < 2) await new Promise((resolve) => { setImmediate(resolve) })
  ticks += 100
  server.timers.fire()
  expect((await Promise.all(asked)).map((answer) => ('why' in answer ? answer.why : answer.id))).toEqual([`key:${key.id}`, `key:${key.id}`, 'unknown'])
})
test('keys that are made one after the other are each found when they are first sent', async () => {
  const server = directory()
  for (let i = 0; i < 4; i++) {
    const { key, text } = await desk.create(TERMS)
    ticks += 100
    expect(principal(await server.authenticate(text, undefined, '')).id).toBe(`key:${key.id}`)
  }
})
test('of the text nothing is stored but its hash', async () => {
  const { text } = await desk.create(TERMS)
  const { rows } = await database.pool.query<{ all: string }>("SELECT (SELECT string_agg(k::text, '') FROM api_keys k) || (SELECT string_agg(s::text, '') FROM api_key_secrets s) AS all")
  expect(rows[0]?.all).not.toContain(text.slice(14, 46))
})
test('an unknown key, a wrong secret of a known one, a slip of the pen and something else are each refused', async () => {
  const server = directory()
  const { key } = await desk.create(TERMS)
  const said = async (text: string): Promise<unknown> => { ticks += 100; return server.authenticate(text, undefined, '192.0.2.1') }
  expect(await said(newKeyText(newKeyId()))).toEqual({ why: 'unknown', message: 'This key is not known here.' })
  expect(await said(newKeyText(key.id))).toEqual({ why: 'unknown', message: 'This key is not known here.' })
  expect(await said(`${newKeyText(key.id).slice(0, -1)}-`)).toMatchObject({ why: 'unknown', message: expect.stringContaining('no key') })
  expect(await said(newKeyText(key.id).replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')))).toMatchObject({ why: 'unknown', message: expect.stringContaining('letter') })
})
test('pages of other origins, and other addresses, are refused', async () => {
  const server = directory()
  const { text } = await desk.create({ ...TERMS, origins: ['https://partner.example'], addresses: ['10.0.0.0/8'] })
  const from = async (origin: string | undefined, address: string): Promise<unknown> => { const answer = await server.authenticate(text, origin, address); return 'why' in answer ? answer.why : 'taken' }
  expect([await from('https://partner.example', '10.1.2.3'), await from('https://other.example', '10.1.2.3'), await from(undefined, '10.1.2.3'), await from('https://partner.example', '11.0.0.1')]).toEqual(['taken', 'elsewhere', 'elsewhere', 'elsewhere'])
})
test('a revoked key ends for those who use it, with the next look, and cannot be rotated', async () => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  const held = principal(await server.authenticate(text, undefined, ''))
  expect(held.standing()).toBeNull()
  now = (START + HOUR) as Instant
  expect(await desk.revoke(key.id)).toMatchObject({ revokedAt: now })
  await look(server)
  expect(held.standing()).toBe(`Key ${key.id} was revoked.`)
  expect(await server.authenticate(text, undefined, '')).toMatchObject({ why: 'unknown', message: `Key ${key.id} was revoked.` })
  await expect(desk.rotate(key.id, HOUR)).rejects.toThrow(/revoked on 2099-11-23T13:00:00/)
  now = (START + 2 * HOUR) as Instant
  expect((await desk.revoke(key.id)).revokedAt).toBe(START + HOUR)
})
test('a rotated key is one and the same; the older secret ends with the overlap, wherever it is in use', async () => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  const older = principal(await server.authenticate(text, undefined, ''))
  const { text: newer, key: rotated } = await desk.rotate(key.id, HOUR)
  expect([rotated.id, rotated.overlapUntil]).toEqual([key.id, START + HOUR])
  await look(server)
  const both = [principal(await server.authenticate(text, undefined, '')), principal(await server.authenticate(newer, undefined, ''))]
  expect(both.map(({ id, expiresAt }) => [id, expiresAt])).toEqual([[`key:${key.id}`, START + HOUR], [`key:${key.id}`, null]])
  now = (START + HOUR) as Instant
  expect(older.standing()).toContain('was replaced')
  expect(await server.authenticate(text, undefined, '')).toMatchObject({ why: 'unknown', message: expect.stringContaining('was replaced') })
  expect(both[1]?.standing()).toBeNull()
})
test('a key expires by itself', async () => {
  const server = directory()
  const { key, text } = await desk.create({ ...TERMS, expiresAt: (START + HOUR) as Instant })
  const held = principal(await server.authenticate(text, undefined, ''))
  expect(held.expiresAt).toBe(START + HOUR)
  now = (START + HOUR) as Instant
  expect([held.standing(), await server.authenticate(text, undefined, '')]).toEqual([`Key ${key.id} expired.`, { why: 'unknown', message: `Key ${key.id} expired.` }])
})
test('while the database is away keys stand for a while, then for nobody; when it is back, again', async () => {
  const server = directory()
  const { text } = await desk.create(TERMS)
  const held = principal(await server.authenticate(text, undefined, ''))
  broken = true
  ticks += 4_000
  await look(server)
  expect(principal(await server.authenticate(text, undefined, '')).id).toBe(held.id)
  ticks += 2_000
  expect([held.standing(), await server.authenticate(text, undefined, '')]).toEqual([expect.stringContaining('Nobody can say now'), expect.objectContaining({ why: 'unsure' })])
  await look(server)
  expect(warnings).toHaveLength(1)
  broken = false
  await look(server)
  expect([held.standing(), principal(await server.authenticate(text, undefined, '')).id]).toEqual([null, held.id])
})
test('when a key was used last is written at the end, and by the minute before', async () => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  await server.authenticate(text, undefined, '')
  expect((await store.get(key.id))?.lastUsedAt).toBeNull()
  ticks += 60_000
  await look(server)
  expect((await store.get(key.id))?.lastUsedAt).toBe(START)
  now = (START + HOUR) as Instant
  await look(server)
  await server.authenticate(text, undefined, '')
  await server.close()
  expect((await store.get(key.id))?.lastUsedAt).toBe(START + HOUR)
})
test('when keys were used is told again where it could not be written, and looks go on', async () => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  await server.authenticate(text, undefined, '')
  const { used } = store
  ;(store as { used: KeyStore['used'] }).used = () => Promise.reject(new Error('away'))
  ticks += 60_000
  await look(server)
  expect([warnings, (await store.get(key.id))?.lastUsedAt]).toEqual([['when keys were used last cannot be written; it is tried again in a minute'], null])
  const { text: newer } = await desk.create(TERMS)
  await look(server)
  expect(principal(await server.authenticate(newer, undefined, '')).kind).toBe('key')
  ;(store as { used: KeyStore['used'] }).used = used
  ticks += 60_000
  await look(server)
  expect((await store.get(key.id))?.lastUsedAt).toBe(START)
})
test.each<[string, (server: { readonly timers: HandTimers }) => Promise<unknown>]>([
  ['after a failure', async (server) => { broken = true; await look(server); broken = false }],
  ['where changes are counted from before', () => database.pool.query('UPDATE api_key_revision SET revision = revision - 1')],
  ['after a day', async () => { ticks += 86_400_000; return Promise.resolve() }],
])('%s everything is read anew: keys that another database does not have are gone', async (_when, happens) => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  const held = principal(await server.authenticate(text, undefined, ''))
  await database.pool.query(`DELETE FROM api_key_secrets WHERE key_id = '${key.id}'; DELETE FROM api_keys WHERE id = '${key.id}'`)
  await look(server)
  expect(held.standing()).toBeNull()
  await happens(server)
  await look(server)
  ticks += 100
  expect([held.standing(), await server.authenticate(text, undefined, '')]).toEqual(['This key is not known here.', { why: 'unknown', message: 'This key is not known here.' }])
})
test('while nobody can ask, a key that is not known may be one that was just made', async () => {
  const server = directory()
  await server.authenticate((await desk.create(TERMS)).text, undefined, '')
  broken = true
  await look(server)
  expect(await server.authenticate(newKeyText(newKeyId()), undefined, '')).toMatchObject({ why: 'unsure' })
})
test('who rotate at the same time each get a secret, of which the last stands', async () => {
  const { key, text } = await desk.create(TERMS)
  const holder = await database.pool.connect()
  let made: readonly string[]
  try {
    await holder.query('BEGIN; UPDATE api_key_revision SET revision = revision')
    const rotations = Promise.all([desk.rotate(key.id, 0), desk.rotate(key.id, 0)])
    const waiting = async (): Promise<number> => (await database.pool.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).rows.length
    while (await waiting() < 2) await new Promise((resolve) => { setImmediate(resolve) })
    await holder.query('COMMIT')
    made = (await rotations).map((one) => one.text)
  } finally { holder.release(true) }
  now = (START + 1) as Instant
  const server = directory()
  const answers = await Promise.all([text, ...made].map((one) => server.authenticate(one, undefined, '')))
  expect(answers.map((answer) => ('why' in answer ? answer.message : 'taken')).sort()).toEqual([...Array<string>(2).fill(`This secret of key ${key.id} was replaced: send the newer one.`), 'taken'])
})
test('where there are too many keys none is made, and it is said what makes room', async () => {
  const full = keyDesk({ store: keyStore((use) => withRunner(database.pool, use), 0), tiers: ['partner'], now: () => now })
  const before = (await desk.list()).length
  await expect(full.create(TERMS)).rejects.toThrow(/There are 100000 keys, .* revoke those .* make room 30 days after they ended/)
  expect(await desk.list()).toHaveLength(before)
})
test('a secret that was just made is taken at once by every server; a flood of wrong ones costs a look each 100 ms', async () => {
  const server = directory()
  const { key, text } = await desk.create(TERMS)
  await server.authenticate(text, undefined, '')
  const { text: newer } = await desk.rotate(key.id, HOUR)
  ticks += 100
  expect(principal(await server.authenticate(newer, undefined, '')).id).toBe(`key:${key.id}`)
  let looks = 0
  const { changedSince } = store
  ;(store as { changedSince: KeyStore['changedSince'] }).changedSince = (revision) => { looks++; return changedSince(revision) }
  for (let round = 1; round <= 3; round++) {
    const flood = Array.from({ length: 200 }, () => server.authenticate(newKeyText(key.id), undefined, ''))
    while (server.timers.waiting < 2) await new Promise((resolve) => { setImmediate(resolve) })
    ticks += 100
    server.timers.fire()
    expect(new Set((await Promise.all(flood)).map((answer) => ('why' in answer ? answer.why : 'taken')))).toEqual(new Set(['unknown']))
    expect(looks).toBeLessThanOrEqual(2 * round)
  }
})
test('a key has at most ten older secrets, which no overlap ends', async () => {
  const { key } = await desk.create(TERMS)
  for (let i = 0; i < 10; i++) await desk.rotate(key.id, HOUR)
  await expect(desk.rotate(key.id, HOUR)).rejects.toThrow(/has 10 older secrets that are still taken, the last until .*"--overlap 0s" ends them all now/)
  expect((await desk.rotate(key.id, 0)).key.overlapUntil).toBe(START)
})
test.each<[string, Partial<AskedTerms>, RegExp]>([
  ['name', { name: '  ' }, /--name/], ['owner', { owner: 'a\nb' }, /--owner/], ['tier', { tier: 'gold' }, /There is no tier "gold": there are free, partner/], ['scopes', { scopes: ['racing', 'odds'] }, /--scopes/], ['no scopes', { scopes: [] }, /--scopes/],
  ['origins', { origins: ['https://partner.example/'] }, /--origins/], ['addresses', { addresses: ['10.0.0.0/40'] }, /--addresses/], ['expiry', { expiresAt: START }, /which is past/],
])('%s that cannot be is refused, and nothing is made', async (_what, wrong, message) => {
  const before = (await desk.list()).length
  await expect(desk.create({ ...TERMS, ...wrong })).rejects.toThrow(message)
  expect(await desk.list()).toHaveLength(before)
})
test('a key that is not there is said', async () => {
  await expect(desk.revoke('nobodynone')).rejects.toThrow(/There is no key "nobodynone"/)
  await expect(desk.rotate('nobodynone', 0)).rejects.toThrow(/There is no key/)
})
