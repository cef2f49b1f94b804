import { z } from 'zod'
import { fromFolder, intoFolder, MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import { DISCOUNTS, HARVILLE, type Discounts } from '../exotics/discounts'
import type { Contributions, LoadModel, Model, ModelFiles } from '../model'
import { calibrate, CALIBRATION, type Calibration } from './calibration'

/** A model whose chances were set right on races that it was not fitted on, with the powers by which second and third follow from them. */
export interface CalibratedModel extends Model {
  readonly kind: 'calibrated'
  readonly calibration: Calibration
  /** Null: nobody fitted them. */
  readonly discounts: Discounts | null
}
const FORMAT = z.strictObject({ kind: z.literal('calibrated'), calibration: CALIBRATION, discounts: DISCOUNTS.nullable() })
const FOLDER = 'model'

/** Members are calibrated as the model is. Contributions come with a temperature, whose scores stay sums; an isotonic line bends them: null. */
export function calibratedModel(inner: Model, calibration: Calibration, discounts: Discounts | null): CalibratedModel {
  return {
    kind: 'calibrated', features: inner.features, calibration, discounts,
    scores: (batch) => calibrate(calibration, inner.scores(batch), batch.raceStart),
    members: (batch) => inner.members(batch).map((scores) => calibrate(calibration, scores, batch.raceStart)),
    contributions: (batch) => (calibration.kind === 'isotonic' ? null : times(inner.contributions(batch), calibration.kind === 'none' ? 1 : calibration.power)),
    save: (): ModelFiles => new Map([[MODEL_JSON, toModelJson({ kind: 'calibrated', calibration, discounts })], ...intoFolder(FOLDER, inner.save())]),
    dispose: () => { inner.dispose() },
  }
}
/** @param load reads the model within, whatever its kind */
export async function loadCalibrated(files: ModelFiles, load: LoadModel): Promise<CalibratedModel> {
  const { calibration, discounts } = readModelJson(files, FORMAT)
  return calibratedModel(await load(fromFolder(FOLDER, files)), calibration, discounts)
}

/** Powers of second and third for the chances of a model: its own, else Harville's. */
export const discountsOf = (model: Model): Discounts => (isCalibrated(model) ? model.discounts : null) ?? HARVILLE
const isCalibrated = (model: Model): model is CalibratedModel => model.kind === 'calibrated'

const times = (told: Contributions | null, power: number): Contributions | null => (told === null ? null : { ...told, values: told.values.map((value) => power * value), baseline: power * told.baseline })
