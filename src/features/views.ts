import { RACE_COLUMNS, RACE_STRIDE, RUNNER_COLUMNS, RUNNER_STRIDE, type RaceColumn, type RunnerColumn } from './card-columns'
import type { Frame } from './frame'
import { RUN, RUN_NAMES, RUN_STRIDE, type RunColumn } from './history/run-columns'
import { MARKET_COLUMNS, MARKET_STRIDE, type MarketColumn } from './market-columns'
import { SplitSums, type SplitOf } from './run-sums'

/** A cursor over rows of numbers: one getter a column, `start` says which row. */
class Cursor {
  start = 0
  constructor(protected readonly data: Float64Array) {}
}
type Columns<N extends string> = { readonly [K in N]: number }
/** A cursor class with a getter for every name, in the order of the row. */
const cursorOver = <N extends string>(names: readonly N[]): new (data: Float64Array) => Cursor & Columns<N> => {
  class Row extends Cursor {}
  names.forEach((name, i) => {
    Object.defineProperty(Row.prototype, name, { get(this: { readonly data: Float64Array; readonly start: number }) { return this.data[this.start + i] } })
  })
  return Row as unknown as new (data: Float64Array) => Cursor & Columns<N>
}
const RunRow = cursorOver(RUN_NAMES)
const RaceRow = cursorOver(Object.keys(RACE_COLUMNS) as RaceColumn[])
const RunnerRow = cursorOver(Object.keys(RUNNER_COLUMNS) as RunnerColumn[])
const MarketRow = cursorOver(Object.keys(MARKET_COLUMNS) as MarketColumn[])

/** One earlier run; columns are explained in `RUN_COLUMNS`. */
export type RunView = Columns<RunColumn>
/** The race, before its off; columns are explained in `RACE_COLUMNS`. */
export type RaceView = Columns<RaceColumn>
export type MarketView = Columns<MarketColumn>
type OfRun = (run: RunView) => number
type Which = (run: RunView) => boolean

/**
 * The earlier runs of one runner, newest first. Of an aggregate, runs where `of` gives NaN are skipped, and so are those
 * that `which` refuses; `newest` limits how many runs are looked at after that. NaN where none is left.
 */
export class PastView {
  private from = 0
  private to = 0
  private readonly run: Cursor & RunView
  private readonly splits: SplitSums[] = []
  private readonly kept: { of: number; value: number }[] = []
  private moves = 0
  constructor(private readonly rows: Int32Array, private readonly data: Float64Array) { this.run = new RunRow(data) }

  seek(from: number, to: number): void { this.from = from; this.to = to; this.moves++ }

  /** Runs in all. */
  get count(): number { return this.to - this.from }

  /** Walks from the newest on until `visit` gives false. */
  each(visit: (run: RunView, index: number) => boolean | void): void {
    for (let i = this.to - 1, index = 0; i >= this.from; i--, index++) if (visit(this.at(i), index) === false) return
  }

