import { registerEnumType } from 'type-graphql'
import type { ExoticType } from '../../usecases/order-of-finish'

export const ExoticTypeEnum: { readonly [E in ExoticType]: E } = { QUINELLA: 'QUINELLA', EXACTA: 'EXACTA', QUINELLA_PLACE: 'QUINELLA_PLACE', TRIO: 'TRIO', TRIFECTA: 'TRIFECTA' }

registerEnumType(ExoticTypeEnum, {
  name: 'ExoticType', description: 'Bets on more than the winner.',
  valuesConfig: {
    QUINELLA: { description: 'First two, any order.' }, EXACTA: { description: 'First two in order (forecast).' }, QUINELLA_PLACE: { description: 'Two of the first three, any order.' },
    TRIO: { description: 'First three, any order.' }, TRIFECTA: { description: 'First three in order (tricast, tierce).' },
  },
})
