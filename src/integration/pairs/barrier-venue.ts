import { rule } from '../define'
import { drawn, text } from '../words'

export const barrierVenue = [
  rule({
    id: 'barrier-venue.trickyCourse', version: 1, title: 'The draw on a tricky course',
    because: 'A venue where favourites fail more often than elsewhere is one where luck in running decides, and a draw at the rail saves the most there.',
    categories: ['barrier', 'venue'], reads: ['barrier.share', 'barrier.rank', 'race.fieldSize', 'race.favouriteWinRate', 'venue.favouriteWinRate'], silent: null, directness: 'course', sample: null,
    signal: (x) => (1 - 2 * x['barrier.share']) * Math.tanh(25 * (x['race.favouriteWinRate'] - x['venue.favouriteWinRate'])),
    say: (x) => `${drawn(x)} at a venue where favourites win ${text('venue.favouriteWinRate', x['venue.favouriteWinRate'])} of the races, ${text('race.favouriteWinRate', x['race.favouriteWinRate'])} in the country`,
  }),
]
