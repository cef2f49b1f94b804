import { beyond, inField, over, than } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const chemistryDistance = [
  rule({
    id: 'chemistry-distance.partnershipWithinItsDistance', version: 1, title: 'A strong partnership within the horse\'s distance',
    because: 'What rider and stable do together they do with a horse that they know; sent farther than ever, it is the horse that must answer.',
    categories: ['chemistry', 'distance'], reads: ['chemistry.partnershipBeatenShare', 'chemistry.partnershipStarts', 'distance.overLongest'], silent: 'Over the longest trip that the horse has run.', directness: 'people', sample: 'chemistry.partnershipStarts',
    signal: (x, field) => -Math.tanh(over('chemistry.partnershipBeatenShare', x, field) / 0.1) * Math.tanh(beyond(x['distance.overLongest'], 10) / 300),
    say: (x, field) => `rider and stable beat ${inField('chemistry.partnershipBeatenShare', x, field)} of the rivals in ${startsText(startsOf(x['chemistry.partnershipStarts']))}, over a trip ${than(x['distance.overLongest'], 'm', 'longer', 'shorter')} the longest of the horse`,
  }),
]
