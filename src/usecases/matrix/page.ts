import { FEATURE_SET } from '../../features/registry'
import type { AnyRule } from '../../integration/define'
import { categoriesOf, RULES, versionedRule } from '../../integration/rules'
import type { MatrixReport } from './report'
import { judgedText, matrixSections, summaryOf, worldOf, type MatrixSection } from './sections'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[], words: readonly number[]): readonly string[] =>
  [row(head), `|${head.map((_, i) => (words.includes(i) ? ' --- ' : ' ---: ')).join('|')}|`, ...rows.map(row), '']
const section = ({ title, notes, head, rows, words }: MatrixSection): readonly string[] => [`### ${title}`, '', ...notes.flatMap((note) => [note, '']), ...table(head, rows, words)]

const catalogue = (rules: readonly AnyRule[]): readonly string[] => [
  '# The integration matrix', '',
  `${rules.length} rules say how the categories of features work on each other: each looks at a runner and its field and gives a signal from -1 (against it) to 1 (for it), 0 where it has nothing to say. What a signal is worth is not an opinion: it is weighed on past races, and a rule whose weight cannot be told from 0 is kept at 0.`, '',
  'Generated: `npx racegraph matrix docs`, from the rules and the last reports in `docs/matrix/`.', '',
  '## Rules', '',
  ...table(['rule', 'categories', 'what', 'why', 'silent', 'judges by'], rules.map((rule) => [`\`${versionedRule(rule)}\``, categoriesOf(rule).join(' x '), rule.title, rule.because, rule.silent ?? 'where something is missing', rule.directness]), [0, 1, 2, 3, 4, 5]),
]
const HOW_MEASURED = [
  '## What it is good for', '',
  'What follows was measured. To do it again, with `DATABASE_URL` (or `RACEGRAPH_HOME`) at the database with the data: `npx racegraph matrix evaluate --source HKJC --docs docs/MATRIX.md`, and the same with `--source SYNTHETIC`.', '',
]
const measured = (report: MatrixReport): readonly string[] => [
  `## Measured on ${worldOf(report)}`, '',
  ...(report.source === 'SYNTHETIC' ? ['**SYNTHETIC**: these races are invented ([how](synthetic.md)). What comes out says whether the software finds what was put in, and nothing about racing.', ''] : []),
  judgedText(report), '', ...(report.featureSet === FEATURE_SET ? [] : [`Measured on feature set \`${report.featureSet}\`; the present one is \`${FEATURE_SET}\`.`, '']),
  ...staleRules(report), ...summaryOf(report).flatMap((line) => [`- ${line}`]), '', ...matrixSections(report).flatMap(section),
]
/** A report of rules that are no longer those that there are says so. */
function staleRules({ bases }: MatrixReport): readonly string[] {
  const then = new Set(bases.flatMap(({ rules }) => rules.map(({ rule }) => rule)))
  const now = new Set(RULES.filter((rule) => bases.some(({ usesPrices }) => usesPrices) || !rule.reads.some((name) => name.startsWith('market.'))).map(versionedRule))
  const [gone, added] = [[...then].filter((rule) => !now.has(rule)), [...now].filter((rule) => !then.has(rule))]
  return gone.length + added.length === 0 ? [] : [`**Measured with other rules than there are now**: ${[...(added.length === 0 ? [] : [`without ${added.join(', ')}`]), ...(gone.length === 0 ? [] : [`with ${gone.join(', ')}`])].join('; ')}.`, '']
}

/** `docs/MATRIX.md`: the rules, then what was measured on the data sets that reports were kept of, real ones first. */
export const matrixPage = (reports: readonly MatrixReport[]): string => {
  const ordered = reports.toSorted((a, b) => Number(a.source === 'SYNTHETIC') - Number(b.source === 'SYNTHETIC') || (a.source < b.source ? -1 : 1))
  return `${[...catalogue(RULES), ...HOW_MEASURED, ...ordered.flatMap(measured)].join('\n').trimEnd()}\n`
}
