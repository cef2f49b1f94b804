import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelStore } from '../../../src/usecases/ports'
import { modelStore } from '../../../src/storage/models/model-store'
import { artefactOf } from '../../support/artefact'
import { endPrograms, startProgram } from '../../support/built-program'
import { temporaryFolder } from '../../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
let own: string
let shipped: string
let store: ModelStore
let clock = 0
beforeEach(() => {
  folder = temporaryFolder()
  ;[own, shipped, clock] = [join(folder.path, 'own'), join(folder.path, 'shipped'), 0]
  store = modelStore(own, shipped, () => new Date(Date.UTC(2024, 0, ++clock)))
})
afterEach(async () => { await endPrograms(); folder.remove() })

const write = (root: string, name: string, version: number): Promise<void> => modelStore(root, null).write(artefactOf({ name, version }, { 'model.json': '{"kind":"market"}', 'members/0/model.json': '{}' }))
const said = async (): Promise<readonly string[]> => (await store.list()).map((one) => ('problem' in one ? `${one.ref.name}@${one.ref.version}: ${one.problem}` : `${one.name}@${one.version}`)).sort()
const put = (path: string, text: string): void => { writeFileSync(join(own, path), text) }

test('nothing is there before anything is written', async () => {
  expect(await store.list()).toEqual([])
  expect(await store.aliases()).toEqual({})
  expect(await store.read({ name: 'market', version: 1 })).toBeNull()
  expect(await store.nextVersion('market')).toBe(1)
})

test('what is written reads back: card, files in folders, version after version', async () => {
  const artefact = artefactOf({ name: 'market', version: 1 }, { 'model.json': '{"a":1}', 'members/0/model.json': 'inner' })
  await store.write(artefact)
  expect(await store.read({ name: 'market', version: 1 })).toEqual(artefact)
  expect(await store.nextVersion('market')).toBe(2)
  expect(readdirSync(own)).toEqual(['market'])
})

test('numbers that are NaN come back as NaN, not as 0 or null', async () => {
  const scores = { races: 1, runners: 2, logLoss: 0.5, pseudoR2: 0.1, top1: 1, top3: 1, brier: 0.1, auc: NaN }
  const evaluation = { kind: 'evaluation', model: 'm', synthetic: true, from: '2020-01-01', to: '2020-01-02', sources: [], asOf: 'off', leftOut: {}, inSample: false, scores, picks: { accuracy: 1, precision: 1, recall: 1, f1: 1 }, market: null, uniformLogLoss: 1, paired: [], calibration: { ece: 0, points: [] }, cuts: {}, staking: [], importance: null, ablation: null, truth: null } as never
  await store.write(artefactOf({ name: 'market', version: 1, evaluation }))
  const [card] = await store.list()
  expect(card).toMatchObject({ evaluation: { scores: { auc: NaN, logLoss: 0.5 } } })
})

test('a version is never written over, and nothing is left of the attempt', async () => {
  await write(own, 'market', 1)
  const before = readFileSync(join(own, 'market/1/card.json'), 'utf8')
  await expect(store.write(artefactOf({ name: 'market', version: 1, title: 'other' }))).rejects.toThrow('market@1 is there already')
  expect(readFileSync(join(own, 'market/1/card.json'), 'utf8')).toBe(before)
  expect(readdirSync(own)).toEqual(['market'])
})

test('shipped models stand behind own ones, and versions count up over both', async () => {
  await write(shipped, 'market', 1)
  await write(shipped, 'forest', 3)
  expect(await store.nextVersion('market')).toBe(2)
  await write(own, 'market', 2)
  expect(await said()).toEqual(['forest@3', 'market@1', 'market@2'])
  expect(await store.read({ name: 'forest', version: 3 })).toMatchObject({ card: { name: 'forest' } })
  expect(existsSync(join(own, 'forest'))).toBe(false)
})

