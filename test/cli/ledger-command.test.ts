import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { predictionLedger } from '../../src/storage/ledger/prediction-ledger'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { addRaces, beforeOff, served } from '../support/served-races'
import { temporaryFolder } from '../support/temporary-folder'

let db: TestDatabase
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => { db = await testDatabase() })
afterAll(() => db.close())
beforeEach(async () => { folder = temporaryFolder(); await db.clear() })
afterEach(() => { folder.remove() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['ledger', ...args], { DATABASE_URL: db.url, RACEGRAPH_HOME: folder.path })
const file = (): string => join(folder.path, 'ledger-head.json')
const serve = async (): Promise<void> => {
  await addRaces(db.pool, [2])
  for (const minutes of [60, 30, 10]) await predictionLedger(db.pool).record([served({ raceId: 1, chances: [minutes / 100, 1 - minutes / 100], generatedAt: beforeOff(minutes) })])
}
const forge = (sql: string): Promise<unknown> => db.pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`)

test.each([[['verify']], [['head']], [['export']]])('%j --help', async (args) => { expect(await run(...args, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Examples:\n  $ ') as string }) })
test('nothing served yet', async () => {
  expect(await run('verify')).toMatchObject({ code: 0, out: '0 entries hold. No head was kept elsewhere, so that a tail that was cut off would not show.\n' })
  expect(await run('head', '--json')).toMatchObject({ code: 0, out: 'null\n' })
  expect(await run('export', '--json')).toMatchObject({ code: 0, out: '[]\n' })
  expect(existsSync(file())).toBe(false)
})
test('head, verify and export agree, and the head is kept', async () => {
  await serve()
  const { out } = await run('head')
  expect(out).toMatch(/^3:[0-9a-f]{64}\n$/)
  const [, hash] = out.trim().split(':')
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ entries: 3, hash })
  expect(await run('verify')).toMatchObject({ code: 0, out: `3 entries hold; the head is 3:${hash}. Held against the head of ${file()}.\n` })
  const verified = await run('verify', '--json', '--expect', out.trim())
  expect([verified.code, JSON.parse(verified.out)]).toEqual([0, { entries: 3, head: hash, broken: null, expected: { entries: 3, hash, from: '--expect' } }])
  const lines = (await run('export')).out.trim().split('\n').map((line) => JSON.parse(line) as { sequence: number; hash: string; previousHash: string; inputs?: string })
  expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  expect([lines[0]?.previousHash, lines[1]?.previousHash, lines[2]?.previousHash, hash]).toEqual(['0'.repeat(64), lines[0]?.hash, lines[1]?.hash, lines[2]?.hash])
  expect(lines[0]?.inputs).toBeUndefined()
  const array = JSON.parse((await run('export', '--json', '--inputs')).out) as { inputs: string }[]
  expect([...new Float64Array(Uint8Array.from(Buffer.from(array[0]?.inputs ?? '', 'base64')).buffer)]).toEqual([0.5, 1.5])
})
test('a broken ledger: exit code 1, the entry and what is wrong', async () => {
  await serve()
  await forge(`UPDATE served_predictions SET chances = '{0.5,0.5}' WHERE sequence = 2`)
  const text = await run('verify')
  expect(text.code).toBe(1)
  expect(text.out).toMatch(/^BROKEN at entry 2: entry 2 was changed after it was stored/)
  expect(JSON.parse((await run('verify', '--json')).out)).toMatchObject({ entries: 1, broken: { sequence: 2 } })
  expect(existsSync(file())).toBe(false)
})
test('a tail that was cut off is told from the head in the file, and the file is left as it was', async () => {
  await serve()
  await run('head')
  const kept = readFileSync(file(), 'utf8')
  await forge('DELETE FROM served_predictions WHERE sequence = 3')
  await run('head')
  expect(await run('verify')).toMatchObject({ code: 1, out: expect.stringMatching(/^BROKEN at entry 3: entry 3 is missing from the end/) as string })
  expect(readFileSync(file(), 'utf8')).toBe(kept)
})
test.each(['ab', '12', `x:${'0'.repeat(64)}`])('--expect %s is no head', async (head) => { expect(await run('verify', '--expect', head)).toMatchObject({ code: 2, err: expect.stringContaining('it must be a hash of 64 hexadecimal digits') as string }) })
test('a file that holds no head', async () => {
  writeFileSync(file(), '{"entries":3}')
  expect(await run('verify')).toMatchObject({ code: 1, err: expect.stringContaining('does not hold the head of a ledger') as string })
})
