import fc from 'fast-check'
import type { MeetingRecord, RaceRecord, RunnerRecord } from '../../../src/domain/records'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'
import { horseRecord, meetingOn, raceRecord, resultRecord, runnerRecord, unitOf } from '../../support/meeting-record'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

const HORSES = [1, 2, 3, 4, 5, 6]
const runnerArb = (horse: number): fc.Arbitrary<(place: number, barrier: number) => RunnerRecord> => fc.record({
  scratched: fc.boolean(), weightKg: fc.constantFrom(null, 55, 56.5), calls: fc.integer({ min: 0, max: 3 }), sections: fc.integer({ min: 0, max: 2 }), gear: fc.subarray(['B', 'TT']), ran: fc.boolean(), margin: fc.constantFrom(null, 0.5, 2),
}).map(({ scratched, weightKg, calls, sections, gear, ran, margin }) => (place, barrier) => runnerRecord(place, {
  horse: horseRecord(`H${horse}`), barrier, weightKg, status: scratched ? 'SCRATCHED' : 'RUNNER', result: scratched || !ran ? null : resultRecord(place, { marginLengths: margin }),
  inRunning: Array.from({ length: calls }, (_, i) => ({ point: `call ${i + 1}`, metresFromHome: null, position: place, marginLengths: margin })),
  sectionals: Array.from({ length: sections }, (_, i) => ({ fromM: 1200 - i * 400, toM: 800 - i * 400, timeMs: 24_000 + place, position: null, marginLengths: null })),
  gear: gear.map((code) => ({ code, firstTime: false, removed: false, knownAt: '2023-04-20T00:00:00Z' })),
}))
const raceArb = (number: number): fc.Arbitrary<RaceRecord> => fc.record({
  order: fc.shuffledSubarray(HORSES, { minLength: 1 }), barriers: fc.shuffledSubarray(HORSES, { minLength: 6 }), minute: fc.integer({ min: 0, max: 3 }), going: fc.constantFrom(null, 'GOOD' as const, 'SOFT' as const),
  prizes: fc.constantFrom([], [10], [10, 5]), pools: fc.subarray(['WIN', 'PLACE']), makers: fc.tuple(...HORSES.map(runnerArb)),
}).map(({ order, barriers, minute, going, prizes, pools, makers }) => raceRecord(number, {
  scheduledStart: `2023-04-23T05:0${minute}:00Z`, going, prizes, runners: order.map((horse, i) => (makers[horse - 1] as (typeof makers)[number])(i + 1, barriers[i] as number)),
  dividends: pools.map((pool) => ({ market: 'WIN' as const, pool, combination: '1', dividend: 20 + number, unitStake: 10, currency: 'HKD' })),
}))
const racesArb = fc.subarray([1, 2, 3], { minLength: 1 }).chain((numbers) => fc.tuple(...numbers.map(raceArb)))

const OURS = `'{id,race_id,horse_id,jockey_id,trainer_id,meeting_id,venue_id,runner_id,updated_at,revision}'::text[]`
const QUERIES = [
  `SELECT (to_jsonb(t) - ${OURS})::text FROM meetings t WHERE source_id = $1`,
  `SELECT (to_jsonb(t) - ${OURS})::text FROM races t JOIN meetings m ON m.id = t.meeting_id WHERE m.source_id = $1`,
  `SELECT (to_jsonb(t) - ${OURS})::text FROM runners t JOIN races r ON r.id = t.race_id JOIN meetings m ON m.id = r.meeting_id WHERE m.source_id = $1`,
  ...['results', 'in_running_positions', 'sectionals', 'runner_gear'].map((table) => `SELECT n.source_id || (to_jsonb(t) - ${OURS})::text FROM ${table} t JOIN runners n ON n.id = t.runner_id JOIN races r ON r.id = n.race_id JOIN meetings m ON m.id = r.meeting_id WHERE m.source_id = $1`),
  `SELECT r.source_id || (to_jsonb(t) - ${OURS})::text FROM dividends t JOIN races r ON r.id = t.race_id JOIN meetings m ON m.id = r.meeting_id WHERE m.source_id = $1`,
]
/** What the database holds of the meeting of a day, without ids of ours and with the day written D. */
const held = async (date: string): Promise<string[][]> => Promise.all(QUERIES.map(async (sql) => {
  const { rows } = await db.pool.query<[string]>({ text: sql, values: [`${date}-ST`], rowMode: 'array' })
  return rows.map(([row]) => row.replaceAll(date, 'D')).sort()
}))

test('a meeting brought from any state to any other holds what it would hold had it come so at first', async () => {
  const session = await createMeetingStore(db.url).open('HKJC', 'meetings')
  let day = 0
  const nextDay = (): string => new Date(Date.UTC(2000, 0, ++day)).toISOString().slice(0, 10)
  try {
    await fc.assert(fc.asyncProperty(fc.array(racesArb, { minLength: 2, maxLength: 4 }), async (versions) => {
      const [changed, fresh] = [nextDay(), nextDay()]
      const as = (date: string, races: readonly RaceRecord[]): MeetingRecord => meetingOn(date, { races })
      for (const races of versions) expect((await session.store(unitOf(as(changed, races)))).kind).not.toBe('refused')
      expect((await session.store(unitOf(as(fresh, versions.at(-1) ?? [])))).kind).toBe('inserted')
      expect(await held(changed)).toEqual(await held(fresh))
    }), { numRuns: 60 })
  } finally { await session.close() }
})
