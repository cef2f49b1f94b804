import { registerEnumType } from 'type-graphql'
import type { CataloguedRule } from '../../usecases/rule-catalogue'

export type DirectnessWord = Uppercase<CataloguedRule['directness']>
export type WeighedAs = NonNullable<CataloguedRule['weight']>['as']
export const RuleDirectnessEnum: { readonly [D in DirectnessWord]: D } = { OWN: 'OWN', PEOPLE: 'PEOPLE', COURSE: 'COURSE', FIELD: 'FIELD', RELATIVES: 'RELATIVES', PRICES: 'PRICES' }
export const WeighedAsEnum: { readonly [W in WeighedAs]: W } = { FITTED: 'FITTED', CAPPED: 'CAPPED', NOT_DISTINGUISHABLE: 'NOT_DISTINGUISHABLE', TOO_FEW: 'TOO_FEW' }

registerEnumType(RuleDirectnessEnum, {
  name: 'RuleDirectness', description: 'What a rule judges by. The nearer to the horse itself, the more it counts when rules contradict each other.',
  valuesConfig: {
    OWN: { description: 'The horse\'s own runs.' }, PEOPLE: { description: 'Its jockey and trainer.' }, COURSE: { description: 'The course, the draw, the going.' },
    FIELD: { description: 'Whom it meets.' }, RELATIVES: { description: 'Its relatives.' }, PRICES: { description: 'Prices of the race.' },
  },
})
registerEnumType(WeighedAsEnum, {
  name: 'WeighedAs', description: 'What became of a rule when it was weighed on history.',
  valuesConfig: {
    FITTED: { description: 'It has the weight that fits best.' }, CAPPED: { description: 'It would weigh more than the cap, and was held there.' },
    NOT_DISTINGUISHABLE: { description: 'The 95% interval of its weight holds 0: it is kept at 0.' }, TOO_FEW: { description: 'It spoke in too few races to be weighed: it is kept at 0.' },
  },
})
