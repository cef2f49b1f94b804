import { fitPower } from '../../models/choice/fit-power'
import type { RaceTable } from '../../models/data/race-table'
import { calibrationOf } from '../../models/evaluation/calibration-table'
import { mcnemar } from '../../models/evaluation/mcnemar'
import { pairedOf } from '../../models/evaluation/paired'
import { scoresOf, shareOfHighest } from '../../models/evaluation/scores'
import { signFlip } from '../../models/evaluation/sign-flip'
import { stakingOf } from '../../models/evaluation/staking'
import { raceLosses } from '../../models/race-softmax'
import type { HeadToHeadPlan } from './plan'
import type { Contestant, Duel, Gap, Probe, Verdict } from './report'

/** Chances by the rows of the races, NaN nowhere. */
export interface Judged { readonly name: string; readonly about: string; readonly chances: Float64Array }
type Races = Pick<RaceTable, 'races' | 'raceStart' | 'startingPrice' | 'targets'>
type Resampling = HeadToHeadPlan['resampling']

/** Groups of runners for a reliability table: more when there are races for it. */
const binsOf = (races: number): number => (races >= 300 ? 10 : 5)

export function contestantOf({ name, about, chances }: Judged, { races, raceStart, startingPrice, targets: { win } }: Races, resampling: Resampling): Contestant {
  const outcomes = { raceStart, won: win }
  const isPriced = !startingPrice.some(Number.isNaN)
  const flat = isPriced ? stakingOf({ chances, ...outcomes, price: startingPrice, days: races.map(({ date }) => date) }, resampling).find(({ rule }) => rule === 'top-pick') : undefined
  return {
    name, about, scores: scoresOf(chances, outcomes), calibration: calibrationOf(chances, outcomes, binsOf(races.length), resampling.seed),
    slope: fitPower(chances.map((chance) => Math.log(chance)), { raceStart, targets: { win } as RaceTable['targets'] }),
    roi: flat === undefined || flat.roi === null ? null : { roi: flat.roi, low: flat.low, high: flat.high, bets: flat.bets },
  }
}

/** 1: the one pick of the race won, 0: it lost, null: several share the highest chance. */
function hits(chances: Float64Array, { raceStart, targets: { win } }: Races): readonly (0 | 1 | null)[] {
  return Array.from({ length: raceStart.length - 1 }, (_, r) => {
    const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
    for (let row = from; row < to; row++) if (shareOfHighest(chances, from, to, row, 1) === 1) return (win[row] as number) > 0 ? 1 : 0
    return null
  })
}

export function duelOf(ours: Judged, other: Judged, races: Races, resampling: Resampling): Duel {
  const { raceStart, targets: { win } } = races
  const [own, theirs] = [raceLosses(ours.chances, win, raceStart), raceLosses(other.chances, win, raceStart)]
  const { difference, low, high } = pairedOf(other.name, own, theirs, resampling)
  const [ownHits, otherHits] = [hits(ours.chances, races), hits(other.chances, races)]
  const count = (test: (mine: 0 | 1 | null, his: 0 | 1 | null) => boolean): number => ownHits.filter((mine, r) => test(mine, otherHits[r] ?? null)).length
  const [alone, otherAlone] = [count((mine, his) => mine === 1 && his === 0), count((mine, his) => mine === 0 && his === 1)]
  const p = signFlip(own.map((loss, r) => loss - (theirs[r] as number)), resampling)
  return {
    against: other.name, races: own.length, difference, low, high, signFlip: p,
    top1: { ours: alone, other: otherAlone, p: mcnemar(alone, otherAlone), tied: count((mine, his) => mine === null || his === null) }, verdict: verdictOf(low, high, p, resampling),
  }
}
/** An interval that touches 0 shows nothing; of few races it is too narrow, and signs that may be luck show nothing either. */
const verdictOf = (low: number, high: number, p: number, { level }: Resampling): Verdict => (p >= 1 - level ? 'not shown' : high < 0 ? 'better' : low > 0 ? 'worse' : 'not shown')
const GAP_VERDICTS = { better: 'hurts', worse: 'helps', 'not shown': 'not shown' } as const

/** What is lost without a category. */
export function gapOf(category: string, without: Judged, whole: Judged, { raceStart, targets: { win } }: Races, resampling: Resampling): Gap {
  const [less, all] = [raceLosses(without.chances, win, raceStart), raceLosses(whole.chances, win, raceStart)]
  const { difference, low, high } = pairedOf(whole.name, less, all, resampling)
  return { category, loss: difference, low, high, verdict: GAP_VERDICTS[verdictOf(low, high, signFlip(less.map((loss, r) => loss - (all[r] as number)), resampling), resampling)] }
}

/**
 * Whether a model remembers: it names a winner of each race by day, course and names. Those that it gets right are held against a blind pick, by the exact distribution of
 * as many throws with the chances 1 / runners. `right[r]`: its pick won; null: it named nobody, which is wrong.
 */
export function probeOf(picks: readonly { readonly runners: number; readonly right: boolean }[]): Probe {
  let counts = [1]
  for (const { runners } of picks) {
    const chance = 1 / runners
    counts = Array.from({ length: counts.length + 1 }, (_, k) => (counts[k] ?? 0) * (1 - chance) + (counts[k - 1] ?? 0) * chance)
  }
  const right = picks.filter((pick) => pick.right).length
  return { races: picks.length, right, byLuck: picks.reduce((sum, { runners }) => sum + 1 / runners, 0), p: Math.min(1, counts.slice(right).reduce((sum, one) => sum + one, 0)) }
}
