import type { EvaluationReport } from '../../models/evaluation/report'
import { headingOf, sectionsOf, warningsOf, type Section } from './sections'

/** Text that Markdown and HTML within it take for nothing else. */
const plain = (text: string): string => text.replace(/[\\|<>&*_`[\]#]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : `\\${sign}`)).replaceAll('\n', ' ')
const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`
const section = ({ title, notes, head, rows, words }: Section): string => [
  `## ${title}`, '', ...notes.flatMap((note) => [plain(note), '']), row(head), `|${head.map((_, i) => (words.includes(i) ? ' --- ' : ' ---: ')).join('|')}|`, ...rows.map(row), '',
].join('\n')

/** The report as GitHub shows it. */
export const evaluationMarkdown = (report: EvaluationReport): string => [
  `# Evaluation of ${plain(report.model)}`, '', `${plain(headingOf(report))}.`, '', ...warningsOf(report).flatMap((warning) => [`> **${plain(warning)}**`, '']), ...sectionsOf(report).map(section),
].join('\n')
