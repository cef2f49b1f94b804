import type { RowCounts, TableCounts } from '../../usecases/ports'
import type { MeetingRecord, RunnerRecord } from '../../domain/records'

const PER_RUNNER: Readonly<Record<string, (runner: RunnerRecord) => number>> = {
  results: ({ result }) => result === null ? 0 : 1,
  in_running_positions: ({ inRunning }) => inRunning.length,
  sectionals: ({ sectionals }) => sectionals.length,
  runner_gear: ({ gear }) => gear.length,
  prices: ({ prices }) => prices.length,
}

/** How many rows of each table of its own a meeting has. */
export const rowsOf = (meeting: MeetingRecord): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = { meetings: 1, races: meeting.races.length, runners: 0, dividends: 0, track_ratings: meeting.trackRatings.length, weather_observations: meeting.weather.length, change_events: meeting.changes.length }
  for (const race of meeting.races) {
    counts['runners'] = (counts['runners'] ?? 0) + race.runners.length
    counts['dividends'] = (counts['dividends'] ?? 0) + race.dividends.length
    for (const [table, count] of Object.entries(PER_RUNNER)) counts[table] = (counts[table] ?? 0) + race.runners.reduce((sum, runner) => sum + count(runner), 0)
  }
  return counts
}

export const counted = (rows: Readonly<Record<string, number>>, kind: 'inserted' | 'unchanged'): TableCounts =>
  Object.fromEntries(Object.entries(rows).map(([table, count]): [string, RowCounts] => [table, { inserted: 0, updated: 0, unchanged: 0, deleted: 0, [kind]: count }]))
