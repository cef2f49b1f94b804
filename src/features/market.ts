import { defineCategory } from './define'

export const market = defineCategory('market', 'What the betting says. Never part of a model that claims to need no prices.', [
  { name: 'market.current', version: 1, scope: 'runner', unit: 'odds', description: 'Latest price, decimal; after the off the starting price.', missing: { policy: 'trainingMean' }, inputs: ['market'], compute: (r) => r.market.current },
])
