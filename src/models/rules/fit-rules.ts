import type { FeatureCategory } from '../../features/registry'
import type { AnyRule } from '../../integration/define'
import { sumsHeard, type Heard } from '../../integration/effects'
import { versionedRule } from '../../integration/rules'
import { signalsOf } from '../../integration/signals'
import type { FittedRules, RuleWeight, WeighedAs } from '../../integration/weights'
import { covariances, errorsOf, fitChoice, type ChoiceRows } from '../choice/fit-choice'
import { racesWithScores } from '../choice/fit-power'
import { raceCount, type RaceTable } from '../data/race-table'
import { labelsOf } from '../learners/market-label'
import { pause } from '../learners/pause'
import { raceLosses, raceSoftmax } from '../race-softmax'
import { marketOver } from './rules-model'

/** Raised whenever the same rules, scores and races give other weights than before. */
export const RULES_VERSION = 4
export interface RuleFit {
  /** Nats. */
  readonly cap: number
  /** Penalty on weights: half of it times the sum of their squares; that of a normal prior of variance 1 / ridge about 0. */
  readonly ridge: number
  /** A rule that spoke in fewer races is not weighed. */
  readonly enoughRaces: number
  /** Standard errors from 0 that a weight must lie. */
  readonly leastZ: number
  /** Share of what they learn that the chances by starting prices take over from who won (`labelsOf`). */
  readonly marketLabel: number
}
export const RULE_FIT: RuleFit = { cap: 0.35, ridge: 10, enoughRaces: 50, leastZ: 1.96, marketLabel: 0.5 }
/** On top of prices rules have little left to say, and what looks like more is mostly luck. */
const OVER_PRICES: RuleFit = { ...RULE_FIT, ridge: 100, marketLabel: 0 }
/** How rules are weighed on these races. Of an invented world by results alone: the prices of an invented public are nobody's wisdom. */
export function ruleFitFor({ races }: Pick<RaceTable, 'races'>, priced: boolean): RuleFit {
  if (priced) return OVER_PRICES
  return races.every(({ source }) => source === 'SYNTHETIC') ? { ...RULE_FIT, marketLabel: 0 } : RULE_FIT
}
/** Races with what rules learn of them in place of who won: see `labelsOf`. */
export const labelled = (table: RaceTable, marketLabel: number): Pick<RaceTable, 'raceStart' | 'targets'> => ({ raceStart: table.raceStart, targets: { ...table.targets, win: labelsOf(table, marketLabel) } })
/** What came of it, without what is to be known of the model that they are put on. */
export type WeighedRules = Pick<FittedRules, 'rules' | 'cap' | 'damping' | 'power' | 'weighedOn'>
export interface WeighRun { readonly signal: AbortSignal; readonly progress: (share: number) => void }
/** Races to weigh rules on: scores of a model that was not fitted on them, NaN throughout races that it has none for. `priced`: it reads prices, and so may rules. */
export interface WeighTask { readonly table: RaceTable; readonly scores: Float64Array; readonly priced: boolean; readonly hierarchy: readonly FeatureCategory[]; /** What rules, by id, say of the rows, where it was worked out before. */ readonly signals?: ReadonlyMap<string, Float64Array> }

/**
 * Weights of rules on top of scores, by the likelihood of race-softmax(power x score + sum of weight x signal): the power is free, weights are drawn to 0 by a ridge. Of models without prices half of the label is
 * the chance by the starting prices of these races, as for their learners; no price is read to predict. All are
 * weighed together; then the one whose weight lies the fewest standard errors from 0 is left out, one at a time (the first by id among equals), until all lie 1.96 or more from
 * it: what becomes of the others each time is told from the curvature, and once none is left to leave out all are weighed anew, and so on until that holds. What is then above the cap is held there while the others are weighed anew. The order of rules changes nothing. Standard errors: see `standardErrors`; they are those
 * of the last fit in which the rule was free, of a rule left out those of the first.
 * @throws FitStopped
 */
