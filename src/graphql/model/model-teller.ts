import type { LoadedModel } from '../../usecases/prediction'
import { isModel } from '../../usecases/predict-races'
import { describeModelRules } from '../integration/describe-rules'
import type { ModelRules } from '../integration/model-rules.type'
import type { Wanted } from '../read/mapping'
import type { Scope } from '../read/scope'
import { describeModel } from './describe-model'
import type { Model } from './model.type'

type Card = LoadedModel['card']
export type ModelTeller = (card: Card) => Model | null

const refOf = ({ name, version }: Pick<Card, 'name' | 'version'>): string => `${name}@${version}`

/** What rules do on top of each of these models, by `name@version`; those without are left out. Only models with rules are loaded. */
export async function rulesOfModels({ models }: Pick<Scope, 'models'>, cards: readonly Card[]): Promise<ReadonlyMap<string, ModelRules>> {
  const withRules = cards.filter(({ kind }) => kind === 'rules')
  const found = await Promise.all(withRules.map(async (card): Promise<readonly [string, ModelRules][]> => {
    const loaded = await models.resolve(refOf(card))
    return isModel(loaded) && loaded.model.fittedRules !== undefined ? [[refOf(card), describeModelRules(loaded.model.fittedRules)]] : []
  }))
  return new Map(found.flat())
}

/** Models as fields `model` below `wanted` ask for them, of these cards; null where nobody asks. */
export async function modelTeller(scope: Scope, wanted: Wanted, cards: readonly Card[]): Promise<ModelTeller> {
  const asked = wanted.fields.filter(({ name }) => name === 'model')
  if (asked.length === 0) return () => null
  const asks = (name: string): boolean => asked.some((field) => field.wanted.has(name))
  const aliases = asks('aliases') ? (await scope.models.cards()).aliases : {}
  const rules = asks('rules') ? await rulesOfModels(scope, [...new Map(cards.map((card) => [refOf(card), card])).values()]) : new Map<string, ModelRules>()
  return (card) => describeModel(card, aliases, rules.get(refOf(card)) ?? null)
}
