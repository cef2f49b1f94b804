import { categoryOf, type FeatureCategory, type FeatureName } from '../../features/registry'
import type { CategoryRank } from '../../integration/weights'
import { rowCount, type RaceBatch, type RaceTable, type TrainingTable } from '../data/race-table'
import { columnFeatures, encode, fitEncoder, widthOf, type Matrix } from '../inputs/encoder'
import { SHAPE } from '../learners/conditional-logit'
import { pause } from '../learners/pause'
import { raceLosses, raceSoftmax } from '../race-softmax'
import { minimise, type Objective } from '../tensor/minimise'
import { dotRow, raceLogit } from '../tensor/race-logit'

/** Raised whenever the same races give another hierarchy than before. */
export const RANKING_VERSION = 1
/** What is known so far. Plain JSON, so that an interrupted ranking goes on. */
export interface Ranking {
  /** Of the logit with all categories: its weights, and what it lost on each validation race, nats. */
  readonly weights: readonly number[]
  readonly whole: readonly number[]
  /** Mean loss on the same races without a category. */
  readonly without: Readonly<Partial<Record<FeatureCategory, number>>>
}
export interface RankTask { readonly train: TrainingTable; readonly validate: RaceTable; /** None of the market. */ readonly features: readonly FeatureName[]; readonly ridge: number }
export interface RankRun { readonly signal: AbortSignal; readonly progress: (share: number, note: string) => void; readonly known: Ranking | null; /** Told after each category. */ readonly note: (ranking: Ranking) => Promise<void> }

const MOST_STEPS = 500
/** A fit without a category begins from the one with all, and ends when a step lowers the loss by less than this share: 2e-8 nats a race. */
const [ENOUGH, ENOUGH_WITHOUT] = [1e-9, 1e-8]

/**
 * A conditional logit fitted on training races with all features, then without each category, judged on validation races. Scales of inputs do not depend on which others there
 * are, so that leaving a category out is holding its weights at 0: it is the fit that the learner would give.
 * @throws FitStopped
 */
export async function rankCategories({ train, validate, features, ridge }: RankTask, { signal, progress, known, note }: RankRun): Promise<Ranking> {
  const categories = [...new Set(features.map(categoryOf))]
  if (known !== null && categories.every((category) => category in known.without)) return known
  await pause(signal)
  const encoder = fitEncoder(features, train, SHAPE)
  const width = widthOf(encoder)
  const places = columnFeatures(encoder).map(categoryOf)
  const rows = { raceStart: train.raceStart, data: encode(encoder, train).data, width, won: train.targets.win, weights: new Float64Array(train.races.length).fill(1), offset: null }
  const objective = raceLogit(rows, ridge)
  const judged = encode(encoder, validate)
  const lossesOf = (at: Float64Array): readonly number[] => [...raceLosses(raceSoftmax(scoresOf(judged, at, validate), validate.raceStart), validate.targets.win, validate.raceStart)]
  const fit = async (start: Float64Array, out: FeatureCategory | null, from: number): Promise<Float64Array> => {
    const label = out === null ? 'all categories' : `without ${out}`
    const before = async (step: number): Promise<void> => { await pause(signal); progress((from + Math.min(1, step / 50)) / (categories.length + 1), label) }
    return (await minimise(without(objective, places, out), start, { most: MOST_STEPS, enough: out === null ? ENOUGH : ENOUGH_WITHOUT, before })).at
  }
  let ranking = known
  if (ranking === null) {
    const at = await fit(new Float64Array(width), null, 0)
    await note(ranking = { weights: [...at], whole: lossesOf(at), without: {} })
  }
  for (const [done, category] of categories.entries()) {
    if (category in ranking.without) continue
    const at = await fit(Float64Array.from(ranking.weights, (weight, place) => (places[place] === category ? 0 : weight)), category, done + 1)
    await note(ranking = { ...ranking, without: { ...ranking.without, [category]: meanOf(lossesOf(at)) } })
  }
  progress(1, '')
  return ranking
}

/** The same with the slopes of a category held at 0. */
const without = (objective: Objective, places: readonly FeatureCategory[], out: FeatureCategory | null): Objective => (at, gradient) => {
  const value = objective(at, gradient)
  if (out !== null) places.forEach((category, place) => { if (category === out) gradient[place] = 0 })
  return value
}
function scoresOf({ data, width }: Matrix, at: Float64Array, batch: RaceBatch): Float64Array {
  return Float64Array.from({ length: rowCount(batch) }, (_, row) => dotRow(data, row * width, width, at))
}
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Categories by what is lost without them, the most first, by name where alike; one without which the logit is better has its place too. `market`, where there is one, is held against what a model with prices lost
 * on the same races (`priced`, NaN where it has no chances); null: no market.
 */
export function hierarchyOf({ whole, without: losses }: Ranking, priced: Float64Array | null): readonly CategoryRank[] {
  const base = meanOf(whole)
  const ranks = Object.entries(losses).map(([category, loss]): CategoryRank => ({ category: category as FeatureCategory, loss: loss - base }))
  const gains = whole.flatMap((loss, r) => { const own = priced?.[r] ?? NaN; return Number.isNaN(own) ? [] : [loss - own] })
  if (gains.length > 0) ranks.push({ category: 'market', loss: meanOf(gains) })
  return ranks.sort((a, b) => b.loss - a.loss || (a.category < b.category ? -1 : 1))
}
