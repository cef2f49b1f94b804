import { FRESH_DAYS, SPELL_DAYS } from '../domain/preparation'
import { defineCategory } from './define'
import { ownEdge, ownRate } from './own-rate'
import { beatenRate } from './rates'
import { runSplit } from './run-split'
import type { RunnerView, RunView } from './views'

type Staged = Pick<RunView, 'prepRun' | 'careerRun'>
/** Run of a preparation that began with a spell; in the preparation of its debut a horse is neither first-up nor second-up. */
const stage = ({ prepRun, careerRun }: Staged): number => (careerRun > prepRun ? Math.min(3, prepRun) : 0)
const fresh = (days: number): boolean => days >= FRESH_DAYS && days < SPELL_DAYS
const QUICK = 8

/** `of` of the first run of this preparation; NaN while there is none. */
const firstOfPreparation = (r: RunnerView, of: (run: RunView) => number): number => (r.prepRun < 2 ? NaN : r.past.last(of, r.prepRun - 2))
const runsWithin = (days: number) => (r: RunnerView): number => r.past.countWhere((run) => r.race.localDay - run.localDay <= days)

function peakPrepRun(r: RunnerView): number {
  let [best, at] = [-Infinity, NaN]
  r.past.each((run) => { if (run.figure > best) { best = run.figure; at = run.prepRun } })
  return at
}

export const fitness = defineCategory('fitness', 'Time since the last run, and the stage of the preparation. A spell is 60 days or more without a start.', [
  { name: 'fitness.daysSinceRun', version: 1, scope: 'runner', unit: 'days', description: 'Days since the last start.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => r.sincePrevious },
  { name: 'fitness.logDaysSinceRun', version: 1, scope: 'runner', unit: 'index', description: 'Days since the last start, ln(1 + days).', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => Math.log1p(r.sincePrevious) },
  { name: 'fitness.prepRun', version: 1, scope: 'runner', unit: 'count', description: 'Run of the preparation, 1 = debut or first after a spell.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => r.prepRun },
  { name: 'fitness.firstUp', version: 1, scope: 'runner', unit: 'flag', description: 'First run after a spell; a debutant is not first-up.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Number(stage(r) === 1) },
  { name: 'fitness.secondUp', version: 1, scope: 'runner', unit: 'flag', description: 'Second run after a spell.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Number(stage(r) === 2) },
  { name: 'fitness.firstUpBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in earlier first-up runs, drawn toward the base rate by 2 starts.', missing: { policy: 'trainingMean' }, ...ownRate('beaten', 2, runSplit((run) => stage(run) === 1)) },
  { name: 'fitness.freshBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten in earlier runs after 28 to 59 days off, drawn toward the base rate by 2 starts.', missing: { policy: 'trainingMean' }, ...ownRate('beaten', 2, runSplit((run) => fresh(run.sincePrevious))) },
  { name: 'fitness.stageEdge', version: 1, scope: 'runner', unit: 'ratio', description: 'Share of rivals beaten at the stage of today (first-up, second-up, later, preparation of the debut) less that at other stages, drawn toward 0 by 3 starts.', missing: { policy: 'constant', value: 0 }, ...ownEdge(3, runSplit((run, r) => stage(run) === stage(r))) },
  { name: 'fitness.freshnessBeatenShare', version: 1, scope: 'runner', unit: 'ratio', description: 'Mean share of rivals beaten by all horses after about so many days off, debutants by themselves, drawn toward the base rate by 100 starts.', missing: { policy: 'trainingMean' }, ...beatenRate('freshness.career', 100) },
  { name: 'fitness.runs90', version: 1, scope: 'runner', unit: 'count', description: 'Starts in the last 90 days.', missing: { policy: 'never' }, inputs: ['past'], compute: runsWithin(90) },
  { name: 'fitness.runs365', version: 1, scope: 'runner', unit: 'count', description: 'Starts in the last 365 days.', missing: { policy: 'never' }, inputs: ['past'], compute: runsWithin(365) },
  { name: 'fitness.quickBackUp', version: 1, scope: 'runner', unit: 'flag', description: 'Runs again within 8 days.', missing: { policy: 'never' }, inputs: ['past'], compute: (r) => Number(r.sincePrevious <= QUICK) },
  { name: 'fitness.spellDays', version: 1, scope: 'runner', unit: 'days', description: 'Days off before this preparation began; missing in the preparation of the debut.', missing: { policy: 'trainingMean' }, inputs: ['past'], compute: (r) => (r.prepRun === 1 ? r.sincePrevious : firstOfPreparation(r, (run) => run.sincePrevious)) },
  { name: 'fitness.runsFromPeak', version: 1, scope: 'runner', unit: 'count', description: 'Run of the preparation less that at which the horse ran its best speed figure: below 0 it may still come on.', missing: { policy: 'constant', value: 0 }, inputs: ['past'], compute: (r) => r.prepRun - peakPrepRun(r) },
])
