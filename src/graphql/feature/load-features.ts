import { knownMean } from '../../features/field'
import { featureNamed, type FeatureName } from '../../features/registry'
import { valueText } from '../../features/value-text'
import type { RaceFeatures } from '../../usecases/race-features'
import { toGlobalId } from '../node/global-id'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import type { SqlRunner } from '../../usecases/ports'
import { definitionOf } from './describe-feature'
import { asOfIn, namesIn } from './feature-args'
import { wordOf } from './feature-name.enum'
import { fieldRank } from './field-figures'
import { sharedFeatures } from './shared-features'

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)
const seen = ({ featureSet, asOf, marketAt }: RaceFeatures): { readonly set: string; readonly asOf: string; readonly marketAsOf: string } =>
  ({ set: featureSet, asOf: new Date(asOf).toISOString(), marketAsOf: new Date(marketAt).toISOString() })

/** Features of each runner; null for one that was not to start. Parents are `[runner id, race id, race start]`. */
export async function loadRunnerFeatures(_db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const names = namesIn(args)
  const races = await sharedFeatures(scope, parents.map(([, raceId, start]) => ({ raceId, start })), names, asOfIn(args, scope.now))
  const below = wanted.fields.find(({ name }) => name === 'features')?.wanted
  const tables = new Map([...races].map(([raceId, race]) => [raceId, { race, places: new Map(race.runnerIds.map((id, i) => [id, i])), cellOf: cells(race, below) }]))
  return parents.map(([runnerId, raceId]) => {
    const table = tables.get(raceId as number)
    const place = table?.places.get(runnerId as number)
    if (table === undefined || place === undefined) return null
    return { ...seen(table.race), features: below === undefined ? [] : names.map((name) => table.cellOf(name, place)) }
  })
}

/** One feature of one runner of the race as the graph gives it, with what is asked for and no more. */
function cells({ columns }: RaceFeatures, wanted: Wanted | undefined): (name: FeatureName, place: number) => unknown {
  const asked = (field: string): boolean => wanted?.has(field) ?? false
  const [text, mean, rank] = [asked('text'), asked('fieldMean'), asked('fieldRank')]
  const means = new Map<FeatureName, number>()
  const meanIn = (name: FeatureName, values: Float64Array): number => {
    const known = means.get(name)
    if (known !== undefined) return known
    const value = knownMean(values)
    means.set(name, value)
    return value
  }
  return (name, place) => {
    const values = columns.get(name) as Float64Array
    const value = orNull(values[place])
    return {
      name: wordOf(name), definition: definitionOf(name), value, missing: value === null,
      text: text ? valueText(featureNamed(name), value) : null,
      fieldMean: mean ? orNull(meanIn(name, values)) : null, fieldRank: rank && value !== null ? fieldRank(values, value) : null,
    }
  }
}

/** Features of each race as a table. Parents are `[race id, start]`. */
export async function loadFeatureMatrix(_db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const names = namesIn(args)
  const races = await sharedFeatures(scope, parents.map(([raceId, start]) => ({ raceId, start })), names, asOfIn(args, scope.now))
  const heads = { names: names.map(wordOf), units: names.map((name) => featureNamed(name).unit) }
  return parents.map(([raceId]) => {
    const race = races.get(raceId as number)
    if (race === undefined) return null
    const columns = names.map((name) => race.columns.get(name) as Float64Array)
    return { ...seen(race), ...heads, runnerIds: race.runnerIds.map((id) => toGlobalId('Runner', id)), rows: race.runnerIds.map((_, i) => columns.map((values) => orNull(values[i]))) }
  })
}
