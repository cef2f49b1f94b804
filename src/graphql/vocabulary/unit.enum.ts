import { registerEnumType } from 'type-graphql'
import { DistanceUnit, WeightUnit } from '../../domain/vocabulary'

registerEnumType(WeightUnit, { name: 'WeightUnit', description: 'Weights are stored in kilograms.', valuesConfig: { KG: { description: 'Kilogram.' }, LB: { description: 'Pound avoirdupois, 0.45359237 kg; given to one decimal.' } } })
registerEnumType(DistanceUnit, {
  name: 'DistanceUnit',
  description: 'Distances are stored in metres.',
  valuesConfig: { METRE: { description: 'Metre.' }, FURLONG: { description: 'Eighth of a mile, 201.168 m; given to three decimals.' }, YARD: { description: '0.9144 m; given to three decimals.' } },
})
