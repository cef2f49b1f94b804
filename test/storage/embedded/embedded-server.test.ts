import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { openEmbeddedServer } from '../../../src/storage/embedded/embedded-server'
import { findPostmaster, stopPostmaster } from '../../../src/storage/embedded/postmaster'
import { isAlive, waitUntil } from '../../../src/storage/embedded/processes'
import { endPrograms, startProgram } from '../../support/built-program'
import type { Running } from '../../support/built-program'
import { temporaryFolder } from '../../support/temporary-folder'

const SETTINGS = { fsync: 'off', shared_buffers: '16MB' }
let folder: ReturnType<typeof temporaryFolder>
let home: string
const data = (): string => join(home, 'postgres', 'data')
const open = () => openEmbeddedServer({ home, settings: SETTINGS })
const hold = async (): Promise<{ running: Running; postgres: number }> => {
  const running = startProgram('test/support/processes/hold-database.ts', [home])
  return { running, postgres: Number(/open (\d+)/.exec(await running.saw(/open \d+ .*\n/))?.[1]) }
}
const answer = async (url: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try { return (await client.query<{ answer: string }>("SELECT current_setting('server_encoding') || ' ' || lower('É') AS answer")).rows[0]?.answer } finally { await client.end() }
}

/** A database made once; tests that are not about its making begin with a copy. */
let made: ReturnType<typeof temporaryFolder>
const pristine = (): string => join(made.path, 'home')
const copyMade = (): void => { execFileSync('cp', ['-a', pristine(), home]) }
beforeAll(async () => {
  made = temporaryFolder()
  await (await openEmbeddedServer({ home: pristine(), settings: SETTINGS })).close()
})
afterAll(() => { made.remove() })
beforeEach(() => { folder = temporaryFolder(); home = join(folder.path, 'home') })
afterEach(async () => {
  await endPrograms()
  const left = findPostmaster(data())
  if (left !== null) await stopPostmaster(left.pid)
  folder.remove()
})

describe('a server of our own', () => {
  test('starts in a folder that only its owner may enter, answers, and leaves no process behind', async () => {
    const server = await open()
    expect(await answer(server.url)).toBe('UTF8 é')
    expect(statSync(join(home, 'postgres', 'password')).mode & 0o777).toBe(0o600)
    await server.close()
    expect(isAlive(server.pid)).toBe(false)
    expect(existsSync(join(data(), 'postmaster.pid'))).toBe(false)
  })
  test('refuses the wrong password', async () => {
    copyMade()
    const server = await open()
    const url = new URL(server.url)
    url.password = 'guessed'
    await expect(answer(url.href)).rejects.toMatchObject({ code: '28P01' })
    await server.close()
  })
  test('keeps its data from one start to the next', async () => {
    copyMade()
    const first = await open()
    const client = new Client({ connectionString: first.url })
    await client.connect()
    await client.query('CREATE TABLE kept AS SELECT 42 AS n')
    await client.end()
    await first.close()
    const second = await open()
    const again = new Client({ connectionString: second.url })
    await again.connect()
    expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 42 }])
    await again.end()
    await second.close()
  })
  test('closing twice is closing once; two uses in one process share the server until both are closed', async () => {
    copyMade()
    const [one, two] = await Promise.all([open(), open()])
    expect(two.pid).toBe(one.pid)
    await one.close()
    await one.close()
    expect(await answer(two.url)).toBe('UTF8 é')
    await two.close()
    expect(isAlive(two.pid)).toBe(false)
  })
})

describe('several commands on one folder', () => {
  test('a second command joins the server of the first, which outlives whichever ends first', async () => {
    copyMade()
    const { running, postgres } = await hold()
    const ours = await open()
    expect(ours.pid).toBe(postgres)
    running.process.kill('SIGTERM')
    expect((await running.finished).code).toBe(0)
    expect(await answer(ours.url)).toBe('UTF8 é')
    await ours.close()
    expect(isAlive(postgres)).toBe(false)
  })
  test('two commands that begin at once on an empty folder make one database', async () => {
    const [one, two] = await Promise.all([hold(), hold()])
    expect(one.postgres).toBe(two.postgres)
    for (const { running } of [one, two]) running.process.kill('SIGTERM')
    await Promise.all([one.running.finished, two.running.finished])
    expect(isAlive(one.postgres)).toBe(false)
  })
  test('Ctrl-C in the terminal, sent to the whole process group, does not reach PostgreSQL', async () => {
    copyMade()
    const { running, postgres } = await hold()
    const groupOf = (pid: number): string | undefined => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[2]
    if (process.platform === 'linux') expect(groupOf(postgres)).not.toBe(groupOf(running.pid))
    running.process.kill('SIGTERM')
    await running.finished
  })
})

