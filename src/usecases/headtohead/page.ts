import { htmlOf, type ReportDocument } from '../report/html'
import { markdownOf } from '../report/markdown'
import { signed } from '../report/numbers'
import { reliabilityChart } from '../report/reliability'
import { dot, drawing, figure, line, ticks, WIDTH, words } from '../report/svg'
import type { Duel, HeadToHeadReport } from './report'
import { leadOf, markOf, sectionsOf, warningsOf } from './sections'

const [ROW, NAMES] = [24, 130]
/** Differences with their intervals, a row each; 0 is the line. */
function differences({ duels }: HeadToHeadReport, mark: string): string {
  if (duels.length === 0) return ''
  const [low, high] = [Math.min(0, ...duels.map((duel) => duel.low)), Math.max(0, ...duels.map((duel) => duel.high))]
  const room = (high - low || 1) * 0.05
  const at = (value: number): number => NAMES + ((value - low + room) / (high - low + 2 * room)) * (WIDTH - NAMES - 14)
  const height = duels.length * ROW + 34
  const row = ({ against, difference, low: from, high: to, verdict }: Duel, i: number): string => {
    const y = i * ROW + ROW / 2 + 4
    return `${words(NAMES - 8, y + 4, against, 'end')}${line(at(from), y, at(to), y, 'whisker s1')}${dot(at(difference), y, 's1', `against ${against}: ${signed(difference)} (${signed(from)} to ${signed(to)}), ${verdict}`, 4)}`
  }
  const marks = ticks(low - room, high + room, 4).map((value) => words(at(value), height - 8, String(value), 'middle'))
  return figure(`${mark}Ours less each other`, drawing([line(at(0), 2, at(0), height - 24, 'even'), ...duels.map(row), ...marks].join(''), `Differences of log-loss: ${duels.map(({ against, difference }) => `${against} ${signed(difference)}`).join(', ')}`, height), [], 'Log-loss, nats a race, with 95% intervals. Left of the line ours is better.')
}

const documentOf = (report: HeadToHeadReport): ReportDocument => {
  const mark = markOf(report)
  return {
    title: `${mark}head to head`, heading: `${mark}Head to head: a language model with and without our data`, lead: leadOf(report), warnings: warningsOf(report),
    charts: [differences(report, mark), ...report.contestants.filter(({ name }) => name === 'ours' || name === 'plain' || name === 'card').map((one) => reliabilityChart(`${mark}Reliability of ${one.name}`, one.calibration))].filter((chart) => chart !== ''),
    sections: sectionsOf(report).map((section) => ({ ...section, title: `${mark}${section.title}` })),
  }
}
/** The report as one page that needs nothing beside it; as Markdown, without its charts. Where nothing is claimed every title says so. */
export const headToHeadPage = (report: HeadToHeadReport): string => htmlOf(documentOf(report))
export const headToHeadMarkdown = (report: HeadToHeadReport): string => markdownOf(documentOf(report))
