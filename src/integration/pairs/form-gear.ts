import { inField, over, plain } from '../compared'
import { rule } from '../define'

export const formGear = [
  rule({
    id: 'form-gear.blinkersOnTheUnfancied', version: 1, title: 'Blinkers on the unfancied',
    because: 'A horse that needs blinkers and was fancied all the same has disappointed; on one that nobody fancied they still may wake it up.',
    categories: ['form', 'gear'], reads: ['form.marketChance3', 'gear.blinkers'], silent: 'Without blinkers.', directness: 'own', sample: null,
    signal: (x, field) => -x['gear.blinkers'] * Math.tanh(over('form.marketChance3', x, field) / 0.06),
    say: (x, field) => `${x['gear.blinkers'] === 1 ? 'in blinkers' : 'without blinkers'}, given ${inField('form.marketChance3', x, field)} by the prices of its last three starts`,
  }),
  rule({
    id: 'form-gear.gearOffAfterPoorRuns', version: 1, title: 'Gear off after poor runs',
    because: 'What did not help is taken off, and a horse that ran badly with it may run better without.',
    categories: ['form', 'gear'], reads: ['form.beatenShare3', 'gear.removed'], silent: 'Where nothing was taken off, and for who has won its last three.', directness: 'own', sample: null,
    signal: (x) => x['gear.removed'] * (1 - x['form.beatenShare3']),
    say: (x) => `${x['gear.removed'] === 1 ? 'gear taken off' : 'no gear taken off'} after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
  rule({
    id: 'form-gear.firstBlinkersAfterPoorRuns', version: 1, title: 'First-time blinkers after poor runs',
    because: 'Blinkers are put on a horse that does not give all it has: the worse it ran, the more they may find.',
    categories: ['form', 'gear'], reads: ['form.beatenShare3', 'gear.blinkersFirstTime'], silent: 'For all but first-time blinkers.', directness: 'own', sample: null,
    signal: (x) => x['gear.blinkersFirstTime'] * (1 - 2 * x['form.beatenShare3']),
    say: (x) => `${x['gear.blinkersFirstTime'] === 1 ? 'first-time blinkers' : 'no first-time blinkers'} after beating ${plain('form.beatenShare3', x)} of its rivals in three starts`,
  }),
]
