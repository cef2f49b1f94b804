import type { Instant } from '../../domain/instant'
import type { MarketType } from '../../domain/vocabulary'
import type { FullPrediction } from '../../usecases/predict-races'
import type { SqlRunner } from '../../usecases/ports'
import { confidenceValue } from '../confidence/confidence-value'
import { asOfIn } from '../feature/feature-args'
import { exoticsValue } from '../exotic/exotic-value'
import { modelTeller, type ModelTeller } from '../model/model-teller'
import type { Args, Values, Wanted, WantedField } from '../read/mapping'
import type { Scope } from '../read/scope'
import { below, GONE, noneValue, NOT_STARTING } from './no-prediction'
import { modelIn, targetIn } from './prediction-args'
import type { PredictionTarget } from './prediction.enum'
import { asksPrices, predictionValue, sharedValue, type Telling } from './prediction-value'
import { quotedPrices, type QuotedPrice } from './quoted-prices'
import { sharedPredictions, type Outcome } from './shared-predictions'
import { targetChances } from './target-chances'

const MARKET_OF: Readonly<Record<PredictionTarget, MarketType | null>> = { WIN: 'WIN', PLACE: 'PLACE', TOP_2: null, TOP_3: null, TOP_4: null }
/** What tellings of one kind share. */
interface Desk { readonly target: PredictionTarget; readonly prices: Telling['prices']; readonly model: ModelTeller }
const NO_PRICES: ReadonlyMap<number, readonly QuotedPrice[]> = new Map()

async function desk(db: SqlRunner, scope: Scope, told: readonly FullPrediction[], runnerIds: readonly number[], target: PredictionTarget, at: Instant, wanted: Wanted): Promise<Desk> {
  const market = MARKET_OF[target]
  const prices = market === null || runnerIds.length === 0 || !asksPrices(wanted) ? NO_PRICES : await quotedPrices(db, runnerIds, market, at)
  return { target, prices, model: await modelTeller(scope, wanted, told.map(({ card }) => card)) }
}
const tell = ({ target, prices, model }: Desk, prediction: FullPrediction): Telling => ({ prediction, target, chances: targetChances(prediction, target), prices, model: model(prediction.card) })

/** Outcome of each race. Parents are `[race id, start, status]`. */
export async function loadRacePredictions(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const asOf = asOfIn(args, scope.now)
  const outcomes = await sharedPredictions(scope, parents.map(([raceId, start, status]) => ({ raceId, start, status })), modelIn(args), asOf)
  const told = [...new Set(parents.map(([raceId]) => outcomes.get(raceId as number)))].filter((one): one is FullPrediction => one?.kind === 'prediction')
  const value = await raceTeller(db, scope, told, asOf ?? scope.now, below(wanted, 'RacePrediction'))
  return parents.map(([raceId]) => outcomeValue(outcomes.get(raceId as number), value))
}
/** Makes the RacePrediction of each of `told`, with what is selected of it. */
export async function raceTeller(db: SqlRunner, scope: Scope, told: readonly FullPrediction[], at: Instant, own: Wanted): Promise<(prediction: FullPrediction) => Record<string, unknown>> {
  const model = await modelTeller(scope, own, told.map(({ card }) => card))
  const lists = await Promise.all(own.fields.filter(({ name }) => name === 'predictions').map(async (field) => ({ field, desk: await desk(db, scope, told, told.flatMap(({ runnerIds }) => runnerIds), targetIn(field.args), at, field.wanted) })))
  return (prediction) => ({
    __typename: 'RacePrediction',
    ...Object.fromEntries(own.fields.filter(({ name }) => name !== 'predictions').map((field) => [field.property, ofRace(prediction, model, field)])),
    ...Object.fromEntries(lists.map(({ field, desk: its }) => [field.property, inOrder(tell(its, prediction), field.wanted)])),
  })
}
/** The Prediction of winning of each runner, by their place in the prediction. */
export async function winPredictions(db: SqlRunner, scope: Scope, prediction: FullPrediction, at: Instant, own: Wanted): Promise<readonly Record<string, unknown>[]> {
  const telling = tell(await desk(db, scope, [prediction], prediction.runnerIds, 'WIN', at, own), prediction)
  return prediction.runnerIds.map((_, place) => predictionValue(telling, place, own))
}
function ofRace(prediction: FullPrediction, model: Desk['model'], field: WantedField): unknown {
  switch (field.name) {
    case 'race': return prediction.raceId
    case 'model': return model(prediction.card)
    case 'confidence': return confidenceValue(prediction.confidence()?.race)
    case 'exotics': return exoticsValue(prediction, field)
    default: return sharedValue(prediction, field.name)
  }
}
const outcomeValue = (outcome: Outcome | undefined, value: (prediction: FullPrediction) => unknown): unknown =>
  (outcome === undefined ? GONE : outcome.kind === 'none' ? noneValue(outcome) : value(outcome))

/** Most likely first; ties by runner. */
const inOrder = (telling: Telling, wanted: Wanted): readonly unknown[] =>
  [...telling.chances.keys()].sort((a, b) => (telling.chances[b] as number) - (telling.chances[a] as number) || a - b).map((place) => predictionValue(telling, place, wanted))

/** Outcome of each runner. Parents are `[runner id, race id, race start, race status]`. */
export async function loadRunnerPredictions(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const asOf = asOfIn(args, scope.now)
  const outcomes = await sharedPredictions(scope, parents.map(([, raceId, start, status]) => ({ raceId, start, status })), modelIn(args), asOf)
  const own = below(wanted, 'Prediction')
  const told = [...outcomes.values()].filter((one): one is FullPrediction => one.kind === 'prediction')
  const its = await desk(db, scope, told, parents.map(([runnerId]) => runnerId as number), targetIn(args), asOf ?? scope.now, own)
  const tellings = new Map([...outcomes].flatMap(([raceId, outcome]) => (outcome.kind === 'prediction' ? [[raceId, { telling: tell(its, outcome), places: new Map(outcome.runnerIds.map((id, i) => [id, i])) }] as const] : [])))
  return parents.map(([runnerId, raceId]) => outcomeValue(outcomes.get(raceId as number), () => {
    const one = tellings.get(raceId as number)
    const place = one?.places.get(runnerId as number)
    return one === undefined || place === undefined ? NOT_STARTING : predictionValue(one.telling, place, own)
  }))
}
