import { rule } from '../define'
import { startsOf, unproven } from '../shapes'
import { moreRivals, startsText } from '../words'

export const pedigreeVenue = [
  rule({
    id: 'pedigree-venue.bredForTheSurface', version: 1, title: 'Bred for the surface, new to the venue',
    because: 'Turf or dirt is in the blood: until a horse has run here, the others by its sire tell whether it will like what it runs on.',
    categories: ['pedigree', 'venue'], reads: ['pedigree.sireOnSurface', 'pedigree.sireBeatenShare', 'pedigree.sireStarts', 'venue.starts'], silent: null, directness: 'relatives', sample: 'pedigree.sireStarts',
    signal: (x) => Math.tanh(12 * (x['pedigree.sireOnSurface'] - x['pedigree.sireBeatenShare'])) * unproven(x['venue.starts'], 3),
    say: (x) => `${startsText(startsOf(x['venue.starts']))} here, and on this surface the others by its sire beat ${moreRivals(x['pedigree.sireOnSurface'] - x['pedigree.sireBeatenShare'], 'their')} usual`,
  }),
]
