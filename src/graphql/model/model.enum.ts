import { registerEnumType } from 'type-graphql'

export const ModelKindEnum = {
  MARKET: 'MARKET', LOGISTIC: 'LOGISTIC', CONDITIONAL_LOGIT: 'CONDITIONAL_LOGIT', FOREST: 'FOREST', BOOSTING: 'BOOSTING', NEURAL: 'NEURAL', POOL: 'POOL', CALIBRATED: 'CALIBRATED', RULES: 'RULES', BLEND: 'BLEND',
} as const
export type ModelKindWord = keyof typeof ModelKindEnum

registerEnumType(ModelKindEnum, {
  name: 'ModelKind', description: 'How a model is made.',
  valuesConfig: {
    MARKET: { description: 'From prices alone: 1 / odds, with or without a fitted power.' }, LOGISTIC: { description: 'Logistic regression of winning, made to sum to 1 over the race.' },
    CONDITIONAL_LOGIT: { description: 'Logit of who wins among the runners of a race.' }, FOREST: { description: 'Random forest.' }, BOOSTING: { description: 'Gradient-boosted trees.' },
    NEURAL: { description: 'Neural network.' }, POOL: { description: 'Weighted pool of other models.' }, CALIBRATED: { description: 'Another model whose chances were calibrated.' },
    RULES: { description: 'Another model with rules of the integration matrix on top.' },
    BLEND: { description: 'Chances by a language model, alone or blended with those of another model.' },
  },
})
