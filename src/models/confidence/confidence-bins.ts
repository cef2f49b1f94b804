import type { ConfidenceBin } from '../../integration/confidence'
import { bootstrap, RESAMPLING, type Resampling } from '../evaluation/bootstrap'

const BINS = 5
/**
 * What was lost on races by fifths of their confidence, which were not used to fit it. `losses`: nats a race; a race is left out where it or
 * its confidence is NaN; `runners`: of each race.
 */
export function confidenceBins(values: ArrayLike<number>, losses: Float64Array, runners: ArrayLike<number>, resampling: Resampling = RESAMPLING): readonly ConfidenceBin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const races = [...losses.keys()].filter((r) => !Number.isNaN(losses[r]) && binOf(values[r] as number) === bin)
    const own = Float64Array.from(races, (r) => losses[r] as number)
    const mean = own.reduce((sum, loss) => sum + loss, 0) / own.length
    const { low, high } = bootstrap(own, null, resampling) ?? { low: NaN, high: NaN }
    return { from: bin / BINS, to: (bin + 1) / BINS, races: races.length, logLoss: mean, low, high, pseudoR2: 1 - mean / (races.reduce((sum, r) => sum + Math.log(runners[r] as number), 0) / races.length) }
  })
}
/** A confidence on an edge is of the bin above it, that of 1 of the last. */
const binOf = (value: number): number => Math.min(BINS - 1, Math.floor(value * BINS))
