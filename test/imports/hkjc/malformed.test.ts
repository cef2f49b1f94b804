import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { ImportUnit } from '../../../src/domain/records'
import { countUnits, readHkjc } from '../../../src/imports/hkjc/read-hkjc'
import type { Folder } from './hkjc-folder'
import { makeFolder, race, runner, unitsOf } from './hkjc-folder'

let folder: Folder
beforeEach(() => { folder = makeFolder() })
afterEach(() => { folder.remove() })

const only = async (): Promise<ImportUnit> => {
  const [unit, ...more] = await unitsOf(folder.dir)
  if (unit === undefined || more.length > 0) throw new Error(`one unit was expected, ${more.length + (unit === undefined ? 0 : 1)} came`)
  return unit
}
const numbers = (unit: ImportUnit, at = 0): readonly (number | null)[] => unit.meeting?.races[at]?.runners.map(({ number }) => number) ?? []
const ZH = (place: string, no: string, horse: string, rest = '120,1000,4,1,1 1 1,1:10.50,9.9'): string =>
  `2017-02-05,沙田,1,401,名字,第四班,1200,60-40,好地,"草地 - ""A"" 賽道",900000,(1:10.00),x,${place},${no},${horse},騎,練,${rest}`

describe('a broken file', () => {
  test('of broken JSON refuses that meeting and no other', async () => {
    folder.meeting('2017-02-05-ST', '[{"raceId":')
    folder.meeting('2017-02-08-HV', [race(1, { date: '2017-02-08', racecourse: 'HV' })])
    const [broken, whole] = await unitsOf(folder.dir)
    expect(broken).toMatchObject({ key: '2017-02-05-ST', meeting: null, rows: 0, rejects: [{ file: 'results_en/2017-02-05-ST.json', row: 'file', reason: expect.stringContaining('not JSON') }] })
    expect(whole).toMatchObject({ key: '2017-02-08-HV', rows: 3, rejects: [] })
  })
  test('that cannot be read refuses that meeting and no other, even where results_zh has rows of it', async () => {
    mkdirSync(`${folder.dir}/results_en/2017-02-05-ST.json`)
    folder.side('results_zh.csv', ZH('1', '4', '甲 (A004)'))
    folder.meeting('2017-02-08-HV', [race(1, { date: '2017-02-08', racecourse: 'HV' })])
    const [broken, whole] = await unitsOf(folder.dir)
    expect(broken).toMatchObject({ meeting: null, rejects: [{ file: 'results_en/2017-02-05-ST.json', row: 'file', reason: 'cannot be read (EISDIR)' }] })
    expect(whole?.rows).toBe(3)
  })
  test('that is no list of races is refused', async () => {
    folder.meeting('2017-02-05-ST', '{"races": []}')
    expect(await only()).toMatchObject({ meeting: null, rejects: [{ reason: 'not a list of races' }] })
  })
  test('named after no meeting, or after a day that is not, is refused in a unit without a meeting', async () => {
    folder.meeting('2017-02-30-ST', [])
    folder.meeting('notes', [])
    expect(await only()).toMatchObject({ key: 'side-files', meeting: null, rejects: [{ file: 'results_en/2017-02-30-ST.json' }, { file: 'results_en/notes.json' }] })
  })
  test('without results_en is an error that says what to give', async () => {
    await expect(unitsOf(`${folder.dir}/results_en`)).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('give the folder that holds results_en/') })
  })
})

