import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clockAt } from '../../../src/app/clock'
import { importCardFile } from '../../../src/app/import-sources'
import { instant } from '../../../src/domain/instant'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { adoptedRaces } from '../../../src/storage/live/adopted-races'
import { adoptMarket, type AdoptDeps } from '../../../src/usecases/live/adopt-market'
import type { AdoptedMeeting } from '../../../src/usecases/live/adopted-meeting'
import { market, names, selection } from '../../live/matching/markets'
import { testDatabase, type TestDatabase } from '../../support/database'
import { temporaryFolder } from '../../support/temporary-folder'

let db: TestDatabase
let deps: AdoptDeps
beforeAll(async () => {
  db = await testDatabase()
  deps = { store: createMeetingStore(db.url), ...adoptedRaces<AdoptedMeeting>(db.pool) }
})
beforeEach(() => db.clear())
afterAll(() => db.close())

const races = async () => (await db.pool.query(`SELECT r.source, r.source_id, r.number, r.name, r.distance_m, r.scheduled_start AS start, m.name AS meeting, v.code, v.country, v.timezone,
  (SELECT string_agg(concat_ws(' ', n.number, h.name, n.status), ', ' ORDER BY n.id) FROM runners n JOIN horses h ON h.id = n.horse_id WHERE n.race_id = r.id) AS runners
  FROM races r JOIN meetings m ON m.id = r.meeting_id JOIN venues v ON v.id = m.venue_id ORDER BY r.id`)).rows as Record<string, unknown>[]

test('a market without a card makes its meeting, race and runners, which say so', async () => {
  const view = market({}, [...names('1. Kahuka', "2. G'Day Gorgeous"), selection(103, '3. Mutinous', { status: 'REMOVED' })], { marketId: '1.206064380' })
  const { raceId, reason } = await adoptMarket(deps, view)
  expect(reason).toBeNull()
  expect(raceId).toEqual(expect.any(Number))
  expect(await races()).toEqual([{
    source: 'FILE', source_id: '2022-11-07-MOE-3', number: 3, name: 'R3 1200m Hcap (made from market 1.206064380 of Betfair, no card)', distance_m: 1200, start: '2022-11-07T04:30:00.000Z',
    meeting: 'Moe (made from betting markets, no card)', code: 'MOE', country: 'AUS', timezone: 'Australia/Sydney', runners: "1 Kahuka DECLARED, 2 G'Day Gorgeous DECLARED, 3 Mutinous SCRATCHED",
  }])
})

test('the PLACE market of a race makes no second one, and a second call changes nothing', async () => {
  const win = await adoptMarket(deps, market())
  const before = await db.pool.query('SELECT id, revision, updated_at FROM races')
  expect(await adoptMarket(deps, market())).toEqual(win)
  expect((await db.pool.query('SELECT id, revision, updated_at FROM races')).rows).toEqual(before.rows)
  const place = market({ marketName: 'To Be Placed', numberOfWinners: 3 }, undefined, { type: 'PLACE', marketId: '1.2' })
  expect(await adoptMarket(deps, place)).toEqual(win)
  expect(await races()).toMatchObject([{ number: 3, name: 'R3 1200m Hcap (made from market 1.1 of Betfair, no card)' }])
})

test('without names and numbers a race is told by its time, and takes both when they come', async () => {
  const unknown = { eventName: null, marketName: null }
  const first = await adoptMarket(deps, market(unknown, names(null, null)))
  const second = await adoptMarket(deps, market({ ...unknown, startsAt: instant('2022-11-07T05:05:00Z') }, names(null)))
  expect(second.raceId).not.toBe(first.raceId)
  expect(await races()).toMatchObject([
    { number: 40, source_id: '2022-11-07-MOE-at-0430', distance_m: null, name: 'Race at 04:30 UTC (made from market 1.1 of Betfair, no card)', runners: 'Selection 101 DECLARED, Selection 102 DECLARED' },
    { number: 39, source_id: '2022-11-07-MOE-at-0505', runners: 'Selection 101 DECLARED' },
  ])
  expect(await adoptMarket(deps, market({}, names('1. Kahuka', '2. State Of Class')))).toEqual(first)
  expect((await races())[0]).toMatchObject({ number: 3, source_id: '2022-11-07-MOE-at-0430', distance_m: 1200, runners: '1 Kahuka DECLARED, 2 State Of Class DECLARED' })
})

