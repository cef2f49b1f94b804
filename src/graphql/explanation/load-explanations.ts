import type { RaceExplanation } from '../../usecases/explanation'
import type { FullPrediction } from '../../usecases/predict-races'
import type { NoPrediction } from '../../usecases/prediction'
import type { SqlRunner } from '../../usecases/ports'
import { asOfIn } from '../feature/feature-args'
import { ruleTeller } from '../integration/describe-rules'
import { modelTeller } from '../model/model-teller'
import { modelIn } from '../prediction/prediction-args'
import { below, GONE, noneValue, NOT_STARTING } from '../prediction/no-prediction'
import { sharedPredictions, type Outcome } from '../prediction/shared-predictions'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { localeIn, topIn } from './explanation-args'
import { explanationValue, type Telling } from './explanation-value'
import { sharedExplanation } from './shared-explanations'
import { tellCounterfactuals, type Explained } from './tell-counterfactuals'

/** Why each runner has its chance. Parents are `[runner id, race id, race start, race status]`. */
export async function loadRunnerExplanations(_db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const [top, locale, asOf, own] = [topIn(args), localeIn(args), asOfIn(args, scope.now), below(wanted, 'Explanation')]
  const outcomes = await sharedPredictions(scope, parents.map(([, raceId, start, status]) => ({ raceId, start, status })), modelIn(args), asOf)
  const asked = new Set(parents.map(([, raceId]) => raceId as number))
  const explained = new Map([...outcomes].filter(([raceId]) => asked.has(raceId)).map(([raceId, outcome]) => [raceId, explanationOf(scope, outcome)]))
  const races = [...explained.values()].filter(isExplained)
  const model = await modelTeller(scope, own, races.map(({ prediction: { card } }) => card))
  const tellings = new Map(races.map((explanation): [number, Telling] => [explanation.prediction.raceId, { explanation, top, locale, model: model(explanation.prediction.card), rule: ruleTeller(explanation.prediction.parts()?.rules ?? null) }]))
  const told: Explained[] = []
  const values = parents.map(([runnerId, raceId]) => {
    const telling = tellings.get(raceId as number)
    const none = explained.get(raceId as number)
    if (telling === undefined) return none === undefined || isExplained(none) ? GONE : noneValue(none)
    const runner = telling.explanation.runners.find((one) => one.runnerId === runnerId)
    if (runner === undefined) return NOT_STARTING
    const value = explanationValue(telling, runner, own)
    told.push({ runnerId: runner.runnerId, prediction: telling.explanation.prediction, value })
    return value
  })
  await tellCounterfactuals(scope, told, own)
  return values
}
const isExplained = (one: RaceExplanation | NoPrediction): one is RaceExplanation => 'runners' in one
const explanationOf = (scope: Scope, outcome: Outcome): RaceExplanation | NoPrediction => (outcome.kind === 'none' ? outcome : sharedExplanation(scope, outcome satisfies FullPrediction))
