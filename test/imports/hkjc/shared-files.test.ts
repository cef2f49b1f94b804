import type { ImportUnit, RaceRecord, Reject, RunnerRecord } from '../../../src/domain/records'
import { countUnits, readHkjc } from '../../../src/imports/hkjc/read-hkjc'
import { describeWithShared } from '../../support/shared-data'

/** The meetings that tests look at; of all others only sums are kept. */
const KEPT = new Set([
  '2008-09-15-ST', '2013-06-05-HV', '2015-06-12-ST-T', '2015-10-09-ST-T', '2016-01-01-ST', '2016-01-17-ST', '2016-02-03-HV', '2016-02-10-ST', '2016-05-01-ST', '2016-05-07-ST', '2016-10-26-HV', '2017-06-21-HV',
  '2017-07-12-HV', '2019-10-01-ST', '2019-10-12-ST', '2021-02-28-ST', '2021-10-20-HV', '2022-06-28-HV', '2022-12-24-ST', '2023-02-22-HV', '2023-04-23-ST', '2023-07-06-HV', '2023-09-10-ST', '2008-09-21-ST', '2008-09-24-HV',
])

interface Totals { readonly counts: Map<string, number>; readonly kept: Map<string, ImportUnit>; readonly rejects: Reject[]; readonly keys: string[]; readonly raceIds: Set<string>; readonly horses: Map<string, string> }
const totals: Totals = { counts: new Map(), kept: new Map(), rejects: [], keys: [], raceIds: new Set(), horses: new Map() }
const add = (name: string, by = 1): void => { totals.counts.set(name, (totals.counts.get(name) ?? 0) + by) }
const count = (name: string): number => totals.counts.get(name) ?? 0

const era = (race: RaceRecord): string => race.sourceId < '2016' ? 'before 2016' : 'from 2016'
const addRunner = (race: RaceRecord, runner: RunnerRecord): void => {
  totals.horses.set(runner.horse.sourceId, runner.horse.name)
  add(`${race.feed} runners`)
  add(`${race.feed} ${runner.status}`)
  if (runner.result !== null) add(`${race.feed} ${runner.result.status}`)
  if (race.feed === 'barrier_trials') return
  add(`gear ${era(race)}`, runner.gear.length)
  add(`sections ${era(race)}`, runner.sectionals.length)
  if (runner.ageAtRace !== null || runner.horse.foalingDate !== null) add('ages')
  if (runner.handicapRating === 0) add('ratings of 0')
}
const addUnit = (unit: ImportUnit): void => {
  totals.keys.push(unit.key)
  totals.rejects.push(...unit.rejects)
  add('rows', unit.rows)
  if (KEPT.has(unit.key)) totals.kept.set(unit.key, unit)
  for (const race of unit.meeting?.races ?? []) {
    totals.raceIds.add(race.sourceId)
    add(`${race.feed} races`)
    if (race.distanceM === null) add(`${race.feed} ${era(race)} without distance`)
    if (race.runners.filter(({ result }) => result?.position === 1).length > 1) add(`${race.feed} dead heats for first`)
    for (const runner of race.runners) addRunner(race, runner)
  }
}

const race = (key: string, number: number): RaceRecord => {
  const found = totals.kept.get(key)?.meeting?.races.find((one) => one.number === number)
  if (found === undefined) throw new Error(`no race ${number} at ${key}`)
  return found
}
const horse = (key: string, number: number, brand: string): RunnerRecord => {
  const found = race(key, number).runners.find((runner) => runner.horse.brand === brand)
  if (found === undefined) throw new Error(`no ${brand} in race ${number} at ${key}`)
  return found
}

