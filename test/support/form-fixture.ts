import type { MeetingRecord, RunnerRecord } from '../../src/domain/records'
import { createMeetingStore } from '../../src/storage/copy-in/meeting-store'
import { sharedDatabase, type TestDatabase } from './database'
import { horseRecord, meetingOn, raceRecord, resultRecord, runnerRecord, unitOf, venueRecord } from './meeting-record'

/**
 * The life of one horse, Star, up to its race of 23 April 2023 at 05:00 UTC and after it. Its hazards: a run whose result
 * became known at the very start of that race, a later win, a trial, a fall, a dead heat, spells of 60 days or more, a
 * debutant and a runner without a jockey beside it.
 */
const jockey = (sourceId: string): RunnerRecord['jockey'] => ({ sourceId, name: `Jockey ${sourceId}`, country: null, apprentice: false, claimKg: null })
const trainer = (sourceId: string): RunnerRecord['trainer'] => ({ sourceId, name: `Trainer ${sourceId}`, location: null, country: null })

const star = (position: number | null, startingPrice: number, over: Partial<RunnerRecord> = {}, result: Parameters<typeof resultRecord>[1] = {}): RunnerRecord => runnerRecord(1, {
  horse: horseRecord('STAR', { name: 'Star', foalingDate: '2018-10-01', countryOfBirth: 'AUS', sex: 'GELDING' }), jockey: jockey('A'), trainer: trainer('A'),
  result: resultRecord(position ?? 1, { startingPrice, position, ...(position === null ? { status: 'FELL', marginLengths: null, beatenLengths: null, finishTimeMs: null } : {}), ...result }), ...over,
})
const other = (position: number): RunnerRecord => runnerRecord(2, { horse: horseRecord('OTHER', { name: 'Other' }), jockey: jockey('Z'), trainer: trainer('Z'), result: resultRecord(position) })
const race = (run: RunnerRecord, over: Parameters<typeof raceRecord>[1] = {}) => raceRecord(1, { runners: [run, other(run.result?.position === 2 ? 1 : 2)], ...over })

const valley = venueRecord({ code: 'HV', name: 'Happy Valley' })
const lateKnown = (): MeetingRecord => {
  const meeting = meetingOn('2023-04-20', { races: [race(star(1, 2))] })
  const [only] = meeting.races
  const late = '2023-04-23T05:00:00Z'
  return { ...meeting, races: [{ ...only!, resultKnownAt: late, runners: only!.runners.map((runner) => ({ ...runner, result: { ...runner.result!, knownAt: late } })) }] }
}
export const formMeetings: readonly MeetingRecord[] = [
  meetingOn('2022-01-10', { races: [race(star(5, 10))] }),
  meetingOn('2022-09-10', { races: [race(star(1, 4, {}, { prize: 100.1 }), { going: 'YIELDING', pattern: 'GROUP_3' })] }),
  meetingOn('2022-09-24', { races: [race(star(2, 6, { jockey: jockey('B') }, { prize: 50.2 }), { distanceM: 1400 })] }),
  meetingOn('2023-01-05', { venue: valley, races: [race(star(null, 5))] }),
  meetingOn('2023-02-01', { kind: 'BARRIER_TRIAL', races: [race(star(1, 1.5, { bodyWeightKg: null }), { kind: 'BARRIER_TRIAL', sourceId: '2023-04-23-ST-T1', prizeTotal: null, prizes: [], currency: null })] }),
  meetingOn('2023-03-12', { races: [race(star(1, 3, { bodyWeightKg: 510.5 }, { status: 'DEAD_HEAT' }))] }),
  lateKnown(),
  meetingOn('2023-04-23', { races: [raceRecord(1, { runners: [
    star(3, 2.5, { bodyWeightKg: 498 }),
    runnerRecord(2, { horse: horseRecord('NEW', { name: 'Newcomer' }), jockey: null, trainer: null }),
  ] })] }),
  meetingOn('2023-05-10', { races: [race(star(1, 2))] }),
]

/** The life of Star in a database that all tests share; only to be read. */
export const formDatabase = (): Promise<TestDatabase> => sharedDatabase('form_fixture', async ({ url }) => {
  const session = await createMeetingStore(url).open('HKJC', 'form')
  for (const meeting of formMeetings) {
    const outcome = await session.store(unitOf(meeting))
    if (outcome.kind === 'refused') throw new Error(outcome.reason)
  }
  await session.close()
})
