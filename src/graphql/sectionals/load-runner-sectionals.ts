import { finishingSpeedPercent, lastMetresMs, splitsOf, type Section } from '../../domain/sectional'
import { toGlobalId } from '../node/global-id'
import type { Values } from '../read/mapping'
import type { RunnerSectionals } from './sectionals.type'
import type { SqlRunner } from '../../usecases/ports'

const SECTIONS = `SELECT runner_id, from_m, to_m, time_ms, position, margin_lengths
FROM sectionals WHERE runner_id = ANY($1::int[]) ORDER BY runner_id, ordinal`

export const sectionOf = ([fromM, toM, timeMs, position, marginLengths]: Values): Section => ({ fromM, toM, timeMs, position, marginLengths })

export const sectionalsOf = (runnerId: number, sections: readonly Section[]): RunnerSectionals => {
  const splits = splitsOf(sections)
  return {
    runnerId: toGlobalId('Runner', runnerId), splits,
    last200Ms: lastMetresMs(sections, 200), last400Ms: lastMetresMs(sections, 400), last600Ms: lastMetresMs(sections, 600),
    topSpeedMps: Math.max(...splits.map((split) => split.speedMps)), finishingSpeedPercent: finishingSpeedPercent(sections),
  }
}

/** Null for runners that were not timed. Parents are `[runner id]`; one statement. */
export async function loadRunnerSectionals(db: SqlRunner, parents: readonly Values[]): Promise<readonly (RunnerSectionals | null)[]> {
  const byRunner = new Map<number, Section[]>()
  for (const [runnerId, ...section] of await db.rows(SECTIONS, [[...new Set(parents.map(([id]) => id as number))]])) {
    const sections = byRunner.get(runnerId) ?? []
    byRunner.set(runnerId, sections)
    sections.push(sectionOf(section))
  }
  return parents.map(([id]) => {
    const sections = byRunner.get(id)
    return sections === undefined ? null : sectionalsOf(id, sections)
  })
}
