import { defineCategory } from './define'
import { lessMean } from './field'
import type { RunView } from './views'

const early = (run: RunView): number => run.earlyFigure
const middle = (run: RunView): number => run.middleFigure
const late = (run: RunView): number => run.lateFigure
/** Of the leader, against leaders. */
const EVEN_TEMPO = 100
const slow = (run: RunView): boolean => run.tempo < EVEN_TEMPO
const fast = (run: RunView): boolean => run.tempo >= EVEN_TEMPO
/** Place at the post, 0 = won, 1 = last, no finish among the last. */
const finish = (run: RunView): number => 1 - run.beaten

/** No flags for what is missing: where sections begin to be timed, a flag would tell the year. */
export const sectionals = defineCategory('sectionals', 'How fast the horse ran the parts of its races, by sections timed for itself: 100 is par of the part, 10 points are one per cent of its time.', [
  { name: 'sectionals.lateLast', version: 1, scope: 'runner', unit: 'points', description: 'Figure of the last 400 m (600 m where 400 was not taken) at the last start.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.last(late) },
  { name: 'sectionals.late3', version: 1, scope: 'runner', unit: 'points', description: 'Mean late figure of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, late) },
  { name: 'sectionals.lateBest6', version: 1, scope: 'runner', unit: 'points', description: 'Best late figure of the last six starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.max(6, late) },
  { name: 'sectionals.early3', version: 1, scope: 'runner', unit: 'points', description: 'Mean early figure, from the start to 800 m from home, of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, early) },
  { name: 'sectionals.earlyBest6', version: 1, scope: 'runner', unit: 'points', description: 'Best early figure of the last six starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.max(6, early) },
  { name: 'sectionals.middle3', version: 1, scope: 'runner', unit: 'points', description: 'Mean figure from 800 m to 400 m from home of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, middle) },
  { name: 'sectionals.finishingSpeed3', version: 1, scope: 'runner', unit: 'percent', description: 'Speed over the last 600 m (400 m where 600 was not taken) in per cent of that over the whole, mean of the last three starts.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, (run) => run.finishingSpeed) },
  { name: 'sectionals.balance3', version: 1, scope: 'runner', unit: 'points', description: 'Late figure less early figure, mean of the last three starts: above 0 it does its best work late.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, (run) => run.lateFigure - run.earlyFigure) },
  { name: 'sectionals.lateInSlow', version: 1, scope: 'runner', unit: 'points', description: 'Mean late figure of the last six starts in slowly run races, where the turn of foot decides.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(6, late, slow) },
  { name: 'sectionals.lateInFast', version: 1, scope: 'runner', unit: 'points', description: 'Mean late figure of the last six starts in races run at par or faster, where stamina decides.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(6, late, fast) },
  { name: 'sectionals.gain3', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of the field passed between the first call and the post, mean of the last three starts; below 0 it was passed.', missing: { policy: 'fieldMean' }, inputs: ['past'], compute: (r) => r.past.mean(3, (run) => run.settled - finish(run)) },
  { name: 'sectionals.lateTrend', version: 1, scope: 'runner', unit: 'points', description: 'Change of the late figure a start, by a straight line through the last five.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.past.trend(5, late) },
  { name: 'sectionals.lateOverField', version: 1, scope: 'field', unit: 'points', of: 'sectionals.late3', description: 'Mean late figure of the last three starts less the mean of the field.', missing: { policy: 'constant', value: 0 }, compute: lessMean },
])
