import { AppError } from '../domain/errors'
import { boostingLearner } from './learners/boosting'
import { conditionalLogitLearner } from './learners/conditional-logit'
import { forestLearner } from './learners/forest'
import { logisticLearner } from './learners/logistic'
import { marketLearner } from './learners/market'
import { neuralLearner } from './learners/neural'
import type { Learner, ParamDefinition, Params } from './model'

/** A learner as recipes call it: parameters are checked before it gets them. */
export type AnyLearner = Pick<Learner, 'kind' | 'description' | 'params' | 'fit'>
const all = {
  'market': marketLearner,
  'logistic': logisticLearner,
  'conditional-logit': conditionalLogitLearner,
  'forest': forestLearner,
  'boosting': boostingLearner,
  'neural': neuralLearner,
}
export type LearnerName = keyof typeof all
export const LEARNERS: Readonly<Record<LearnerName, AnyLearner>> = all as unknown as Readonly<Record<LearnerName, AnyLearner>>

/** Whether a parameter may have the value. */
function isInRange({ range }: ParamDefinition, value: unknown): boolean {
  if (range.kind === 'one-of') return range.values.some((one) => one === value)
  return typeof value === 'number' && value >= range.from && value <= range.to && (range.kind === 'number' || Number.isInteger(value))
}
const saysRange = ({ range }: ParamDefinition): string => (range.kind === 'one-of' ? `one of ${range.values.join(', ')}` : `a ${range.kind === 'whole' ? 'whole ' : ''}number from ${range.from} to ${range.to}`)

/** All parameters of a learner: its defaults and what is given over them. @throws AppError BAD_USER_INPUT for a name that it has not or a value out of range */
export function paramsOf(name: string, { params }: Pick<AnyLearner, 'params'>, given: Params): Params {
  const defined = params as Readonly<Record<string, ParamDefinition>>
  for (const [param, value] of Object.entries(given)) {
    const definition = Object.hasOwn(defined, param) ? defined[param] : undefined
    if (definition === undefined) throw new AppError('BAD_USER_INPUT', `${name} has no parameter ${JSON.stringify(param)}: it has ${Object.keys(defined).join(', ')}.`)
    if (!isInRange(definition, value)) throw new AppError('BAD_USER_INPUT', `${param} of ${name} is ${JSON.stringify(value)}: it must be ${saysRange(definition)}.`)
  }
  return { ...Object.fromEntries(Object.entries(defined).map(([param, definition]) => [param, definition.default])), ...given }
}
