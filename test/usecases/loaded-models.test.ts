import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toModelJson } from '../../src/models/artefact/model-json'
import { marketModel } from '../../src/models/learners/market'
import { loadModel } from '../../src/models/load-model'
import type { ModelCard } from '../../src/models/artefact/card'
import type { ModelFiles } from '../../src/models/model'
import { modelStore } from '../../src/storage/models/model-store'
import { loadedModels, parseRef } from '../../src/usecases/loaded-models'
import type { ModelStore } from '../../src/usecases/ports'
import { artefactOf } from '../support/artefact'
import { temporaryFolder } from '../support/temporary-folder'

let folder: ReturnType<typeof temporaryFolder>
let own: string
let store: ModelStore
let clock = 0
let loads = 0
const load = (files: ModelFiles): ReturnType<typeof loadModel> => { loads++; return loadModel(files) }
const start = () => loadedModels({ store, load, now: () => clock })

beforeEach(() => {
  folder = temporaryFolder()
  own = join(folder.path, 'models')
  store = modelStore(own, null)
  ;[clock, loads] = [0, 0]
})
afterEach(() => { folder.remove() })

/** The market to a power, as it is saved. */
const write = (name: string, version: number, card: Partial<ModelCard> = {}, power = version): Promise<void> => {
  const files = Object.fromEntries([...marketModel(power).save()].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]))
  return store.write(artefactOf({ name, version, features: ['market.chance@1'], ...card }, files))
}
const said = async (models: ReturnType<typeof start>, name: string): Promise<string> => {
  const found = await models.resolve(name)
  return 'model' in found ? `${found.card.name}@${found.card.version}` : `${found.reason} ${found.message}`
}
/** ln .5 x power. */
const scoreOf = async (models: ReturnType<typeof start>, name: string): Promise<number> => {
  const found = await models.resolve(name)
  if (!('model' in found)) throw new Error(found.message)
  return (found.model.scores({ raceStart: Int32Array.of(0, 2), columns: new Map([['market.chance', Float64Array.of(0.5, 0.5)]]) })[0] as number) / Math.log(0.5)
}

test.each([['boosting', { name: 'boosting', version: null }], ['boosting@3', { name: 'boosting', version: 3 }], ['a@b', { name: 'a@b', version: null }], ['@1', { name: '', version: 1 }]])('%s', (text, ref) => { expect(parseRef(text)).toEqual(ref) })

test('by name the newest, by name and version that one, by alias what it points at', async () => {
  for (const version of [1, 2, 10]) await write('market', version)
  await store.point('champion', { name: 'market', version: 2 }, '')
  const models = start()
  expect([await said(models, 'market'), await said(models, 'market@1'), await said(models, 'champion')]).toEqual(['market@10', 'market@1', 'market@2'])
  expect([await scoreOf(models, 'market'), await scoreOf(models, 'champion')]).toEqual([10, 2])
})

test('loaded once, however many ask at once', async () => {
  await write('market', 1)
  await store.point('champion', { name: 'market', version: 1 }, '')
  const models = start()
  const all = await Promise.all(['market', 'champion', 'market@1', 'market'].map((name) => models.resolve(name)))
  expect(new Set(all).size).toBe(1)
  expect(loads).toBe(1)
})

test('aliases that moved and versions that came are seen after three seconds, not before', async () => {
  await write('market', 1)
  await write('market', 2)
  await store.point('champion', { name: 'market', version: 1 }, '')
  const models = start()
  expect(await said(models, 'champion')).toBe('market@1')
  await store.point('champion', { name: 'market', version: 2 }, '')
  await write('market', 3)
  clock = 2_999
  expect([await said(models, 'champion'), await said(models, 'market')]).toEqual(['market@1', 'market@2'])
  clock = 3_000
  expect([await said(models, 'champion'), await said(models, 'market')]).toEqual(['market@2', 'market@3'])
})

