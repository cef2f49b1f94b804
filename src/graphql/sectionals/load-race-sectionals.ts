import { leaderSplits, usualLength, type Section } from '../../domain/sectional'
import type { Values } from '../read/mapping'
import { sectionalsOf, sectionOf } from './load-runner-sectionals'
import type { RaceSectionals } from './sectionals.type'
import type { SqlRunner } from '../../usecases/ports'

const SECTIONS = `SELECT r.race_id, r.id, s.from_m, s.to_m, s.time_ms, s.position, s.margin_lengths
FROM runners r JOIN sectionals s ON s.runner_id = r.id WHERE r.race_id = ANY($1::int[])
ORDER BY r.race_id, r.number, r.id, s.ordinal`

/** Null for races that were not timed. Parents are `[race id, tempo]`; one statement. */
export async function loadRaceSectionals(db: SqlRunner, parents: readonly Values[]): Promise<readonly (RaceSectionals | null)[]> {
  const byRace = new Map<number, Map<number, Section[]>>()
  for (const [raceId, runnerId, ...section] of await db.rows(SECTIONS, [[...new Set(parents.map(([id]) => id as number))]])) {
    const field = byRace.get(raceId) ?? new Map<number, Section[]>()
    byRace.set(raceId, field)
    field.set(runnerId, [...(field.get(runnerId) ?? []), sectionOf(section)])
  }
  return parents.map(([id, tempo]) => {
    const field = byRace.get(id)
    if (field === undefined) return null
    const runs = [...field.values()]
    return { intervalM: usualLength(runs.flat()), leaderSplits: leaderSplits(runs), tempo, runners: [...field].map(([runnerId, sections]) => sectionalsOf(runnerId, sections)) }
  })
}
