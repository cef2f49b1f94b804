import { defineCategory } from './define'
import { winRate } from './rates'

export const chemistry = defineCategory('chemistry', 'What pairs have done together: jockey and horse, jockey and trainer, trainer and venue.', [
  { name: 'chemistry.partnershipWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts won by this jockey for this trainer, drawn toward the base rate.', missing: { policy: 'fieldMean' }, ...winRate('partnership.career', 40) },
])
