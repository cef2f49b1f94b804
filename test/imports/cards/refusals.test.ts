import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportUnit } from '../../../src/domain/records'
import { readRacecard, readResults } from './read-alone'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cards-'))
  file = join(folder, 'card.json')
})
afterAll(() => rm(folder, { recursive: true }))

type Json = Record<string, unknown>
const VENUE = { code: 'X', name: 'X', country: 'GBR', timezone: 'Europe/London' }
const raceOf = (race: Json): Json => ({ number: 1, name: 'R', startTime: '2027-05-20T14:00:00+01:00', ...race })
const fileOf = (format: string, meeting: Json): Json => ({ format: `racegraph-${format}/1`, publishedAt: '2027-05-20T18:00:00+01:00', meeting: { date: '2027-05-20', venue: VENUE, ...meeting } })
const written = async (content: unknown): Promise<string> => {
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const refusals = ({ meeting, rejects }: ImportUnit): (readonly [string | number, string])[] => {
  expect(meeting === null).toBe(rejects.length > 0)
  expect(rejects.every((reject) => reject.file === file)).toBe(true)
  return rejects.map(({ row, reason }) => [row, reason] as const)
}
const card = async (meeting: Json): Promise<ReturnType<typeof refusals>> => refusals(await readRacecard(await written(fileOf('racecard', meeting))))
const cardRace = (race: Json): ReturnType<typeof card> => card({ races: [raceOf(race)] })
const cardRunner = (runner: Json): ReturnType<typeof card> => cardRace({ runners: [{ horse: 'A', ...runner }] })
const run = async (...runners: Json[]): Promise<ReturnType<typeof refusals>> =>
  refusals(await readResults(await written(fileOf('results', { races: [raceOf({ runners: runners.map((runner, i) => ({ number: i + 1, horse: `Horse ${i + 1}`, ...runner })) })] }))))

describe('what a schema refuses', () => {
  it('an unknown property, with the nearest known name', async () => {
    expect(await cardRunner({ wieght: { kg: 57 } })).toEqual([['/meeting/races/0/runners/0/wieght', 'found unknown property "wieght"; expected "weight"']])
  })
  it('a weight without a unit', async () => {
    expect((await cardRunner({ weight: 57 }))[0]).toEqual(['/meeting/races/0/runners/0/weight', expect.stringMatching(/^found 57; expected object \(A weight with its unit/)])
  })
  it('a start without a zone', async () => {
    expect(await cardRace({ startTime: '2027-05-20T14:00:00' })).toEqual([['/meeting/races/0/startTime', 'found "2027-05-20T14:00:00"; expected an instant with its zone (Advertised start. RFC 3339 with its zone. e.g. "2026-11-25T13:00:00+08:00")']])
  })
  it('a word in another case, with the nearest', async () => {
    expect(await cardRace({ surface: 'Turf' })).toEqual([['/meeting/races/0/surface', 'found "Turf"; expected "TURF" (or another of 4)']])
  })
  it('odds under 1, and odds that are neither number nor fraction', async () => {
    expect((await cardRunner({ prices: [{ odds: 0.9 }, { odds: '3 to 1' }] })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/runners/0/prices/0/odds', '/meeting/races/0/runners/0/prices/1/odds'])
  })
  it('what is missing, by name', async () => {
    expect(refusals(await readRacecard(await written({ format: 'racegraph-racecard/1' }))).map(([, reason]) => reason.split(' (')[0])).toEqual(['found no "publishedAt"; expected "publishedAt"', 'found no "meeting"; expected "meeting"'])
  })
  it('results given to the card reader', async () => {
    expect(refusals(await readRacecard(await written(fileOf('results', { races: [] }))))).toEqual([['/format', 'found "racegraph-results/1"; expected "racegraph-racecard/1" (Names this format and its version.)']])
  })
  it('NUL in text, which no database takes', async () => {
    expect(await cardRunner({ silks: 'red\0blue' })).toEqual([['/meeting/races/0/runners/0/silks', 'found "red\\u0000blue"; expected text without NUL and without broken Unicode']])
  })
  it('everything at once, and counts what is beyond 50', async () => {
    const problems = await cardRace({ runners: Array.from({ length: 60 }, (_, i) => ({ horse: `H${i}`, number: 0 })) })
    expect(problems).toHaveLength(51)
    expect(problems[50]).toEqual(['/', 'found 10 more problems; expected none: mend those above and import again'])
  })
})

describe('what only a second look refuses', () => {
  it('a number, a barrier and a horse twice in a race', async () => {
    expect((await cardRace({ runners: [{ horse: 'Étoile', number: 1, barrier: 2 }, { horse: 'ETOILE', number: 1, barrier: 2 }] })).map(([pointer]) => pointer)).toEqual([
      '/meeting/races/0/runners/1/number', '/meeting/races/0/runners/1/barrier', '/meeting/races/0/runners/1/horse'])
  })
  it('a race number twice', async () => {
    expect((await card({ races: [raceOf({}), raceOf({})] })).map(([pointer]) => pointer)).toEqual(['/meeting/races/1/number'])
  })
  it('kilograms mixed with pounds', async () => {
    expect(await cardRunner({ weight: { kg: 57, lb: 2 } })).toEqual([['/meeting/races/0/runners/0/weight', 'found {"kg":57,"lb":2}; expected either kg, or st and lb']])
  })
  it('pounds given as kilograms', async () => {
    expect(await cardRunner({ weight: { kg: 126 } })).toEqual([['/meeting/races/0/runners/0/weight', 'found {"kg":126}, 126 kg; expected 30 to 100 kg']])
  })
  it('a start on another day than the meeting in the zone of the venue', async () => {
    // 23:30 UTC is half past midnight of the 21st in London, still the night of the 20th; noon of the 21st is not.
    expect(await cardRace({ startTime: '2027-05-20T23:30:00Z' })).toEqual([])
    expect((await cardRace({ startTime: '2027-05-21T11:00:00Z' })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/startTime'])
  })
  it('a zone that does not exist', async () => {
    expect((await card({ venue: { ...VENUE, timezone: 'Europe/Newmarket' }, races: [] })).map(([pointer]) => pointer)).toEqual(['/meeting/venue/timezone'])
  })
  it('going words that nobody knows', async () => {
    expect((await cardRace({ going: 'Lovely' })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/going'])
  })
  it('money without a currency', async () => {
    expect((await cardRace({ prize: { total: 5000 } })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0'])
  })
  it('a card that says FINAL', async () => {
    expect((await cardRace({ status: 'FINAL' })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/status'])
  })
  it('gear both put on and taken off', async () => {
    expect((await cardRunner({ gear: [{ code: 'B', firstTime: true, removed: true }] })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/runners/0/gear/0'])
  })
  it('a change of a horse that does not run in the race', async () => {
    const change = { kind: 'SCRATCHING', raceNumber: 1, horse: 'B', text: 'B out', at: '2027-05-20T10:00:00Z' }
    expect((await card({ races: [raceOf({ runners: [{ horse: 'A' }] })], changes: [change] })).map(([pointer]) => pointer)).toEqual(['/meeting/changes/0/horse'])
  })
})

describe('results', () => {
  it('take a dead heat for first followed by the third', async () => {
    expect(await run({ position: 1 }, { position: 1 }, { position: 3 })).toEqual([])
  })
  it('refuse a dead heat for first followed by a second', async () => {
    expect(await run({ position: 1 }, { position: 1 }, { position: 2 })).toEqual([
      ['/meeting/races/0/runners/2/position', 'found 2 for 3 Horse 3 with 2 in front; expected 3: a position is one more than the runners in front, so 1, 1, 3 after a dead heat']])
  })
  it('refuse a dead heat of one', async () => {
    expect((await run({ position: 1, finish: 'DEAD_HEAT' }, { position: 2 })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/runners/0/finish'])
  })
  it('refuse FINISHED without a position, and a position of a horse that fell', async () => {
    expect((await run({ finish: 'FINISHED' }, { finish: 'FELL', position: 1 })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/runners/0', '/meeting/races/0/runners/1/position'])
  })
  it('refuse a result of a scratched favourite', async () => {
    expect((await run({ status: 'SCRATCHED', position: 1 })).map(([pointer]) => pointer)).toEqual(['/meeting/races/0/runners/0'])
  })
  it('refuse results known before the off', async () => {
    const early = { ...fileOf('results', { races: [raceOf({ runners: [{ horse: 'A', position: 1 }] })] }), publishedAt: '2027-05-20T13:00:00+01:00' }
    expect((await readResults(await written(early))).rejects.map(({ row }) => row)).toEqual(['/meeting/races/0/resultAt'])
  })
  it('refuse an abandoned race with finishers', async () => {
    const races = [raceOf({ status: 'ABANDONED', runners: [{ horse: 'A', position: 1 }] })]
    expect((await readResults(await written(fileOf('results', { races })))).rejects.map(({ row }) => row)).toEqual(['/meeting/races/0/status'])
  })
})

describe('a file that is no card at all', () => {
  it('does not exist', async () => {
    await expect(readRacecard(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('none.json does not exist') as string })
  })
  it('is not JSON: the message says where', async () => {
    await expect(readRacecard(await written('{ "format": 1 "meeting": 2 }'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('line 1 column 15') as string })
  })
  it('is a list', async () => {
    expect(refusals(await readRacecard(await written('[]')))).toEqual([['/', expect.stringMatching(/^found \[\]; expected object/)]])
  })
  it('null counts as left out', async () => {
    expect(await cardRunner({ weight: null, jockey: null, prices: null })).toEqual([])
  })
})
