import { daysBetween, type PastRun } from './past-run'
import { SPELL_DAYS } from './preparation'
import type { FinishStatus } from './vocabulary'

const LETTERS: Readonly<Record<FinishStatus, string>> = {
  FINISHED: '?', DEAD_HEAT: '?', FELL: 'F', UNSEATED: 'U', PULLED_UP: 'P', BROUGHT_DOWN: 'B', REFUSED: 'R', RAN_OUT: 'O', LOST_RIDER: 'L', LEFT_AT_START: 'S',
  DISQUALIFIED: 'D', DID_NOT_FINISH: 'N', VOID: 'V',
}

const digit = (run: PastRun): string => (run.position === null ? LETTERS[run.status] : run.position > 9 ? '0' : String(run.position))

/**
 * The last `count` runs, oldest first: `31x20F`. 1-9 are positions, 0 is tenth or worse, a letter is how a run ended
 * without one (F fell, U unseated, P pulled up, B brought down, R refused, O ran out, L lost rider, S left at start,
 * D disqualified, N did not finish, V void), and `x` a spell of 60 days or more.
 */
export const formString = (newestFirst: readonly PastRun[], count: number): string =>
  newestFirst.slice(0, count).reverse().map((run, index, runs) => {
    const before = runs[index - 1]
    return (before !== undefined && daysBetween(before.date, run.date) >= SPELL_DAYS ? 'x' : '') + digit(run)
  }).join('')
