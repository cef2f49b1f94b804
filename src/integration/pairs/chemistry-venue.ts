import { plain } from '../compared'
import { rule } from '../define'
import { startsOf } from '../shapes'
import { startsText } from '../words'

export const chemistryVenue = [
  rule({
    id: 'chemistry-venue.stableAtANewVenue', version: 1, title: 'A stable that does well here, with a horse new to it',
    because: 'How a stable does at a venue beyond its prices tells most of horses that have not shown themselves there.',
    categories: ['chemistry', 'venue'], reads: ['chemistry.trainerAtVenue', 'venue.starts'], silent: null, directness: 'people', sample: null,
    signal: (x) => Math.exp(-x['venue.starts']) * 5 * (x['chemistry.trainerAtVenue'] - 1),
    say: (x) => `${startsText(startsOf(x['venue.starts']))} at the venue, where its stable won ${plain('chemistry.trainerAtVenue', x)} of what prices promised`,
  }),
]