test('a runner that a market removed later stays out when another race of the meeting comes', async () => {
  await adoptMarket(deps, market())
  await db.pool.query(`UPDATE runners SET status = 'LATE_SCRATCHED' WHERE id = (SELECT n.id FROM runners n JOIN horses h ON h.id = n.horse_id WHERE h.name = 'Mutinous')`)
  await adoptMarket(deps, market({ marketName: 'R4 1400m', startsAt: instant('2022-11-07T05:05:00Z') }))
  expect(await races()).toMatchObject([{ number: 3, runners: '1 Kahuka DECLARED, 2 State Of Class DECLARED, 3 Mutinous LATE_SCRATCHED' }, { number: 4, runners: '1 Kahuka DECLARED, 2 State Of Class DECLARED, 3 Mutinous DECLARED' }])
})

test('markets at once make one meeting', async () => {
  const all = await Promise.all([1, 2, 3].flatMap(() => ['WIN', 'PLACE'] as const).map((type, i) => {
    const number = Math.floor(i / 2) + 1
    return adoptMarket(deps, market({ marketName: `R${number} 1200m`, startsAt: instant(`2022-11-07T0${number}:00:00Z`) }, undefined, { type, marketId: `1.${i}` }))
  }))
  expect(new Set(all.map(({ raceId }) => raceId)).size).toBe(3)
  expect(await races()).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }])
})

const card = (code: string, races: readonly object[]) => ({
  format: 'racegraph-racecard/1', publishedAt: '2022-11-06T00:00:00Z', meeting: { date: '2022-11-07', venue: { code, name: 'Moe Racecourse', country: 'AUS', timezone: 'Australia/Melbourne' }, races },
})
const importCard = async (content: object): Promise<void> => {
  const folder = temporaryFolder()
  const path = join(folder.path, 'card.json')
  await writeFile(path, JSON.stringify(content))
  const report = await importCardFile({ databaseUrl: db.url, home: folder.path, clock: clockAt('2022-11-07T05:00:00Z'), progress: { update: () => undefined, finish: () => undefined }, signal: new AbortController().signal }, 'racecard', path)
  folder.remove()
  expect(report.rejected).toBe(0)
}
const third = { number: 3, name: 'A Real Handicap', startTime: '2022-11-07T04:30:00Z', distance: { m: 1210 }, runners: [{ number: 1, horse: 'Kahuka', barrier: 5 }, { number: 2, horse: 'State of Class' }, { number: 3, horse: 'Mutinous' }] }

test('a card that comes later takes its place and keeps race and runners', async () => {
  const { raceId } = await adoptMarket(deps, market())
  const runners = (await db.pool.query('SELECT id FROM runners ORDER BY id')).rows
  await importCard(card('MOE', [third]))
  expect(await races()).toMatchObject([{ name: 'A Real Handicap', distance_m: 1210, meeting: null, timezone: 'Australia/Melbourne' }])
  expect((await db.pool.query('SELECT id FROM races')).rows).toEqual([{ id: raceId }])
  expect((await db.pool.query('SELECT id FROM runners ORDER BY id')).rows).toEqual(runners)
  expect(await adoptMarket(deps, market())).toEqual({ raceId: null, reason: 'There is a card of Moe Racecourse on 2022-11-07 without this race, so none is made of the market. "racegraph markets match" can tell which race it is.' })
})

test('nothing is made beside a card, and its venue is used under its own code', async () => {
  await importCard(card('MOE-VIC', [third]))
  expect((await adoptMarket(deps, market({ marketName: 'R9 1000m', startsAt: instant('2022-11-07T07:00:00Z') }))).raceId).toBeNull()
  const next = await adoptMarket(deps, market({ startsAt: instant('2022-11-08T04:30:00Z') }))
  expect(next.raceId).not.toBeNull()
  expect(await races()).toMatchObject([{ source_id: '2022-11-07-MOE-VIC-3' }, { source_id: '2022-11-08-MOE-VIC-3', timezone: 'Australia/Melbourne' }])
})

test.each([
  ['a synthetic market', market({}, undefined, { synthetic: true }), 'A synthetic market makes no race.'],
  ['a market without a venue', market({ venue: null, eventName: null }), 'The market says no venue, so no race can be made of it.'],
  ['a market of several races', market({}, undefined, { type: 'QUADDIE' }), 'A QUADDIE market makes no race.'],
])('%s makes nothing', async (_, view, reason) => {
  expect(await adoptMarket(deps, view)).toEqual({ raceId: null, reason })
  expect(await races()).toEqual([])
})
