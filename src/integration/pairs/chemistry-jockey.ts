import { inField, over, plain } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const chemistryJockey = [
  rule({
    id: 'chemistry-jockey.strongRiderNewToIt', version: 1, title: 'A strong rider with little history on the horse',
    because: 'A good rider makes the most difference where the horse has not yet shown what it does for that rider.',
    categories: ['chemistry', 'jockey'], reads: ['chemistry.ridesTogether', 'jockey.beatenShare'], silent: null, directness: 'people', sample: null,
    signal: (x, field) => Math.exp(-x['chemistry.ridesTogether']) * Math.tanh(over('jockey.beatenShare', x, field) / 0.1),
    say: (x, field) => `${startsText(startsOf(x['chemistry.ridesTogether']))} together, under a rider who beats ${inField('jockey.beatenShare', x, field)} of the rivals`,
  }),
  rule({
    id: 'chemistry-jockey.partnershipBeyondTheRider', version: 1, title: 'A partnership that beats the rider\'s own record',
    because: 'A rider who does better for this stable than for others gets its live chances.',
    categories: ['chemistry', 'jockey'], reads: ['chemistry.partnershipActualVsExpected', 'chemistry.partnershipStarts', 'jockey.actualVsExpectedYear'], silent: null, directness: 'people', sample: 'chemistry.partnershipStarts',
    signal: (x) => Math.min(1, (1 + x['chemistry.partnershipStarts']) / 6) * Math.tanh((x['chemistry.partnershipActualVsExpected'] - x['jockey.actualVsExpectedYear']) / 0.15),
    say: (x) => `${plain('chemistry.partnershipActualVsExpected', x)} of what prices promised in ${startsText(startsOf(x['chemistry.partnershipStarts']))} for the stable, ${plain('jockey.actualVsExpectedYear', x)} for all in a year`,
  }),
  rule({
    id: 'chemistry-jockey.firstPairing', version: 1, title: 'First time on the horse',
    because: 'A new rider is a fresh start, for better under a winning one and for worse under another.',
    categories: ['chemistry', 'jockey'], reads: ['chemistry.firstTimeTogether', 'jockey.winRate90'], silent: 'Where the rider has ridden the horse before.', directness: 'people', sample: null,
    signal: (x, field) => x['chemistry.firstTimeTogether'] * Math.tanh(over('jockey.winRate90', x, field) / 0.06),
    say: (x, field) => `${x['chemistry.firstTimeTogether'] === 1 ? 'for the first time under' : 'again under'} a rider who won ${inField('jockey.winRate90', x, field)} of the rides of 90 days`,
  }),
]
