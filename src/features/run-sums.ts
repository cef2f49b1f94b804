/** Two kinds of earlier runs: those that fit, and the others. A run without the `known` column is of neither kind. */
export interface SplitOf<Run, Runner> {
  /** Which split it is, 0, 1, 2 ...: where a view keeps its sums. */
  readonly index: number
  readonly fits: (run: Run, runner: Runner) => boolean
  /** Where that column stands in a row; -1 for none. */
  readonly known: number
}

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
