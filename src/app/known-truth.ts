import { DataSource } from '../domain/vocabulary'
import { trueChances } from '../imports/synthetic/true-chances'
import type { RaceTable } from '../models/data/race-table'
import { starterSources } from '../storage/starter-sources'
import type { FeatureRun } from './refresh-features'
import { readHoldings } from './synthetic-season'

/** True chances of the invented races of the table, by race and runner; null when there is none of which the world is known. Living through that world again takes seconds a season. */
export async function knownTruth({ databaseUrl, clock, progress, signal }: Pick<FeatureRun, 'databaseUrl' | 'clock' | 'progress' | 'signal'>, { races }: Pick<RaceTable, 'races'>): Promise<ReadonlyMap<number, ReadonlyMap<number, number>> | null> {
  const invented = races.filter(({ source }) => source === DataSource.SYNTHETIC)
  const { season } = invented.length === 0 ? { season: null } : await readHoldings(databaseUrl, clock.now())
  if (season === null) return null
  const bySource = new Map<string, { readonly raceId: number; readonly runners: Map<string, number> }>()
  for (const { raceId, raceSourceId, runnerId, horseSourceId } of await starterSources(databaseUrl, invented.map((race) => race.raceId))) {
    const race = bySource.get(raceSourceId)
    if (race === undefined) bySource.set(raceSourceId, { raceId, runners: new Map([[horseSourceId, runnerId]]) })
    else race.runners.set(horseSourceId, runnerId)
  }
  const bar = progress('True chances', 'races')
  const truth = new Map<number, ReadonlyMap<number, number>>()
  const dates = invented.map(({ date }) => date).sort()
  try {
    for (const { sourceId, chances } of trueChances({ ...season, since: dates[0] ?? season.from, to: dates.at(-1) ?? season.from })) {
      signal.throwIfAborted()
      const race = bySource.get(sourceId)
      if (race === undefined) continue
      truth.set(race.raceId, new Map([...chances].flatMap(([horse, chance]) => { const runnerId = race.runners.get(horse); return runnerId === undefined ? [] : [[runnerId, chance] as const] })))
      bar.update(truth.size, bySource.size)
    }
  } finally { bar.finish() }
  return truth
}
