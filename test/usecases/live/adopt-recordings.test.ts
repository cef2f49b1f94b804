import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CandidateRace } from '../../../src/domain/market-match'
import type { MarketView } from '../../../src/domain/market-view'
import { parseChangeMessage } from '../../../src/live/book/change-message'
import { createMarketCache } from '../../../src/live/book/market-cache'
import { matchMarket } from '../../../src/live/matching/match-market'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { adoptedRaces } from '../../../src/storage/live/adopted-races'
import { candidateRaces } from '../../../src/storage/live/candidate-races'
import { adoptMarket } from '../../../src/usecases/live/adopt-market'
import type { AdoptedMeeting } from '../../../src/usecases/live/adopted-meeting'
import { testDatabase, type TestDatabase } from '../../support/database'
import { describeWithShared } from '../../support/shared-data'

describeWithShared('betfair/markets', 'races made of recorded markets', (folder) => {
  let db: TestDatabase
  beforeAll(async () => { db = await testDatabase() })
  afterAll(() => db.close())

  /** The first and the last view of each market of a recording. */
  const viewsOf = (file: string): { readonly first: readonly MarketView[]; readonly last: readonly MarketView[] } => {
    const cache = createMarketCache({ feed: 'replay', source: 'EXCHANGE', bookmaker: 'Betfair', synthetic: false, mode: 'live', keepClosedMs: Infinity })
    const first = new Map<string, MarketView>(), last = new Map<string, MarketView>()
    for (const line of gunzipSync(readFileSync(join(folder, file))).toString('utf8').trim().split('\n')) {
      for (const { view } of cache.apply(parseChangeMessage(line)).changes) {
        if (!first.has(view.marketId)) first.set(view.marketId, view)
        last.set(view.marketId, view)
      }
    }
    return { first: [...first.values()], last: [...last.values()] }
  }
  const near = (view: MarketView): Promise<readonly CandidateRace[]> => candidateRaces(db.pool).around(view.event.startsAt, 12 * 3_600_000)
  /** Written out, so that a recording that is missing is missed. */
  const FILES = ['1.132153978', '1.164917629', '1.185781277', '1.195453619', '1.206064380', '1.241629436', 'multi-36-au-20221227'].map((name) => `${name}.ndjson.gz`)
  test('the recordings are those that are told of', () => { expect(readdirSync(folder).filter((name) => name.endsWith('.gz')).sort()).toEqual([...FILES].sort()) })

  test.each(FILES)('%s: nothing before, every selection after, removed ones too; a race for each venue and start', async (file) => {
    const { first, last } = viewsOf(file)
    const wanted = new Set(first.map(({ event: { venue, startsAt } }) => `${venue ?? ''} ${startsAt}`))
    const races = new Set<number | null>()
    for (const view of first) {
      expect(matchMarket(view, (await near(view)).filter(({ offAt }) => Math.abs(offAt - view.event.startsAt) > 1)).raceId).toBeNull()
      races.add((await adoptMarket({ store: createMeetingStore(db.url), ...adoptedRaces<AdoptedMeeting>(db.pool) }, view)).raceId)
    }
    expect(races.has(null)).toBe(false)
    expect(races.size).toBe(wanted.size)
    for (const view of [...first, ...last]) {
      const { raceId, runners, reasons } = matchMarket(view, await near(view))
      expect(reasons).toEqual([])
      expect(races.has(raceId)).toBe(true)
      expect([...runners.values()].filter((runner) => runner === null)).toEqual([])
      expect(new Set(runners.values()).size).toBe(view.selections.length)
    }
  })
})
