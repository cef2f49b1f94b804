import { cpus } from 'node:os'
import type { ContestantName } from './contestants'
import type { Measurement } from './measure'
import type { BenchOptions } from './options'

/** At most so much of a contestant's CPU may racegraph use. */
export const BARS: Readonly<Partial<Record<ContestantName, number>>> = { floor: 1.5, postgraphile: 0.65, mercurius: 0.3 }

const LABELS: Readonly<Record<ContestantName, string>> = {
  racegraph: 'racegraph', before: 'racegraph, the other build', floor: 'floor: node:http + pg, one statement', postgraphile: 'PostGraphile 5.1.5', mercurius: 'Mercurius 16.10.1 + JIT + TypeORM loaders',
}

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 ? `-${'-'.repeat(width)}-` : `-${'-'.repeat(width)}:`)).join('|')}|`
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')
}
const ms = (value: number | null): string => (value === null ? 'n/a' : value.toFixed(value < 1 ? 3 : 2))

/** The bars are for questions that read something. */
const verdict = (question: string, contestant: ContestantName, ratio: number | undefined): readonly string[] => {
  const bar = question === 'http' ? undefined : BARS[contestant]
  if (ratio === undefined) return ['', '', '']
  if (bar === undefined) return [ratio.toFixed(2), '', '']
  return [ratio.toFixed(2), bar.toFixed(2), ratio <= bar ? 'met' : `missed by ${((ratio / bar - 1) * 100).toFixed(0)}%`]
}

/** CPU milliseconds per request and how racegraph stands against each bar. */
export const measurementTable = (m: Measurement): string => table([
  ['server', 'Node', 'Postgres', 'total', 'p50 latency', 'kB', 'racegraph / this', 'bar', ''],
  ...m.contestants.map((each) => [LABELS[each.contestant], ms(each.nodeMs), ms(each.postgresMs), ms(each.totalMs), ms(each.medianLatencyMs), (each.bytes / 1000).toFixed(1), ...verdict(m.question, each.contestant, m.ratios[each.contestant])]),
])

/** One line on where and on what: numbers mean nothing without it. */
export const circumstances = (m: Measurement, options: BenchOptions): string =>
  `${m.rows}; ${m.cases} different requests in turns, ${m.concurrency} keep-alive connections, ${options.rounds} interleaved rounds, medians; Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}.`

export const printMeasurement = (m: Measurement, options: BenchOptions): void => {
  options.say(`\n${options.markdown ? '### ' : ''}${m.question}\n\n${measurementTable(m)}\n\nCPU milliseconds per request. ${circumstances(m, options)}`)
}