describe('a broken race or runner of results_en', () => {
  test.each([
    ['draw 0', { draw: 0 }, 'draw 0 is not between 1 and 40'],
    ['a weight out of range', { actualWeight: 12 }, 'weight carried 12 lb is not between 90 and 175'],
    ['a missing horseId', { horseId: undefined }, 'horseId undefined is not of the form HK_2010_M327'],
    ['odds below one', { winOdds: 0.5 }, 'odds 0.5 are not between 1 and 9999'],
    ['a position that is no number', { runningPosition: [1, 'x'] }, 'runningPosition is not a list of positions'],
    ['no finishing time', { finishSeconds: null }, 'finishSeconds is missing or not a number'],
  ])('%s refuses that runner only', async (_name, wrong, reason) => {
    folder.meeting('2017-02-05-ST', [race(1, { runners: [runner(1), runner(2, wrong), runner(3)] }), race(2)])
    const unit = await only()
    expect(unit.rejects).toEqual([{ file: 'results_en/2017-02-05-ST.json', row: 'race 1, runner 2', reason }])
    expect([numbers(unit, 0), numbers(unit, 1)]).toEqual([[1, 3], [1, 2, 3]])
  })
  test.each([
    ['a horse twice in a race', { horseId: 'HK_2016_A001' }, 'horse HK_2016_A001 is in the race already'],
    ['a saddle cloth twice in a race', { horseNo: 1 }, 'number 1 is in the race already'],
    ['a draw twice in a race', { draw: 1 }, 'draw 1 is in the race already'],
  ])('%s refuses the second', async (_name, wrong, reason) => {
    folder.meeting('2017-02-05-ST', [race(1, { runners: [runner(1), runner(2, wrong), runner(3)] })])
    const unit = await only()
    expect(unit.rejects.map((reject) => reject.reason)).toEqual([reason])
    expect(numbers(unit)).toEqual([1, 3])
  })
  test.each([
    ['the same number as another', { raceNo: 1 }, 'a second race 1 in the file'],
    ['another day than its file', { date: '2017-02-06' }, 'it is of 2017-02-06 ST, not of the day and course in the file\'s name'],
    ['no runners', { runners: undefined }, 'runners is missing or not a list'],
    ['an impossible distance', { distance: -5 }, 'distance -5 is neither metres nor null'],
  ])('a race with %s is refused, the others stay', async (_name, wrong, reason) => {
    folder.meeting('2017-02-05-ST', [race(1), race(2, wrong), race(3)])
    const unit = await only()
    expect(unit.rejects).toEqual([{ file: 'results_en/2017-02-05-ST.json', row: 'race 2 of the file', reason }])
    expect(unit.meeting?.races.map(({ number }) => number)).toEqual([1, 3])
  })
  test('a going that is not known is stored as unknown and said', async () => {
    folder.meeting('2017-02-05-ST', [race(1, { going: 'SNOW' })])
    const unit = await only()
    expect(unit.meeting?.races[0]?.going).toBeNull()
    expect(unit.rejects).toEqual([{ file: 'results_en/2017-02-05-ST.json', row: 'race 1', reason: 'going "SNOW" is not known: stored as unknown' }])
  })
})

describe('a broken row of a side file', () => {
  test('with fields missing is refused with its line, the rows around it stay', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.side('results_zh.csv', ZH('WV', '4', '甲 (A004)', '120,---,---,---,---,---,---'), '2017-02-05,沙田,1,401', ZH('WX-A', '5', '乙 (A005)', '120,---,---,---,---,---,---'))
    const unit = await only()
    expect(unit.rejects).toEqual([{ file: 'results_zh.csv', row: 3, reason: '4 fields where the header has 25' }])
    expect(numbers(unit)).toEqual([1, 2, 3, 4, 5])
  })
  test.each([
    ['a place that is not known', ZH('ZZ', '4', '甲 (A004)'), 'place "ZZ" is not known'],
    ['no brand', ZH('4', '4', '甲'), 'no brand in the horse\'s name "甲"'],
    ['a weight that is no number', ZH('4', '4', '甲 (A004)', 'x,1000,4,1,1 1 1,1:10.50,9.9'), 'weight carried NaN lb is not between 90 and 175'],
    ['a draw that another has', ZH('4', '4', '甲 (A004)', '120,1000,3,1,1 1 1,1:10.50,9.9'), 'draw 3 is in the race already'],
  ])('of results_zh with %s is refused', async (_name, row, reason) => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.side('results_zh.csv', row)
    const unit = await only()
    expect(unit.rejects).toEqual([{ file: 'results_zh.csv', row: 2, reason }])
    expect(numbers(unit)).toEqual([1, 2, 3])
  })
  test('about a horse, a race or a meeting that no result has is refused', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.side('commentary_gear.csv', '2017-02-05,沙田,1,1,1,甲 (A009),騎,B,文', '2017-02-05,沙田,7,1,1,甲 (A001),騎,B,文', '2017-03-01,跑馬地,1,1,1,甲 (A001),騎,B,文', 'yesterday,沙田,1,1,1,甲 (A001),騎,B,文')
    const [unit, rest] = await unitsOf(folder.dir)
    expect(unit?.rejects).toEqual([
      { file: 'commentary_gear.csv', row: 3, reason: 'no results file has race 7 of the meeting' },
      { file: 'commentary_gear.csv', row: 2, reason: '"甲 (A009)" is not a runner of the race' },
    ])
    expect(rest?.rejects.map(({ row }) => row)).toEqual([5, '2017-03-01-HV'])
  })
  test('gear, a section time and a dividend that cannot be read are refused one by one', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.side('commentary_gear.csv', '2017-02-05,沙田,1,1,1,甲 (A001),騎,B1/?/TT-,"他說, ""快""。"')
    folder.side('sectional_times.csv', '2017-02-05,沙田,1,1,1,甲 (A001),1:10.00,1/2,1,24.10,HD,1,x,1,1,23.10,,,,,,,,,')
    folder.side('dividends.csv', '2017-02-05,沙田,1,第一口孖寶,1/2,much', '2017-02-05,沙田,1,三寶,1/2/3,"1,234.50"')
    const unit = await only()
    const [first] = unit.meeting?.races[0]?.runners ?? []
    expect(unit.rejects.map(({ file, reason }) => `${file}: ${reason}`).sort()).toEqual([
      'commentary_gear.csv: gear "?" is not a code', 'dividends.csv: dividend "much" of "第一口孖寶|1/2" is not an amount', 'sectional_times.csv: section 2: "x" is no time for 400 m',
    ])
    expect(first?.gear.map(({ code, firstTime, removed }) => [code, firstTime, removed])).toEqual([['B', true, false], ['TT', false, true]])
    expect(first?.result?.comment).toBe('他說, "快"。')
    expect(first?.sectionals.map(({ fromM, toM, timeMs }) => [fromM, toM, timeMs])).toEqual([[1200, 800, 24_100], [400, 0, 23_100]])
    expect(unit.meeting?.races[0]?.dividends).toEqual([{ market: 'TREBLE', pool: '三寶', combination: '1/2/3', dividend: 1234.5, unitStake: 10, currency: 'HKD' }])
  })
  test('a file that lacks a column or is not there is said, and what the others have comes in', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    writeFileSync(`${folder.dir}/dividends.csv`, 'date,venue\n2017-02-05,沙田\n')
    rmSync(`${folder.dir}/form_records.csv`)
    rmSync(`${folder.dir}/horse_info_2017.csv`)
    mkdirSync(`${folder.dir}/horse_info_2017.csv`)
    const [unit, rest] = await unitsOf(folder.dir)
    expect(unit?.rows).toBe(3)
    expect(rest?.rejects).toEqual([
      { file: 'dividends.csv', row: 1, reason: 'the header lacks race_no, pool, combination, dividend_hkd: the file is left out' },
      { file: 'form_records.csv', row: 'file', reason: 'not there: what it would have added is unknown' },
      { file: 'horse_info_2017.csv', row: 'file', reason: 'cannot be read (EISDIR): what it would have added is unknown' },
    ])
  })
})

