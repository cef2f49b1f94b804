import { AppError } from '../domain/errors'
import type { RaceTable, TrainingTable } from '../models/data/race-table'
import { paramsOf, type AnyLearner } from '../models/learners'
import { FitStopped, type ParamDefinition, type Params } from '../models/model'
import { raceLogLoss } from '../models/race-softmax'
import { offeredTo, type Recipe } from '../models/recipe'
import { isBelowMedian, markOf, type Mark } from '../models/tuning/median-rule'
import { isValueIn, spaceOf, type Space } from '../models/tuning/space'
import { nextParams } from '../models/tuning/tpe'
import { chancesOf } from '../models/evaluation/chances'

/** One try, as it is written down. */
export interface Trial {
  readonly number: number
  readonly state: 'complete' | 'pruned' | 'failed'
  /** Those that are searched. */
  readonly params: Params
  /** Mean of log-loss a race over the folds; of a pruned one the last that it reported; null when it failed. */
  readonly loss: number | null
  readonly marks: readonly Mark[]
  /** Rounds and the like that the folds ended at, their mean. */
  readonly found: Params
  readonly cpuSeconds: number
  readonly problem: string | null
}
/** Trials of one search, in a file that only grows. */
export interface TrialLog { read(): Promise<readonly Trial[]>; append(trial: Trial): Promise<void> }

export interface TuneDeps {
  readonly learner: AnyLearner
  readonly log: TrialLog
  readonly cpuSeconds: () => number
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number, note: string) => void
  readonly xgboostPath: string | null
}
export interface TuneAsk {
  readonly recipe: Recipe
  readonly folds: readonly { readonly train: TrainingTable; readonly validate: RaceTable }[]
  readonly trials: number
  readonly seed: number
}
export interface TuneReport {
  readonly kind: 'tuning'
  readonly recipe: string
  readonly space: readonly string[]
  readonly trials: number
  readonly complete: number
  readonly pruned: number
  readonly failed: number
  /** Trials that were there already. */
  readonly before: number
  readonly interrupted: boolean
  readonly best: { readonly number: number; readonly loss: number; readonly params: Params } | null
  /** What the recipe as it stands gives on the same folds: the first trial. */
  readonly asItIs: number | null
}

/** Parameters that a search leaves free, at their defaults, so that each trial ends where it is best. */
const UNTIL_BEST = ['rounds', 'patience', 'epochs'] as const

/** Parameters of the recipe beside those that are searched, with as many rounds as it takes. */
export function baseOf({ name, how }: Recipe, learner: AnyLearner): { readonly base: Params; readonly space: Space } {
  if ('rulesOver' in how) throw new AppError('BAD_USER_INPUT', `${name} is rules on top of ${how.rulesOver}: tune what that is made of, rules have nothing to search.`)
  if (!('learner' in how)) throw new AppError('BAD_USER_INPUT', `${name} is a pool of ${how.pool.join(', ')}: tune those, a pool has nothing to search.`)
  const defined = learner.params as Readonly<Record<string, ParamDefinition>>
  const space = spaceOf(defined)
  if (Object.keys(space).length === 0) throw new AppError('BAD_USER_INPUT', `${name} has no parameter that is searched.`)
  const free = Object.fromEntries(UNTIL_BEST.flatMap((param) => { const definition = defined[param]; return definition === undefined ? [] : [[param, definition.default] as const] }))
  return { space, base: { ...paramsOf(name, learner, how.params), ...free } }
}

/**
 * Tries parameters until there are as many trials as asked for, those in the log among them: interrupted, the same search goes on and
 * comes to the same. The recipe as it stands is the first.
 */
