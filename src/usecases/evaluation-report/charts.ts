import { DAY_MS } from '../../domain/instant'
import type { EvaluationReport, Importance, Staking } from '../../models/evaluation/report'
import { fixed, grouped } from '../report/numbers'
import { reliabilityChart } from '../report/reliability'
import { across, axes, bar, dot, drawing, figure, line, path, ticks, upwards, WIDTH, words, type Series } from '../report/svg'

const spread = (values: readonly number[], room = 0.06): readonly [number, number] => {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)]
  const more = (high - low || Math.abs(high) || 1) * room
  return [low - more, high + more]
}
/** What was foretold against what came: on the line chances are true. */
const reliability = ({ calibration }: EvaluationReport): string =>
  reliabilityChart('Reliability', calibration, 'Share of winners, with 95% intervals, in groups of equally many runners. On the line, chances are as good as their word.')

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
function curves(title: string, rules: readonly Staking[], start: number, note: string): string {
  const drawn = rules.filter(({ curve }) => curve.length > 0)
  if (drawn.length === 0) return ''
  const [days, sums] = [drawn.flatMap(({ curve }) => curve.map(({ date }) => dayOf(date))), [start, ...drawn.flatMap(({ curve }) => curve.map(({ profit }) => profit))]]
  const [from, to] = [Math.min(...days), Math.max(...days)]
  const [x, y] = [across(from, to === from ? from + 1 : to), upwards(...spread(sums))]
  const label = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, to - from > 130 ? 7 : 10)
  const series = drawn.map(({ rule }, i): Series => ({ kind: `s${i + 1}`, name: rule }))
  return figure(title, drawing([
    axes(x, (to - from > 60 ? [0, 1, 2, 3].map((part) => from + ((part + 0.5) * (to - from)) / 4) : [from]).map((value) => ({ value, label: label(value) })), y, ticks(y.from, y.to).map((value) => ({ value, label: String(value) })), 'day'),
    line(x.at(x.from), y.at(start), x.at(x.to), y.at(start), 'even'),
    ...drawn.map(({ curve }, i) => path(curve.map(({ date, profit }) => [x.at(dayOf(date)), y.at(profit)]), `curve s${i + 1}`)),
  ].join(''), `${title}: ${drawn.map(({ rule, end }) => `${rule} ends at ${fixed(end, 2)}`).join(', ')}`), series, note)
}

function seasons({ cuts: { season }, model }: EvaluationReport): string {
  if (season.length === 0) return ''
  const losses = season.flatMap((cut) => [cut.model.logLoss, ...(cut.market === null ? [] : [cut.market.logLoss])])
  const [x, y] = [across(-0.5, season.length - 0.5), upwards(...spread(losses, 0.2))]
  const every = Math.ceil(season.length / 6)
  const points = (of: 'model' | 'market'): readonly (readonly [number, number, string])[] => season.flatMap((cut, i) => { const scores = cut[of]; return scores === null ? [] : [[x.at(i), y.at(scores.logLoss), `${cut.of}, ${of}: ${fixed(scores.logLoss, 4)} in ${grouped(scores.races)} races`] as const] })
  const drawn = (of: 'model' | 'market', kind: string): string => `${path(points(of).map(([px, py]) => [px, py]), `curve ${kind}`)}${points(of).map(([px, py, title]) => dot(px, py, kind, title)).join('')}`
  return figure('Log-loss by season', drawing([
    axes(x, season.flatMap(({ of }, i) => (i % every === 0 ? [{ value: i, label: of }] : [])), y, ticks(y.from, y.to, 4).map((value) => ({ value, label: String(value) })), 'season'), drawn('market', 's2'), drawn('model', 's1'),
  ].join(''), 'Log-loss of model and market by season'), [{ kind: 's1', name: model }, ...(season.some(({ market }) => market !== null) ? [{ kind: 's2', name: 'market' }] : [])], 'Nats a race, lower is better.')
}

const [ROW, NAMES] = [18, 168]
/** Bars are drawn for so many; the rest is in the table. */
const MOST_BARS = 25
function bars(title: string, all: readonly Importance[], note: string): string {
  const shown = all.slice(0, MOST_BARS)
  if (shown.length === 0) return ''
  const [low, high] = [Math.min(0, ...shown.map((one) => one.low)), Math.max(1e-6, ...shown.map((one) => one.high))]
  const at = (value: number): number => NAMES + ((value - low) / (high - low)) * (WIDTH - NAMES - 16)
  const height = shown.length * ROW + 30
  const body = shown.map(({ name, loss, low: from, high: to }, i) => {
    const middle = i * ROW + ROW / 2 + 2
    return `${words(NAMES - 6, middle + 4, name.length > 25 ? `${name.slice(0, 24)}…` : name, 'end')}${bar(Math.min(at(0), at(loss)), middle - 6, Math.abs(at(loss) - at(0)), 12, 's1', `${name}: ${fixed(loss, 5)} (${fixed(from, 5)} to ${fixed(to, 5)})`)}${line(at(from), middle, at(to), middle, 'whisker')}`
  })
  const marks = ticks(low, high, 3).map((value) => words(at(value), height - 6, String(value), 'middle'))
  return figure(title, drawing([...body, line(at(0), 0, at(0), shown.length * ROW + 6, 'even'), ...marks].join(''), `${title}: ${shown.slice(0, 5).map(({ name }) => name).join(', ')} ...`, height), [], note)
}

/** Every chart that the report has something for. */
export const chartsOf = (report: EvaluationReport): readonly string[] => [
  reliability(report), seasons(report),
  curves('Profit in units', report.staking.filter(({ rule }) => !rule.includes('kelly')), 0, 'At the starting price, after each day with a bet.'),
  curves('Bank', report.staking.filter(({ rule }) => rule.includes('kelly')), 1, 'Starts at 1; at the starting price.'),
  ...(report.importance === null ? [] : [bars('Importance of categories', report.importance.categories, 'Log-loss lost when shuffled, with 95% intervals.'), bars('Importance of features', report.importance.features, 'Log-loss lost when shuffled, with 95% intervals.')]),
  ...(report.ablation === null ? [] : [bars('Fitted without a category', report.ablation, 'Log-loss lost, with 95% intervals.')]),
].filter((chart) => chart !== '')
