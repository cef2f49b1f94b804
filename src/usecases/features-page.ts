import { CATEGORIES, FEATURE_SET, FEATURES, featuresIn, type FeatureName } from '../features/registry'
import { missingText } from './feature-document'
import type { CoverageReport, Spread } from './measure-coverage'
import type { SanityReport } from './measure-sanity'

export interface FeaturesPage { readonly coverage: readonly CoverageReport[]; readonly sanity: readonly SanityReport[] }
export const BEGIN_MEASURED = '<!-- measured: from here on by `racegraph features coverage`, `sanity` and `docs` -->'
const HOW_MEASURED = 'What follows was measured. To do it again: with `DATABASE_URL` (or `RACEGRAPH_HOME`) at the database with the data, `racegraph features sanity --out docs/features/<data>-sanity.json` and `racegraph features coverage --out docs/features/<data>-coverage.json`, then `npm run features:docs`.'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`), '']
/** Four digits that count, no exponent. */
export const short = (value: number | null): string => {
  if (value === null) return ''
  if (value === 0 || Number.isInteger(value)) return value.toLocaleString('en-US')
  const size = Math.abs(value)
  return size >= 1_000 ? Math.round(value).toLocaleString('en-US') : value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6)
}
const grouped = (value: number): string => value.toLocaleString('en-US')
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`
const world = ({ sources, from, to }: { readonly sources: readonly string[]; readonly from: string | null; readonly to: string | null }): string => `${sources.join(' and ')}, ${from ?? ''} to ${to ?? ''}`
const setOf = (featureSet: string): string => (featureSet === FEATURE_SET ? '' : ` Measured on feature set \`${featureSet}\`; the present one is \`${FEATURE_SET}\`.`)

/** The part that follows from the registry alone. */
export const registryPage = (): readonly string[] => [
  '# Features', '',
  `${FEATURES.length} numbers in ${CATEGORIES.length} categories, each made of what was known at the instant that is asked about. Feature set \`${FEATURE_SET}\`.`,
  'Generated: `npm run features:docs`. [ADR 0007](adr/0007-features.md) says how they are made; [schema/features.json](../schema/features.json) is the same list for programs.', '',
  'Scope `race`: the same for all runners; `runner`: of one, whoever it meets; `field`: of one within its field, made from another feature. Missing is null on the graph; the column "missing" says what a model puts there.', '',
  ...table(['category', 'features', 'about'], CATEGORIES.map(({ category, description, features }) => [`[${category}](#${category.toLowerCase()})`, String(features.length), description])),
  ...CATEGORIES.flatMap(({ category, description }) => [
    `## ${category}`, '', description, '',
    ...table(['feature', 'scope', 'unit', 'what', 'missing'], featuresIn(category).map((feature) => [
      `\`${feature.name}\``, feature.scope === 'field' ? `field, of \`${feature.of}\`` : feature.scope, feature.unit,
      feature.words === undefined ? feature.description : `${feature.description} ${feature.words.map((word, i) => `${i} ${word}`).join(', ')}.`, missingText(feature.missing),
    ])),
  ]),
]

const spread = (of: Spread | undefined): readonly string[] => (of === undefined ? ['', '', '', '', '', ''] : [`${(of.present * 100).toFixed(1)}%`, ...[of.min, of.p01, of.median, of.p99, of.max].map(short)])
const coverageOf = (report: CoverageReport): readonly string[] => [
  `## Coverage: ${world(report)}`, '',
  `${grouped(report.races)} races, ${grouped(report.runners)} runners, as of the off, market at its close.${setOf(report.featureSet)}`, '',
  ...table(['feature', 'present', 'min', '1%', 'median', '99%', 'max'], FEATURES.map(({ name }: { readonly name: FeatureName }) => [`\`${name}\``, ...spread(report.features[name])])),
]
const sanityOf = (report: SanityReport): readonly string[] => [
  `## Sanity: ${world(report)}`, '',
  `Each feature alone: a conditional logit fitted on ${grouped(report.trainingRaces)} races to ${report.trainTo}, Benter's pseudo-R2 = 1 - LL / LL(equal chances) on the ${grouped(report.testRaces)} after. The weight is that of one standard deviation of the training rows: above 0, more of it wins more.${setOf(report.featureSet)}`, '',
  report.market === null ? 'No race has starting prices for all.' : `The public, chances by starting prices as they stand: pseudo-R2 **${report.market.pseudoR2.toFixed(4)}** in ${grouped(report.market.races)} races. ${report.nearTheMarket.length === 0 ? 'No feature of another category comes near it (half of it).' : `Nearer than half of it, outside the market: ${report.nearTheMarket.join(', ')}.`}`, '',
  '### What is expected', '',
  ...table(['feature', 'expected', 'weight', 'pseudo-R2', 'verdict', 'why'], report.expectations.map(({ feature, sign, why, weight, pseudoR2, verdict }) => [`\`${feature}\``, sign, weight === null ? '' : signed(weight), pseudoR2 === null ? '' : pseudoR2.toFixed(4), verdict, why])),
  '### Best of each category', '',
  ...table(['category', 'feature', 'pseudo-R2'], report.best.map(({ category, name, pseudoR2 }) => [category, `\`${name}\``, pseudoR2.toFixed(4)])),
  '### All', '',
  ...table(['feature', 'weight', 'weight of missing', 'pseudo-R2', 'races it differs in'], report.features.map(({ name, weight, missingWeight, pseudoR2, races }) => [`\`${name}\``, signed(weight), missingWeight === null ? '' : signed(missingWeight), pseudoR2.toFixed(4), grouped(races)])),
]

/** `docs/FEATURES.md`: the registry, then what was measured on the data sets that reports were written of. */
export const featuresPage = ({ coverage, sanity }: FeaturesPage): string =>
  `${[...registryPage(), BEGIN_MEASURED, '', HOW_MEASURED, '', ...sanity.flatMap(sanityOf), ...coverage.flatMap(coverageOf)].join('\n').trimEnd()}\n`
