import { defineCategory } from './define'
import { ownEdge, ownRate, type Computed } from './own-rate'
import { onSurface, runSplit } from './run-split'
import { tallyPlace } from './tally-places'
import type { RunnerView } from './views'

const here = runSplit((run, r) => run.venueId === r.race.venueId)
const onCourse = runSplit((run, r) => run.layout === r.race.layout)
const onTrack = runSplit((run, { race }) => run.venueId === race.venueId && run.surface === race.surface && run.distanceM === race.distanceM)
const sameWay = runSplit((run, r) => run.direction === r.race.direction, 'direction')
const visits = (r: RunnerView): number => r.past.split(here, r).fitting.runs

/** NaN where the race does not say which. */
const where = (place: 'distanceM' | 'surface' | 'direction', { inputs, compute }: Computed): Computed => ({ inputs, compute: (r) => (Number.isNaN(r.race[place]) ? NaN : compute(r)) })

const [won0, raced0] = [tallyPlace('venue.career', 'favouriteWins'), tallyPlace('venue.career', 'favouritesPriced')]
const [won1, raced1] = [tallyPlace('world.career', 'favouriteWins'), tallyPlace('world.career', 'favouritesPriced')]
const FAVOURITES = 50
const favouriteWinRate = (r: RunnerView): number => (r.tally(won0) + (FAVOURITES * r.tally(won1)) / r.tally(raced1)) / (r.tally(raced0) + FAVOURITES)

export const venue = defineCategory('venue', 'The venue and its courses, and what the horse has done there.', [
  { name: 'venue.starts', version: 1, scope: 'runner', unit: 'index', description: 'Earlier starts at the venue, ln(1 + n).', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Math.log1p(visits(r)) },
  { name: 'venue.firstTime', version: 1, scope: 'runner', unit: 'flag', description: 'No earlier start at the venue; so for every debutant.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Number(visits(r) === 0) },
  { name: 'venue.moved', version: 1, scope: 'runner', unit: 'flag', description: 'Its last start was at another venue; missing at the debut.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.past.last((run) => Number(run.venueId !== r.race.venueId)) },
  { name: 'venue.winRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts at the venue won, drawn toward the base rate by 6 starts.', missing: { policy: 'trainingMean' }, ...ownRate('wins', 6, here) },
  { name: 'venue.placeRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts at the venue in the first three, drawn toward the base rate by 5 starts.', missing: { policy: 'trainingMean' }, ...ownRate('places', 5, here) },
  { name: 'venue.edge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten at the venue less that elsewhere, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...ownEdge(4, here) },
  { name: 'venue.courseEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten on this course of the venue, with its rail where it is, less that on others, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...ownEdge(4, onCourse) },
  { name: 'venue.trackBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten at this distance on this surface of the venue, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...where('surface', where('distanceM', ownRate('beaten', 4, onTrack))) },
  { name: 'venue.directionEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten on tracks that turn the same way less that on others, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...where('direction', ownEdge(4, sameWay)) },
  { name: 'venue.surfaceEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten on the surface less that on others, drawn toward 0 by 4 starts.', missing: { policy: 'constant', value: 0 }, ...where('surface', ownEdge(4, onSurface)) },
  { name: 'venue.favouriteWinRate', version: 1, scope: 'race', unit: 'ratio', description: 'Share of priced races at the venue that the favourite won, drawn toward that of all venues by 50 races.', missing: { policy: 'trainingMean' }, inputs: ['venue.career', 'world.career'], compute: favouriteWinRate },
])
