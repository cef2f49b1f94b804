import type { RaceDescription } from '../app/features'
import type { FeatureRecord } from '../usecases/feature-document'
import type { CoverageReport } from '../usecases/measure-coverage'
import type { SanityReport } from '../usecases/measure-sanity'
import { short } from '../usecases/features-page'

const grouped = (value: number): string => value.toLocaleString('en-US')
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`

/** Columns as wide as they need to be: those named in `left` begin at the left, the others end at the right. */
export const columns = (head: readonly string[], rows: readonly (readonly string[])[], left: readonly number[] = [0]): string => {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (row: readonly string[]): string => row.map((cell, i) => (left.includes(i) ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join('  ').trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

export const printDescription = ({ race, synthetic, asOf, marketAsOf, runners }: RaceDescription): string => [
  `${synthetic ? 'SYNTHETIC  ' : ''}${race.venueName}, race ${race.number} of ${race.date}: ${race.name} (${race.sourceId}, race ${race.raceId})`,
  `As of ${asOf}${marketAsOf === asOf ? '' : `, market as of ${marketAsOf}`}${synthetic ? '. Invented horses: nothing of this happened.' : ''}`, '',
  ...runners.flatMap(({ number, horse, features }) => [
    `${number ?? '-'}. ${horse}`,
    columns(['feature', 'value', 'field mean', 'rank', ''], features.map(({ name, text, fieldMeanText, rank, description }) => [name, text ?? 'missing', fieldMeanText ?? '', rank === null ? '' : String(rank), description]), [0, 4]), '',
  ]),
].join('\n').trimEnd()

export const printCoverage = ({ sources, from, to, races, runners, features }: CoverageReport): string => [
  `${sources.join(' and ')}, ${from ?? ''} to ${to ?? ''}: ${grouped(races)} races, ${grouped(runners)} runners`, '',
  columns(['feature', 'present', 'min', '1%', 'median', '99%', 'max'], Object.entries(features).map(([name, of]) => [name, `${(of.present * 100).toFixed(1)}%`, ...[of.min, of.p01, of.median, of.p99, of.max].map(short)])),
].join('\n')

export const printSanity = ({ sources, from, to, trainTo, trainingRaces, testRaces, market, features, best, expectations, nearTheMarket }: SanityReport): string => [
  `${sources.join(' and ')}, ${from ?? ''} to ${to ?? ''}: fitted on ${grouped(trainingRaces)} races to ${trainTo}, judged on the ${grouped(testRaces)} after`,
  market === null ? 'No race has starting prices for all.' : `The public (chances by starting prices): pseudo-R2 ${market.pseudoR2.toFixed(4)} in ${grouped(market.races)} races`, '',
  columns(['feature', 'weight', 'missing', 'pseudo-R2', 'races'], features.map((one) => [one.name, signed(one.weight), one.missingWeight === null ? '' : signed(one.missingWeight), one.pseudoR2.toFixed(4), grouped(one.races)])), '',
  columns(['category', 'best feature', 'pseudo-R2'], best.map((one) => [one.category, one.name, one.pseudoR2.toFixed(4)]), [0, 1]), '',
  columns(['expected', 'sign', 'weight', 'pseudo-R2', 'verdict'], expectations.map((one) => [one.feature, one.sign, one.weight === null ? '' : signed(one.weight), one.pseudoR2 === null ? '' : one.pseudoR2.toFixed(4), one.verdict]), [0, 4]), '',
  nearTheMarket.length === 0 ? 'Nothing outside the market comes near it (half of its pseudo-R2).' : `Nearer to the market than half of its pseudo-R2, a leak until proved otherwise: ${nearTheMarket.join(', ')}`,
].join('\n')

export const printRegistry = (features: readonly FeatureRecord[]): string => columns(['feature', 'unit', 'what'], features.map(({ name, unit, description }) => [name, unit, description]), [0, 1, 2])
