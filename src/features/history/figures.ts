import type { Field } from './run-row'
import type { RunStore } from './run-store'

/** A race of the day that is being folded, with the first of its rows. */
export interface RatedField extends Field { readonly first: number }

/** Speed and pace figures, rated day by day against pars that only earlier days made. */
export class FigureBook {
  /** Fills `figure`, `earlyFigure`, `middleFigure`, `lateFigure`, `finishingSpeed`, `tempo` and `fieldFigure` of the day's rows, then takes the day into the pars. */
  rateDay(_races: readonly RatedField[], _runs: RunStore): void { /* built in the next step */ }
}
