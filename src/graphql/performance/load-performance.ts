import { modelPerformance, type ModelPerformance as Performance } from '../../usecases/model-performance'
import type { SqlRunner } from '../../usecases/ports'
import { orNull, pairedOf, scoresOf } from '../model/describe-model'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import type { Drift, ModelPerformance, PerformanceDay } from './model-performance.type'

/** Inputs that are told of. */
const MOST_DRIFTED = 10

type Judged = Pick<Performance, 'scores' | 'market' | 'paired'>
const judged = ({ scores, market, paired }: Judged): Omit<PerformanceDay, 'date'> =>
  ({ scores: scoresOf(scores), market: market === null ? null : scoresOf(market), difference: paired === null ? null : pairedOf(paired) })
const drifted = (name: string, { psi, byLuck }: { readonly psi: number; readonly byLuck: number }): Drift => ({ name, psi: orNull(psi), byLuck: orNull(byLuck) })

const described = ({ model, versions, from, to, synthetic, leftOut, days, calibration, staking, drift, alert, ...all }: Performance): ModelPerformance => ({
  model, versions, from, to, synthetic, ...judged(all), leftOut: Object.entries(leftOut).map(([reason, races]) => ({ reason, races })), days: days.map(({ date, ...day }) => ({ date, ...judged(day) })),
  calibrationError: orNull(calibration?.ece), calibrationErrorByLuck: orNull(calibration?.byLuck),
  calibration: (calibration?.points ?? []).map(({ predicted, observed, runners }) => ({ predicted: orNull(predicted), observed: orNull(observed), count: runners })),
  staking: staking.map(({ rule, description, bets, roi, low, high, edge }) => ({ rule, description, bets, roi, low, high, edge })),
  drift: drift === null ? null : { races: drift.races, runners: drift.runners, chances: drifted('chances', drift.chances), inputs: drift.inputs.slice(0, MOST_DRIFTED).map((one) => drifted(one.name, one)) },
  alert,
})

/** @throws AppError BAD_USER_INPUT for days that are none, or too many */
export async function loadPerformance(db: SqlRunner, parents: readonly Values[], args: Args, _wanted: Wanted, { now, models, tracking }: Scope): Promise<readonly (ModelPerformance | null)[]> {
  const found = await modelPerformance(
    { store: tracking.store(db), cards: () => models.cards(), reference: tracking.reference, alert: tracking.alert, now },
    { model: args['model'] as string, from: (args['from'] ?? null) as string | null, to: (args['to'] ?? null) as string | null },
  )
  const told = found === null ? null : described(found)
  return parents.map(() => told)
}
