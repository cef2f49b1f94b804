import type { ImportUnit } from '../../../src/domain/records'
import { horseRecord, meetingOn, raceRecord, runnerRecord, unitOf } from '../../support/meeting-record'

const HORSES = 50
const point = (name: string): { point: string; metresFromHome: null; position: number; marginLengths: null } => ({ point: name, metresFromHome: null, position: 1, marginLengths: null })

/** `days` meetings of four races and ten runners, in which the same fifty horses keep coming back. */
export const season = (days: number): ImportUnit[] => Array.from({ length: days }, (_, day) => {
  const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)
  const runners = (race: number): ReturnType<typeof runnerRecord>[] => Array.from({ length: 10 }, (__, i) => {
    const horse = (day * 7 + race * 10 + i) % HORSES
    return runnerRecord(i + 1, {
      horse: horseRecord(`H${horse}`, { sire: `Sire ${horse % 5}`, sex: day % 2 === 0 ? 'UNKNOWN' : 'GELDING', owner: { sourceId: `O${horse}`, name: `Owner ${horse}`, colours: null, fromDate: '2022-08-01' } }),
      inRunning: [point('call 1'), point('call 2')],
    })
  })
  const races = [1, 2, 3, 4].map((number) => raceRecord(number, { sourceId: `2023-04-23-ST-${number}`, runners: runners(number) }))
  const changes = [{ sourceId: `${date}-1`, kind: 'TRACK_CHANGE' as const, raceNumber: null, horseId: null, before: null, after: 'GOOD', text: 'track now GOOD', reason: null, late: false, at: `${date}T01:00:00Z`, knownAt: `${date}T01:00:00Z` }]
  return unitOf(meetingOn(date, { races, changes }))
})