describe('after a crash', () => {
  test('a server left by a killed command is taken over by the next one, which stops it at its end', async () => {
    copyMade()
    const { running, postgres } = await hold()
    running.process.kill('SIGKILL')
    await running.finished
    expect(isAlive(postgres)).toBe(true)
    const next = await open()
    expect(next.pid).toBe(postgres)
    await next.close()
    expect(isAlive(postgres)).toBe(false)
  })
  test('PostgreSQL itself killed: the stale postmaster.pid is no obstacle', async () => {
    copyMade()
    const { running, postgres } = await hold()
    running.process.kill('SIGKILL')
    await running.finished
    process.kill(postgres, 'SIGKILL')
    await waitUntil(() => !isAlive(postgres), 10_000)
    expect(existsSync(join(data(), 'postmaster.pid'))).toBe(true)
    const next = await open()
    expect(next.pid).not.toBe(postgres)
    expect(await answer(next.url)).toBe('UTF8 é')
    await next.close()
  })
  test('a postmaster.pid whose pid now belongs to another program is no obstacle', async () => {
    copyMade()
    writeFileSync(join(data(), 'postmaster.pid'), `${process.pid}\n${data()}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`)
    const next = await open()
    expect(await answer(next.url)).toBe('UTF8 é')
    await next.close()
  })
  test('an initdb that was interrupted half way leaves nothing in the way', async () => {
    mkdirSync(join(home, 'postgres', 'data.new.99999', 'base'), { recursive: true })
    writeFileSync(join(home, 'postgres', 'lock'), '99999999\n\n')
    const server = await open()
    expect(await answer(server.url)).toBe('UTF8 é')
    expect(readdirSync(join(home, 'postgres')).filter((name) => name.startsWith('data.new'))).toEqual([])
    await server.close()
  })
  test('leases of dead processes, and of a later process with the same pid, do not keep the server running', async () => {
    copyMade()
    const server = await open()
    writeFileSync(join(home, 'postgres', 'leases', '99999999'), '')
    writeFileSync(join(home, 'postgres', 'leases', '1'), 'another boot 1')
    await server.close()
    expect(isAlive(server.pid)).toBe(false)
  })
})

describe('a broken data folder gives one line that says what to do', () => {
  /** Breaks one file of the made database, opens it, and mends it again. */
  const broken = async (file: string, content: string | null): Promise<string> => {
    const path = join(pristine(), 'postgres', file)
    const whole = readFileSync(path)
    if (content === null) renameSync(path, `${path}.kept`)
    else writeFileSync(path, content)
    const error: unknown = await openEmbeddedServer({ home: pristine(), settings: SETTINGS }).then(() => null, (reason: unknown) => reason)
    if (content === null) renameSync(`${path}.kept`, path)
    else writeFileSync(path, whole)
    expect(error).toMatchObject({ name: 'AppError', code: 'DATABASE_BROKEN' })
    const { message } = error as Error
    expect(message).not.toContain('\n')
    expect(message).toMatch(/DATABASE_URL/)
    return message
  }
  test('PG_VERSION missing', async () => { expect(await broken('data/PG_VERSION', null)).toContain('has no PG_VERSION file') })
  test('made by another major version', async () => { expect(await broken('data/PG_VERSION', '15\n')).toContain('was made by PostgreSQL 15 and this is PostgreSQL 18') })
  test('pg_control missing', async () => { expect(await broken('data/global/pg_control', null)).toContain('pg_control is missing') })
  test('pg_control garbled: PostgreSQL\'s own reason and its log are named', async () => { expect(await broken('data/global/pg_control', 'garbled')).toMatch(/did not start .*pg_control.*server\.log/) })
  test('the password file missing', async () => { expect(await broken('password', null)).toContain('password') })
  test('the password file of another database', async () => { expect(await broken('password', 'other\n')).toContain('cannot be opened') })
  test('a file where the folder should be', async () => {
    writeFileSync(home, '')
    await expect(open()).rejects.toMatchObject({ code: 'DATABASE_BROKEN', message: expect.stringContaining('cannot be made') as string })
  })
})
