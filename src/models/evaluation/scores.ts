import type { PickScores, Scores } from './report'

/** What came of races: race `r` has the rows `raceStart[r] .. raceStart[r + 1]`; `won` sums to 1 over a race, shared in a dead heat. */
export interface Outcomes { readonly raceStart: Int32Array; readonly won: Float64Array }

/** Chances below this are taken for this much, as in `raceLosses`. */
const LEAST = 1e-12
const allOf = ({ raceStart }: Outcomes): readonly number[] => Array.from({ length: raceStart.length - 1 }, (_, r) => r)

/**
 * How much of the `count` highest places of the rows `from .. to` falls to `row`: 1 inside, 0 outside, and where equal
 * chances stand on the line they share what is left of it.
 */
export function shareOfHighest(chances: Float64Array, from: number, to: number, row: number, count: number): number {
  const own = chances[row] as number
  let [above, level] = [0, 0]
  for (let i = from; i < to; i++) { const other = chances[i] as number; if (other > own) above++; else if (other === own) level++ }
  return Math.max(0, Math.min(1, (count - above) / level))
}

/** Scores of the races given, all of them unless said; NaN without any. Chances are never NaN. */
export function scoresOf(chances: Float64Array, outcomes: Outcomes, races = allOf(outcomes)): Scores {
  const { raceStart, won } = outcomes
  let [runners, loss, uniform, first, three, squares] = [0, 0, 0, 0, 0, 0]
  for (const r of races) {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    runners += to - from
    uniform += Math.log(to - from)
    for (let i = from; i < to; i++) {
      const [chance, share] = [chances[i] as number, won[i] as number]
      squares += (chance - share) ** 2
      if (share === 0) continue
      loss -= share * Math.log(Math.max(LEAST, chance))
      first += share * shareOfHighest(chances, from, to, i, 1)
      three += share * shareOfHighest(chances, from, to, i, 3)
    }
  }
  const count = races.length
  return { races: count, runners, logLoss: loss / count, pseudoR2: 1 - loss / uniform, top1: first / count, top3: three / count, brier: squares / runners, auc: aucOf(chances, outcomes, races) }
}

/** Log-loss of equal chances: the mean of ln(runners). */
export function uniformLossOf(outcomes: Pick<Outcomes, 'raceStart'>): number {
  const { raceStart } = outcomes
  let sum = 0
  for (let r = 0; r + 1 < raceStart.length; r++) sum += Math.log((raceStart[r + 1] as number) - (raceStart[r] as number))
  return sum / (raceStart.length - 1)
}

/**
 * Area under the ROC curve over all runners of the races together: the share of pairs of a winner and a loser in which the
 * winner had the higher chance, equal ones half. Whoever dead-heated won. NaN where nobody won or nobody lost.
 */
export function aucOf(chances: Float64Array, { raceStart, won }: Outcomes, races: readonly number[]): number {
  const [winners, losers]: [number[], number[]] = [[], []]
  for (const r of races) for (let i = raceStart[r] as number; i < (raceStart[r + 1] as number); i++) ((won[i] as number) > 0 ? winners : losers).push(chances[i] as number)
  const [above, below] = [Float64Array.from(winners).sort(), Float64Array.from(losers).sort()]
  let [pairs, lower, level] = [0, 0, 0]
  for (const chance of above) {
    while (lower < below.length && (below[lower] as number) < chance) lower++
    level = Math.max(level, lower)
    while (level < below.length && (below[level] as number) === chance) level++
    pairs += lower + (level - lower) / 2
  }
  return pairs / (above.length * below.length)
}

/**
 * The top pick of each race as a yes, everybody else as a no; picks with equal chances are a part of a yes each, and whoever dead-heated won.
 * Precision: picks that won. Recall: winners that were picked. Accuracy: runners told rightly, which most losers are.
 */
export function pickScoresOf(chances: Float64Array, { raceStart, won }: Outcomes): PickScores {
  let [hits, winners, runners] = [0, 0, 0]
  const picks = raceStart.length - 1
  for (let r = 0; r < picks; r++) {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    runners += to - from
    for (let i = from; i < to; i++) if ((won[i] as number) > 0) { winners++; hits += shareOfHighest(chances, from, to, i, 1) }
  }
  const [precision, recall] = [hits / picks, hits / winners]
  return { accuracy: (runners - picks - winners + 2 * hits) / runners, precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
