import { WET_FROM } from '../domain/going-scale'
import { RUN, type RunColumn } from './history/run-columns'
import type { SplitOf } from './run-sums'
import type { RunnerView, RunView } from './views'

/** See `SplitOf`. */
export type RunSplit = SplitOf<RunView, RunnerView>

let splits = 0
/** Made once, beside the features that read it: all of them share one walk over the runs of a runner. */
export const runSplit = (fits: RunSplit['fits'], known?: RunColumn): RunSplit => ({ index: splits++, fits, known: known === undefined ? -1 : RUN[known] })

/** Those that several categories read. */
export const everyRun = runSplit(() => true)
export const onSurface = runSplit((run, r) => run.surface === r.race.surface, 'surface')
/** Wet ground, the others dry. */
export const onWet = runSplit((run) => run.wetness >= WET_FROM, 'wetness')
