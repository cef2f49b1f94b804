import { ablationOf, type Refit } from '../models/evaluation/ablation'
import { winInterval, type WinInterval } from '../models/calibration/interval'
import { chancesOf } from '../models/evaluation/chances'
import { EVALUATE, evaluateChances, type EvaluateOptions } from '../models/evaluation/evaluate'
import { permutationImportance } from '../models/evaluation/importance'
import type { EvaluationReport } from '../models/evaluation/report'
import { takeRaces, type RaceTable } from '../models/data/race-table'
import type { DataRange, ModelCard } from '../models/artefact/card'
import type { Model } from '../models/model'

/** What a report needs to know of a model: a card, or what is to become one. */
export interface EvaluatedCard extends Pick<ModelCard, 'name' | 'version'> { readonly data: Pick<ModelCard['data'], 'sources' | 'train' | 'validate' | 'refitted' | 'seenAt'>; readonly intervalFactor?: number | null }
export type { EvaluationReport }
export interface EvaluateModelOptions extends Partial<Omit<EvaluateOptions, 'inSample' | 'validated'>> {
  /** Other models on the same races. */
  readonly against?: readonly { readonly name: string; readonly model: Model }[]
  /** Shuffles a feature, null: no importance. */
  readonly repeats?: number | null
  /** Fits without a category; null: no ablation, which takes a fit more than there are categories. Features of those fits are in the table. */
  readonly refit?: Refit | null
  /** True chances by race and runner, where races are invented. */
  readonly truth?: ReadonlyMap<number, ReadonlyMap<number, number>> | null
  readonly progress?: (done: number, total: number, what: string) => void
  /** Aborted: throws its reason. */
  readonly signal?: AbortSignal
}

export const refOf = ({ name, version }: Pick<ModelCard, 'name' | 'version'>): string => `${name}@${version}`
const holds = (range: DataRange | null, { races }: RaceTable): boolean => range !== null && races.some(({ date }) => date >= range.from && date <= range.to)

/**
 * Judges a model on the races of the table, which has the features of all models. @throws AppError NOT_FOUND when no race
 * can be judged
 */
export async function evaluateModel(model: Model, card: EvaluatedCard, table: RaceTable, options: EvaluateModelOptions = {}): Promise<EvaluationReport> {
  const { against = [], repeats = null, refit = null, truth = null, progress = () => undefined, signal, ...rest } = options
  const evaluate = { ...EVALUATE, ...rest }
  const step = (label: string) => async (done: number, total: number, note = ''): Promise<void> => {
    await new Promise((resolve) => { setImmediate(resolve) })
    signal?.throwIfAborted()
    progress(done, total, note === '' ? label : `${label}: ${note}`)
  }
  const judged = (one: Model, label: string): Float64Array => chancesOf(one, table, (done) => { signal?.throwIfAborted(); progress(done, table.races.length, label) })
  const own = judged(model, card.name)
  const sameData = card.data.sources.some((source) => table.races.some((race) => race.source === source))
  const { report, table: races, chances } = evaluateChances({
    table, model: { name: refOf(card), chances: own }, against: against.map(({ name, model: other }) => ({ name, chances: judged(other, name) })),
    truth: truth === null ? null : rowsOf(table, truth), interval: truth === null ? null : intervalOf(model, card, table),
  }, { ...evaluate, inSample: sameData && (holds(card.data.train, table) || (card.data.refitted && holds(card.data.validate, table))), validated: sameData && holds(card.data.validate, table) })
  return {
    ...report, trainedSeeing: card.data.seenAt ?? null,
    importance: repeats === null ? null : await permutationImportance(model, races, chances, { repeats, resampling: { ...evaluate.resampling, draws: Math.min(500, evaluate.resampling.draws) }, progress: step('importance') }),
    ablation: refit === null ? null : await ablationOf(races, refit, { resampling: evaluate.resampling, progress: step('ablation') }),
  }
}

/** 90% intervals of an ensemble whose spread was measured; they are judged where the truth is known. */
function intervalOf(model: Model, { intervalFactor = null }: EvaluatedCard, table: RaceTable): WinInterval | null {
  const batch = takeRaces(table, table.races.map((_, r) => r), model.features)
  return intervalFactor === null ? null : winInterval(model.members(batch), model.scores(batch), table.raceStart, intervalFactor)
}
const rowsOf = ({ races, raceStart, runnerIds }: RaceTable, truth: ReadonlyMap<number, ReadonlyMap<number, number>>): Float64Array => {
  const rows = new Float64Array(runnerIds.length).fill(NaN)
  races.forEach(({ raceId }, r) => {
    const known = truth.get(raceId)
    for (let row = raceStart[r] as number; row < (raceStart[r + 1] as number); row++) rows[row] = known?.get(runnerIds[row] as number) ?? NaN
  })
  return rows
}
