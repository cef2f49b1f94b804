import { z } from 'zod'
import { fromFolder, intoFolder, MODEL_JSON, readModelJson, toModelJson } from '../artefact/model-json'
import type { Contributions, LoadModel, Model, ModelFiles } from '../model'
import { calibrate, CALIBRATION, type Calibration } from './calibration'

const FORMAT = z.object({ kind: z.literal('calibrated'), calibration: CALIBRATION })
const FOLDER = 'model'

/**
 * A model whose chances were set right on races that it was not fitted on. Members are calibrated as the model is. Contributions come with a
 * temperature, whose scores stay sums; an isotonic line bends them: null.
 */
export function calibratedModel(inner: Model, calibration: Calibration): Model {
  return {
    kind: 'calibrated', features: inner.features,
    scores: (batch) => calibrate(calibration, inner.scores(batch), batch.raceStart),
    members: (batch) => inner.members(batch).map((scores) => calibrate(calibration, scores, batch.raceStart)),
    contributions: (batch) => (calibration.kind === 'isotonic' ? null : times(inner.contributions(batch), calibration.kind === 'none' ? 1 : calibration.power)),
    save: () => new Map([[MODEL_JSON, toModelJson({ kind: 'calibrated', calibration } satisfies z.infer<typeof FORMAT>)], ...intoFolder(FOLDER, inner.save())]),
    dispose: () => { inner.dispose() },
  }
}
/** @param load reads the model within, whatever its kind */
export async function loadCalibrated(files: ModelFiles, load: LoadModel): Promise<Model> {
  const { calibration } = readModelJson(files, FORMAT)
  return calibratedModel(await load(fromFolder(FOLDER, files)), calibration)
}

const times = (told: Contributions | null, power: number): Contributions | null => (told === null ? null : { ...told, values: told.values.map((value) => power * value), baseline: power * told.baseline })
