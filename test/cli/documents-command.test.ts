import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredDocument } from '../../src/usecases/documents/ports'
import type { PublishReport } from '../../src/usecases/documents/publish'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => {
  folder.remove()
  await db.close()
})
beforeEach(() => db.clear())
const folder = temporaryFolder()

const run = (...args: string[]): Promise<Ran> => ranCommand(['documents', ...args], { DATABASE_URL: db.url })
const file = (name: string, content: unknown): string => {
  const path = join(folder.path, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const hex = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')
const TIME = 'query Time { serverTime }'
const RACES = 'query Races($first: Int!) { races(first: $first) { nodes { name } } }'

test('the three kinds of manifest, with the ids of each', async () => {
  const codegen = file('persisted-documents.json', { [hex('sha1', TIME)]: TIME })
  const apollo = file('apollo.json', { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: hex('sha256', RACES), name: 'Races', type: 'query', body: RACES }] })
  const relay = file('relay.json', { [hex('md5', TIME)]: TIME })
  const { code, out, err } = await run('publish', codegen, apollo, relay, '--client', 'web@1.2.0', '--json')
  expect([code, err]).toEqual([0, ''])
  const { documents, client, dryRun } = JSON.parse(out) as PublishReport
  expect([client, dryRun]).toEqual([{ name: 'web', version: '1.2.0' }, false])
  expect(documents).toEqual([
    { id: `sha256:${hex('sha256', TIME)}`, operationName: 'Time', type: 'query', cost: expect.any(Number) as number, aliases: [hex('sha1', TIME), hex('md5', TIME)].sort(), fate: 'published', manifests: [codegen, relay] },
    { id: `sha256:${hex('sha256', RACES)}`, operationName: 'Races', type: 'query', cost: expect.any(Number) as number, aliases: [], fate: 'published', manifests: [apollo] },
  ])
  const again = JSON.parse((await run('publish', codegen, '--client', 'web@1.2.0', '--json')).out) as PublishReport
  expect(again.documents.map(({ fate }) => fate)).toEqual(['unchanged'])
  const listed = JSON.parse((await run('list', '--json')).out) as StoredDocument[]
  expect(listed.map(({ operationName, text, clients }) => [operationName, text, clients.map(({ name, version }) => `${name}@${String(version)}`)])).toEqual([['Races', RACES, ['web@1.2.0']], ['Time', TIME, ['web@1.2.0']]])
})

test('every problem is told with its file and operation, and nothing is published', async () => {
  const bad = file('bad.json', {
    a1: TIME, a2: 'query Wrong { nothing }', a3: 'query Broken {', a4: 'query A { serverTime } query B { serverTime }', a5: 'fragment F on Race { name }', a6: 'mutation M { touch }', a7: `query Wide { ${'serverTime '.repeat(30)} }`,
    a8: `query Deep { ${'races { nodes { meeting { '.repeat(8)}id${' } } }'.repeat(8)} }`, [`sha256:${'0'.repeat(64)}`]: 'query Hash { serverTime }', 'a b': TIME, a9: 7, a10: 'query Dear { races(first: 100) { nodes { runners { nodes { pastRuns(first: 100) { nodes { date } } } } } } }',
  })
  const none = file('none.json', '{"truncated')
  const { code, out, err } = await run('publish', bad, none, join(folder.path, 'bad.json'))
  expect([code, out]).toEqual([2, ''])
  for (const words of ['Wrong: Cannot query field "nothing" on type "Query". (line 1, column 15)', 'Broken: Syntax Error', 'A: it holds 2 operations', 'a5: it holds no operation', 'M: ', 'Wide: This operation has 30 root fields', 'Deep: This operation nests', `sha256:${'0'.repeat(64)}: the SHA-256 of its document is another`, 'a b: an id is', 'a9: its document must be a text', 'Dear: This operation costs', 'none.json: it is no JSON']) expect(err).toContain(words)
  expect(err).toMatch(/^racegraph: Nothing was published: 12 problems\./)
  expect(JSON.parse((await run('list', '--json')).out)).toEqual([])
})

test('an id of two texts is refused, in one manifest or against what was published', async () => {
  const two = [file('one.json', { same: TIME }), file('two.json', { same: RACES })]
  expect((await run('publish', ...two)).err).toContain('this id is given to two documents: Time and Races')
  expect((await run('publish', two[0] as string)).code).toBe(0)
  const refused = await run('publish', two[1] as string, '--json')
  expect([refused.code, JSON.parse(refused.out)]).toEqual([2, { error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('The id same of Races already stands for another text (Time') as string } }])
})

test('--dry-run keeps nothing; retire takes back by any id, all or none', async () => {
  const manifest = file('m.json', { short: TIME, other: RACES })
  expect((await run('publish', manifest, '--dry-run')).out).toContain('2 documents, 2 of them new. Nothing was kept')
  expect((await run('list')).out).toContain('There are no trusted documents')
  await run('publish', manifest)
  expect((await run('retire', 'short', 'nobody')).code).toBe(1)
  expect(JSON.parse((await run('retire', 'short', '--json')).out)).toEqual({ retired: [`sha256:${hex('sha256', TIME)}`] })
  expect([(await run('list')).out.includes('Time'), (await run('list', '--retired')).out.includes('Time')]).toEqual([false, true])
  expect((await run('publish', manifest)).out).toContain('stands again')
})

test('wrong usage', async () => {
  expect(await run('publish', 'no-such-file.json')).toMatchObject({ code: 1, err: expect.stringContaining('no-such-file.json cannot be read') as string })
  expect(await run('publish', file('m.json', { a: TIME }), '--client', 'web @1')).toMatchObject({ code: 2, err: expect.stringContaining('--client') as string })
})
