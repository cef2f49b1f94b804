import { rule } from '../define'
import { startsOf, unproven } from '../shapes'
import { moreRivals, startsText, text } from '../words'

export const distancePedigreeTrack = [
  rule({
    id: 'distance-pedigree-track.bredForBoth', version: 1, title: 'Bred for the trip and for the ground',
    because: 'Whether a horse without runs to show will like this trip on this ground, those by the same sire tell together.',
    categories: ['distance', 'pedigree', 'track'], reads: ['distance.metres', 'distance.runs', 'pedigree.sireAtDistance', 'pedigree.sireBeatenShare', 'pedigree.sireOnGround', 'pedigree.sireStarts', 'track.wet'], silent: null, directness: 'relatives', sample: 'pedigree.sireStarts',
    signal: (x) => Math.tanh(15 * (x['pedigree.sireAtDistance'] + x['pedigree.sireOnGround'] - 2 * x['pedigree.sireBeatenShare'])) * unproven(x['distance.runs'], 2),
    say: (x) => `${startsText(startsOf(x['distance.runs']))} over the trip: the others by its sire beat ${moreRivals(x['pedigree.sireAtDistance'] - x['pedigree.sireBeatenShare'], 'their')} usual over about ${text('distance.metres', x['distance.metres'])} and ${moreRivals(x['pedigree.sireOnGround'] - x['pedigree.sireBeatenShare'], 'their')} usual on ${x['track.wet'] === 1 ? 'wet' : 'dry'} ground`,
  }),
]