export async function fitRules(all: readonly AnyRule[], { table, scores, priced, hierarchy, signals: known }: WeighTask, { signal, progress }: WeighRun, options: RuleFit = RULE_FIT): Promise<WeighedRules> {
  const { cap, enoughRaces, marketLabel } = options
  const rules = all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const signals: Float64Array[] = []
  for (const rule of rules) { await pause(signal); signals.push(known?.get(rule.id) ?? signalsOf(rule, table)); progress((0.5 * signals.length) / rules.length) }
  const rows = racesWithScores([scores, ...signals], labelled(table, marketLabel))
  const spoke = rows.columns.slice(1).map((column) => spokenOf(column, rows.raceStart))
  const enough = spoke.map(({ races }) => races >= enoughRaces)
  await pause(signal)
  const found = await weigh(rows, enough, options, signal)
  progress(0.9)
  const weights = rules.map((rule, i): RuleWeight => {
    const { weight, fitted, standardError, capped } = found.rules[i] as Weighed
    const as: WeighedAs = enough[i] !== true ? 'TOO_FEW' : weight === 0 ? 'NOT_DISTINGUISHABLE' : capped ? 'CAPPED' : 'FITTED'
    return { rule: versionedRule(rule), weight, fitted, standardError, ...(spoke[i] as Spoken), as, ablation: null }
  })
  await pause(signal)
  const kept = [...rules.keys()].filter((i) => weights[i]?.weight !== 0)
  const heard: Heard = { bound: kept.map((i) => ({ rule: rules[i] as AnyRule, weight: weights[i] as RuleWeight })), signals: kept.map((i) => signals[i] as Float64Array) }
  const base = scores.map((score) => found.power * score)
  const damping = chooseDamping(heard, base, table, hierarchy, priced ? marketOver(base, table) : null)
  progress(1)
  const scored = table.races.filter((_, r) => !Number.isNaN(scores[table.raceStart[r] as number]))
  const dates = scored.map(({ date }) => date).sort()
  return { rules: weights, cap, damping, power: found.power, weighedOn: { from: dates[0] ?? '', to: dates.at(-1) ?? '', races: raceCount(rows) } }
}

type Spoken = Pick<RuleWeight, 'races' | 'runners'>
function spokenOf(signals: Float64Array, raceStart: Int32Array): Spoken {
  let [races, runners] = [0, 0]
  for (let r = 0; r + 1 < raceStart.length; r++) {
    let own = 0
    for (let row = raceStart[r] as number; row < (raceStart[r + 1] as number); row++) if (signals[row] !== 0) own++
    runners += own
    if (own > 0) races++
  }
  return { races, runners }
}

