import type { Instant } from '../../domain/instant'
import type { MarketType } from '../../domain/vocabulary'
import type { FullPrediction } from '../../usecases/predict-races'
import type { NoPrediction } from '../../usecases/prediction'
import type { SqlRunner } from '../../usecases/ports'
import { asOfIn } from '../feature/feature-args'
import { exoticsValue } from '../exotic/exotic-value'
import { describeModel } from '../model/describe-model'
import type { Model } from '../model/model.type'
import type { Args, Values, Wanted, WantedField } from '../read/mapping'
import type { Scope } from '../read/scope'
import { modelIn, targetIn } from './prediction-args'
import type { NoPredictionWord, PredictionTarget } from './prediction.enum'
import { asksPrices, predictionValue, sharedValue, type Telling } from './prediction-value'
import { quotedPrices, type QuotedPrice } from './quoted-prices'
import { sharedPredictions, type Outcome } from './shared-predictions'
import { targetChances } from './target-chances'

const NOTHING: Wanted = { fields: [], has: () => false }
const below = (wanted: Wanted, type: string): Wanted => wanted.types?.get(type) ?? NOTHING
const none = (reason: NoPredictionWord, message: string): object => ({ __typename: 'NoPrediction', reason, message })
const noneOf = ({ reason, message }: NoPrediction): object => none(reason, message)
const GONE = 'The race is not there any more.'
const NOT_STARTING = 'The runner was not to start at this instant: it was scratched, or is a reserve without a place.'

const MARKET_OF: Readonly<Record<PredictionTarget, MarketType | null>> = { WIN: 'WIN', PLACE: 'PLACE', TOP_2: null, TOP_3: null, TOP_4: null }
/** What tellings of one kind share. */
interface Desk { readonly target: PredictionTarget; readonly prices: Telling['prices']; readonly model: (prediction: FullPrediction) => Model | null }
const NO_PRICES: ReadonlyMap<number, readonly QuotedPrice[]> = new Map()

async function desk(db: SqlRunner, scope: Scope, runnerIds: readonly number[], target: PredictionTarget, at: Instant, wanted: Wanted): Promise<Desk> {
  const market = MARKET_OF[target]
  const prices = market === null || runnerIds.length === 0 || !asksPrices(wanted) ? NO_PRICES : await quotedPrices(db, runnerIds, market, at)
  return { target, prices, model: await modelTeller(scope, wanted) }
}
async function modelTeller(scope: Scope, wanted: Wanted): Promise<Desk['model']> {
  const asked = wanted.fields.filter(({ name }) => name === 'model')
  if (asked.length === 0) return () => null
  const aliases = asked.some((field) => field.wanted.has('aliases')) ? (await scope.models.cards()).aliases : {}
  return ({ card }) => describeModel(card, aliases)
}
const tell = ({ target, prices, model }: Desk, prediction: FullPrediction): Telling => ({ prediction, target, chances: targetChances(prediction, target), prices, model: model(prediction) })

/** Outcome of each race. Parents are `[race id, start, status]`. */
export async function loadRacePredictions(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const asOf = asOfIn(args, scope.now)
  const outcomes = await sharedPredictions(scope, parents.map(([raceId, start, status]) => ({ raceId, start, status })), modelIn(args), asOf)
  const own = below(wanted, 'RacePrediction')
  const told = [...new Set(parents.map(([raceId]) => outcomes.get(raceId as number)))].filter((one): one is FullPrediction => one?.kind === 'prediction')
  const model = await modelTeller(scope, own)
  const lists = await Promise.all(own.fields.filter(({ name }) => name === 'predictions').map(async (field) => ({ field, desk: await desk(db, scope, told.flatMap(({ runnerIds }) => runnerIds), targetIn(field.args), asOf ?? scope.now, field.wanted) })))
  const value = (prediction: FullPrediction): Record<string, unknown> => ({
    __typename: 'RacePrediction',
    ...Object.fromEntries(own.fields.filter(({ name }) => name !== 'predictions').map((field) => [field.property, ofRace(prediction, model, field)])),
    ...Object.fromEntries(lists.map(({ field, desk: its }) => [field.property, inOrder(tell(its, prediction), field.wanted)])),
  })
  return parents.map(([raceId]) => outcomeValue(outcomes.get(raceId as number), value))
}
function ofRace(prediction: FullPrediction, model: Desk['model'], field: WantedField): unknown {
  switch (field.name) {
    case 'race': return prediction.raceId
    case 'model': return model(prediction)
    case 'exotics': return exoticsValue(prediction, field)
    default: return sharedValue(prediction, field.name)
  }
}
const outcomeValue = (outcome: Outcome | undefined, value: (prediction: FullPrediction) => unknown): unknown =>
  (outcome === undefined ? none('NO_RUNNERS', GONE) : outcome.kind === 'none' ? noneOf(outcome) : value(outcome))

/** Most likely first; ties by runner. */
const inOrder = (telling: Telling, wanted: Wanted): readonly unknown[] =>
  [...telling.chances.keys()].sort((a, b) => (telling.chances[b] as number) - (telling.chances[a] as number) || a - b).map((place) => predictionValue(telling, place, wanted))

/** Outcome of each runner. Parents are `[runner id, race id, race start, race status]`. */
export async function loadRunnerPredictions(db: SqlRunner, parents: readonly Values[], args: Args, wanted: Wanted, scope: Scope): Promise<readonly unknown[]> {
  const asOf = asOfIn(args, scope.now)
  const outcomes = await sharedPredictions(scope, parents.map(([, raceId, start, status]) => ({ raceId, start, status })), modelIn(args), asOf)
  const own = below(wanted, 'Prediction')
  const its = await desk(db, scope, parents.map(([runnerId]) => runnerId as number), targetIn(args), asOf ?? scope.now, own)
  const tellings = new Map([...outcomes].flatMap(([raceId, outcome]) => (outcome.kind === 'prediction' ? [[raceId, { telling: tell(its, outcome), places: new Map(outcome.runnerIds.map((id, i) => [id, i])) }] as const] : [])))
  return parents.map(([runnerId, raceId]) => outcomeValue(outcomes.get(raceId as number), () => {
    const one = tellings.get(raceId as number)
    const place = one?.places.get(runnerId as number)
    return one === undefined || place === undefined ? none('NOT_STARTING', NOT_STARTING) : predictionValue(one.telling, place, own)
  }))
}
