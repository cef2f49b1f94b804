import { Arg } from 'type-graphql'
import { isModel } from '../../usecases/predict-races'
import { modelIn } from '../prediction/prediction-args'
import type { Args } from '../read/mapping'
import type { Scope } from '../read/scope'

export const ModelWithRules = (): ReturnType<typeof Arg> => Arg('model', () => String, {
  nullable: true, description: 'Name of a model (its newest version), `name@version`, or an alias. Left out: the champion, or where no rule counts in it the newest model in which some do.',
})

/** The model asked for. Without a name the champion, or where no rule has a weight in it the newest model in which some have. */
export async function modelWithRulesIn(scope: Scope, args: Args): Promise<string> {
  const name = modelIn(args)
  if ((args['model'] ?? null) !== null) return name
  const { models } = scope
  const hasRules = async (one: string): Promise<boolean> => { const found = await models.resolve(one); return isModel(found) && found.model.fittedRules?.rules.some(({ weight }) => weight !== 0) === true }
  if (await hasRules(name)) return name
  const cards = (await models.cards()).cards.filter(({ kind }) => kind === 'rules').toSorted((a, b) => Date.parse(b.trainedAt) - Date.parse(a.trainedAt) || Number(b.usesPrices) - Number(a.usesPrices))
  for (const card of cards) if (await hasRules(`${card.name}@${card.version}`)) return `${card.name}@${card.version}`
  return name
}
