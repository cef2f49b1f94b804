import { fitChoice, type ChoiceRows } from '../choice/fit-choice'

/** What two opinions of a race count: of a linear pool shares that sum to 1, of a logarithmic one powers. */
export interface BlendWeights { readonly ml: number; readonly gpt: number }
/** What is taken where nothing was fitted. */
export const STATED: BlendWeights = { ml: 0.6, gpt: 0.4 }

/** Before logarithms: of a language model, which has clamped chances of its own; of models, whose least ones are to be believed. */
const LEAST_GPT = 0.005
const LEAST_ML = 1e-9
const normalised = (values: Float64Array): Float64Array => { const sum = values.reduce((total, one) => total + one, 0); return values.map((value) => value / sum) }
const lnMl = (chances: Float64Array): Float64Array => chances.map((chance) => Math.log(Math.max(LEAST_ML, chance)))
const lnGpt = (chances: Float64Array): Float64Array => chances.map((chance) => Math.log(Math.max(LEAST_GPT, chance)))
function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((most, one) => Math.max(most, one), -Infinity)
  return normalised(scores.map((score) => Math.exp(score - top)))
}

/** Chances of one race as the weighted mean of two; sum 1. */
export const linearPool = (ml: Float64Array, gpt: Float64Array, weights: BlendWeights = STATED): Float64Array =>
  normalised(ml.map((chance, i) => weights.ml * chance + weights.gpt * (gpt[i] as number)))

/** Chances of one race in proportion to ml^a x gpt^b: Benter's second stage (Computer Based Horse Race Handicapping and Wagering Systems, 1994). The weights need not sum to 1. */
export function logPool(ml: Float64Array, gpt: Float64Array, weights: BlendWeights = STATED): Float64Array {
  const [own, other] = [lnMl(ml), lnGpt(gpt)]
  return softmax(own.map((score, i) => weights.ml * score + weights.gpt * (other[i] as number)))
}
/** Chances of one race raised to a power; sum 1. Below 1 they are less sure. */
export const powered = (gpt: Float64Array, power: number): Float64Array => softmax(lnGpt(gpt).map((score) => power * score))

/** A race that is over: chances by both and who won, runners in one order. `won` sums to 1. */
export interface BlendRace { readonly ml: Float64Array; readonly gpt: Float64Array; readonly won: Float64Array }
/**
 * Nats a squared unit, which half a dozen races outweigh. Of 0, 5, 15 and 50 in five invented worlds, fitted on 100 to 1,000 races and judged on 6,000 others: 15 loses up to 0.022 nats a race against 5 where the
 * language model is too unsure, and gains 0.002 at most elsewhere; 0 loses 0.002 where races are few.
 */
export const RIDGE = 5

function rowsOf(races: readonly BlendRace[], columns: readonly ((race: BlendRace) => Float64Array)[]): ChoiceRows {
  const raceStart = new Int32Array(races.length + 1)
  races.forEach(({ won }, r) => { raceStart[r + 1] = (raceStart[r] as number) + won.length })
  const rows = raceStart[races.length] as number
  const gathered = (of: (race: BlendRace) => Float64Array): Float64Array => { const all = new Float64Array(rows); races.forEach((race, r) => { all.set(of(race), raceStart[r]) }); return all }
  return { raceStart, won: gathered(({ won }) => won), columns: columns.map(gathered) }
}

/** Weights of the logarithmic pool by maximum likelihood, none below 0, with a ridge toward the stated ones; those themselves without races. */
export function fitLogPool(races: readonly BlendRace[], ridge: number = RIDGE): BlendWeights {
  if (races.length === 0) return STATED
  const { weights: [ml = 0, gpt = 0] } = fitChoice(rowsOf(races, [(race) => lnMl(race.ml), (race) => lnGpt(race.gpt)]), { ridge, toward: [STATED.ml, STATED.gpt], start: [STATED.ml, STATED.gpt], nonNegative: true })
  return { ml, gpt }
}
/** Power of a language model's chances by maximum likelihood, not below 0, with a ridge toward 1; 1 without races. */
export function fitSlope(races: readonly BlendRace[], ridge: number = RIDGE): number {
  if (races.length === 0) return 1
  const { weights: [power = 0] } = fitChoice(rowsOf(races, [(race) => lnGpt(race.gpt)]), { ridge, toward: 1, start: [1], nonNegative: true })
  return power
}
