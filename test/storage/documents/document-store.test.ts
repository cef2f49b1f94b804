import { createHash } from 'node:crypto'
import type { Instant } from '../../../src/domain/instant'
import { documentStore } from '../../../src/storage/documents/document-store'
import { withRunner } from '../../../src/storage/sql-runner'
import type { DocumentStore, TrustedDocument } from '../../../src/usecases/documents/ports'
import { testDatabase, type TestDatabase } from '../../support/database'

let db: TestDatabase
let store: DocumentStore
beforeAll(async () => {
  db = await testDatabase()
  store = documentStore((use) => withRunner(db.pool, use))
})
afterAll(() => db.close())
beforeEach(() => db.clear())

const T = (n: number): Instant => Date.UTC(2026, 0, n) as Instant
const named = (name: string, aliases: readonly string[] = []): TrustedDocument => {
  const text = `query ${name} { serverTime }`
  return { id: `sha256:${createHash('sha256').update(text).digest('hex')}`, aliases, text, operationName: name, type: 'query' }
}
const by = { client: null, at: T(1), dryRun: false }

test('what is published is told once, with its ids, and its text is there', async () => {
  const [a, b] = [named('A', ['a1', 'x-md5:a2']), named('B')]
  expect(await store.publish([a, b], by)).toEqual(['published', 'published'])
  const { revision, heads } = await store.changedSince(-1)
  expect(revision).toBe(1)
  expect([...heads].sort((x, y) => (x.operationName ?? '') < (y.operationName ?? '') ? -1 : 1)).toEqual([
    { id: a.id, aliases: ['a1', 'x-md5:a2'], operationName: 'A', type: 'query', stands: true }, { id: b.id, aliases: [], operationName: 'B', type: 'query', stands: true },
  ])
  expect(await store.changedSince(1)).toEqual({ revision: 1, heads: [] })
  expect([await store.text(a.id), await store.text('sha256:none')]).toEqual(['query A { serverTime }', null])
})

test('publishing twice changes nothing, a new id and a new release of a client are kept', async () => {
  await store.publish([named('A', ['one'])], { ...by, client: { name: 'web', version: '1.0.0' } })
  const later = { at: T(2), dryRun: false, client: { name: 'web', version: '1.0.0' } }
  expect(await store.publish([named('A', ['one'])], later)).toEqual(['unchanged'])
  expect((await store.changedSince(1)).heads).toEqual([])
  expect(await store.publish([named('A', ['two'])], { ...later, client: { name: 'ios', version: null } })).toEqual(['unchanged'])
  expect((await store.changedSince(1)).heads).toMatchObject([{ aliases: ['one', 'two'] }])
  expect(await store.all(false)).toEqual([{ ...named('A', ['one', 'two']), publishedAt: T(1), retiredAt: null, clients: [{ name: 'ios', version: null, publishedAt: T(2) }, { name: 'web', version: '1.0.0', publishedAt: T(1) }] }])
})

test('a retired one is told as such, and stands again once it is published again', async () => {
  const [a, b] = [named('A', ['one']), named('B')]
  await store.publish([a, b], by)
  expect(await store.retire(['one'], T(3))).toEqual([a.id])
  expect(await store.changedSince(1)).toEqual({ revision: 2, heads: [{ id: a.id, aliases: ['one'], operationName: 'A', type: 'query', stands: false }] })
  expect((await store.changedSince(-1)).heads.map(({ id }) => id)).toEqual([b.id])
  expect([await store.text(a.id), (await store.all(false)).length, (await store.all(true))[0]?.retiredAt]).toEqual([null, 1, T(3)])
  expect(await store.retire([a.id, b.id.slice('sha256:'.length)], T(4))).toEqual([b.id])
  expect(await store.publish([a], { ...by, at: T(5) })).toEqual(['again'])
  expect([await store.text(a.id), (await store.all(false))[0]?.publishedAt]).toEqual([a.text, T(1)])
})

test('all or none: an unknown id retires nothing, an id that stands for another text publishes nothing', async () => {
  const a = named('A', ['same'])
  await store.publish([a], by)
  await expect(store.retire([a.id, 'nobody'], T(2))).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('nobody') as string })
  await expect(store.publish([named('C'), named('B', ['same'])], by)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('same') as string })
  expect((await store.all(true)).map(({ operationName }) => operationName)).toEqual(['A'])
  expect((await store.changedSince(-1)).revision).toBe(1)
})

test('a dry run says the same and keeps nothing', async () => {
  expect(await store.publish([named('A')], { ...by, dryRun: true })).toEqual(['published'])
  expect(await store.changedSince(-1)).toEqual({ revision: 0, heads: [] })
})

test('a text under a hash that is not its own is refused by the database itself', async () => {
  await expect(store.publish([{ ...named('A'), text: 'query A { other }' }], by)).rejects.toThrow(/trusted_documents_id_is_of_their_text/)
})

test('two who publish at once take turns, so that no revision is passed by', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => store.publish([named(`Q${i}`)], by)))
  const { rows } = await db.pool.query<{ revision: number }>('SELECT revision FROM trusted_documents ORDER BY revision')
  expect(rows.map(({ revision }) => Number(revision))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
