import { pastLines, type PastLine } from '../../commentary/facts/past-lines'
import { recordsOf, type Records } from '../../commentary/facts/records'
import { computeFeatures, type FeatureColumns } from '../../features/compute'
import { FEATURE_SET, inputsOf, withSources, type FeatureName } from '../../features/registry'
import { runnerCursor } from '../../features/views'
import { loadFrames, seenAt, type AskedRace } from '../load-race-frame'
import type { FeatureReader } from '../ports'
import type { RaceFeatures } from '../race-features'

/** What features see of a race, and what they are made from. */
export interface SeenRace {
  readonly features: RaceFeatures
  /** Ascending; one value of each column a runner. */
  readonly runnerIds: readonly number[]
  readonly columns: FeatureColumns
  readonly runners: ReadonlyMap<number, { readonly records: Records | null; readonly past: readonly PastLine[] }>
}

/** Features of races, records and newest starts of their runners from the same frames. `past`: whether history is there to be looked at. */
export async function seenRaces(reader: Pick<FeatureReader, 'lines' | 'totals'>, asked: readonly AskedRace[], names: readonly FeatureName[], past: boolean): Promise<ReadonlyMap<number, SeenRace>> {
  const features = withSources(names)
  const found = new Map<number, SeenRace>()
  for (const { frame, places } of await loadFrames(reader, asked, inputsOf(features))) {
    const columns = computeFeatures(frame, features)
    const cursor = runnerCursor(frame)
    places.forEach((place, r) => {
      const one = asked[place] as AskedRace
      const [from, to] = [frame.raceStart[r] as number, frame.raceStart[r + 1] as number]
      const rows = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => (frame.runnerIds[a] as number) - (frame.runnerIds[b] as number))
      const runnerIds = rows.map((row) => frame.runnerIds[row] as number)
      const own: FeatureColumns = new Map([...columns].map(([name, values]) => [name, Float64Array.from(rows, (row) => values[row] as number)]))
      const { raceId } = one.facts.card
      found.set(raceId, {
        runnerIds, columns: own, features: { raceId, asOf: seenAt(one), marketAt: one.asOf, featureSet: FEATURE_SET, stored: false, runnerIds, columns: own },
        runners: new Map(rows.map((row, i) => { cursor.seek(row); return [runnerIds[i] as number, { records: past ? recordsOf(cursor) : null, past: past ? pastLines(cursor) : [] }] })),
      })
    })
  }
  return found
}