describeWithShared('hkjc', 'the Hong Kong files', (dir) => {
  beforeAll(async () => {
    const directory = dir
    for await (const unit of readHkjc(directory)) addUnit(unit)
  }, 120_000)

  describe('totals', () => {
    test('12,538 races and 154,477 runners of results_en come in, none lost, none twice', () => {
      expect(count('results_en races')).toBe(12_538)
      // those of results_en all finished; what results_zh adds to their races did not, or did not start
      expect(count('results_en FINISHED') + count('results_en DEAD_HEAT')).toBe(154_477)
      expect(totals.raceIds.size).toBe(12_538 + 117 + 1024)
    })
    test('the 14 meetings that only results_zh has are counted apart: 117 races', () => {
      expect(count('results_zh races')).toBe(117)
      expect(totals.keys.filter((key) => !key.endsWith('-T')).length).toBe(1339 + 14)
    })
    test('9,219 trial runs in 1,024 batches on 214 mornings are meetings of their own', () => {
      expect([count('barrier_trials runners'), count('barrier_trials races'), totals.keys.filter((key) => key.endsWith('-T')).length]).toEqual([9219, 1024, 214])
    })
    test('each unit has its own key, and they are as many as announced', async () => {
      expect(new Set(totals.keys).size).toBe(totals.keys.length)
      expect(await countUnits(dir)).toBe(totals.keys.length)
    })
    test('nothing is refused but a time that is none and four dividends paid on three void races', () => {
      expect(totals.rejects.map(({ file, row, reason }) => `${file}:${row} ${reason}`)).toEqual([
        'dividends.csv:6701 no results file has race 4 of the meeting', 'dividends.csv:6702 no results file has race 4 of the meeting', 'sectional_times.csv:34960 section 3: "99.99" is no time for 400 m',
        'dividends.csv:62256 no results file has race 5 of the meeting', 'dividends.csv:64253 no results file has race 8 of the meeting',
      ])
    })
  })

  describe('the card of 2023-04-23 at Sha Tin', () => {
    test('ten races with their runners, in order, winners as the file has them', () => {
      const races = totals.kept.get('2023-04-23-ST')?.meeting?.races ?? []
      expect(races.map(({ number, distanceM, runners }) => [number, distanceM, runners.filter(({ status }) => status === 'RUNNER').length])).toEqual([
        [1, 1650, 7], [2, 1650, 10], [3, 1000, 14], [4, 1600, 10], [5, 1200, 12], [6, 1200, 10], [7, 1400, 14], [8, 1200, 11], [9, 1400, 14], [10, 1800, 12],
      ])
    })
    test('the first race: class, band, course, going, time', () => {
      expect(race('2023-04-23-ST', 1)).toMatchObject({
        feed: 'results_en', name: '鶴咀山讓賽', classCode: '3', classText: 'Class 3', ratingLow: 60, ratingHigh: 85, surface: 'DIRT', going: 'GOOD', winningTimeMs: 99_020, prizeTotal: 1_900_000, currency: 'HKD',
        weightCondition: 'HANDICAP', status: 'FINAL', scheduledStart: '2023-04-23T05:00:00.000Z', startEstimated: true, resultKnownAt: '2023-04-23T05:15:00.000Z',
      })
    })
    test('its winner: people, weights in kilograms, odds, in running and sections', () => {
      // 134 lb = 60.78 kg, 1,107 lb = 502.13 kg, 99.02000000000001 s
      expect(horse('2023-04-23-ST', 1, 'H114')).toMatchObject({
        horse: { sourceId: 'HK_2022_H114', name: 'HAVA NAGEELA', countryOfBirth: 'IRE', sex: 'GELDING' }, jockey: { sourceId: 'S De Sousa' }, trainer: { sourceId: 'F C Lor' }, number: 2, barrier: 5,
        weightKg: 60.78, bodyWeightKg: 502.13, handicapRating: 77, result: { status: 'FINISHED', position: 1, beatenLengths: 0, marginLengths: null, finishTimeMs: 99_020, startingPrice: 1.8, favourite: true },
        gear: [{ code: 'B', firstTime: false, removed: false }],
        inRunning: [{ point: 'call 1', metresFromHome: 1200, position: 2, marginLengths: 1 }, { metresFromHome: 800, position: 2 }, { metresFromHome: 400, position: 2 }, { metresFromHome: 0, position: 1, marginLengths: 0 }],
      })
    })
    test('the fifth: 5.25 lengths behind the winner, 0.75 behind the fourth', () => {
      expect(horse('2023-04-23-ST', 1, 'C293').result).toMatchObject({ position: 5, beatenLengths: 5.25, marginLengths: 0.75, startingPrice: 11, favourite: false })
    })
  })

  describe('trap 1: who did not finish or did not start', () => {
    test('non-finishers come from results_zh, 163 of them, with a status and no position', () => {
      const all = (status: string): number => count(`results_en ${status}`) + count(`results_zh ${status}`)
      expect(['PULLED_UP', 'UNSEATED', 'DID_NOT_FINISH', 'FELL', 'LEFT_AT_START', 'DISQUALIFIED'].map(all)).toEqual([59, 44, 21, 21, 15, 3])
    })
    test('withdrawals: WV and WX are scratched, WV-A, WX-A and WXNR late', () => {
      expect(count('results_en SCRATCHED') + count('results_zh SCRATCHED')).toBe(1193 + 45)
      expect(count('results_en LATE_SCRATCHED') + count('results_zh LATE_SCRATCHED')).toBe(267 + 39 + 4)
    })
    test('an unseated favourite keeps odds, draw and the calls that it was there for', () => {
      expect(horse('2016-02-03-HV', 1, 'P227')).toMatchObject({
        number: 7, barrier: 8, jockey: { name: 'J Moreira' }, status: 'RUNNER', result: { status: 'UNSEATED', position: null, beatenLengths: null, finishTimeMs: null, startingPrice: 2, favourite: true },
        inRunning: [{ position: 2, metresFromHome: 1200 }, { position: 3, metresFromHome: 800 }, { position: 4, metresFromHome: 400 }],
      })
    })
    test('a disqualified first past the post has a time and no position', () => {
      expect(horse('2017-06-21-HV', 3, 'V143').result).toMatchObject({ status: 'DISQUALIFIED', position: null, finishTimeMs: 70_210, startingPrice: 2.2 })
    })
    test('a horse that took no part was left at the start', () => expect(horse('2016-05-07-ST', 9, 'T167').result).toMatchObject({ status: 'LEFT_AT_START', startingPrice: 6.1 }))
    test('a late withdrawal keeps its number, has no draw, result or odds, and is a change known half an hour before', () => {
      expect(horse('2016-01-17-ST', 1, 'V147')).toMatchObject({ number: 10, barrier: null, status: 'LATE_SCRATCHED', result: null, weightKg: 56.7, jockey: { name: 'N Rawiller' }, trainer: { name: 'C W Chang' } })
      expect(totals.kept.get('2016-01-17-ST')?.meeting?.changes[0]).toMatchObject({ kind: 'SCRATCHING', raceNumber: 1, horseId: 'HK_2015_V147', text: 'Withdrawn (WV-A)', late: true, knownAt: '2016-01-17T04:30:00.000Z' })
    })
    test('a withdrawal before numbers were given has none', () => expect(horse('2016-01-17-ST', 1, 'V164')).toMatchObject({ number: null, barrier: null, status: 'SCRATCHED', result: null }))
    test('a declared non-runner that ran some way has no calls', () => expect(horse('2021-10-20-HV', 3, 'E295')).toMatchObject({ status: 'LATE_SCRATCHED', result: null, inRunning: [] }))
  })

  describe('trap 2: brands', () => {
    test('one brand, two horses sixteen years apart', () => {
      expect(horse('2008-09-21-ST', 4, 'C368').horse).toMatchObject({ sourceId: 'HK_2002_C368', name: 'MAGIC TEMPLE', sire: null })
      expect(horse('2019-10-12-ST', 3, 'C368').horse).toMatchObject({ sourceId: 'HK_2018_C368', name: 'LONDON LUCKYSTAR', sire: 'Holy Roman Emperor', dam: 'Midnight Partner', damSire: 'Marju' })
    })
    test('a withdrawn horse that never ran is not the old bearer of its brand', () => {
      expect(horse('2008-09-24-HV', 7, 'E167').horse).toMatchObject({ sourceId: 'HK_2004_E167', name: 'SUPER FIGHTER', countryOfBirth: null })
      expect(horse('2021-02-28-ST', 4, 'E167').horse).toMatchObject({ sourceId: 'HK_2020_E167', name: '齊快活', countryOfBirth: 'NZL' })
    })
    test('no name keeps its brand', () => expect([...totals.horses.values()].filter((name) => /\(/.test(name))).toEqual([]))
    test('8,043 horses of results_en and 100 that only trials or results_zh have', () => expect(totals.horses.size).toBe(8143))
  })

  describe('trap 3: what one file has and another lacks', () => {
    test('a feature race has distance, class and pattern from its form lines', () => {
      expect(race('2016-01-01-ST', 8)).toMatchObject({ name: '洋紫荊短途錦標（讓賽）', distanceM: 1000, direction: 'STRAIGHT', classCode: 'HKG3', pattern: 'GROUP_3', ratingLow: null, weightCondition: 'HANDICAP' })
    })
    test('228 feature races before form lines begin have no distance, every later one has', () => {
      expect([count('results_en before 2016 without distance'), count('results_en from 2016 without distance'), count('results_zh from 2016 without distance')]).toEqual([228, 0, 0])
    })
    test('a dead heat written as 11 平頭馬', () => {
      expect(['E043', 'E028'].map((brand) => horse('2022-06-28-HV', 7, brand).result)).toEqual([expect.objectContaining({ status: 'DEAD_HEAT', position: 11, beatenLengths: 13.5 }), expect.objectContaining({ status: 'DEAD_HEAT', position: 11, beatenLengths: 13.5 })])
    })
    test('a meeting that results_zh lacks comes from results_en alone, with its dividends', () => {
      const first = race('2017-07-12-HV', 1)
      expect(first).toMatchObject({ feed: 'results_en', name: 'Race 1', prizeTotal: null })
      expect(first.dividends.filter(({ market }) => market === 'PLACE')).toHaveLength(3)
    })
    test('a meeting that only results_zh has speaks of people by the names of results_en', () => {
      expect(horse('2023-07-06-HV', 1, 'E151')).toMatchObject({ jockey: { name: 'H Bowman' }, trainer: { name: 'D A Hayes' }, result: { status: 'DEAD_HEAT', position: 3, beatenLengths: 1.5, finishTimeMs: 100_390 } })
      expect(race('2023-07-06-HV', 1).feed).toBe('results_zh')
    })
  })

  describe('traps 4 and 5: what is missing stays missing, what is of today stays out', () => {
    test('no rating is 0, and no horse has an age or a career', () => {
      expect([count('ratings of 0'), count('ages')]).toEqual([0, 0])
      expect(Object.keys(horse('2023-04-23-ST', 1, 'H114').horse).sort()).toEqual(['brand', 'colour', 'countryOfBirth', 'dam', 'damSire', 'foalingDate', 'importType', 'name', 'owner', 'sex', 'sire', 'sourceId'])
    })
    test('a pedigree that was blanked is null', () => expect(horse('2023-04-23-ST', 1, 'H114').horse).toMatchObject({ sire: null, dam: null, damSire: null, importType: 'PP' }))
  })

  describe('trap 6: gaps and dead heats', () => {
    test.each([['2016-10-26-HV', [1, 2, 3, 5, 6, 7, 8]], ['2022-12-24-ST', [1, 2, 3, 4, 6, 7, 8, 9, 10]], ['2023-02-22-HV', [1, 2, 3, 4, 5, 6, 7, 9]]])('%s keeps its race numbers', (key, numbers) => {
      expect(totals.kept.get(key)?.meeting?.races.map(({ number }) => number)).toEqual(numbers)
    })
    test('a place that nobody has stays empty', () => {
      expect(race('2013-06-05-HV', 6).runners.map(({ result }) => result?.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12])
    })
    test('two winners: both DEAD_HEAT in place 1, the next is third', () => {
      const { runners, dividends } = race('2016-05-01-ST', 2)
      expect(runners.slice(0, 3).map(({ number, result }) => [number, result?.status, result?.position, result?.beatenLengths, result?.startingPrice])).toEqual([[3, 'DEAD_HEAT', 1, 0, 3], [4, 'DEAD_HEAT', 1, 0, 49], [12, 'FINISHED', 3, 0.3, 11]])
      expect(dividends.filter(({ market }) => market === 'WIN').map(({ combination, dividend }) => [combination, dividend])).toEqual([['3', 15], ['4', 249]])
    })
    test('27 dead heats for first and 773 runners in a dead heat', () => expect([count('results_en dead heats for first'), count('results_en DEAD_HEAT')]).toEqual([27, 773]))
  })

  test('trap 7: a form line dated 10/09/23 is of 10 September 2023', () => {
    expect(horse('2023-09-10-ST', 4, 'G180')).toMatchObject({ horse: { name: 'LUCKY SWEYNESSE' }, handicapRating: 131, result: { position: 2, startingPrice: 1.2, favourite: true } })
  })

  describe('more traps', () => {
    test('of several numbers in a cell the first is the section: 23.23 of `23.23 11.70    11.53`', () => {
      expect(horse('2023-04-23-ST', 1, 'H114').sectionals.map(({ fromM, toM, timeMs }) => [fromM, toM, timeMs])).toEqual([[1650, 1200, 28_930], [1200, 800, 23_140], [800, 400, 23_230], [400, 0, 23_720]])
    })
    test('all 309,014 section times but the one that is none come in; gear and sections start in 2016', () => {
      expect([count('sections from 2016'), count('sections before 2016'), count('gear from 2016'), count('gear before 2016')]).toEqual([309_013, 0, 112_159, 0])
    })
    test('99.99 is no section, its neighbours are', () => {
      expect(race('2019-10-01-ST', 1).runners.find(({ horse: { brand } }) => brand === 'C378')?.sectionals.map(({ fromM, timeMs }) => [fromM, timeMs])).toEqual([[1200, 25_000], [800, 24_650]])
    })
    test('dividends.csv keeps one placed horse: results_en gives all three, and the csv the pools that it lacks', () => {
      const { dividends } = race('2016-02-10-ST', 3)
      expect(dividends.filter(({ market }) => market === 'PLACE').map(({ combination, dividend }) => [combination, dividend])).toEqual([['13', 53.5], ['6', 49.5], ['1', 14]])
      expect(dividends.find(({ market }) => market === 'DOUBLE')).toEqual({ market: 'DOUBLE', pool: '第二口孖寶', combination: '1/13', dividend: 556, unitStake: 10, currency: 'HKD' })
      expect(dividends.find(({ market }) => market === 'QUARTET')).toMatchObject({ combination: '13,6,1,12', dividend: 386_757.6, unitStake: 1 })
    })
    test('a neck, which results_en writes 0.05 like a nose, is 0.3 and behind a head of 0.2', () => {
      expect(race('2016-01-01-ST', 1).runners.slice(0, 3).map(({ result }) => [result?.beatenLengths, result?.marginLengths])).toEqual([[0, null], [0.2, 0.2], [0.3, 0.1]])
    })
    test('2008: names cleaned, dividends from results_en, nothing that starts later', () => {
      const [winner] = race('2008-09-15-ST', 1).runners
      expect(winner).toMatchObject({ horse: { sourceId: 'HK_2006_H161', name: 'SUPREME DRAGON' }, handicapRating: null, gear: [], sectionals: [], result: { finishTimeMs: 82_640, startingPrice: 12 } })
      expect(race('2008-09-15-ST', 1)).toMatchObject({ name: 'Race 1', distanceM: 1400, classCode: '5', scheduledStart: '2008-09-15T05:00:00.000Z' })
    })
  })

  describe('barrier trials', () => {
    test('batch 12 of 2015-10-09: third, without number, comment and verdict; its distance of 200 m cannot be', () => {
      expect(race('2015-10-09-ST-T', 12)).toMatchObject({ feed: 'barrier_trials', kind: 'BARRIER_TRIAL', distanceM: null, surface: 'TURF', going: 'GOOD', winningTimeMs: 62_040 })
      expect(horse('2015-10-09-ST-T', 12, 'T421')).toMatchObject({
        horse: { sourceId: 'HK_2014_T421', name: 'A BEAUTIFUL', owner: { name: 'Sandia Yit Lau Ying Lam & Yit Kwok Leung' } }, jockey: { name: 'B Prebble' }, number: null, barrier: 6,
        result: { position: 3, beatenLengths: 5.75, finishTimeMs: 62_950, startingPrice: null, comment: 'Slow to begin; made progress by saving ground for 3rd. [Passed]' }, inRunning: [{ position: 5 }, { position: 5 }, { position: 3 }],
      })
    })
    test('a dead heat in a trial is one for both', () => {
      expect(race('2015-06-12-ST-T', 2).runners.slice(0, 3).map(({ result }) => [result?.status, result?.position, result?.beatenLengths])).toEqual([['DEAD_HEAT', 1, 0], ['DEAD_HEAT', 1, 0], ['FINISHED', 3, expect.any(Number)]])
    })
    test('268 withdrawn, 18 that did not finish', () => {
      expect(count('barrier_trials SCRATCHED')).toBe(268)
      expect(['LEFT_AT_START', 'DID_NOT_FINISH', 'PULLED_UP', 'UNSEATED'].map((status) => count(`barrier_trials ${status}`))).toEqual([8, 5, 3, 2])
    })
  })
})
