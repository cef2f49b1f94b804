import { WET } from './history/families'
import { RUN, type RunColumn } from './history/run-columns'
import type { RunnerView, RunView } from './views'

/** Two kinds of earlier runs: those that fit, and the others. A run without the `known` column is of neither kind. */
export interface RunSplit {
  /** Which split it is, 0, 1, 2 ...: where a view keeps its sums. */
  readonly index: number
  readonly fits: (run: RunView, runner: RunnerView) => boolean
  /** Where that column stands in a row; -1 for none. */
  readonly known: number
}

let splits = 0
/** Made once, beside the features that read it: all of them share one walk over the runs of a runner. */
export const runSplit = (fits: RunSplit['fits'], known?: RunColumn): RunSplit => ({ index: splits++, fits, known: known === undefined ? -1 : RUN[known] })

/** Those that several categories read. */
export const everyRun = runSplit(() => true)
export const onSurface = runSplit((run, r) => run.surface === r.race.surface, 'surface')
/** Wet ground, the others dry. */
export const onWet = runSplit((run) => run.wetness >= WET, 'wetness')

/** What runs of one kind add up to. */
export class RunSums {
  runs = 0
  wins = 0
  places = 0
  /** Runs that had a rival, and their shares of rivals beaten. */
  contested = 0
  beaten = 0

  clear(): void { this.runs = this.wins = this.places = this.contested = this.beaten = 0 }

  add(won: number, position: number, beaten: number): void {
    this.runs++
    this.wins += won
    if (position <= 3) this.places++
    if (beaten === beaten) { this.contested++; this.beaten += beaten }
  }
}

/** The sums of both kinds, of one runner. */
export class SplitSums {
  readonly fitting = new RunSums()
  readonly others = new RunSums()
  /** Of which runner they are, as its view counts the runners it was moved to. */
  of = 0
}
