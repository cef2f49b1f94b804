import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { check, compareSchemas, findBase, readAccepted } from '../../script/schema-check'
import { temporaryFolder } from '../support/temporary-folder'

const before = 'type Query { race(id: ID!): Race } type Race { id: ID! name: String! status: Status! } enum Status { OPEN CLOSED }'
const changed = (from: string, to: string): string => { const after = before.replace(from, to); expect(after).not.toBe(before); return after }
const removed = { type: 'FIELD_REMOVED', path: 'Race.name', reason: 'it was always empty; use title' }

describe('a change of the schema', () => {
  test.each([
    ['a field removed', ' name: String!', ''],
    ['a field that may now be null', 'name: String!', 'name: String'],
    ['an argument that must now be given', 'race(id: ID!)', 'race(id: ID!, at: String!)'],
    ['an argument removed', 'race(id: ID!)', 'race'],
    ['an enum value removed', ' CLOSED', ''],
    ['a type that became another', 'name: String!', 'name: Int!'],
  ])('breaks: %s', async (_name, from, to) => {
    expect((await compareSchemas(before, changed(from, to))).breaking).not.toEqual([])
  })
  test.each([
    ['a field added', 'name: String!', 'name: String! title: String', 'safe'],
    ['an argument added that may be left out', 'race(id: ID!)', 'race(id: ID!, at: String)', 'dangerous'],
    ['an enum value added', 'CLOSED', 'CLOSED RUN', 'dangerous'],
    ['a field deprecated', 'name: String!', 'name: String! @deprecated(reason: "use title")', 'safe'],
  ] as const)('breaks nothing: %s', async (_name, from, to, level) => {
    const changes = await compareSchemas(before, changed(from, to))
    expect(changes.breaking).toEqual([])
    expect(changes[level]).not.toEqual([])
  })
  test('of a remark to caches and tools breaks nothing, whichever way', async () => {
    const [plain, remarked] = [`directive @cost(weight: Int!) on FIELD_DEFINITION ${before}`, `directive @cost(weight: Int!) on FIELD_DEFINITION ${changed('name: String!', 'name: String! @cost(weight: 2)')}`]
    for (const [from, to] of [[plain, remarked], [remarked, plain]] as const) expect(await compareSchemas(from, to)).toMatchObject({ breaking: [], dangerous: [], safe: [{ path: expect.stringContaining('Race.name') as string }] })
  })
  test('that breaks is accepted with its reason, and only that one', async () => {
    const changes = await compareSchemas(before, changed(' name: String! status: Status!', ''), [removed])
    expect(changes.accepted).toMatchObject([{ path: 'Race.name', reason: removed.reason }])
    expect(changes.breaking.map(({ path }) => path)).toEqual(['Race.status'])
  })
})

test.each([
  ['no list', '{}'], ['no reason', '[{ "type": "FIELD_REMOVED", "path": "Race.name" }]'], ['an empty reason', '[{ "type": "FIELD_REMOVED", "path": "Race.name", "reason": " " }]'], ['null', '[null]'],
])('a list of accepted changes is refused: %s', (_name, text) => {
  expect(() => readAccepted(text)).toThrow(/must be a list of/)
})
test('the committed list of accepted changes is one', () => {
  expect(readAccepted(readFileSync(resolve(__dirname, '../../schema/accepted-breaking-changes.json'), 'utf8'))).toBeInstanceOf(Array)
})

