import type { trackRange } from '../app/track'
import type { ModelPerformance } from '../usecases/model-performance'
import { columns } from './feature-tables'

type Report = Awaited<ReturnType<typeof trackRange>>

const fixed = (value: number | null | undefined, digits: number): string => (value === null || value === undefined || !Number.isFinite(value) ? '-' : value.toFixed(digits))
const signed = (value: number, digits: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(digits)}`
const percent = (value: number | null | undefined): string => (value === null || value === undefined ? '-' : `${signed(100 * value, 1)}%`)
const named = ({ model, versions }: ModelPerformance): string => `${model}@${versions.join(',')}`

const rowOf = (one: ModelPerformance): readonly string[] => {
  const { scores, market, paired, calibration, staking, drift, synthetic } = one
  const roi = (rule: string): string => percent(staking.find((each) => each.rule === rule)?.roi)
  return [
    `${named(one)}${synthetic ? ' SYNTHETIC' : ''}`, String(scores.races), fixed(scores.logLoss, 4), fixed(market?.logLoss, 4),
    paired === null ? '-' : `${signed(paired.difference, 4)} [${signed(paired.low, 4)}, ${signed(paired.high, 4)}]`, fixed(scores.top1, 3), fixed(scores.top3, 3), fixed(calibration?.ece, 4),
    roi('top-pick'), roi('edge-10'), fixed(drift?.chances.psi, 3), drift === null ? '-' : drift.inputs.slice(0, 2).map(({ name, psi }) => `${name} ${psi.toFixed(2)}`).join(', '),
  ]
}
const HEAD = ['model', 'races', 'log-loss', 'market', 'difference', 'top-1', 'top-3', 'ECE', 'top pick', 'edges', 'PSI', 'most drifted']

/** A row a version. Market and difference are on the races in which all had a starting price. */
export const printTracking = ({ scored, leftOut, performance }: Report): string => {
  const left = Object.entries(leftOut).map(([reason, races]) => `${races} left out (${reason})`)
  const said = `${scored} prediction${scored === 1 ? '' : 's'} scored now${left.length === 0 ? '' : `, ${left.join(', ')}`}.`
  return performance.length === 0 ? `${said}\nNothing that was served before the off on these days has a result yet.` : [
    said, '', columns(HEAD, performance.map(rowOf), [0, HEAD.length - 1]), '', 'Nats a race; profit over stakes at starting prices, which nobody knows before the off.',
    ...(performance.some(({ synthetic }) => synthetic) ? ['SYNTHETIC: invented races, which tell nothing of real ones.'] : []),
  ].join('\n')
}
