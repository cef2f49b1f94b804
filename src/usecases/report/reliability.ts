import type { EvaluationReport } from '../../models/evaluation/report'
import { fixed, grouped, percent } from './numbers'
import { across, axes, dot, drawing, figure, line, upwards } from './svg'

const CHANCES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1]

/** Shares of winners by chance foretold, with their intervals; on the line chances are true. */
export function reliabilityChart(title: string, { points, ece }: Pick<EvaluationReport['calibration'], 'points' | 'ece'>, note = ''): string {
  const most = Math.min(1, Math.max(...points.map(({ predicted, high }) => Math.max(predicted, high))) * 1.05)
  const [x, y] = [across(0, most, Math.sqrt), upwards(0, most, Math.sqrt)]
  const marks = CHANCES.filter((chance) => chance <= most).map((value) => ({ value, label: percent(value, 0) }))
  return figure(title, drawing([
    axes(x, marks, y, marks, 'foretold'), line(x.at(0), y.at(0), x.at(most), y.at(most), 'even'),
    ...points.map(({ predicted, low, high }) => line(x.at(predicted), y.at(low), x.at(predicted), y.at(high), 'whisker s1')),
    ...points.map(({ predicted, observed, runners }) => dot(x.at(predicted), y.at(observed), 's1', `foretold ${percent(predicted, 2)}, won ${percent(observed, 2)} of ${grouped(runners)} runners`)),
  ].join(''), `Share of winners by chance foretold; ECE ${fixed(ece, 4)}`), [], note)
}
