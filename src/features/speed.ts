import { defineCategory } from './define'
import { lessBestOther, rankHighest } from './field'
import { tallyPlace } from './tally-places'
import type { RunnerView, RunView } from './views'

const figure = (run: RunView): number => run.figure
/** Points that a kilogram costs: 0.05 per cent of time, 35 ms of a 1,200 m race. Rules of thumb say up to twice as much; from one start to the next of a horse less is seen. */
const POINTS_PER_KG = 0.5
const atWeightOf = (r: RunnerView) => { const today = r.weightKg; return (run: RunView): number => run.figure + POINTS_PER_KG * (run.weightKg - today) }

/** Within ten per cent; whole numbers, so that the edge is exact. */
const atDistance = (r: RunnerView) => { const today = r.race.distanceM; return (run: RunView): boolean => 10 * Math.abs(run.distanceM - today) <= today }
const atVenue = (r: RunnerView) => { const { venueId, surface } = r.race; return (run: RunView): boolean => run.venueId === venueId && run.surface === surface }
/** The same surface, no more than so much wetter or drier. */
const GROUND = 1
const onGround = (r: RunnerView) => { const { wetness, surface } = r.race; return (run: RunView): boolean => run.surface === surface && Math.abs(run.wetness - wetness) <= GROUND }
const mean3Where = (which: (r: RunnerView) => (run: RunView) => boolean) => (r: RunnerView): number => r.past.mean(3, figure, which(r))

const [CLASS_SUM, CLASS_COUNT] = [tallyPlace('classBand.career', 'figureSum'), tallyPlace('classBand.career', 'figures')]
const [WORLD_SUM, WORLD_COUNT] = [tallyPlace('world.career', 'figureSum'), tallyPlace('world.career', 'figures')]
const CLASS_BELIEF = 10
/** Mean winner's figure of the class, drawn toward that of all races of the world by 10 races. */
const classPar = (r: RunnerView): number => (r.tally(CLASS_SUM) + (CLASS_BELIEF * r.tally(WORLD_SUM)) / r.tally(WORLD_COUNT)) / (r.tally(CLASS_COUNT) + CLASS_BELIEF)

export const speed = defineCategory('speed', 'Speed figures: times made comparable between courses, distances and days. 10 points are one per cent of time; 100 is what an average runner of class 60 is expected to run. Weight is not in them unless it is said.', [
  { name: 'speed.last', version: 1, scope: 'runner', unit: 'points', description: 'Speed figure of the last start.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.last(figure) },
  { name: 'speed.best3', version: 1, scope: 'runner', unit: 'points', description: 'Best figure of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.max(3, figure) },
  { name: 'speed.mean3', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, figure) },
  { name: 'speed.fading', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of all starts, each counting half as much as the one three starts later.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.fading(3, figure) },
  { name: 'speed.bestAtDistance', version: 1, scope: 'runner', unit: 'points', description: 'Best figure within ten per cent of the distance.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.max(Infinity, figure, atDistance(r)) },
  { name: 'speed.atVenue3', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of the last three starts on this surface of the venue.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: mean3Where(atVenue) },
  { name: 'speed.onGround3', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of the last three starts on the surface of today, on ground at most one step wetter or drier.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: mean3Where(onGround) },
  { name: 'speed.trend', version: 1, scope: 'runner', unit: 'points', description: 'Change of the figure a start, by a straight line through the last five.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.past.trend(5, figure) },
  { name: 'speed.consistency', version: 1, scope: 'runner', unit: 'points', description: 'Standard deviation of the figures of the last six starts: low is consistent.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.past.deviation(6, figure) },
  { name: 'speed.mean3AtWeight', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure of the last three starts, each at the weight of today by half a point a kilogram.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, atWeightOf(r)) },
  { name: 'speed.overOwnField', version: 1, scope: 'runner', unit: 'points', description: 'Figure of the last start less the mean of the field that it ran in.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.last((run) => run.figure - run.fieldFigure) },
  { name: 'speed.overClassPar', version: 1, scope: 'runner', unit: 'points', description: 'Best figure of the last three starts less the mean winner\'s figure of the class, drawn toward that of all classes by 10 races.', missing: { policy: 'fieldMean' }, inputs: ['past', 'classBand.career', 'world.career'], compute: (r) => r.past.max(3, figure) - classPar(r) },
  { name: 'speed.rank', version: 1, scope: 'field', unit: 'rank', of: 'speed.mean3', description: 'Rank of the mean figure of the last three starts, 1 = fastest.', missing: { policy: 'fieldMean' }, compute: rankHighest },
  { name: 'speed.overBestOther', version: 1, scope: 'field', unit: 'points', of: 'speed.mean3', description: 'Mean figure of the last three starts less the best of the others.', missing: { policy: 'fieldMean' }, compute: lessBestOther },
])
