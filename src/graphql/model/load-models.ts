import type { SqlRunner } from '../../usecases/ports'
import { isModel } from '../../usecases/predict-races'
import type { Args, Values, Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { describeModel } from './describe-model'
import type { Model } from './model.type'
import { rulesOfModels } from './model-teller'

/** Every model that can be used, by name, newest version first. */
export async function loadModels(_db: SqlRunner, parents: readonly Values[], _args: Args, wanted: Wanted, scope: Scope): Promise<readonly (readonly Model[])[]> {
  const { cards, aliases } = await scope.models.cards()
  const rules = await rulesOfModels(scope, wanted.has('rules') ? cards : [])
  return parents.map(() => cards.map((card) => describeModel(card, aliases, rules.get(`${card.name}@${card.version}`) ?? null)))
}
/** The model of a name, an alias or `name@version`; null where there is none that can be used. */
export async function loadModel(_db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly (Model | null)[]> {
  const found = await scope.models.resolve(args['name'] as string)
  if (!isModel(found)) return parents.map(() => null)
  const rules = await rulesOfModels(scope, wanted.has('rules') ? [found.card] : [])
  const model = describeModel(found.card, (await scope.models.cards()).aliases, [...rules.values()][0] ?? null)
  return parents.map(() => model)
}
