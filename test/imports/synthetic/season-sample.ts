import type { ImportUnit, MeetingRecord, RaceRecord, ResultRecord, RunnerRecord } from '../../../src/domain/records'
import { syntheticSeason } from '../../../src/imports/synthetic/season'
import type { SeasonOptions } from '../../../src/imports/synthetic/season'

/** The season that the tests look at: a whole one and eight weeks of the next. */
export const SAMPLE: SeasonOptions = { seasons: 1, seed: 'sample', now: '2024-09-27T05:10:00Z' }

export interface Start { readonly meeting: MeetingRecord; readonly race: RaceRecord; readonly runner: RunnerRecord; readonly result: ResultRecord; readonly field: number }
export interface Sample { readonly units: readonly ImportUnit[]; readonly meetings: readonly MeetingRecord[]; readonly finished: readonly RaceRecord[]; readonly starts: readonly Start[] }

const startsOf = (meeting: MeetingRecord): Start[] =>
  meeting.kind !== 'FLAT' ? [] : meeting.races.flatMap((race) => {
    const ran = race.runners.filter((r) => r.result !== null)
    return ran.flatMap((runner) => (runner.result === null ? [] : [{ meeting, race, runner, result: runner.result, field: ran.length }]))
  })

export const sampleOf = (options: SeasonOptions): Sample => {
  const units = [...syntheticSeason(options)]
  const meetings = units.flatMap((u) => (u.meeting === null ? [] : [u.meeting]))
  return { units, meetings, finished: meetings.flatMap((m) => (m.kind === 'FLAT' ? m.races.filter((r) => r.status === 'FINAL') : [])), starts: meetings.flatMap(startsOf) }
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Share of the rivals that a runner beat, 0 to 1; a runner that did not finish beat none. */
export const beaten = ({ result, field }: Start): number => (result.position === null || field < 2 ? 0 : (field - result.position) / (field - 1))
