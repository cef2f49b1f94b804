import type { Pool } from 'pg'
import type { ImportUnit, MeetingRecord, RunnerRecord } from '../../src/domain/records'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { sharedDatabase, type TestDatabase } from './database'
import { foldHistory } from './fold-history'
import { horseRecord, meetingOn, meetingRecord, raceRecord, resultRecord, runnerRecord, unitOf, venueRecord } from './meeting-record'

/**
 * A little racing world made by hand. Its hazards: a dead heat for first, a faller, a late scratching, an abandoned
 * race, a barrier trial, missing distance and going, a runner with no jockey yet, one horse with no past, a card to come.
 */
const early = meetingOn('2023-03-01', { trackRatings: [rating('2023-03-01T03:00:00Z', 'GOOD'), rating('2023-03-01T06:00:00Z', 'YIELDING')] })
const deadHeat = meetingOn('2023-04-02', { races: [raceRecord(1, { distanceM: 1400, dividends: [
  { market: 'WIN', pool: 'WIN', combination: '1', dividend: 18.5, unitStake: 10, currency: 'HKD' }, { market: 'WIN', pool: 'WIN', combination: '2', dividend: 25, unitStake: 10, currency: 'HKD' },
], runners: [
  runnerRecord(1, { result: resultRecord(1, { status: 'DEAD_HEAT', beatenLengths: 0 }), gear: [{ code: 'B', firstTime: true, removed: false, knownAt: '2023-04-01T00:00:00Z' }, { code: 'TT', firstTime: false, removed: false, knownAt: '2023-04-01T00:00:00Z' }] }),
  runnerRecord(2, { result: resultRecord(1, { status: 'DEAD_HEAT', beatenLengths: 0 }), jockey: { sourceId: 'J2', name: 'Jockey Two', country: 'AUS', apprentice: true, claimKg: 2 } }),
  runnerRecord(3, { result: resultRecord(3) }),
  runnerRecord(4, { result: resultRecord(1, { status: 'FELL', position: null, marginLengths: null, beatenLengths: null, finishTimeMs: null }) }),
  runnerRecord(5, { status: 'LATE_SCRATCHED', result: null }),
] })], changes: [{ sourceId: 'C1', kind: 'SCRATCHING', raceNumber: 1, horseId: 'H5', before: 'RUNNER', after: 'LATE_SCRATCHED', text: 'Horse H5 was scratched', reason: 'lame', late: true, at: '2023-04-02T04:00:00Z', knownAt: '2023-04-02T04:01:00Z' }] })
const main = meetingRecord({ weather: [{ condition: 'fine', temperatureC: 24.5, humidity: 70, windSpeedKmh: 12, windDirection: 'NE', rainfall24hMm: 0, rainfall7dMm: 3.2, irrigation24hMm: null, observedAt: '2023-04-23T04:00:00Z', knownAt: '2023-04-23T04:00:00Z' }], races: [
  raceRecord(1, { runners: [1, 2, 3].map((n) => detailed(n)) }),
  raceRecord(2, { scheduledStart: '2023-04-23T05:30:00Z', resultKnownAt: null, status: 'ABANDONED', winningTimeMs: null, distanceM: null, going: null, surface: 'DIRT', runners: [4, 6].map((n) => runnerRecord(n, { result: null })) }),
] })
const night = meetingOn('2023-05-03', { venue: venueRecord({ code: 'HV', name: 'Happy Valley' }), races: [raceRecord(1, { sourceId: '2023-04-23-HV-1', name: 'Happy Handicap', distanceM: 1650, pattern: 'GROUP_3', going: 'GOOD_TO_FIRM' })] })
const trial = meetingOn('2023-03-20', { kind: 'BARRIER_TRIAL', races: [raceRecord(1, { sourceId: '2023-04-23-ST-T1', kind: 'BARRIER_TRIAL', prizeTotal: null, prizes: [], currency: null, runners: [1, 2].map((n) => runnerRecord(n, { number: null })) })] })
const coming: MeetingRecord = {
  ...meetingOn('2099-01-01'), source: 'SYNTHETIC', sourceId: 'S1', status: 'SCHEDULED', venue: venueRecord({ code: 'MYR', name: 'Myrtle Park', country: 'AUS', state: 'VIC', timezone: 'Australia/Melbourne' }),
  races: [raceRecord(1, { sourceId: 'S1-1', feed: 'season', status: 'OPEN', scheduledStart: '2099-01-01T03:00:00Z', resultKnownAt: null, winningTimeMs: null, currency: 'AUD', runners: [
    priced(1), runnerRecord(2, { horse: horseRecord('S2'), result: null, jockey: null }),
  ] })],
}

