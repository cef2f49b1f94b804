import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportUnit } from '../../../src/domain/records'
import type { ArchivedMeeting, CardArchive } from '../../../src/imports/cards/card-archive'
import { readFileUnits } from '../../../src/imports/cards/read-file-units'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { fileCardArchive } from '../../../src/storage/file-card-archive'
import { testDatabase, type TestDatabase } from '../../support/database'

const example = (name: string): string => join(__dirname, '../../../examples/cards', name)
const CARD = example('racecard-hongkong.json')
const CHANGED = example('racecard-hongkong-changed.json')
const RESULTS = example('results-hongkong.json')

let database: TestDatabase
let archive: CardArchive
beforeAll(async () => {
  database = await testDatabase()
  archive = fileCardArchive<ArchivedMeeting>(database.pool)
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const one = async (units: AsyncIterable<ImportUnit>): Promise<ImportUnit> => {
  const all: ImportUnit[] = []
  for await (const unit of units) all.push(unit)
  expect(all).toHaveLength(1)
  return all[0]!
}
/** Stores the unit for good. */
const stored = async (unit: ImportUnit): Promise<ImportUnit> => {
  expect(unit.rejects).toEqual([])
  const session = await createMeetingStore(database.url).open('FILE', 'card')
  try {
    expect(await session.store(unit)).toMatchObject({ kind: expect.stringMatching(/inserted|updated|unchanged/) as string })
  } finally { await session.close() }
  return unit
}
const card = async (path: string): Promise<ImportUnit> => stored(await one(readFileUnits(path, 'racecard', archive)))
const results = async (path: string): Promise<ImportUnit> => stored(await one(readFileUnits(path, 'results', archive)))

describe('card and results of one meeting', () => {
  it('joins results to the card that came before', async () => {
    await card(CHANGED)
    const { meeting } = await results(RESULTS)
    const race = meeting?.races[0]
    expect(meeting?.status).toBe('IN_PROGRESS')
    expect(race).toMatchObject({ name: 'Paper Boat Handicap', status: 'FINAL', winningTimeMs: 69_340, last600Ms: 34_100, resultKnownAt: '2027-03-14T05:09:00.000Z', going: 'GOOD' })
    expect(race?.runners.map(({ horse, status, result }) => [horse.name, status, result?.status, result?.position])).toEqual([
      ['Copper Lantern', 'RUNNER', 'DEAD_HEAT', 1], ['Sum Of Parts', 'RUNNER', 'FINISHED', 3], ['Ferry To Nowhere', 'SCRATCHED', undefined, undefined],
      ['Quiet Arithmetic', 'RUNNER', 'DEAD_HEAT', 1], ['Next In Line', 'RESERVE', undefined, undefined],
    ])
    expect(meeting?.races[1]).toMatchObject({ status: 'SCHEDULED', resultKnownAt: null })
  })
  it('gives the same digest whether an unchanged card comes again before or after the results', async () => {
    await card(CHANGED)
    const first = await results(RESULTS)
    expect((await card(CHANGED)).sha256).toBe(first.sha256)
    expect((await results(RESULTS)).sha256).toBe(first.sha256)
  })
  it('keeps the results when a changed card comes after them', async () => {
    await card(CHANGED)
    await results(RESULTS)
    const { meeting } = await card(CHANGED)
    expect(meeting?.races[0]?.runners[0]?.result?.position).toBe(1)
  })
  it('finds what changed between two cards, known from the second publication, and keeps the reason that the card gives', async () => {
    const before = await card(CARD)
    expect(before.meeting?.changes).toEqual([])
    const { meeting } = await card(CHANGED)
    const known = '2027-03-14T03:20:00.000Z'
    expect(meeting?.changes.map(({ kind, raceNumber, horseId, before: was, after, knownAt }) => [kind, raceNumber, horseId, was, after, knownAt])).toEqual([
      ['SCRATCHING', 1, 'X123', null, null, '2027-03-14T02:55:00.000Z'],
      ['GEAR_CHANGE', 1, 'X101', 'B, TT', 'TT, V first time', known],
      ['JOCKEY_CHANGE', 1, 'X088', 'C. Brae', 'E. Rowan', known],
      ['TIME_CHANGE', 2, null, '2027-03-14T05:35:00.000Z', '2027-03-14T05:40:00.000Z', known],
      ['TRACK_CHANGE', null, null, 'GOOD_TO_FIRM', 'GOOD', known],
    ])
    expect(meeting?.changes[0]?.reason).toBe('Lame near fore')
    expect((await card(CHANGED)).meeting?.changes).toEqual(meeting?.changes)
  })
  it('does not move the instant at which gear became known, and keeps earlier prices', async () => {
    await card(CARD)
    const { meeting } = await card(CHANGED)
    const runner = meeting?.races[0]?.runners[0]
    expect(runner?.gear).toEqual([{ code: 'V', firstTime: true, removed: false, knownAt: '2027-03-14T03:20:00.000Z' }, { code: 'TT', firstTime: false, removed: false, knownAt: '2027-03-12T10:00:00.000Z' }])
    expect(runner?.prices.map(({ decimal, at }) => [decimal, at])).toEqual([[4.2, '2027-03-12T10:00:00.000Z'], [3.6, '2027-03-14T03:20:00.000Z']])
    expect(meeting?.trackRatings.map(({ label, knownAt }) => [label, knownAt])).toEqual([['GOOD_TO_FIRM', '2027-03-12T07:30:00.000Z'], ['GOOD', '2027-03-14T02:30:00.000Z']])
  })
  it('refuses a card older than the one it has', async () => {
    await card(CHANGED)
    const unit = await one(readFileUnits(CARD, 'racecard', archive))
    expect(unit.meeting).toBeNull()
    expect(unit.rejects).toEqual([{ file: CARD, row: '/publishedAt', reason: 'found 2027-03-12T18:00:00+08:00; expected an instant not before 2027-03-14T11:20:00+08:00, when the card already imported was published' }])
  })
})

describe('what the database holds in the end', () => {
  it('is the card, the changes and the results, each once', async () => {
    for (const unit of [() => card(CARD), () => card(CHANGED), () => results(RESULTS), () => card(CHANGED), () => results(RESULTS)]) await unit()
    const { rows } = await database.pool.query(`SELECT (SELECT count(*)::int FROM runners) AS runners, (SELECT count(*)::int FROM results) AS results, (SELECT count(*)::int FROM change_events) AS changes,
      (SELECT count(*)::int FROM prices) AS prices, (SELECT count(*)::int FROM dividends) AS dividends, (SELECT count(*)::int FROM sectionals) AS sectionals`)
    expect(rows).toEqual([{ runners: 7, results: 3, changes: 5, prices: 2, dividends: 3, sectionals: 3 }])
  })
  it('takes a runner that a later card leaves out, with prices and changes, as scratched', async () => {
    await card(CARD)
    const json = JSON.parse(await readFile(CHANGED, 'utf8')) as { meeting: { races: { runners: unknown[] }[] } }
    json.meeting.races[0]?.runners.shift()
    const folder = await mkdtemp(join(tmpdir(), 'cards-'))
    const file = join(folder, 'shorter.json')
    await writeFile(file, JSON.stringify(json))
    const { meeting } = await card(file)
    await rm(folder, { recursive: true })
    expect(meeting?.races[0]?.runners.find(({ horse }) => horse.sourceId === 'X101')).toMatchObject({ status: 'SCRATCHED', number: null, barrier: null })
    expect(meeting?.changes.filter(({ kind, horseId }) => kind === 'SCRATCHING' && horseId === 'X101')).toHaveLength(1)
  })
})

describe('an import that died', () => {
  it('before the meeting was stored leaves nothing behind: the next card is compared with the last one stored', async () => {
    await card(CARD)
    await one(readFileUnits(CHANGED, 'racecard', archive))
    const { meeting } = await card(CHANGED)
    expect(meeting?.changes).toHaveLength(5)
  })
  it('of the first card leaves no card', async () => {
    await one(readFileUnits(CARD, 'racecard', archive))
    expect(await archive.load('2027-03-14-EXHK')).toBeNull()
  })
})
