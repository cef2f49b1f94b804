import { defineCategory } from './define'
import { lessMean } from './field'
import { impact } from './rates'

export const barrier = defineCategory('barrier', 'Where the runner starts from, and what that has been worth here.', [
  { name: 'barrier.number', version: 1, scope: 'runner', unit: 'count', description: 'Barrier as drawn, 1 = at the rail.', missing: { policy: 'fieldMean', flag: true }, compute: (r) => r.barrier },
  { name: 'barrier.thirdImpact', version: 1, scope: 'runner', unit: 'ratio', description: 'Wins from the same third of the draw at this venue, surface and distance over those of chance, drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('drawOwn.career', 10) },
  { name: 'barrier.thirdImpactOverField', version: 1, scope: 'field', unit: 'ratio', of: 'barrier.thirdImpact', description: 'Impact of the own third less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
])
