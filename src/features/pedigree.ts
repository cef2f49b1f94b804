import { defineCategory } from './define'
import { winRate } from './rates'

export const pedigree = defineCategory('pedigree', 'What the progeny of its sire, of its dam\'s sire and of its dam have done.', [
  { name: 'pedigree.sireWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the starts of the sire\'s progeny that were won, drawn toward the base rate.', missing: { policy: 'fieldMean' }, ...winRate('sire.career', 40) },
])