test.each([
  ['../escape', 1], ['a/b', 1], ['', 1], ['.hidden', 1], ['Upper', 1], ['a b', 1], ['market\0', 1], ['-market', 1], ['x'.repeat(61), 1], ['market', 0], ['market', 1.5], ['market', -1], ['market', NaN],
])('name %j version %d is refused before a file is touched', async (name, version) => {
  await expect(store.write(artefactOf({ name, version }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  await expect(store.read({ name, version })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  await expect(store.point('champion', { name, version }, '')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  expect(readdirSync(folder.path)).toEqual([])
})

describe('folders that cannot be used are listed with their problem', () => {
  const card = (change: (card: Record<string, unknown>) => void): void => {
    const path = 'market/1/card.json'
    const read = JSON.parse(readFileSync(join(own, path), 'utf8')) as Record<string, unknown>
    change(read)
    put(path, JSON.stringify(read))
  }
  const cases: readonly (readonly [string, () => void, string])[] = [
    ['no card', () => { rmSync(join(own, 'market/1/card.json')) }, 'market@1: card.json is not there'],
    ['a card cut short', () => { put('market/1/card.json', '{"name": "mark') }, 'market@1: card.json is no JSON'],
    ['a card without a kind', () => { card((one) => { delete one['kind'] }) }, 'market@1: card.json is wrong at kind'],
    ['a card of another model', () => { card((one) => { one['name'] = 'other' }) }, 'market@1: card.json is that of other@1'],
    ['a card that names a file outside', () => { card((one) => { one['files'] = { '../../../secret': '0'.repeat(64) } }) }, 'market@1: card.json is wrong at files'],
    ['a folder in place of the card', () => { rmSync(join(own, 'market/1/card.json')); mkdirSync(join(own, 'market/1/card.json')) }, 'market@1: card.json cannot be read (EISDIR)'],
  ]
  test.each(cases)('%s', async (_, spoil, problem) => {
    await write(own, 'market', 1)
    await write(own, 'market', 2)
    spoil()
    const [first, ...rest] = await said()
    expect(first).toContain(problem)
    expect(rest).toEqual(['market@2'])
    expect(await store.read({ name: 'market', version: 1 })).toMatchObject({ problem: expect.stringContaining('card.json') as string })
    expect(await store.nextVersion('market')).toBe(3)
  })
  test.each([
    ['one changed byte', () => { put('market/1/members/0/model.json', '[]') }, 'members/0/model.json is not what card.json says (SHA-256 differs)'],
    ['a file that is gone', () => { rmSync(join(own, 'market/1/model.json')) }, 'model.json is not there'],
  ])('%s', async (_, spoil, problem) => {
    await write(own, 'market', 1)
    spoil()
    expect(await store.read({ name: 'market', version: 1 })).toEqual({ ref: { name: 'market', version: 1 }, problem })
  })
  test('what is no model is passed over: files, hidden folders, other names', async () => {
    await write(own, 'market', 1)
    mkdirSync(join(own, '.unfinished-1-1'))
    mkdirSync(join(own, 'Notes'))
    mkdirSync(join(own, 'market', 'draft'))
    put('README.md', 'x')
    expect(await said()).toEqual(['market@1'])
  })
  test('a card that was replaced is read anew', async () => {
    await write(own, 'market', 1)
    await store.list()
    card((one) => { one['title'] = 'Another' })
    expect(await store.list()).toMatchObject([{ title: 'Another' }])
  })
})

describe('aliases', () => {
  const a = { name: 'a', version: 1 }
  const b = { name: 'b', version: 1 }
  const c = { name: 'c', version: 1 }
  test('keep what they pointed at, and roll back past what was taken back', async () => {
    await store.point('champion', a, 'first')
    await store.point('champion', b, 'better')
    await store.point('champion', c, 'better still')
    expect((await store.aliases()).champion).toEqual({ now: c, before: [{ ref: b, until: '2024-01-02T00:00:00.000Z', why: 'better still' }, { ref: a, until: '2024-01-01T00:00:00.000Z', why: 'better' }] })
    expect(await store.rollBack('champion', 'lost money')).toEqual(b)
    expect((await store.aliases()).champion).toMatchObject({ now: b, before: [{ ref: c, why: 'lost money', rolledBack: true }, { ref: a }] })
    expect(await store.rollBack('champion', 'this too')).toEqual(a)
    expect(await store.rollBack('champion', 'and this')).toBeNull()
    expect((await store.aliases()).champion?.now).toEqual(a)
    expect(await store.rollBack('fundamentals', 'none')).toBeNull()
  })
  test('of one\'s own stand before shipped ones, each for itself, and roll back to them', async () => {
    const behind = modelStore(shipped, null)
    await behind.point('champion', a, 'shipped')
    await behind.point('fundamentals', b, 'shipped')
    await store.point('champion', c, 'trained')
    expect(await store.aliases()).toMatchObject({ champion: { now: c }, fundamentals: { now: b } })
    expect(await store.rollBack('champion', 'back')).toEqual(a)
    expect(existsSync(join(shipped, 'aliases.json'))).toBe(true)
    expect(await behind.aliases()).toMatchObject({ champion: { now: a } })
  })
  test.each([['{'], ['{"champion": {"now": {"name": "../x", "version": 1}, "before": []}}'], ['[]']])('a file with %s is refused with its place, and is not written over', async (text) => {
    mkdirSync(own)
    put('aliases.json', text)
    await expect(store.aliases()).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining('aliases.json') as string })
    await expect(store.point('champion', a, '')).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    expect(readFileSync(join(own, 'aliases.json'), 'utf8')).toBe(text)
  })
  test('changed by several at once: none is lost', async () => {
    const others = Array.from({ length: 8 }, () => modelStore(own, shipped))
    await Promise.all(others.map((one, i) => one.point(i % 2 === 0 ? 'champion' : 'fundamentals', { name: 'm', version: i + 1 }, String(i))))
    const { champion, fundamentals } = await store.aliases()
    expect([champion?.before.length, fundamentals?.before.length]).toEqual([3, 3])
    expect(readdirSync(own)).toEqual(['aliases.json'])
  })
})

test('processes that write at once get versions of their own', async () => {
  const runs = await Promise.all([0, 1].map(() => startProgram('test/support/processes/write-models.ts', [own, '5']).finished))
  const versions = runs.flatMap(({ stdout }) => stdout.trim().split('\n').map(Number)).sort((x, y) => x - y)
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect((await Promise.all(versions.map((version) => store.read({ name: 'market', version })))).every((one) => one !== null && 'card' in one && one.files.size === 41)).toBe(true)
})

test('killed in the middle of writing: whole versions only, and what was unfinished goes with the next one', async () => {
  const unfinished = (): readonly string[] => readdirSync(own).filter((name) => name.startsWith('.unfinished-'))
  const running = startProgram('test/support/processes/write-models.ts', [own])
  await running.saw(/\d\n/)
  for (;;) {
    running.process.kill('SIGSTOP')
    await new Promise((resolve) => { setImmediate(resolve) })
    if (unfinished().length > 0) break
    running.process.kill('SIGCONT')
  }
  running.process.kill('SIGKILL')
  await running.finished
  expect(unfinished()).not.toEqual([])
  const models = await store.list()
  expect(models.length).toBeGreaterThan(0)
  for (const one of models) expect(await store.read('problem' in one ? one.ref : one)).toMatchObject({ card: { name: 'market' } })
  await store.write(artefactOf({ name: 'market', version: await store.nextVersion('market') }))
  expect(unfinished()).toEqual([])
})
