import { scoresOf } from '../models/evaluation/scores'

/** What came of a race. `ran`: those with an official result that is not void, by their source's id. */
export interface RaceResult {
  readonly status: 'FINAL' | 'ABANDONED' | 'VOID'
  readonly ran: readonly { readonly sourceId: string; readonly number: number | null; readonly position: number | null; readonly startingPrice: number | null }[]
}
/** Why a prediction is not scored. */
export type ScoreLeftOut = 'ABANDONED' | 'NO_WINNER' | 'WALKOVER' | 'RUNNER_NOT_SERVED'
export interface RaceScore {
  readonly leftOut: ScoreLeftOut | null
  /** Of those served who ran, in the order served: their places in it. */
  readonly places: readonly number[]
  /** 0 without one. */
  readonly runnerNumbers: readonly number[]
  readonly chances: Float64Array
  /** Sums to 1; shared in a dead heat. */
  readonly won: Float64Array
  /** Decimal; NaN without one. */
  readonly startingPrices: Float64Array
  readonly scores: { readonly logLoss: number; readonly marketLogLoss: number | null; readonly brier: number; readonly top1: number; readonly top3: number } | null
}

const leftOut = (why: ScoreLeftOut): RaceScore => ({ leftOut: why, places: [], runnerNumbers: [], chances: new Float64Array(0), won: new Float64Array(0), startingPrices: new Float64Array(0), scores: null })
/** Equal ones of nothing: where all chances went to runners that were scratched, nothing was said of the rest. */
const shares = (values: Float64Array): Float64Array => { const total = values.reduce((sum, one) => sum + one, 0); return values.map((value) => (total > 0 ? value / total : 1 / values.length)) }

/** The market's chances, 1 / price over the sum of it; null unless everyone has a price and the book is above 1, as in evaluations. */
export function marketShares(startingPrices: Float64Array): Float64Array | null {
  const chances = startingPrices.map((price) => (price >= 1 ? 1 / price : NaN))
  return chances.reduce((sum, one) => sum + one, 0) > 1 ? shares(chances) : null
}

/**
 * How a prediction came out. Whoever was scratched after it was served takes no part: the chances of those who ran are made to
 * add up to 1 again, each in its proportion, as stakes on the scratched are given back. A race in which somebody ran who was not in the
 * prediction is not scored.
 */
export function scorePrediction(runnerSourceIds: readonly string[], served: ArrayLike<number>, { status, ran }: RaceResult): RaceScore {
  if (status !== 'FINAL') return leftOut('ABANDONED')
  const winners = ran.filter(({ position }) => position === 1).length
  if (winners === 0) return leftOut('NO_WINNER')
  const byId = new Map(ran.map((one) => [one.sourceId, one]))
  const places = runnerSourceIds.flatMap((id, place) => (byId.has(id) ? [place] : []))
  if (places.length < ran.length) return leftOut('RUNNER_NOT_SERVED')
  if (places.length < 2) return leftOut('WALKOVER')
  const results = places.flatMap((place) => byId.get(runnerSourceIds[place] as string) ?? [])
  const chances = shares(Float64Array.from(places, (place) => served[place] as number))
  const won = Float64Array.from(results, ({ position }) => (position === 1 ? 1 / winners : 0))
  const startingPrices = Float64Array.from(results, ({ startingPrice }) => startingPrice ?? NaN)
  const raceStart = Int32Array.of(0, places.length)
  const { logLoss, brier, top1, top3 } = scoresOf(chances, { raceStart, won })
  const market = marketShares(startingPrices)
  const marketLogLoss = market === null ? null : scoresOf(market, { raceStart, won }).logLoss
  return { leftOut: null, places, runnerNumbers: results.map(({ number }) => number ?? 0), chances, won, startingPrices, scores: { logLoss, marketLogLoss, brier, top1, top3 } }
}
