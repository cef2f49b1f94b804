import type { RaceTable } from '../data/race-table'
import { raceLosses, raceSoftmax } from '../race-softmax'
import { calibrate, type Calibration } from './calibration'
import { CALIBRATIONS } from './fit-calibration'

export type CalibrationKind = Calibration['kind']
/** Log-loss a race of one way on races that it was not fitted on, and its mean gain on doing nothing with the standard error of that. */
export interface CalibrationTrial { readonly kind: CalibrationKind; readonly logLoss: number; readonly gain: number; readonly error: number }
export interface ChosenCalibration { readonly calibration: Calibration; readonly trials: readonly CalibrationTrial[]; readonly races: number }

/** Simplest first. */
const WAYS = ['none', 'temperature', 'isotonic'] as const
const FOLDS = 5

/**
 * The way that did best walking forward over races that the model was not fitted on: each fifth is judged by what was fitted on those before
 * it, the first is only fitted on, and parts begin on a new day. A way takes the place of a simpler one only by gaining more than one standard
 * error on it. What was chosen is then fitted on all of these races.
 */
export function chooseCalibration(scores: Float64Array, table: Pick<RaceTable, 'raceStart' | 'targets' | 'races'>): ChosenCalibration {
  const losses = new Map(WAYS.map((way) => [way, [] as number[]]))
  const cuts = cutsOf(table)
  for (let fold = 1; fold < FOLDS; fold++) {
    const before = part(scores, table, 0, cuts[fold] as number)
    const now = part(scores, table, cuts[fold] as number, cuts[fold + 1] as number)
    for (const way of WAYS) {
      const calibrated = calibrate(CALIBRATIONS[way](before.scores, before), now.scores, now.raceStart)
      for (const loss of raceLosses(raceSoftmax(calibrated, now.raceStart), now.targets.win, now.raceStart)) if (!Number.isNaN(loss)) losses.get(way)?.push(loss)
    }
  }
  const of = (way: CalibrationKind): readonly number[] => losses.get(way) ?? []
  const trials = WAYS.map((kind): CalibrationTrial => ({ kind, logLoss: mean(of(kind)), ...gainOf(of('none'), of(kind)) }))
  const chosen = WAYS.reduce((best, way) => { const { gain, error } = gainOf(of(best), of(way)); return gain > error ? way : best })
  return { calibration: CALIBRATIONS[chosen](scores, table), trials, races: of('none').length }
}

type Part = Pick<RaceTable, 'raceStart' | 'targets'> & { readonly scores: Float64Array }
function part(scores: Float64Array, { raceStart, targets }: Pick<RaceTable, 'raceStart' | 'targets'>, from: number, to: number): Part {
  const [first, last] = [raceStart[from] as number, raceStart[to] as number]
  const { win } = targets
  return { scores: scores.subarray(first, last), raceStart: raceStart.slice(from, to + 1).map((row) => row - first), targets: { ...targets, win: win.subarray(first, last) } }
}
/** Races at which the parts begin, and the end. */
function cutsOf({ races }: Pick<RaceTable, 'races'>): readonly number[] {
  return Array.from({ length: FOLDS + 1 }, (_, fold) => {
    let at = Math.round((races.length * fold) / FOLDS)
    while (at > 0 && at < races.length && races[at]?.date === races[at - 1]?.date) at++
    return at
  })
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
/** Mean by which `other` loses less a race, and its standard error. */
function gainOf(base: readonly number[], other: readonly number[]): { readonly gain: number; readonly error: number } {
  const gains = base.map((loss, race) => loss - (other[race] as number))
  const gain = mean(gains)
  return { gain, error: Math.sqrt(gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / Math.max(1, gains.length - 1) / gains.length) }
}
