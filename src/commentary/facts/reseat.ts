import type { FactSheet } from '../fact'
import { digestOf } from './make-sheet'

/** The same sheet of these runners alone, in this order: slots, ids of facts and the digest go with it. Runners that it does not have are left out. */
export function reseated(sheet: FactSheet, runnerIds: readonly number[]): FactSheet {
  const known = new Map(sheet.runners.map((runner) => [runner.runnerId, runner]))
  const runners = runnerIds.flatMap((id) => known.get(id) ?? []).map((runner, i) => ({ ...runner, slot: `r${i + 1}` }))
  const own = new Map<number | null, FactSheet['facts'][number][]>()
  for (const fact of sheet.facts) { const facts = own.get(fact.runnerId); if (facts === undefined) own.set(fact.runnerId, [fact]); else facts.push(fact) }
  const facts = [...(own.get(null) ?? []), ...runners.flatMap(({ runnerId, slot }) => (own.get(runnerId) ?? []).map((fact) => ({ ...fact, id: `${slot}${fact.id.slice(fact.id.indexOf('.'))}` })))]
  const moved: FactSheet = { ...sheet, runners, facts }
  return { ...moved, digest: digestOf(moved) }
}
