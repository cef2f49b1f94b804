import type { Run, RaceRun } from './race-run'

const NOT_FINISHED: Readonly<Record<string, string>> = { FELL: 'Fell.', LOST_RIDER: 'Lost rider.', PULLED_UP: 'Pulled up, lame.', UNSEATED: 'Unseated rider at the start.' }

/** A steward's line about one run, from what happened in it. */
export const commentOf = (run: Run, size: number): string => {
  if (run.position === null) return NOT_FINISHED[run.status] ?? 'Did not finish.'
  const settled = run.settled === 1 ? 'Led.' : run.settled <= 3 ? 'Settled handy.' : run.settled <= size * 0.6 ? 'Settled midfield.' : 'Settled towards the rear.'
  const gained = run.settled - run.position
  const finish = run.position === 1 ? (run.settled === 1 ? 'Held on to win.' : gained > 4 ? 'Came from well back to win.' : 'Too good late.')
    : gained >= 4 ? 'Made up good ground.' : gained <= -4 ? 'Weakened in the straight.' : run.position <= 3 ? 'Kept on.' : 'Plain in the run home.'
  return [run.trouble?.text, settled, finish].filter((part) => part !== undefined).join(' ')
}

/** The stewards' report of a race: troubles and mishaps, null when there were none. */
export const stewardsReport = (race: RaceRun): string | null => {
  const lines = race.runs.filter((r) => r.trouble !== null || r.position === null).map((r) => `${r.starter.entry.career.horse.name}: ${r.position === null ? NOT_FINISHED[r.status] ?? 'Did not finish.' : r.trouble?.text ?? ''}`)
  return lines.length === 0 ? null : lines.join(' ')
}
