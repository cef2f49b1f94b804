import { AppError } from '../../domain/errors'
import { instant, type Instant } from '../../domain/instant'
import type { FeatureName } from '../../features/registry'
import { looksBack, raceFeatures, type RaceFeatures } from '../../usecases/race-features'
import type { Scope } from '../read/scope'

export interface AskedRace { readonly raceId: number; readonly start: string }
type Starts = ReadonlyMap<number, string>

const has = (race: RaceFeatures | undefined, names: readonly FeatureName[]): boolean => race !== undefined && names.every((name) => race.columns.has(name))

/**
 * Features of races by race. Each is read and computed once an operation however often it is asked for: runners of one race
 * share it, and an alias that asks for more has but the rest computed.
 */
export async function sharedFeatures(scope: Scope, races: readonly AskedRace[], names: readonly FeatureName[], asOf: Instant | null): Promise<ReadonlyMap<number, RaceFeatures>> {
  if (looksBack(names) && !(await scope.historyReady())) {
    throw new AppError('HISTORY_NOT_READY', 'Earlier runs are still being gathered, and these features look at them. Ask again in a minute; features of the card and the market can be had now.')
  }
  const starts: Starts = new Map(races.map(({ raceId, start }) => [raceId, start]))
  const known = knownAt(scope, asOf)
  for (const { rest, lacking } of byRest(starts, known, names)) await read(scope, lacking, rest, asOf, known)
  const apart = new Map([...starts].filter(([raceId]) => known.has(raceId) && !has(known.get(raceId), names)))
  await read(scope, apart, names, asOf, known)
  return known
}

function knownAt({ races }: Scope, asOf: Instant | null): Map<number, RaceFeatures> {
  let known = races.get(asOf)
  if (known === undefined) races.set(asOf, (known = new Map()))
  return known
}

/** Races that lack some of the features, those together that lack the same ones. */
function byRest(starts: Starts, known: ReadonlyMap<number, RaceFeatures>, names: readonly FeatureName[]): Iterable<{ readonly rest: readonly FeatureName[]; readonly lacking: Map<number, string> }> {
  const groups = new Map<string, { rest: readonly FeatureName[]; lacking: Map<number, string> }>()
  for (const [raceId, start] of starts) {
    const race = known.get(raceId)
    if (race && has(race, names)) continue
    const rest = race === undefined ? names : names.filter((name) => !race.columns.has(name))
    const group = groups.get(rest.join()) ?? { rest, lacking: new Map<number, string>() }
    groups.set(rest.join(), group)
    group.lacking.set(raceId, start)
  }
  return groups.values()
}

/** Values of one race belong together only when they are of the same instants: some may be stored and others not. */
const belong = (a: RaceFeatures, b: RaceFeatures): boolean => a.asOf === b.asOf && a.marketAt === b.marketAt && a.runnerIds.join() === b.runnerIds.join()

async function read(scope: Scope, races: Starts, names: readonly FeatureName[], asOf: Instant | null, known: Map<number, RaceFeatures>): Promise<void> {
  if (races.size === 0) return
  for (const race of await raceFeatures(scope.reader, [...races].map(([raceId, start]) => ({ raceId, asOf, offAt: instant(start) })), names, scope.now)) {
    if (race === null) continue
    const before = known.get(race.raceId)
    known.set(race.raceId, before && belong(before, race) ? { ...race, columns: new Map([...before.columns, ...race.columns]) } : race)
  }
}
