import { integrationMatrix } from '../../usecases/integration-matrix'
import type { IntegrationMatrix, MatrixCell } from '../../usecases/explanation'
import type { FullPrediction } from '../../usecases/predict-races'
import type { NoPrediction } from '../../usecases/prediction'
import type { SqlRunner } from '../../usecases/ports'
import { orNone, sharedExplanation } from '../explanation/shared-explanations'
import { asOfIn } from '../feature/feature-args'
import { wordOf } from '../feature/feature-name.enum'
import { modelTeller } from '../model/model-teller'
import type { Model } from '../model/model.type'
import { fromGlobalId } from '../node/global-id'
import { below, GONE, noneValue, NOT_STARTING } from '../prediction/no-prediction'
import { sharedValue } from '../prediction/prediction-value'
import { sharedPredictions } from '../prediction/shared-predictions'
import type { Args, Values, Wanted, WantedField } from '../read/mapping'
import type { Scope } from '../read/scope'
import { modelWithRulesIn } from './model-with-rules'
import { withoutRules } from './without-rules'

/** The matrix of each race. Parents are `[race id, start, status]`. */
export async function loadIntegrationMatrix(_db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const [asOf, own, runnerId] = [asOfIn(args, scope.now), below(wanted, 'IntegrationMatrix'), runnerIn(args)]
  const outcomes = await sharedPredictions(scope, parents.map(([raceId, start, status]) => ({ raceId, start, status })), await modelWithRulesIn(scope, args), asOf)
  const told = parents.flatMap(([raceId]) => { const one = outcomes.get(raceId as number); return one?.kind === 'prediction' ? [one] : [] })
  const model = await modelTeller(scope, own, told.map(({ card }) => card))
  return parents.map(([raceId]) => {
    const prediction = outcomes.get(raceId as number)
    if (prediction === undefined) return GONE
    if (prediction.kind === 'none') return noneValue(prediction)
    if (runnerId !== null && !prediction.runnerIds.includes(runnerId)) return NOT_STARTING
    const matrix = matrixOf(scope, prediction, runnerId)
    return 'kind' in matrix ? noneValue(matrix) : matrixValue({ matrix, prediction, runnerId, model: model(prediction.card) }, own)
  })
}
/** Null for nobody. @throws AppError BAD_USER_INPUT for what is no id of a runner */
const runnerIn = (args: Args): number | null => { const id = (args['runner'] ?? null) as string | null; return id === null ? null : fromGlobalId(id, 'Runner') }

function matrixOf(scope: Scope, prediction: FullPrediction, runnerId: number | null): IntegrationMatrix | NoPrediction {
  const explanation = sharedExplanation(scope, prediction)
  if ('kind' in explanation) return explanation
  return prediction.parts()?.rules === null ? withoutRules(prediction.card) : orNone(prediction, scope.warn, 'taking the matrix of', () => integrationMatrix(explanation, runnerId))
}

interface Telling { readonly matrix: IntegrationMatrix; readonly prediction: FullPrediction; readonly runnerId: number | null; readonly model: Model | null }
const matrixValue = (telling: Telling, wanted: Wanted): Record<string, unknown> =>
  ({ __typename: 'IntegrationMatrix', ...Object.fromEntries(wanted.fields.map((field) => [field.property, valueOf(telling, field)])) })

function valueOf({ matrix: { categories, cells, raceId }, prediction, runnerId, model }: Telling, { name, args }: WantedField): unknown {
  const rows = (value: (cell: MatrixCell) => number): readonly (readonly number[])[] => categories.map((_, i) => cells.slice(i * categories.length, (i + 1) * categories.length).map(value))
  switch (name) {
    case 'race': return raceId
    case 'model': return model
    case 'runner': return runnerId
    case 'categories': return categories.map(wordOf)
    case 'strengths': return rows(({ strength }) => strength)
    case 'directions': return rows(({ direction }) => direction)
    case 'cells': return cells.filter(({ strength }) => strength !== 0 || args['nonZero'] === false).map((cell) => ({ ...cell, row: wordOf(cell.row), column: wordOf(cell.column) }))
    default: return sharedValue(prediction, name)
  }
}