describe('the digest of a unit', () => {
  const digests = async (): Promise<Map<string, string>> => new Map((await unitsOf(folder.dir)).map(({ key, sha256 }) => [key, sha256]))
  const GEAR = '2017-02-05,沙田,1,1,1,甲 (A001),騎,B,文'

  test('stays when nothing changed, and only the meeting that a changed row is about has another', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.meeting('2017-02-08-HV', [race(1, { date: '2017-02-08', racecourse: 'HV', runners: [runner(1, { horseId: 'HK_2016_A050' })] })])
    folder.side('commentary_gear.csv', GEAR)
    const first = await digests()
    expect(await digests()).toEqual(first)
    folder.side('commentary_gear.csv', GEAR.replace(',B,', ',B-,'))
    const second = await digests()
    expect(second.get('2017-02-05-ST')).not.toBe(first.get('2017-02-05-ST'))
    expect(second.get('2017-02-08-HV')).toBe(first.get('2017-02-08-HV'))
  })
  test('changes with the pedigree of a horse that ran there', async () => {
    folder.meeting('2017-02-05-ST', [race(1)])
    folder.side('form_records.csv', '2017-02-05,A001,401,01,05/02/17,沙田,草地,A,1200,好,4,1,55,練,騎,--,2,121,1 1 1,1.10.00,1001,--')
    const first = await digests()
    folder.side('horses_static.csv', 'A001,甲 (A001),澳洲,棗 / 閹,自購馬,Some Sire,Some Dam,Some Damsire')
    expect((await digests()).get('2017-02-05-ST')).not.toBe(first.get('2017-02-05-ST'))
  })
})

test('limit ends early and progress counts to the total', async () => {
  for (const day of ['05', '06', '07']) folder.meeting(`2017-02-${day}-ST`, [race(1, { date: `2017-02-${day}` })])
  const seen: string[] = []
  for await (const unit of readHkjc(folder.dir, { limit: 2, onProgress: (done, total) => seen.push(`${done}/${total}`) })) seen.push(unit.key)
  expect(seen).toEqual(['2017-02-05-ST', '1/2', '2017-02-06-ST', '2/2'])
  expect(await countUnits(folder.dir)).toBe(3)
})
