import type { FinishStatus, RunnerStatus } from '../../domain/vocabulary'
import { nameAndBrand } from './brand'
import { entryFault } from './entry-fault'
import { lengthsOf, NECK, NOSE } from './lengths'
import { raceTimeMs } from './race-time'
import type { SideRow } from './side-file'
import type { ZhColumn } from './side-files'
import type { SpineRunner } from './spine'
import { NOT_FINISHED, WITHDRAWN } from './words'

/** A runner as results_en or results_zh give it, in one shape. Weights are pounds, `beaten` lengths behind the winner. */
export interface Entry {
  readonly horseId: string
  readonly number: number | null
  readonly jockey: string | null
  readonly trainer: string | null
  readonly carriedLb: number
  readonly bodyLb: number | null
  readonly draw: number | null
  readonly odds: number | null
  readonly status: RunnerStatus
  /** null when withdrawn; FINISHED also for dead heats. */
  readonly finish: FinishStatus | null
  readonly placing: number | null
  readonly beaten: number | null
  readonly calls: readonly number[]
  readonly timeMs: number | null
  /** The code of a withdrawal, e.g. `WV-A`. */
  readonly code: string | null
}

/** Time between a nose and a neck: in 2016-24 every nose was within 0.01 s of the winner and every neck at least 0.03 s behind. */
const NECK_FROM_MS = 20

/**
 * Lengths behind the winner. results_en writes a neck as 0.05, which is a nose, and so puts it before a head
 * (0.2): the times tell the two apart. Null `lbw` is 0 for a winner and unknown (`many lengths`) for others.
 */
export const beatenLengths = (placing: number, lbw: number | null, behindMs: number): number | null =>
  lbw === null ? (placing === 1 ? 0 : null) : lbw === NOSE && behindMs > NECK_FROM_MS ? NECK : lbw

export const entryOfSpine = (runner: SpineRunner, winnerMs: number): Entry => {
  const timeMs = Math.round(runner.finishSeconds * 1000)
  return {
    horseId: runner.horseId, number: runner.horseNo, jockey: runner.jockey, trainer: runner.trainer, carriedLb: runner.actualWeight, bodyLb: runner.declaredHorseWeight,
    draw: runner.draw, odds: runner.winOdds, status: 'RUNNER', finish: 'FINISHED', placing: runner.placing,
    beaten: beatenLengths(runner.placing, runner.lbw, timeMs - winnerMs), calls: runner.runningPosition, timeMs, code: null,
  }
}

const DASHES = new Set(['', '---', '--'])
const numberOr = (text: string): number | null => DASHES.has(text) ? null : Number(text)
const PLACE = /^(\d+)(?: 平頭馬)?$/

/** Names in English and the horse behind the brand, for rows that only results_zh has. */
export interface Names { readonly horseId: string | null; readonly jockey: string | null; readonly trainer: string | null }

/** The runner of a results_zh row, or why there is none. */
export const entryOfZh = (row: SideRow<ZhColumn>, names: (row: SideRow<ZhColumn>, brand: string) => Names): Entry | string => {
  const horse = nameAndBrand(row.horse_name)
  if (horse === null) return `no brand in the horse's name ${JSON.stringify(row.horse_name)}`
  const place = PLACE.exec(row.place)
  const withdrawn = WITHDRAWN[row.place]
  const notFinished = NOT_FINISHED[row.place]
  if (place === null && withdrawn === undefined && notFinished === undefined) return `place ${JSON.stringify(row.place)} is not known`
  const measures = { number: numberOr(row.horse_no), carriedLb: Number(row.actual_wt_lbs), bodyLb: numberOr(row.declared_wt_lbs), draw: numberOr(row.draw), odds: numberOr(row.win_odds) }
  const fault = entryFault(measures)
  if (fault !== null) return fault
  const { horseId, jockey, trainer } = names(row, horse.brand)
  if (horseId === null) return `brand ${horse.brand} is not one of the Jockey Club`
  const calls = DASHES.has(row.running_position) || withdrawn !== undefined ? [] : row.running_position.split(' ').map(Number)
  if (!calls.every((call) => Number.isInteger(call) && call >= 1 && call <= 40)) return `running positions ${JSON.stringify(row.running_position)} are not positions`
  const placing = place?.[1] === undefined ? null : Number(place[1])
  return {
    ...measures, horseId, jockey, trainer, status: withdrawn ?? 'RUNNER', finish: withdrawn === undefined ? notFinished ?? 'FINISHED' : null, placing,
    beaten: placing === 1 ? 0 : lengthsOf(row.lbw), calls, timeMs: raceTimeMs(row.finish_time), code: withdrawn === undefined ? null : row.place,
  }
}
