import { TARGETS, targetsOf, type Target } from '../features/targets'
import type { HistoryChunk } from './pass-through-history'
import type { TableColumn } from './ports'

const NAMES = Object.keys(TARGETS) as readonly Target[]

/** What came of each runner of a chunk, a column a target (`target.win`); NaN for races without a result and who did not run. */
export function targetColumns({ races, runnerIds, raceStart }: HistoryChunk): readonly TableColumn[] {
  const columns = NAMES.map((target) => ({ name: `target.${target}`, kind: 'number' as const, target, values: new Float64Array(runnerIds.length).fill(NaN) }))
  races.forEach(({ facts: { card, outcome } }, r) => {
    const from = raceStart[r] as number
    if (outcome === null) return
    const targets = targetsOf({ card, outcome }, runnerIds.slice(from, raceStart[r + 1]))
    for (const { target, values } of columns) values.set(targets[target], from)
  })
  return columns.map(({ name, kind, values }) => ({ name, kind, values }))
}
