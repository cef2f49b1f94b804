import { WET_FROM } from '../domain/going-scale'
import { GoingLabel } from '../domain/vocabulary'
import { defineCategory } from './define'
import { edge, ownEdge, ownRate, type Computed } from './own-rate'
import { impact } from './rates'
import { onWet, runSplit } from './run-split'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

const wetness = (run: RunView): number => run.wetness
const isWet = (ground: number): boolean => ground >= WET_FROM
const wetFlag = (ground: number): number => (Number.isNaN(ground) ? NaN : Number(isWet(ground)))

/** One step and a half of the Australian scale: from good to soft it is more. */
const SIMILAR = 1.5
const similar = runSplit((run, r) => Math.abs(run.wetness - r.race.wetness) <= SIMILAR)
/** As the edge on wet ground, of today's kind against the other. */
const groundEdge = (prior: number): Computed =>
  ({ inputs: ['past'], compute: (r) => { const { fitting, others } = r.past.split(onWet, r); return isWet(r.race.wetness) ? edge(prior, fitting, others) : edge(prior, others, fitting) } })
/** NaN where the ground of the race is unknown. */
const onKnownGround = ({ inputs, compute }: Computed): Computed => ({ inputs, compute: (r) => (Number.isNaN(r.race.wetness) ? NaN : compute(r)) })

const DRAW_PRIOR = 10
const [TRACK_KNOWN, TRACK_SUM] = [tallyPlace('track.career', 'barrierKnown'), tallyPlace('track.career', 'barrierSum')]
const [COURSE_KNOWN, COURSE_SUM] = [tallyPlace('course.career', 'barrierKnown'), tallyPlace('course.career', 'barrierSum')]
/** NaN when the distance is unknown: then there is no such course. */
const winnersBarrier = (r: RunnerView): number => {
  const track = (r.tally(TRACK_SUM) + DRAW_PRIOR * 0.5) / (r.tally(TRACK_KNOWN) + DRAW_PRIOR)
  return (r.tally(COURSE_SUM) + DRAW_PRIOR * track) / (r.tally(COURSE_KNOWN) + DRAW_PRIOR)
}

export const track = defineCategory('track', 'The ground, the rail, and which parts of the track have been winning. Wet is soft or worse, similar ground within a step and a half.', [
  { name: 'track.wetness', version: 1, scope: 'race', unit: 'index', description: 'Ground, 1 firm to 10 heavy.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.wetness },
  { name: 'track.going', version: 1, scope: 'race', unit: 'code', words: Object.keys(GoingLabel), description: 'Going in words: the latest reading, else as declared.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.going },
  { name: 'track.wet', version: 1, scope: 'race', unit: 'flag', description: 'The ground is wet.', missing: { policy: 'trainingMean' }, compute: (r) => wetFlag(r.race.wetness) },
  { name: 'track.wetnessChange', version: 1, scope: 'race', unit: 'index', description: 'Ground now less the first reading: above 0 it got wetter.', missing: { policy: 'constant', value: 0 }, compute: (r) => r.race.wetnessChange },
  { name: 'track.wetnessFromLast', version: 1, scope: 'runner', unit: 'index', description: 'Ground less that of the last start.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.race.wetness - r.past.last(wetness) },
  { name: 'track.railOffset', version: 1, scope: 'race', unit: 'm', description: 'How far the rail stands out from its true position.', missing: { policy: 'trainingMean' }, compute: (r) => r.race.railOffsetM },
  { name: 'track.similarWinRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts on similar ground won, drawn toward the base rate by 6 starts.', missing: { policy: 'trainingMean' }, ...onKnownGround(ownRate('wins', 6, similar)) },
  { name: 'track.similarPlaceRate', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of starts on similar ground in the first three, drawn toward the base rate by 5 starts.', missing: { policy: 'trainingMean' }, ...onKnownGround(ownRate('places', 5, similar)) },
  { name: 'track.similarBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten on similar ground, drawn toward the base rate by 4 starts.', missing: { policy: 'trainingMean' }, ...onKnownGround(ownRate('beaten', 4, similar)) },
  { name: 'track.wetEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten on wet ground less that on dry, drawn toward 0 by 3 starts; 0 for who has run on one kind alone.', missing: { policy: 'constant', value: 0 }, ...ownEdge(3, onWet) },
  { name: 'track.groundEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten on the kind of ground there is today, wet or dry, less that on the other, drawn toward 0 by 3 starts.', missing: { policy: 'constant', value: 0 }, ...onKnownGround(groundEdge(3)) },
  { name: 'track.insideImpact', version: 1, scope: 'race', unit: 'ratio', description: 'Inside-draw bias: wins from the inner third of the draw at this venue, surface and distance over those of chance, drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('drawInside.career', DRAW_PRIOR) },
  { name: 'track.winnersBarrier', version: 1, scope: 'race', unit: 'ratio', description: 'Mean barrier of past winners on this course and rail position, 0 innermost to 1 outermost; drawn by 10 races toward the distance\'s, and that toward the middle.', missing: { policy: 'constant', value: 0.5 }, inputs: ['track.career', 'course.career'], compute: winnersBarrier },
  { name: 'track.frontImpact', version: 1, scope: 'race', unit: 'ratio', description: 'Front-runner bias: wins of those that settled in the first third at this venue, surface and distance over those of chance, drawn toward 1.', missing: { policy: 'constant', value: 1 }, ...impact('styleFront.career', DRAW_PRIOR) },
])