export async function tuneModel(deps: TuneDeps, ask: TuneAsk): Promise<TuneReport> {
  const { log, signal, progress } = deps
  const { base, space } = baseOf(ask.recipe, deps.learner)
  const trials = [...await log.read()]
  const before = trials.length
  const total = ask.trials * ask.folds.length
  let interrupted = false
  for (let number = trials.length; number < ask.trials && !interrupted; number++) {
    const params = number === 0 ? Object.fromEntries(Object.keys(space).sort().flatMap((name) => { const value = base[name]; return value === undefined ? [] : [[name, value] as const] })) : nextParams(space, trials.map(({ params: tried, loss, state }) => ({ params: tried, loss, pruned: state === 'pruned' })), ask.seed)
    const best = bestOf(trials)
    try {
      const trial = await tryOut(deps, ask, { ...base, ...params }, params, trials, (share, note) => { progress(number * ask.folds.length + share, total, `trial ${number + 1} of ${ask.trials}${best === null ? '' : `, best ${best.loss.toFixed(4)}`}${note === '' ? '' : `, ${note}`}`) })
      if (trial === null) interrupted = true
      else { await log.append(trial); trials.push(trial) }
    } catch (error) {
      if (!signal.aborted) throw error
      interrupted = true
    }
  }
  progress(trials.length * ask.folds.length, total, '')
  const best = bestOf(trials)
  const count = (state: Trial['state']): number => trials.filter((one) => one.state === state).length
  return {
    kind: 'tuning', recipe: ask.recipe.name, space: Object.keys(space).sort(), trials: trials.length, complete: count('complete'), pruned: count('pruned'), failed: count('failed'), before, interrupted,
    best: best === null ? null : { number: best.number, loss: best.loss, params: { ...best.params, ...best.found } }, asItIs: trials[0]?.state === 'complete' ? trials[0].loss : null,
  }
}
function bestOf(trials: readonly Trial[]): (Trial & { readonly loss: number }) | null {
  let best: (Trial & { readonly loss: number }) | null = null
  for (const trial of trials) if (trial.state === 'complete' && trial.loss !== null && (best === null || trial.loss < best.loss)) best = { ...trial, loss: trial.loss }
  return best
}

/** Null when it was interrupted. */
async function tryOut({ learner, cpuSeconds, signal, xgboostPath }: TuneDeps, { recipe, folds, seed }: TuneAsk, params: Params, searched: Params, before: readonly Trial[], say: (folds: number, note: string) => void): Promise<Trial | null> {
  const number = before.length
  const others = before.filter(({ state }) => state !== 'failed').map(({ marks }) => marks)
  const marks: Mark[] = []
  const losses: number[] = []
  const found: Params[] = []
  const began = cpuSeconds()
  const trial = (state: Trial['state'], loss: number | null, problem: string | null): Trial => ({ number, state, params: searched, loss, marks, found: state === 'complete' ? meanOf(found) : {}, cpuSeconds: Number((cpuSeconds() - began).toFixed(3)), problem })
  for (const [fold, { train, validate }] of folds.entries()) {
    let least = Infinity
    const report = (step: number, loss: number): boolean => {
      least = Math.min(least, loss)
      const mark = { fold, mark: markOf(step), loss: least }
      if (marks.some((one) => one.fold === fold && one.mark === mark.mark)) return false
      marks.push(mark)
      return isBelowMedian(others, mark)
    }
    try {
      const { model, params: fitted } = await learner.fit({ train, validate, features: offeredTo(recipe) }, params, { seed, signal, xgboostPath, report, progress: (done, of, note = '') => { say(fold + (of > 0 ? done / of : 0), note) } })
      try { losses.push(raceLogLoss(chancesOf(model, validate), validate.targets.win, validate.raceStart)) } finally { model.dispose() }
      found.push(Object.fromEntries(UNTIL_BEST.flatMap((param) => { const value = fitted[param]; return value === undefined || value === params[param] ? [] : [[param, value] as const] })))
    } catch (error) {
      if (signal.aborted) return null
      if (error instanceof FitStopped) return trial('pruned', marks.at(-1)?.loss ?? null, null)
      if (!(error instanceof AppError) || number === 0) throw error
      return trial('failed', null, error.message)
    }
  }
  const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length
  return Number.isFinite(loss) ? trial('complete', loss, null) : trial('failed', null, 'the log-loss is no number')
}
const meanOf = (found: readonly Params[]): Params => Object.fromEntries(UNTIL_BEST.flatMap((param) => {
  const values = found.flatMap((one) => (typeof one[param] === 'number' ? [one[param]] : []))
  return values.length === 0 ? [] : [[param, Math.round(values.reduce((sum, one) => sum + one, 0) / values.length)] as const]
}))

/** Whether a trial read back is one of this search. */
export const fits = (space: Space, { params }: Pick<Trial, 'params'>): boolean => Object.entries(space).every(([name, range]) => isValueIn(range, params[name]))
