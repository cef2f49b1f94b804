import type { RatedField } from './figures'
import type { RunStore } from './run-store'

/** Rating of each horse by whom it beat, moved after every race. */
export class EloBook {
  /** Fills `elo` and `opposition` of the day's rows. */
  rateDay(_races: readonly RatedField[], _runs: RunStore): void { /* built in the next step */ }
}