describe('reasons in place of a model', () => {
  test('nothing was ever trained', async () => {
    const models = start()
    expect(await said(models, 'champion')).toMatch(/^NO_MODEL champion points at no model: train some/)
    expect(await said(models, 'boosting')).toMatch(/^NO_MODEL There is no model "boosting"/)
    expect(await models.cards()).toEqual({ cards: [], aliases: {} })
  })
  const spoilt: readonly (readonly [string, () => Promise<void> | void, string])[] = [
    ['a file with another digest', () => { writeFileSync(join(own, 'market/2/model.json'), '{}') }, 'model.json is not what card.json says'],
    ['a card cut short', () => { writeFileSync(join(own, 'market/2/card.json'), '{') }, 'card.json is no JSON'],
    ['no files', () => { rmSync(join(own, 'market/2'), { recursive: true }); mkdirSync(join(own, 'market/2')) }, 'card.json is not there'],
  ]
  test.each(spoilt)('%s: not the version before in its stead', async (_, spoil, problem) => {
    await write('market', 1)
    await write('market', 2)
    await store.point('champion', { name: 'market', version: 2 }, '')
    await spoil()
    const models = start()
    for (const name of ['market', 'market@2', 'champion']) expect(await said(models, name)).toMatch(new RegExp(`^MODEL_UNUSABLE .*market@2.*${problem}`))
    expect(await said(models, 'market@1')).toBe('market@1')
  })
  const cards: readonly (readonly [string, Partial<ModelCard>, string])[] = [
    ['a feature of another version', { features: ['market.chance@7'] }, 'was fitted on feature market.chance@7; here there is market.chance@1'],
    ['a feature that is no more', { features: ['form.luck@1'] }, 'here there is none of that name'],
    ['another kind', { kind: 'forest' }, 'card.json says that it is of kind forest, model.json market'],
    ['other features', { features: ['market.current@1', 'market.chance@1'] }, 'card.json names other features than model.json'],
  ]
  test.each(cards)('a card with %s', async (_, card, problem) => {
    await write('market', 1, card)
    expect(await said(start(), 'market')).toMatch(new RegExp(`^MODEL_UNUSABLE .*${problem}`))
  })
  test.each([['{"kind":"oracle"}', 'of a kind "oracle"'], ['{"kind":"constructor"}', 'of a kind "constructor"'], ['[]', 'model.json is wrong'], ['{"kind":"market","features":["market.chance@1"],"power":"high"}', 'model.json is wrong at power']])('model.json %s', async (json, problem) => {
    await store.write(artefactOf({ name: 'market', version: 1, features: ['market.chance@1'] }, { 'model.json': json }))
    expect(await said(start(), 'market')).toContain(problem)
  })
  test('an alias of a version that is not there', async () => {
    await write('market', 1)
    await store.point('champion', { name: 'market', version: 9 }, '')
    expect(await said(start(), 'champion')).toMatch(/^NO_MODEL There is no model market@9, which champion points at/)
  })
  test('spoilt aliases take nothing but aliases', async () => {
    await write('market', 1)
    writeFileSync(join(own, 'aliases.json'), '{')
    const models = start()
    expect(await said(models, 'champion')).toMatch(/^MODEL_UNUSABLE champion: .*aliases\.json is no JSON/)
    expect(await said(models, 'market')).toBe('market@1')
  })
  test('a model whose folder cannot be read takes no other with it', async () => {
    await write('market', 1)
    await store.point('champion', { name: 'market', version: 1 }, '')
    symlinkSync('lost', join(own, 'lost'))
    const models = start()
    expect([await said(models, 'market'), await said(models, 'champion')]).toEqual(['market@1', 'market@1'])
    expect(await said(models, 'lost')).toMatch(/^MODEL_UNUSABLE .*lost cannot be read \(ELOOP\)/)
  })
  test.each(['market', 'champion'])('a folder of models that cannot be read, asked for %s', async (name) => {
    symlinkSync('models', own)
    expect(await said(start(), name)).toMatch(/^MODEL_UNUSABLE .*models cannot be read \(ELOOP\)/)
  })
  test('a folder of models that is a file', async () => {
    writeFileSync(own, 'x')
    expect(await said(start(), 'champion')).toMatch(/^NO_MODEL|^MODEL_UNUSABLE/)
  })
})

test('what could not be used is tried again half a minute later, not with every question', async () => {
  await write('market', 1)
  const good = [...marketModel(1).save()].map(([, bytes]) => bytes)[0] as Uint8Array
  writeFileSync(join(own, 'market/1/model.json'), toModelJson({ kind: 'spoilt' }))
  const models = start()
  expect(await said(models, 'market')).toMatch(/^MODEL_UNUSABLE/)
  writeFileSync(join(own, 'market/1/model.json'), good)
  clock = 29_999
  expect(await said(models, 'market')).toMatch(/^MODEL_UNUSABLE/)
  clock = 30_000
  expect(await said(models, 'market')).toBe('market@1')
})

test('a card that is changed in its place holds at once', async () => {
  await write('market', 1)
  const models = start()
  expect(await said(models, 'market')).toBe('market@1')
  const path = join(own, 'market/1/card.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('market.chance@1', 'market.chance@10'))
  clock = 3_000
  expect(await said(models, 'market')).toMatch(/^MODEL_UNUSABLE .*fitted on feature market.chance@10/)
})

test('a model that cannot be used is told of once, and again after it could', async () => {
  await write('market', 1)
  const path = join(own, 'market/1/card.json')
  const card = readFileSync(path, 'utf8')
  const told: string[] = []
  const models = loadedModels({ store, load, now: () => clock, warn: (name, problem) => { told.push(`${name}: ${problem}`) } })
  const after = async (text: string, asked: readonly string[]): Promise<number> => {
    writeFileSync(path, text)
    clock += 3_000
    for (const name of asked) await models.resolve(name)
    return told.length
  }
  expect(await after('{', ['market', 'market', 'nobody'])).toBe(1)
  expect(told[0]).toMatch(/^market: .*card.json is no JSON/)
  expect(await after('{ ', ['market', 'market@1', 'market@1'])).toBe(2)
  expect(await after(card, ['market'])).toBe(2)
  expect(await after('{', ['market'])).toBe(3)
})

test('a model that nothing points at any more is let go after ten minutes, one in use is not', async () => {
  await write('market', 1)
  let disposed = 0
  const models = loadedModels({ store, now: () => clock, load: async (files) => ({ ...await loadModel(files), dispose: () => { disposed++ } }) })
  await models.resolve('market')
  await write('market', 2)
  clock = 3_000
  await models.resolve('market')
  expect(disposed).toBe(0)
  clock = 599_999
  await models.resolve('market')
  expect(disposed).toBe(0)
  clock = 603_000
  await models.resolve('market')
  await new Promise(setImmediate)
  expect(disposed).toBe(1)
  await models.dispose()
  expect(disposed).toBe(2)
})

test('cards: those that can be used, newest first, and aliases', async () => {
  for (const version of [1, 2]) await write('market', version)
  await write('old', 1, { features: ['market.chance@9'] })
  writeFileSync(join(own, 'market/1/card.json'), '{')
  await store.point('fundamentals', { name: 'market', version: 2 }, '')
  const { cards, aliases } = await start().cards()
  expect(cards.map(({ name, version }) => `${name}@${version}`)).toEqual(['market@2'])
  expect(aliases).toEqual({ fundamentals: 'market@2' })
})
