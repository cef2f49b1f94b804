import type { SqlRunner } from '../../usecases/ports'
import { isModel } from '../../usecases/predict-races'
import type { LoadedModel, NoPrediction } from '../../usecases/prediction'
import type { RulesOnTop } from '../../usecases/rule-catalogue'
import { modelTeller } from '../model/model-teller'
import { noneValue } from '../prediction/no-prediction'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { allRules, describeModelRules } from './describe-rules'
import { modelWithRulesIn } from './model-with-rules'
import { withoutRules } from './without-rules'

interface Weigher { readonly card: LoadedModel['card']; readonly rules: RulesOnTop }
const weigherOf = ({ card, model }: LoadedModel): Weigher | null => (model.fittedRules === undefined ? null : { card, rules: model.fittedRules })
async function weigher(scope: Scope, args: Args): Promise<Weigher | NoPrediction> {
  const asked = await scope.models.resolve(await modelWithRulesIn(scope, args))
  return isModel(asked) ? weigherOf(asked) ?? withoutRules(asked.card) : asked
}

/** Every rule, and what history says that each is worth on top of the model. */
export async function loadIntegrationRules(_db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly object[]> {
  const found = await weigher(scope, args)
  if ('kind' in found) { const none = { rules: allRules(null), model: null, fitted: null, unweighed: noneValue(found) }; return parents.map(() => none) }
  const told = { rules: allRules(found.rules), model: (await modelTeller(scope, wanted, [found.card]))(found.card), fitted: describeModelRules(found.rules), unweighed: null }
  return parents.map(() => told)
}
