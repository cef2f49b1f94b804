import fc from 'fast-check'
import type { MeetingRecord } from '../../../src/domain/records'
import { createMeetingStore } from '../../../src/storage/copy-in/meeting-store'
import { testDatabase } from '../../support/database'
import type { TestDatabase } from '../../support/database'
import { horseRecord, meetingOn, raceRecord, runnerRecord, unitOf, venueRecord } from '../../support/meeting-record'

let db: TestDatabase
beforeAll(async () => { db = await testDatabase() })
afterAll(async () => { await db.close() })

/** A meeting of some horses on one of six days. `broken`: refused by the database; `absurd`: refused before it gets there. */
interface Planned { readonly day: number; readonly horses: readonly number[]; readonly fate: 'whole' | 'broken' | 'absurd'; readonly sire: number }
const planned: fc.Arbitrary<Planned> = fc.record({
  day: fc.integer({ min: 1, max: 6 }), horses: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1, maxLength: 4 }), fate: fc.constantFrom('whole', 'whole', 'whole', 'broken', 'absurd'), sire: fc.integer({ min: 1, max: 2 }),
})

const HELD = `SELECT m.date, h.source_id, n.number, s.source_id, j.source_id FROM runners n JOIN races r ON r.id = n.race_id JOIN meetings m ON m.id = r.meeting_id JOIN horses h ON h.id = n.horse_id
  LEFT JOIN horses s ON s.id = h.sire_id LEFT JOIN jockeys j ON j.id = n.jockey_id WHERE n.source = $1 AND m.date BETWEEN $2 AND $3 ORDER BY 1, 3`

/** A horse of which only memory knows when it was last named: its meeting changed, then another one was refused. */
const REMEMBERED: Planned[] = [
  { day: 2, horses: [4], fate: 'whole', sire: 2 }, { day: 2, horses: [3], fate: 'whole', sire: 1 }, { day: 1, horses: [5], fate: 'broken', sire: 1 }, { day: 3, horses: [2], fate: 'whole', sire: 1 }, { day: 1, horses: [4], fate: 'whole', sire: 1 },
]

/** The last needs nothing of the refused one before it but the name of a sire, which it would not say again. */
const LEFT_TO_ANOTHER: Planned[] = [
  { day: 1, horses: [8, 1], fate: 'whole', sire: 2 }, { day: 1, horses: [4], fate: 'whole', sire: 1 }, { day: 2, horses: [8, 2], fate: 'broken', sire: 1 }, { day: 3, horses: [8], fate: 'whole', sire: 1 },
]

test('meetings handed in all at once, refused ones among them, end as they would one after the other', async () => {
  let run = 0
  await fc.assert(fc.asyncProperty(fc.array(planned, { minLength: 3, maxLength: 14 }), async (plan) => {
    run += 1
    const date = (day: number): string => new Date(Date.UTC(2000, 0, run * 10 + day)).toISOString().slice(0, 10)
    const meetingsOf = (source: 'HKJC' | 'FILE', code: string): MeetingRecord[] => plan.map(({ day, horses, fate, sire }) => {
      const runners = horses.map((horse, i) => runnerRecord(fate === 'broken' ? 1 : i + 1, {
        barrier: fate === 'broken' ? 1 : i + 1, horse: horseRecord(`R${run}H${horse}`, { sire: `R${run}S${sire}` }), jockey: { sourceId: `R${run}J${horse}`, name: 'J', country: null, apprentice: false, claimKg: null },
      }))
      const races = [raceRecord(1, { sourceId: `2023-04-23-${code}-1`, runners: fate === 'broken' ? [...runners, runnerRecord(1, { barrier: 1, horse: horseRecord(`R${run}X`) })] : runners }), ...(fate === 'absurd' ? [raceRecord(1)] : [])]
      return { ...meetingOn(date(day), { venue: venueRecord({ code }), races }), source }
    })
    const together = await createMeetingStore(db.url).open('HKJC', 'f')
    const inTurn = await createMeetingStore(db.url).open('FILE', 'f')
    try {
      const kinds = (await Promise.all(meetingsOf('HKJC', 'ST').map((meeting) => together.store(unitOf(meeting))))).map((outcome) => outcome.kind)
      const expected: string[] = []
      for (const meeting of meetingsOf('FILE', 'HV')) expected.push((await inTurn.store(unitOf(meeting))).kind)
      expect(kinds).toEqual(expected)
      const held = async (source: string): Promise<unknown> => (await db.pool.query({ text: HELD, values: [source, date(1), date(6)], rowMode: 'array' })).rows
      expect(await held('HKJC')).toEqual(await held('FILE'))
    } finally {
      await together.close()
      await inTurn.close()
    }
  }), { numRuns: 15, examples: [[REMEMBERED], [LEFT_TO_ANOTHER]] })
}, 240_000)
