import type { CardRace } from './card-file'
import { runnerLabel } from './card-keys'
import type { Report } from './check-unique'

/**
 * Positions of a race rank as in the results of the sport: after a dead heat for first comes the third (1, 1, 3).
 * A position is one more than the number of runners in front.
 */
export function checkPlacings(race: CardRace, pointer: string, report: Report): void {
  const runners = race.runners ?? []
  const positions = runners.flatMap(({ position }) => position === undefined ? [] : [position])
  if (race.status === 'ABANDONED' && positions.length > 0) report(`${pointer}/status`, `ABANDONED with ${positions.length} finishers`, 'no results in an abandoned race')
  runners.forEach((runner, i) => {
    const { position, finish } = runner
    if (position === undefined) return
    const at = `${pointer}/runners/${i}`
    const ahead = positions.filter((other) => other < position).length
    const level = positions.filter((other) => other === position).length
    if (ahead + 1 !== position) report(`${at}/position`, `${position} for ${runnerLabel(runner)} with ${ahead} in front`, `${ahead + 1}: a position is one more than the runners in front, so 1, 1, 3 after a dead heat`)
    if (level > 1 && finish === 'FINISHED') report(`${at}/finish`, `"FINISHED" with position ${position} shared by ${level}`, '"DEAD_HEAT", or nothing')
    if (level === 1 && finish === 'DEAD_HEAT') report(`${at}/finish`, `"DEAD_HEAT" alone on position ${position}`, 'another runner on the same position')
  })
}