function rating(at: string, label: 'GOOD' | 'YIELDING'): MeetingRecord['trackRatings'][number] {
  return { raceNumber: null, label, number: null, text: null, penetrometer: 2.75, observedAt: at, knownAt: at }
}
function detailed(n: number): RunnerRecord {
  return runnerRecord(n, {
    horse: horseRecord(`H${n}`, { name: `Horse ${n}`, countryOfBirth: 'NZL', sex: 'GELDING', colour: 'bay', sire: 'Old Sire', dam: `Dam ${n}`, damSire: 'Older Sire', owner: { sourceId: 'O1', name: 'Owner One', colours: 'red', fromDate: '2022-01-01' } }),
    inRunning: [{ point: 'call 1', metresFromHome: 800, position: n, marginLengths: n - 1 }, { point: 'call 2', metresFromHome: 0, position: 4 - n, marginLengths: null }],
    sectionals: [{ fromM: 1200, toM: 800, timeMs: 23_800, position: n, marginLengths: n - 1 }, { fromM: 800, toM: 400, timeMs: 23_100, position: n, marginLengths: null }, { fromM: 400, toM: 0, timeMs: 23_200 + 100 * n, position: n, marginLengths: null }],
  })
}
function priced(n: number): RunnerRecord {
  const at = (hour: number): string => `2098-12-31T0${hour}:00:00Z`
  return runnerRecord(n, {
    horse: horseRecord('S1'), result: null, claimKg: 1.5, allocatedKg: 59, prices: [
      { source: 'FIXED', market: 'WIN', kind: 'OPEN', bookmaker: 'Bookie', decimal: 4.5, at: at(1) }, { source: 'FIXED', market: 'WIN', kind: 'FLUCTUATION', bookmaker: 'Bookie', decimal: 3.8, at: at(5) },
      { source: 'TOTE', market: 'WIN', kind: 'FLUCTUATION', bookmaker: '', decimal: 4.1, at: at(6) },
    ],
  })
}

export const graphFixture: readonly ImportUnit[] = [early, trial, deadHeat, main, night, coming].map((m) => unitOf(m))

/** Of the first race, long over. */
const A_MARKET = `INSERT INTO markets (feed, source_id, source, synthetic, type, race_id, event, status, starts_at, published_at, updated_at)
SELECT 'fixture', '1.0', 'EXCHANGE', false, 'WIN', id, '{}', 'CLOSED', scheduled_start, scheduled_start, scheduled_start FROM races ORDER BY scheduled_start LIMIT 1`

export async function fillGraph({ url, pool }: { url: string; pool: Pool }): Promise<void> {
  const store = createMeetingStore(url)
  for (const source of ['HKJC', 'SYNTHETIC'] as const) {
    const session = await store.open(source, 'fixture')
    for (const unit of graphFixture) {
      if (unit.meeting!.source !== source) continue
      const outcome = await session.store(unit)
      if (outcome.kind === 'refused') throw new Error(outcome.reason)
    }
    await session.close()
  }
  await pool.query(A_MARKET)
  await foldHistory({ url, pool })
}

/** The fixture in a database that all tests share; only to be read. */
export const graphDatabase = (): Promise<TestDatabase> => sharedDatabase('graph_fixture', fillGraph)
