import { FEATURE_SET, type FeatureName } from '../features/registry'
import type { RaceTable } from '../models/data/race-table'

/** How a feature is spread over all starters. Numbers are null where no value is known. */
export interface Spread {
  /** Share of starters that have a value, 0 to 1. */
  readonly present: number
  readonly min: number | null
  readonly p01: number | null
  readonly median: number | null
  readonly p99: number | null
  readonly max: number | null
}
export interface CoverageReport {
  readonly kind: 'coverage'
  readonly sources: readonly string[]
  /** Dates of the first and last race. */
  readonly from: string | null
  readonly to: string | null
  readonly races: number
  readonly runners: number
  readonly featureSet: string
  readonly features: Readonly<Partial<Record<FeatureName, Spread>>>
}

/** Value below which the share `q` of sorted values lies: the one at rank ceil(q n), so that it is one that occurs. */
const quantile = (sorted: Float64Array, q: number): number | null => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null

export function spreadOf(values: Float64Array): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return { present: values.length === 0 ? 0 : sorted.length / values.length, min: quantile(sorted, 0), p01: quantile(sorted, 0.01), median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) }
}

/** What a table of starters covers, in words of its files: who, from when, to when. */
export const extentOf = ({ races }: RaceTable): Pick<CoverageReport, 'sources' | 'from' | 'to'> => {
  const dates = races.map(({ date }) => date).sort()
  return { sources: [...new Set(races.map(({ source }) => source))].sort(), from: dates[0] ?? null, to: dates.at(-1) ?? null }
}

export const measureCoverage = (table: RaceTable): CoverageReport => ({
  kind: 'coverage', ...extentOf(table), races: table.races.length, runners: table.targets.win.length, featureSet: FEATURE_SET,
  features: Object.fromEntries([...table.columns].map(([name, values]) => [name, spreadOf(values)])),
})
