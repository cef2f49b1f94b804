import type { ReportDocument, Section } from './html'

/** Text that Markdown and HTML within it take for nothing else. */
const plain = (text: string): string => text.replace(/[\\|<>&*_`[\]#]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : `\\${sign}`)).replaceAll('\n', ' ')
const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`
const section = ({ title, notes, head, rows, words }: Section): string => [
  `## ${title}`, '', ...notes.flatMap((note) => [plain(note), '']), row(head), `|${head.map((_, i) => (words.includes(i) ? ' --- ' : ' ---: ')).join('|')}|`, ...rows.map(row), '',
].join('\n')

/** The report as GitHub shows it, without its charts. */
export const markdownOf = ({ heading, lead, warnings, sections }: Omit<ReportDocument, 'title' | 'charts'>): string => [
  `# ${plain(heading)}`, '', plain(lead), '', ...warnings.flatMap((warning) => [`> **${plain(warning)}**`, '']), ...sections.map(section),
].join('\n')
