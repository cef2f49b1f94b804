import { defineCategory } from './define'
import { BLINKERS } from './encode'

export const gear = defineCategory('gear', 'What the horse wears, and what is new.', [
  { name: 'gear.blinkers', version: 1, scope: 'runner', unit: 'flag', description: 'Wears blinkers.', missing: { policy: 'trainingMean' }, compute: (r) => Number((r.gearBits & BLINKERS) !== 0) },
])
