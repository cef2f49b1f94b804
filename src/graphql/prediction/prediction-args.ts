import { Arg } from 'type-graphql'
import type { Args } from '../read/mapping'
import { plainText } from '../filter/plain-text'
import { AsOf } from '../time/as-of'
import { PredictionTarget } from './prediction.enum'

const CHAMPION = 'champion'
const LONGEST = 100

export const ModelName = (): ReturnType<typeof Arg> => Arg('model', () => String, {
  nullable: true, defaultValue: CHAMPION, description: 'Name of a model (its newest version), `name@version`, or an alias: `champion` is the best of all, `fundamentals` the best that sees no price of the race.',
})
export const Target = (): ReturnType<typeof Arg> => Arg('target', () => PredictionTarget, { nullable: true, defaultValue: PredictionTarget.WIN, description: 'What the probability is of.' })
export const PredictedAsOf = (): ReturnType<typeof Arg> =>
  AsOf('Only from what was known before this instant, which cannot lie in the future; now when left out. After the start, card and history are those of the start, and starting prices are let in.')

/** An alias or a model; the champion for null. Throws BAD_USER_INPUT for what cannot be a name. */
export function modelIn(args: Args): string {
  const name = (args['model'] ?? CHAMPION) as string
  plainText('model', name, LONGEST)
  return name
}
export const targetIn = (args: Args): PredictionTarget => (args['target'] ?? 'WIN') as PredictionTarget
