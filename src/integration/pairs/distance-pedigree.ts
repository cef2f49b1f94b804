import { rule } from '../define'
import { startsOf, unproven } from '../shapes'
import { moreRivals, startsText, text } from '../words'

export const distancePedigree = [
  rule({
    id: 'distance-pedigree.bredForTheTrip', version: 1, title: 'Bred for a trip that it does not know',
    because: 'What a horse can do over a trip its own runs show; before it has any, its sire\'s other sons and daughters do.',
    categories: ['distance', 'pedigree'], reads: ['distance.metres', 'distance.runs', 'pedigree.sireAtDistance', 'pedigree.sireBeatenShare', 'pedigree.sireStarts'], silent: null, directness: 'relatives', sample: 'pedigree.sireStarts',
    signal: (x) => Math.tanh(15 * (x['pedigree.sireAtDistance'] - x['pedigree.sireBeatenShare'])) * unproven(x['distance.runs'], 2),
    say: (x) => `${startsText(startsOf(x['distance.runs']))} over ${text('distance.metres', x['distance.metres'])}, where the others by its sire beat ${moreRivals(x['pedigree.sireAtDistance'] - x['pedigree.sireBeatenShare'], 'their')} over all trips`,
  }),
]
