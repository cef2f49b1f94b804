import { inField, over, plain } from '../compared'
import { rule } from '../define'

export const chemistryTrainer = [
  rule({
    id: 'chemistry-trainer.outsideRider', version: 1, title: 'A strong stable books a rider from outside',
    because: 'A strong stable that does not use its own rider has fetched one for this horse; its own ride them all, good and bad.',
    categories: ['chemistry', 'trainer'], reads: ['chemistry.stableJockey', 'trainer.beatenShare'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => -Math.tanh(x['chemistry.stableJockey'] / 0.3) * over('trainer.beatenShare', x, field) / 0.08,
    say: (x, field) => `${plain('chemistry.stableJockey', x)} of the rider\'s rides are for the stable, which beats ${inField('trainer.beatenShare', x, field)} of the rivals`,
  }),
]
