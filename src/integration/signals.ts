import { knownMean } from '../features/field'
import type { FeatureName } from '../features/registry'
import type { AnyRule, Values } from './define'
import { cut } from './shapes'

/** Races one after the other: race `r` has the rows `raceStart[r] .. raceStart[r + 1]` of every column. NaN where unknown. */
export interface Rows { readonly raceStart: Int32Array; readonly columns: ReadonlyMap<FeatureName, Float64Array> }

type Filled = Record<FeatureName, number>

/** Calls `see` for each row of which everything that the rule reads is known, with one and the same pair of objects. */
function eachKnown(rule: AnyRule, { raceStart, columns }: Rows, see: (row: number, x: Values, field: Values) => void): void {
  const { reads } = rule
  const read = reads.map((name) => columns.get(name))
  if (read.some((column) => column === undefined)) return
  const known = read as readonly Float64Array[]
  const x = Object.fromEntries(reads.map((name) => [name, 0])) as Filled
  let [from, to] = [0, 0]
  // A mean costs more than a signal: worked out when a rule asks for it, once a race.
  const means = new Float64Array(known.length).fill(NaN)
  const isTold = new Uint8Array(known.length)
  const field = Object.defineProperties({}, Object.fromEntries(reads.map((name, i) => [name, { enumerable: true, get: (): number => {
    if (isTold[i] === 0) { means[i] = knownMean((known[i] as Float64Array).subarray(from, to)); isTold[i] = 1 }
    return means[i] as number
  } }]))) as Values
  for (let race = 0; race + 1 < raceStart.length; race++) {
    [from, to] = [raceStart[race] as number, raceStart[race + 1] as number]
    isTold.fill(0)
    for (let row = from; row < to; row++) {
      let whole = true
      for (let i = 0; i < known.length; i++) {
        const value = (known[i] as Float64Array)[row] as number
        if (Number.isNaN(value)) { whole = false; break }
        x[reads[i] as FeatureName] = value
      }
      if (whole) see(row, x, field)
    }
  }
}
/** Signals of one rule, a row each, -1 to 1; 0 where it is silent: something is missing, or the pattern is not there. */
export function signalsOf(rule: AnyRule, rows: Rows): Float64Array {
  const signals = new Float64Array(rows.raceStart.at(-1) ?? 0)
  const signal = rule.signal as (x: Values, field: Values) => number
  eachKnown(rule, rows, (row, x, field) => { const own = signal(x, field); signals[row] = Number.isNaN(own) ? 0 : cut(own) })
  return signals
}
/** What the rule says in words, a row each; null where something that it reads is missing. `of`: only these rows, since words cost more than signals. */
export function saidOf(rule: AnyRule, rows: Rows, of: (row: number) => boolean = () => true): readonly (string | null)[] {
  const said = Array.from<string | null>({ length: rows.raceStart.at(-1) ?? 0 }).fill(null)
  const say = rule.say as (x: Values, field: Values) => string
  eachKnown(rule, rows, (row, x, field) => { if (of(row)) said[row] = say(x, field) })
  return said
}
