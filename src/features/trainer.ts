import { defineCategory } from './define'
import { winRate } from './rates'

export const trainer = defineCategory('trainer', 'What the stable has done.', [
  { name: 'trainer.winRateYear', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the stable\'s starters of 365 days that won, drawn toward the base rate.', missing: { policy: 'fieldMean' }, ...winRate('trainer.365', 40) },
])
