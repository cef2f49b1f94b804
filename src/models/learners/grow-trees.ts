import { FitStopped, type FitRun } from '../model'
import { raceLogLoss, raceSoftmax } from '../race-softmax'
import { seeded } from '../seeded'
import type { BoosterParams, MatrixData, Xgboost } from '../xgboost/library'
import { slimTrees } from '../xgboost/slim-trees'
import { pause } from './pause'

/** First and second derivative of the loss of each row by its margin. */
export type Gradients = (margins: Float32Array, gradient: Float32Array, hessian: Float32Array) => void
export interface Validation { readonly data: MatrixData; readonly raceStart: Int32Array; readonly won: Float64Array; /** Score of a margin after so many rounds. */ readonly score: (margin: number, rounds: number) => number }
export interface Growth {
  readonly params: BoosterParams
  /** Boosters that differ in what they draw; they grow side by side and are judged by their mean. */
  readonly members: number
  readonly rounds: number
  /** Rounds without a better validation log-loss after which it ends at the best; 0: goes on to the last. */
  readonly patience: number
  readonly train: MatrixData
  readonly validate: Validation | null
  /** `objective`: the one among the parameters; `margins`: `gradients` of the margins so far; `once`: always of those before the first tree. */
  readonly by: 'objective' | 'margins' | 'once'
  readonly gradients: Gradients
}
export interface Grown { readonly members: readonly Uint8Array[]; readonly rounds: number }

/** Rounds from one look at the validation races to the next. */
const EVERY = 5
/**
 * One thread: sums in another order would be another model, and threads that wait for each other cost more than they bring where
 * cores are shared.
 */
const ALWAYS: BoosterParams = { tree_method: 'hist', nthread: 1, verbosity: 0, disable_default_eval_metric: 1 }

/** The library is given 0 where there is no base margin: those rows weigh nothing in training and are not judged. */
const startable = (data: MatrixData): MatrixData => (data.baseMargin === undefined ? data : { ...data, baseMargin: data.baseMargin.map((start) => (Number.isNaN(start) ? 0 : start)) })

/** Grows trees round by round. Memory of the library is freed whatever happens. @throws FitStopped when aborted or pruned */
export async function growTrees(library: Xgboost, { params, members, rounds, patience, train, validate, by, gradients }: Growth, { seed, signal, progress, report }: FitRun): Promise<Grown> {
  const held: { free(): void }[] = []
  const hold = <T extends { free(): void }>(one: T): T => { held.push(one); return one }
  try {
    const rows = hold(library.matrix(startable(train)))
    const judged = validate === null ? null : { ...validate, matrix: hold(library.matrix(startable(validate.data))) }
    const boosters = Array.from({ length: members }, () => hold(library.booster({ ...params, ...ALWAYS }, judged === null ? [rows] : [rows, judged.matrix])))
    const [gradient, hessian] = [new Float32Array(train.rows), new Float32Array(train.rows)]
    if (by === 'once') gradients(train.baseMargin ?? new Float32Array(train.rows), gradient, hessian)
    const lossNow = (done: number): number => {
      if (judged === null) return NaN
      const scores = new Float64Array(judged.data.rows)
      for (const booster of boosters) booster.margins(judged.matrix).forEach((margin, row) => { scores[row] = (scores[row] as number) + judged.score(margin, done) / members })
      judged.data.baseMargin?.forEach((start, row) => { if (Number.isNaN(start)) scores[row] = NaN })
      return raceLogLoss(raceSoftmax(scores, judged.raceStart), judged.won, judged.raceStart)
    }
    let best = { rounds, loss: Infinity }
    for (let done = 1; done <= rounds; done++) {
      await pause(signal)
      boosters.forEach((booster, member) => {
        // What a round draws follows from its seed alone, not from whoever drew before it in this process.
        booster.setParam('seed', seeded(seed, 'trees', member, done).below(0x7fffffff))
        if (by === 'objective') { booster.update(rows, done - 1); return }
        if (by === 'margins') gradients(booster.margins(rows, true), gradient, hessian)
        booster.boost(rows, gradient, hessian)
      })
      if (judged === null || (done % EVERY !== 0 && done !== rounds)) { progress(done, rounds); continue }
      const loss = lossNow(done)
      progress(done, rounds, `validation ${loss.toFixed(4)}`)
      if (report?.(done, loss) === true) throw new FitStopped('pruned')
      if (patience === 0) continue
      if (loss < best.loss) best = { rounds: done, loss }
      else if (done - best.rounds >= patience) break
    }
    return { members: boosters.map((booster) => slimTrees(booster.save(best.rounds))), rounds: best.rounds }
  } finally { for (const one of held.reverse()) one.free() }
}
