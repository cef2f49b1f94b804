import { fitPower, racesWithScores } from '../choice/fit-power'
import type { RaceTable } from '../data/race-table'
import { lnChances, type Calibration } from './calibration'

/** Winners that a bin of runners is expected to hold, at least: fewer would teach luck. */
const WINNERS_A_BIN = 25

/** The one power of the chances by maximum likelihood. */
export const fitTemperature = (scores: Float64Array, table: Pick<RaceTable, 'raceStart' | 'targets'>): Calibration => ({ kind: 'temperature', power: fitPower(scores, table) })

/**
 * Runners in order of ln chance, in bins of 25 expected winners; the share that won in each, neighbours pooled until it rises (pool adjacent violators,
 * Zadrozny and Elkan 2002). The line goes through the bins' mean chances. `none` where the races are too few for two bins.
 */
export function fitIsotonic(scores: Float64Array, table: Pick<RaceTable, 'raceStart' | 'targets'>): Calibration {
  const { raceStart, won, columns: [values = new Float64Array()] } = racesWithScores([scores], table)
  const logs = lnChances(values, raceStart)
  const blocks = pooled(binsOf(logs, won))
  if (blocks.length < 2) return { kind: 'none' }
  return { kind: 'isotonic', from: blocks.map(({ expected, runners }) => Math.log(expected / runners)), to: blocks.map(({ wins, runners }) => Math.log(wins / runners)) }
}

interface Bin { readonly runners: number; readonly expected: number; readonly wins: number }
const together = (a: Bin, b: Bin): Bin => ({ runners: a.runners + b.runners, expected: a.expected + b.expected, wins: a.wins + b.wins })
const NOTHING: Bin = { runners: 0, expected: 0, wins: 0 }

/** Ascending by chance; runners of the same chance are in one bin. What is left at the end goes to the last one. */
function binsOf(logs: Float64Array, won: Float64Array): readonly Bin[] {
  const bins: Bin[] = []
  const order = [...logs.keys()].sort((a, b) => (logs[a] as number) - (logs[b] as number))
  let bin = NOTHING
  order.forEach((row, at) => {
    bin = together(bin, { runners: 1, expected: Math.exp(logs[row] as number), wins: won[row] as number })
    if (bin.expected < WINNERS_A_BIN || logs[order[at + 1] ?? -1] === logs[row]) return
    bins.push(bin)
    bin = NOTHING
  })
  const last = bins.pop()
  return last === undefined ? (bin.runners > 0 ? [bin] : []) : [...bins, together(last, bin)]
}
/** Neighbours put together until the share that won rises from one to the next, and is above 0. */
function pooled(bins: readonly Bin[]): readonly Bin[] {
  const blocks: Bin[] = []
  for (const bin of bins) {
    let block = bin
    for (let before = blocks.at(-1); before !== undefined && before.wins * block.runners >= block.wins * before.runners; before = blocks.at(-1)) {
      block = together(before, block)
      blocks.pop()
    }
    blocks.push(block)
  }
  const [first, second, ...rest] = blocks
  return first?.wins === 0 && second !== undefined ? [together(first, second), ...rest] : blocks
}

export const CALIBRATIONS = { none: (): Calibration => ({ kind: 'none' }), temperature: fitTemperature, isotonic: fitIsotonic } as const
