import { AppError } from '../../../src/domain/errors'
import { createDirectory } from '../../../src/usecases/documents/directory'
import type { DocumentHead, DocumentStore } from '../../../src/usecases/documents/ports'
import { handTimers } from '../../support/hand-timers'

const ID = `sha256:${'a'.repeat(64)}`
const OTHER = `sha256:${'b'.repeat(64)}`

/** What a database would say, counted; it is held against the real one in test/storage/documents. */
function world(maxBytes = 1_000_000) {
  const texts = new Map<string, string>()
  let [revision, looks, reads, down] = [0, 0, 0, false]
  const log: { readonly revision: number; readonly head: DocumentHead }[] = []
  const store: Pick<DocumentStore, 'changedSince' | 'text' | 'all'> = {
    changedSince: async (since) => {
      looks++
      if (down) throw new AppError('DATABASE_UNREACHABLE', 'away')
      return { revision, heads: log.filter((one) => one.revision > since).map(({ head }) => head) }
    },
    text: async (id) => { reads++; return texts.get(id) ?? null },
    all: async () => [],
  }
  let at = 0
  const timers = handTimers()
  const problems: string[] = []
  const directory = createDirectory({ store: store as DocumentStore, timers, ticks: () => at, warn: (problem) => { problems.push(problem) }, maxBytes })
  const change = (id: string, text: string | null, aliases: readonly string[] = []): void => {
    log.push({ revision: ++revision, head: { id, aliases, operationName: null, type: 'query', stands: text !== null } })
    if (text === null) texts.delete(id)
    else texts.set(id, text)
  }
  return { directory, change, timers, problems, pass: (ms: number) => { at += ms }, counts: () => ({ looks, reads }), cut: (is: boolean) => { down = is } }
}
/** Lets what was begun come to an end. */
const settled = async (): Promise<void> => { for (let i = 0; i < 20; i++) await Promise.resolve() }

test('found by id, by bare hash and by another id, with one read of the text', async () => {
  const { directory, change, counts } = world()
  change(ID, '{ a }', ['md5md5', 'x-own:1'])
  for (const asked of [ID, 'a'.repeat(64), 'md5md5', 'x-own:1']) expect(await directory.find(asked)).toMatchObject({ id: ID, text: '{ a }' })
  expect(counts()).toEqual({ looks: 1, reads: 1 })
})

test('a flood of unknown ids looks ten times a second at most', async () => {
  const { directory, counts, pass } = world()
  await directory.find('first')
  for (let ms = 0; ms < 1_000; ms++) {
    pass(1)
    expect(await directory.find(`unknown-${ms}`)).toBeNull()
  }
  expect(counts()).toEqual({ looks: 11, reads: 0 })
})

test('many who ask at once share one look and one read', async () => {
  const { directory, change, counts } = world()
  change(ID, '{ a }')
  const found = await Promise.all(Array.from({ length: 50 }, () => directory.find(ID)))
  expect(found.every((one) => one?.text === '{ a }')).toBe(true)
  expect(counts()).toEqual({ looks: 1, reads: 1 })
})

test('what is no id costs nothing', async () => {
  const { directory, counts } = world()
  for (const asked of ['', 'sha256:XYZ', 'md5:abc', 'a b', '../../etc/passwd', 'x'.repeat(121), `sha256:${'A'.repeat(64)}`]) expect(await directory.find(asked)).toBeNull()
  expect(counts()).toEqual({ looks: 0, reads: 0 })
})

test('a new one is there on first ask, a retired one ends with the next look of the timer', async () => {
  const { directory, change, timers, pass } = world()
  expect(await directory.find(ID)).toBeNull()
  change(ID, '{ a }')
  pass(100)
  expect(await directory.find(ID)).toMatchObject({ text: '{ a }' })
  change(ID, null)
  expect(await directory.find(ID)).not.toBeNull()
  timers.fire()
  await settled()
  expect(await directory.find(ID)).toBeNull()
  expect(timers.waiting).toBe(1)
})

test('texts beyond the bound are read anew, and no more than the bound is kept', async () => {
  const { directory, change, counts } = world(800)
  change(ID, 'x'.repeat(100))
  change(OTHER, 'y'.repeat(100))
  for (let i = 0; i < 3; i++) for (const id of [ID, OTHER]) await directory.find(id)
  expect(counts().reads).toBe(6)
})

test('listeners hear of changes alone, until they leave', async () => {
  const { directory, change, timers } = world()
  let heard = 0
  const leave = directory.onChange(() => { heard++ })
  const look = async (): Promise<number> => { timers.fire(); await settled(); return heard }
  expect(await look()).toBe(0)
  change(ID, '{ a }')
  expect([await look(), await look()]).toEqual([1, 1])
  leave()
  change(OTHER, '{ b }')
  expect(await look()).toBe(1)
})

test('while the database is away what is known stands, it is told once, and an unknown id before the first look is an error', async () => {
  const { directory, change, timers, problems, cut, pass } = world()
  cut(true)
  await expect(directory.find(ID)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  cut(false)
  change(ID, '{ a }')
  expect(await directory.find(ID)).not.toBeNull()
  cut(true)
  for (let i = 0; i < 3; i++) { timers.fire(); await settled() }
  pass(1_000)
  expect([await directory.find(ID), await directory.find(OTHER), problems.length]).toMatchObject([{ text: '{ a }' }, null, 1])
  cut(false)
  timers.fire()
  await settled()
  cut(true)
  timers.fire()
  await settled()
  expect(problems.length).toBe(2)
})

test('closed, it looks no more', () => {
  const { directory, timers } = world()
  directory.close()
  expect(timers.waiting).toBe(0)
})