interface Weighed { readonly weight: number; readonly fitted: number; readonly standardError: number; readonly capped: boolean }
/** The first column is of scores, the others of rules by id. */
async function weigh({ raceStart, won, columns }: ChoiceRows, enough: readonly boolean[], { cap, ridge, leastZ }: RuleFit, signal: AbortSignal): Promise<{ readonly power: number; readonly rules: readonly Weighed[] }> {
  if (raceCount({ raceStart }) === 0) return { power: 1, rules: enough.map(() => ({ weight: 0, fitted: 0, standardError: 1 / Math.sqrt(ridge), capped: false })) }
  const weights = new Map<number, number>()
  let power = 1
  /** Free and held rules among the places given, from where they stand. */
  const fit = (places: readonly number[], held: ReadonlyMap<number, number>): { readonly weights: readonly number[]; readonly errors: readonly number[]; readonly weakest: () => readonly number[] } => {
    const rows: ChoiceRows = { raceStart, won, columns: [columns[0] as Float64Array, ...places.map((at) => columns[at + 1] as Float64Array)] }
    const options = { ridge: [0, ...places.map(() => ridge)], held: [false, ...places.map((at) => held.has(at))], start: [power, ...places.map((at) => held.get(at) ?? weights.get(at) ?? 0)] }
    const fitted = fitChoice(rows, options)
    const [first = 1, ...rest] = fitted.weights
    power = first
    rest.forEach((weight, i) => { weights.set(places[i] as number, weight) })
    const covariance = covariances(rows, fitted.weights, options)
    return { weights: rest, errors: errorsOf(covariance, options.held).slice(1), weakest: () => weakestOf(fitted.weights, covariance, options.held, leastZ).map((i) => places[i - 1] as number) }
  }
  const together = fit([...enough.keys()], new Map())
  const error = [...together.errors]
  const held = new Map<number, number>()
  let places = [...enough.keys()].filter((at) => enough[at])
  for (;;) {
    await pause(signal)
    const now = fit(places, held)
    places.forEach((at, i) => { if (!held.has(at)) error[at] = now.errors[i] as number })
    const out = new Set(now.weakest())
    if (out.size > 0) { for (const at of out) error[at] = together.errors[at] as number; places = places.filter((at) => !out.has(at)); continue }
    const beyond = places.filter((at, i) => !held.has(at) && Math.abs(now.weights[i] as number) > cap)
    if (beyond.length === 0) break
    for (const at of beyond) held.set(at, Math.sign(weights.get(at) as number) * cap)
  }
  return { power, rules: [...enough.keys()].map((at) => ({ weight: places.includes(at) ? held.get(at) ?? weights.get(at) as number : 0, fitted: together.weights[at] as number, standardError: error[at] as number, capped: held.has(at) })) }
}

/**
 * Which are left out, one at a time: the one whose weight lies the fewest standard errors from 0, as long as that is fewer than `leastZ`. The others then move as on a parabola with the curvature of the fit.
 * The first is the power, which stays.
 */
function weakestOf(fitted: readonly number[], covariance: Float64Array, held: readonly boolean[], leastZ: number): readonly number[] {
  const n = fitted.length
  const [weights, c, out] = [Float64Array.from(fitted), Float64Array.from(covariance), [] as number[]]
  for (;;) {
    let [least, z] = [-1, leastZ]
    for (let a = 1; a < n; a++) {
      if (held[a] === true || out.includes(a)) continue
      const own = Math.abs(weights[a] as number) / Math.sqrt(c[a * n + a] as number)
      if (Number.isNaN(own) || own < z) { least = a; z = Number.isNaN(own) ? 0 : own }
    }
    if (least < 0) return out
    out.push(least)
    const [variance, weight] = [c[least * n + least] as number, weights[least] as number]
    if (!(variance > 0)) continue
    const column = Float64Array.from(weights, (_, a) => c[a * n + least] as number)
    for (let a = 0; a < n; a++) {
      const share = (column[a] as number) / variance
      weights[a] = (weights[a] as number) - share * weight
      for (let b = 0; b < n; b++) c[a * n + b] = (c[a * n + b] as number) - share * (column[b] as number)
    }
  }
}

const DAMPINGS = [0, 0.25, 0.5, 0.75, 1]
/** The damping with the least log-loss; 0 unless it is better than none by more than one standard error of the paired difference. */
function chooseDamping(heard: Heard, base: Float64Array, table: RaceTable, hierarchy: readonly FeatureCategory[], market: Float64Array | null): number {
  const lossesAt = (damping: number): Float64Array => {
    const sums = sumsHeard(heard, table, { trust: 1, damping, hierarchy }, market)
    return raceLosses(raceSoftmax(base.map((score, row) => score + (sums[row] as number)), table.raceStart), table.targets.win, table.raceStart).filter((loss) => !Number.isNaN(loss))
  }
  const none = lossesAt(0)
  let best = { damping: 0, gain: 0, error: 0 }
  for (const damping of DAMPINGS.slice(1)) {
    const own = lossesAt(damping)
    const gains = none.map((loss, r) => loss - (own[r] as number))
    const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length
    if (gain > best.gain) best = { damping, gain, error: Math.sqrt(gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / Math.max(1, gains.length - 1) / gains.length) }
  }
  return best.gain > best.error ? best.damping : 0
}
