import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { checkFile } from '../../../src/imports/cards/check-file'
import type { ArchivedMeeting } from '../../../src/imports/cards/card-archive'
import type { CardFile } from '../../../src/imports/cards/card-file'
import { takeInFile, type FileKind } from '../../../src/imports/cards/take-in-file'
import { validateFile } from '../../../src/imports/cards/validate-file'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import type { ImportUnit } from '../../../src/domain/records'
import { testDatabase, type TestDatabase } from '../../support/database'

const EXAMPLES: readonly (readonly [FileKind, string])[] = [['racecard', 'racecard-hongkong.json'], ['racecard', 'racecard-britain.json'], ['results', 'results-without-card.json'],
  ['racecard', 'racecard-hongkong-changed.json'], ['results', 'results-hongkong.json']]
const RUNS = Number(process.env['CARD_MUTATIONS'] ?? 300)

let database: TestDatabase
let examples: readonly { readonly kind: FileKind; readonly json: unknown; readonly places: readonly (readonly (string | number)[])[] }[]
beforeAll(async () => {
  database = await testDatabase()
  examples = await Promise.all(EXAMPLES.map(async ([kind, name]) => {
    const json: unknown = JSON.parse(await readFile(join(__dirname, '../../../examples/cards', name), 'utf8'))
    return { kind, json, places: placesOf(json) }
  }))
})
afterAll(() => database.close())

/** Every place of a value, the root left out. */
const placesOf = (value: unknown): (string | number)[][] => typeof value !== 'object' || value === null ? []
  : Object.entries(value).flatMap(([key, part]) => [[key], ...placesOf(part).map((path) => [key, ...path])])

const strange = fc.oneof(
  fc.constantFrom<unknown>('', ' ', '\u0000', '\ud800', '2027-02-30', '0001-01-01', '9999-12-31', '2027-03-14T13:00:00+08:00', '0000-01-01T00:00:00Z', '9999-12-31T23:59:60Z', 'NaN', '5/2', '0/0', '999999/1', 'evens', 'Good 4', 'SCRATCHED', 'FINAL', 'ABANDONED', 'DEAD_HEAT',
    0, -1, 1, 2, 3, 40, 41, 99, 100, 0.04, 1e-9, 1e9, 1e21, true, false, [], {}, { kg: 0 }, { kg: 57 }, { kg: 1000 }, { lb: 2200 }, { m: 0 }, { m: 0.4 }, { m: 1600 }, { yards: 1 }, { ms: 1 }, { seconds: 0.0001 }, { seconds: 3600 }),
  fc.string({ maxLength: 20, unit: 'grapheme' }), fc.integer({ min: -5, max: 250 }), fc.double({ min: 0, max: 2000, noNaN: true }),
)

const changed = (json: unknown, edits: readonly { readonly place: readonly (string | number)[]; readonly value: unknown; readonly remove: boolean }[]): unknown => {
  const copy = structuredClone(json)
  for (const { place, value, remove } of edits) {
    let at = copy as Record<string | number, unknown>
    for (const key of place.slice(0, -1)) {
      if (typeof at[key] !== 'object' || at[key] === null) break
      at = at[key] as Record<string | number, unknown>
    }
    const last = place.at(-1) ?? ''
    if (remove && !Array.isArray(at)) Reflect.deleteProperty(at, last)
    else at[last] = structuredClone(value)
  }
  return copy
}

/** The file about a venue of its own: without its archive a second version of a meeting is no card that the reader would give. */
const elsewhere = (file: unknown, code: string): unknown => {
  const { meeting } = file as { meeting?: { venue?: { code?: unknown } } }
  if (typeof meeting?.venue?.code === 'string') meeting.venue.code = code
  return file
}

/** The reader's way from JSON to a unit; null when the file was refused with reasons. */
const takenOf = (kind: FileKind, json: unknown, before: ArchivedMeeting | null): { readonly unit: ImportUnit; readonly archived: ArchivedMeeting | null } | null => {
  const valid = validateFile(kind, json)
  if ('problems' in valid) {
    expect(valid.problems.length).toBeGreaterThan(0)
    return null
  }
  const file: CardFile = valid.file
  if (checkFile(file).length > 0) return null
  const { unit, archived } = takeInFile('file', file, kind, before)
  expect(unit.meeting === null).toBe(unit.rejects.length > 0)
  return unit.meeting === null ? null : { unit, archived }
}
type Edits = readonly (readonly [number, unknown, boolean])[]
const edited = ({ json, places }: (typeof examples)[number], edits: Edits): unknown => changed(json, edits.map(([n, value, remove]) => ({ place: places[n % places.length]!, value, remove })))
const editsOf = (most: number): fc.Arbitrary<Edits> => fc.array(fc.tuple(fc.nat(), strange, fc.boolean()), { minLength: 1, maxLength: most })
const STORED = { kind: expect.stringMatching(/inserted|updated|unchanged/) as string }

describe('whatever is put into a file', () => {
  it('it is refused with reasons or the database takes it', async () => {
    const session = await createMeetingStore(database.url).open('FILE', 'mutations')
    let taken = 0
    let meetings = 0
    try {
      await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 2 }), editsOf(3), async (which, edits) => {
        const example = examples[which]!
        const one = takenOf(example.kind, elsewhere(edited(example, edits), `M${++meetings}`), null)
        if (one === null) return
        taken += 1
        expect(await session.store(one.unit)).toEqual(expect.objectContaining(STORED))
      }), { numRuns: RUNS, seed: Number(process.env['CARD_SEED'] ?? 20_261_122) })
    } finally { await session.close() }
    expect(taken).toBeGreaterThan(RUNS / 20)
  }, 300_000)

  it('the same holds for a changed card, its results and a changed card again, one after the other', async () => {
    const session = await createMeetingStore(database.url).open('FILE', 'mutations')
    let changesStored = 0
    let meetings = 0
    const [first, second, results] = [examples[0]!, examples[3]!, examples[4]!]
    try {
      await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(second, second, results), editsOf(2)), { minLength: 1, maxLength: 4 }), async (files) => {
        const code = `S${++meetings}`
        const begun = takenOf('racecard', elsewhere(structuredClone(first.json), code), null)
        expect(await session.store(begun!.unit)).toEqual(expect.objectContaining(STORED))
        let archived = begun!.archived
        for (const [example, edits] of files) {
          const next = takenOf(example.kind, elsewhere(edited(example, edits), code), archived)
          if (next === null || next.unit.key !== begun!.unit.key) continue
          expect(await session.store(next.unit)).toEqual(expect.objectContaining(STORED))
          archived = next.archived
          changesStored += next.unit.meeting?.changes.length ?? 0
        }
      }), { numRuns: RUNS / 2, seed: Number(process.env['CARD_SEED'] ?? 20_261_122) })
    } finally { await session.close() }
    expect(changesStored).toBeGreaterThan(RUNS / 4)
  }, 300_000)
})
