import { candidateRaces } from '../../src/storage/live/candidate-races'
import { adoptedRaces } from '../../src/storage/live/adopted-races'
import { marketStore } from '../../src/storage/live/market-store'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { matchMarket } from '../../src/live/matching/match-market'
import { adoptMarket } from '../../src/usecases/live/adopt-market'
import type { AdoptedMeeting } from '../../src/usecases/live/adopted-meeting'
import { market, names } from '../live/matching/markets'
import { testDatabase, type TestDatabase } from '../support/database'
import { ranCommand, type Ran } from '../support/ran-command'
import { temporaryFolder } from '../support/temporary-folder'

let db: TestDatabase
let raceId: number | null
const folder = temporaryFolder()
/** Market 1 is of a race that is there. Market 2 spells one of its three runners otherwise and is of a venue that nobody knows. */
beforeAll(async () => {
  db = await testDatabase()
  const known = market()
  raceId = (await adoptMarket({ store: createMeetingStore(db.url), ...adoptedRaces<AdoptedMeeting>(db.pool) }, known)).raceId
  const unknown = market({ venue: 'Moe Valley', eventName: null }, names('1. Kahuka', '2. State Of Class', '3. Muttinous'), { marketId: '1.2' })
  for (const view of [known, unknown]) await marketStore(db.pool).keep(view, matchMarket(view, await candidateRaces(db.pool).around(view.event.startsAt, 0)))
})
afterAll(async () => { await db.close(); folder.remove() })

const run = (...args: readonly string[]): Promise<Ran> => ranCommand(['markets', ...args], { DATABASE_URL: db.url, RACEGRAPH_HOME: folder.path })
const json = async (...args: readonly string[]): Promise<unknown> => JSON.parse((await run(...args, '--json')).out) as unknown

test('the list, and those that need a hand with the reason', async () => {
  expect(await json('list')).toMatchObject([
    { id: 2, marketId: '1.2', race: null, reasons: ['No race at Moe Valley is on any card near 2022-11-07 04:30 UTC.'], mended: false, startsAt: '2022-11-07T04:30:00Z' },
    { id: 1, marketId: '1.1', race: { raceId, sourceId: '2022-11-07-MOE-3', label: 'Moe race 3 of 2022-11-07' }, reasons: [] },
  ])
  const { out } = await run('list', '--unmatched')
  expect(out).toContain('No race at Moe Valley is on any card')
  expect(out.trim().split('\n')).toHaveLength(2)
})

test('a market that is matched by hand takes runners by name, and those that are said', async () => {
  expect(await json('match', '2', '--race', '2022-11-07-MOE-3')).toMatchObject({ race: { raceId }, mended: true, reasons: [], selections: [{ selectionId: 101, number: 1, horse: 'Kahuka' }, { number: 2 }, { selectionId: 103, runnerId: null }] })
  const { out } = await run('match', '2', '--race', String(raceId), '--runner', '103=3', '102=none')
  expect(out).toContain('Moe race 3 of 2022-11-07 (2022-11-07-MOE-3, race 1), said by hand')
  expect(out.split('\n').slice(-4, -1).map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual(['101 | 1. Kahuka | ACTIVE | 1 | Kahuka', '102 | 2. State Of Class | ACTIVE | -', '103 | 3. Muttinous | ACTIVE | 3 | Mutinous'])
  expect((await run('list', '--unmatched')).err).toBe('Every market has its race and runners.\n')
})

test('a runner that was said for another selection is taken from the one of its name', async () => {
  expect(await json('match', '2', '--race', '2022-11-07-MOE-3', '--runner', '103=1')).toMatchObject({ selections: [{ runnerId: null }, { number: 2 }, { selectionId: 103, number: 1 }] })
})

test('a market that is of no race here', async () => {
  expect(await json('unmatch', '2')).toMatchObject({ race: null, mended: true, selections: [{ runnerId: null }, { runnerId: null }, { runnerId: null }] })
  expect((await run('show', '2')).out).toContain('race: none, said by hand')
})

test.each<[string, readonly string[], RegExp, number]>([
  ['a market that is not there', ['show', '99'], /There is no market 99/, 1], ['a race that is not there', ['match', '1', '--race', '77'], /There is no race "77"/, 1], ['no race', ['match', '1'], /--race/, 2],
  ['a number that is not on the card', ['match', '1', '--race', '2022-11-07-MOE-3', '--runner', '101=9'], /has no runner number 9: there are 1, 2, 3/, 2], ['a selection that it does not have', ['match', '1', '--race', '2022-11-07-MOE-3', '--runner', '555=1'], /has no selection 555/, 2],
  ['a pair that is none', ['match', '1', '--race', '1', '--runner', '101:3'], /39008736=3/, 2], ['no number', ['show', 'x'], /"x" is no number of a market/, 2],
])('%s is refused', async (_, args, message, code) => { expect(await run(...args)).toMatchObject({ code, err: expect.stringMatching(message) as string }) })
