import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'
import { testDatabase } from '../support/database'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => { folder = temporaryFolder() })
afterEach(() => { folder.remove() })

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> => ranCommand(args, { RACEGRAPH_HOME: join(folder.path, 'home'), ...env })
const isOneLine = (text: string): boolean => text.trimEnd().split('\n').length === 1

describe('help', () => {
  const COMMANDS = [[], ['start'], ['migrate'], ['db'], ['db', 'url'], ['config'], ['schema'], ['schema', 'print'], ['import'], ['import', 'hkjc'], ['import', 'synthetic'], ['import', 'racecard'], ['import', 'results']]
  test.each(COMMANDS.map((command) => [command.join(' ') || '(none)', command] as const))('%s --help explains itself and ends with 0', async (_name, command) => {
    const { code, out, err } = await run([...command, '--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Usage: racegraph')
  })
  test('every command that does something shows examples', async () => {
    for (const command of [['start'], ['migrate'], ['db', 'url'], ['config'], ['schema', 'print'], ['import', 'hkjc'], ['import', 'synthetic'], ['import', 'racecard'], ['import', 'results']]) {
      expect((await run([...command, '--help'])).out).toContain('Examples:\n  $ ')
    }
  })
  test('the exit codes are documented', async () => { expect((await run(['--help'])).out).toContain('Exit codes: 0 done, 1 failed, 2 wrong usage or configuration') })
})

describe('wrong usage ends with 2 and opens nothing', () => {
  test.each([[['strat']], [['import', 'hkjc']], [['start', '--prot', '80']], [['import', 'synthetic', '--seasons', 'two']], [['config', 'extra']]])('%j', async (args) => {
    const { code, out, err } = await run(args, { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toBe('')
    expect(existsSync(join(folder.path, 'home'))).toBe(false)
  })
  test('a mistyped command is answered with the right one', async () => { expect((await run(['strat'])).err).toContain('Did you mean start?') })
  test('a wrong setting: one line', async () => {
    const { code, err } = await run(['start'], { PORT: 'none' })
    expect(code).toBe(2)
    expect(err).toBe('racegraph: PORT is "none": it must be a whole number from 0 to 65535 (default 4000).\n')
  })
})

describe('a database that cannot be used: one line that says what to do, exit code 1', () => {
  test('nothing listens there', async () => {
    const { code, err } = await run(['migrate'], { DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/races' })
    expect(code).toBe(1)
    expect(err).toBe('racegraph: The database at me@127.0.0.1:1/races (DATABASE_URL) cannot be used: nothing listens on 127.0.0.1:1; start that server or correct the host and port, or unset DATABASE_URL to use the embedded PostgreSQL.\n')
  })
  test('the host is not known', async () => {
    const { code, err } = await run(['migrate'], { DATABASE_URL: 'postgresql://me@no-such-host.invalid/races' })
    expect(code).toBe(1)
    expect(err).toContain('the host of no-such-host.invalid is not known')
  })
  test('wrong password; missing database', async () => {
    const database = await testDatabase()
    const wrong = new URL(database.url)
    wrong.password = 'guessed'
    const missing = new URL(database.url)
    missing.pathname = '/no_such_database'
    const trusting = (await run(['db', 'url'], { DATABASE_URL: wrong.href })).code === 0
    if (!trusting) expect((await run(['migrate'], { DATABASE_URL: wrong.href })).err).toContain('the user name or password is wrong')
    const { code, err } = await run(['migrate'], { DATABASE_URL: missing.href })
    expect({ code, isOneLine: isOneLine(err) }).toEqual({ code: 1, isOneLine: true })
    expect(err).toContain('that database does not exist; create it with createdb')
    await database.close()
  })
  test('something listens that is no PostgreSQL', async () => {
    const server: Server = createServer((socket) => { socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const { code, err } = await run(['migrate'], { DATABASE_URL: `postgresql://me@127.0.0.1:${(server.address() as AddressInfo).port}/races` })
    expect({ code, isOneLine: isOneLine(err) }).toEqual({ code: 1, isOneLine: true })
    server.close()
  })
})

describe('--json prints exactly one JSON document on stdout', () => {
  test.each([
    ['a missing argument', ['import', 'hkjc', '--json'], "missing required argument 'dir'"], ['an unknown option', ['config', '--json', '--bogus'], "unknown option '--bogus'"],
  ])('%s, too', async (_hazard, args, message) => {
    const { code, out } = await run(args)
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual({ error: { code: 'BAD_USER_INPUT', message } })
  })
  test('migrate, on a database that is up to date', async () => {
    const database = await testDatabase()
    const { code, out } = await run(['migrate', '--json'], { DATABASE_URL: database.url })
    expect({ code, answer: JSON.parse(out) as unknown }).toEqual({ code: 0, answer: { migrated: [] } })
    await database.close()
  })
  test('config', async () => {
    const settings = JSON.parse((await run(['config', '--json'], { PORT: '81' })).out) as { name: string; value: unknown; from: string }[]
    expect(settings.find(({ name }) => name === 'PORT')).toMatchObject({ value: 81, from: 'environment' })
  })
  test('a failure too', async () => {
    const { code, out, err } = await run(['import', 'hkjc', join(folder.path, 'nothing'), '--json'], { DATABASE_URL: 'postgresql://me@127.0.0.1:1/races' })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'DATABASE_UNREACHABLE' } })
    expect(isOneLine(err)).toBe(true)
  })
})

describe('importing', () => {
  test('a folder without results: one line, exit code 1', async () => {
    const database = await testDatabase()
    const { code, err } = await run(['import', 'hkjc', folder.path], { DATABASE_URL: database.url })
    expect({ code, isOneLine: isOneLine(err) }).toEqual({ code: 1, isOneLine: true })
    expect(err).toContain('results_en cannot be read')
    await database.close()
  })
  test('a race card that is refused ends with 1 and says where the reasons are', async () => {
    const database = await testDatabase()
    const card = join(folder.path, 'card.json')
    writeFileSync(card, '{"format":"racegraph-racecard/1"}')
    const { code, out } = await run(['import', 'racecard', card], { DATABASE_URL: database.url })
    expect(code).toBe(1)
    expect(out).toMatch(/rejected: file, row and reason of each in .*\.jsonl/)
    await database.close()
  })
})