describe('what the schema is compared with', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let repository: string
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'protocol.file.allow=always', ...args], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: process.env['PATH'], HOME: folder.path, GIT_CONFIG_NOSYSTEM: '1' } }).trim()
  const write = (sdl: string): void => { mkdirSync(join(repository, 'schema'), { recursive: true }); writeFileSync(join(repository, 'schema/schema.graphql'), sdl) }
  const commit = (sdl: string): void => { write(sdl); git('add', '.'); git('commit', '--quiet', '--allow-empty', '-m', 'x') }
  const checked = async (ref?: string, usage?: string): Promise<{ readonly code: number; readonly last: string }> => { const lines: string[] = []; const code = await check(repository, ref, (line) => { lines.push(line) }, usage === undefined ? {} : { file: usage }); return { code, last: lines.join('\n') } }
  const without = (): string => changed(' name: String!', '')

  beforeEach(() => { folder = temporaryFolder(); repository = join(folder.path, 'one'); mkdirSync(repository) })
  afterEach(() => { folder.remove() })

  test('nothing without git, in an empty repository, or at the only commit: it says so and passes', async () => {
    write(before)
    expect(await checked()).toEqual({ code: 0, last: 'schema: nothing to compare with: there is no git history here.' })
    git('init', '--quiet', '-b', 'main')
    expect((await checked()).code).toBe(0)
    commit(before)
    expect(await checked()).toEqual({ code: 0, last: 'schema: nothing to compare with: this is the only commit that is here.' })
  })
  test('the commit before, so that a commit which breaks clients fails, and one that adds passes', async () => {
    git('init', '--quiet', '-b', 'main')
    commit(before)
    commit(without())
    expect(await checked()).toMatchObject({ code: 1, last: expect.stringMatching(/breaking +Field 'name' was removed[\s\S]*1 breaking/) as string })
    const usage = join(folder.path, 'usage.json')
    writeFileSync(usage, JSON.stringify({ from: '2026-11-01', to: '2026-11-30', fields: [{ field: 'Race.name', principal: 'key:a', client: 'app', version: '2', operation: 'Card', operations: 41, lastDay: '2026-11-29' }] }))
    expect(await checked(undefined, usage)).toMatchObject({ code: 1, last: expect.stringMatching(/'name' was removed[\s\S]*asked for from 2026-11-01 to 2026-11-30 by\n +app 2, operation Card, key:a: 41 times, last on 2026-11-29/) as string })
    expect((await checked()).last).toContain('Whom this breaks is not known: no usage is at hand')
    commit(before)
    expect(await checked()).toMatchObject({ code: 0, last: expect.stringContaining('1 safe') as string })
    commit(before)
    write(without())
    writeFileSync(join(repository, 'schema/accepted-breaking-changes.json'), JSON.stringify([removed]))
    expect(await checked()).toMatchObject({ code: 0, last: expect.stringMatching(/accepted +Field 'name' was removed.*\(it was always empty; use title\)/) as string })
  })
  test('the last tag before this commit, which clients have, however many commits ago', async () => {
    git('init', '--quiet', '-b', 'main')
    commit(before)
    git('tag', 'v1.0.0')
    commit(without())
    commit(without())
    expect(findBase(repository)).toEqual({ ref: 'v1.0.0', sdl: before })
    expect((await checked()).code).toBe(1)
    git('tag', 'v2.0.0')
    commit(without())
    expect((await checked()).code).toBe(0)
  })
  test('where the branch left the remote, not what others landed there since; in a shallow clone the only commit is said', async () => {
    git('init', '--quiet', '-b', 'main')
    commit(before)
    const origin = repository
    repository = join(folder.path, 'two')
    execFileSync('git', ['clone', '--quiet', origin, repository])
    git('checkout', '--quiet', '-b', 'work')
    commit(without())
    commit(without())
    expect(findBase(repository)).toMatchObject({ ref: expect.stringMatching(/^origin\/(HEAD|main) \(/) as string, sdl: before })
    expect((await checked()).code).toBe(1)
    const work = repository
    repository = join(folder.path, 'three')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${work}`, repository])
    expect(await checked()).toEqual({ code: 0, last: 'schema: nothing to compare with: this is the only commit that is here.' })
  })
  test('what is named; a name that is none is an error', async () => {
    git('init', '--quiet', '-b', 'main')
    commit(before)
    commit(changed('name: String!', 'name: String! title: String'))
    expect((await checked('HEAD')).code).toBe(0)
    expect((await checked('HEAD~1')).last).toContain('1 safe')
    expect(await checked('v9')).toEqual({ code: 2, last: 'schema: nothing to compare with: there is no v9.' })
  })
})
