import type { LoadedModel, NoPrediction } from '../../usecases/prediction'

export const withoutRules = ({ name, version }: Pick<LoadedModel['card'], 'name' | 'version'>): NoPrediction =>
  ({ kind: 'none', reason: 'NO_RULES', message: `Model ${name}@${version} has no rules on top of what its features say. \`models { name kind }\` tells which have: those of kind RULES.` })