  /** `of` of the run `back` runs ago, 0 = the last one; NaN when there are fewer. */
  last(of: OfRun, back = 0): number {
    const i = this.to - 1 - back
    return i < this.from ? NaN : of(this.at(i))
  }
  /** `of` of the newest run that fits. */
  newest(of: OfRun, which: Which): number {
    for (let i = this.to - 1; i >= this.from; i--) { const run = this.at(i); if (which(run)) return of(run) }
    return NaN
  }
  /** Runs that fit; 0 when none does. */
  countWhere(which: Which): number {
    let count = 0
    for (let i = this.to - 1; i >= this.from; i--) if (which(this.at(i))) count++
    return count
  }
  /** 0 when nothing is left. */
  sum(newest: number, of: OfRun, which?: Which): number {
    let sum = 0
    for (let i = this.to - 1, left = newest; i >= this.from && left > 0; i--) {
      const run = this.at(i)
      if (which !== undefined && !which(run)) continue
      left--
      const value = of(run)
      if (value === value) sum += value
    }
    return sum
  }
  mean(newest: number, of: OfRun, which?: Which): number {
    let sum = 0
    let count = 0
    for (let i = this.to - 1, left = newest; i >= this.from && left > 0; i--) {
      const run = this.at(i)
      if (which !== undefined && !which(run)) continue
      left--
      const value = of(run)
      if (value === value) { sum += value; count++ }
    }
    return count === 0 ? NaN : sum / count
  }
  max(newest: number, of: OfRun, which?: Which): number {
    let best = NaN
    for (let i = this.to - 1, left = newest; i >= this.from && left > 0; i--) {
      const run = this.at(i)
      if (which !== undefined && !which(run)) continue
      left--
      const value = of(run)
      if (value === value && !(best >= value)) best = value
    }
    return best
  }
  min(newest: number, of: OfRun, which?: Which): number {
    let least = NaN
    this.values(newest, of, which, (value) => { if (!(least <= value)) least = value })
    return least
  }
  /** Standard deviation (of the sample); NaN below two. */
  deviation(newest: number, of: OfRun, which?: Which): number {
    let count = 0
    let mean = 0
    let squares = 0
    this.values(newest, of, which, (value) => { count++; const off = value - mean; mean += off / count; squares += off * (value - mean) })
    return count < 2 ? NaN : Math.sqrt(squares / (count - 1))
  }
  /** Slope of a straight line through the runs, change a run, rising = getting larger; NaN below two. */
  trend(newest: number, of: OfRun, which?: Which): number {
    let n = 0, sx = 0, sy = 0, sxy = 0, sxx = 0
    this.values(newest, of, which, (value, x) => { n++; sx -= x; sy += value; sxy -= x * value; sxx += x * x })
    const spread = n * sxx - sx * sx
    return n < 2 || spread === 0 ? NaN : (n * sxy - sx * sy) / spread
  }
  /** Mean in which a run counts half as much for every `halfLife` runs back. */
  fading(halfLife: number, of: OfRun, which?: Which): number {
    const decay = 0.5 ** (1 / halfLife)
    let sum = 0
    let weight = 0
    for (let i = this.to - 1, w = 1; i >= this.from; i--, w *= decay) {
      const run = this.at(i)
      if (which !== undefined && !which(run)) continue
      const value = of(run)
      if (value === value) { sum += w * value; weight += w }
    }
    return weight === 0 ? NaN : sum / weight
  }
  /** Sums of the runs of both kinds, made once a runner; overwritten when the view moves on. `runner` is whose runs these are. */
  split(split: SplitOf<RunView, RunnerView>, runner: RunnerView): Pick<SplitSums, 'fitting' | 'others'> {
    const sums = (this.splits[split.index] ??= new SplitSums())
    if (sums.of !== this.moves) { sums.of = this.moves; this.addUp(split, runner, sums) }
    return sums
  }
  /** A value that several features are made from, made once a runner: see `oncePerRunner`. */
  once(index: number, runner: RunnerView, compute: (runner: RunnerView) => number): number {
    const kept = (this.kept[index] ??= { of: 0, value: NaN })
    if (kept.of !== this.moves) { kept.of = this.moves; kept.value = compute(runner) }
    return kept.value
  }
  private addUp({ fits, known }: SplitOf<RunView, RunnerView>, runner: RunnerView, { fitting, others }: SplitSums): void {
    const { data, rows, run, from } = this
    fitting.clear()
    others.clear()
    for (let i = this.to - 1; i >= from; i--) {
      const start = (rows[i] as number) * RUN_STRIDE
      if (known >= 0 && Number.isNaN(data[start + known])) continue
      run.start = start
      const sums = fits(run, runner) ? fitting : others
      sums.add(data[start + RUN.won] as number, data[start + RUN.position] as number, data[start + RUN.beaten] as number)
    }
  }

  private values(newest: number, of: OfRun, which: Which | undefined, take: (value: number, back: number) => void): void {
    let left = newest
    for (let i = this.to - 1, back = 0; i >= this.from && left > 0; i--, back++) {
      const run = this.at(i)
      if (which !== undefined && !which(run)) continue
      left--
      const value = of(run)
      if (value === value) take(value, back)
    }
  }
  private at(i: number): RunView {
    this.run.start = (this.rows[i] as number) * RUN_STRIDE
    return this.run
  }
}

/** What a feature may know of a runner. `seek` moves it, so that a batch allocates nothing a runner. */
export type RunnerView = Columns<RunnerColumn> & {
  readonly race: RaceView
  /** Starts before the race. */
  readonly past: PastView
  /** Barrier trials before the race. */
  readonly trials: PastView
  readonly market: MarketView
  /** A sum at a place that `tallyPlace` gave; NaN when the tally has no key (no jockey, unknown draw). 0 when nothing was counted. */
  tally(place: number): number
}

class Runner extends RunnerRow {
  readonly race: Cursor & RaceView
  readonly past: PastView
  readonly trials: PastView
  readonly market: Cursor & MarketView
  private tallyStart = 0
  private readonly tallies: Float64Array
  constructor(private readonly frame: Frame) {
    super(frame.runners)
    this.race = new RaceRow(frame.races)
    this.past = new PastView(frame.pastRows, frame.runs)
    this.trials = new PastView(frame.trialRows, frame.runs)
    this.market = new MarketRow(frame.market)
    this.tallies = frame.tallies
  }
  seek(i: number): this {
    const { frame } = this
    this.start = i * RUNNER_STRIDE
    this.race.start = (frame.raceOf[i] as number) * RACE_STRIDE
    this.past.seek(frame.pastStart[i] as number, frame.pastStart[i + 1] as number)
    this.trials.seek(frame.trialStart[i] as number, frame.trialStart[i + 1] as number)
    this.market.start = i * MARKET_STRIDE
    this.tallyStart = i * frame.tallyRoom
    return this
  }
  tally(place: number): number { return this.tallies[this.tallyStart + place] as number }
}
let kept = 0
/** `compute` of past runs, made once a runner however many features ask for it. Called when features are defined. */
export const oncePerRunner = (compute: (runner: RunnerView) => number): ((runner: RunnerView) => number) => {
  const index = kept++
  return (r) => r.past.once(index, r, compute)
}
export const runnerCursor = (frame: Frame): RunnerView & { seek(i: number): RunnerView } => new Runner(frame) as unknown as RunnerView & { seek(i: number): RunnerView }
