import { AppError } from '../domain/errors'
import type { Instant } from '../domain/instant'
import type { FeatureName } from '../features/registry'
import type { FittedRules } from '../integration/weights'
import { winInterval, type WinInterval } from '../models/calibration/interval'
import { raceSoftmax } from '../models/race-softmax'
import { keptBatch } from '../models/data/kept-batch'
import type { RaceBatch } from '../models/data/race-table'
import type { Contributions, Model } from '../models/model'
import { blendRace } from './opinion/blend-race'
import type { Opinion, OpinionStore } from './opinion/ports'
import type { PredictionLedger, ServedPrediction } from './ports'
import type { LoadedModel, LoadedModels, NoPrediction, NoPredictionReason, RacePrediction } from './prediction'
import { confidenceOfRace, type RaceConfidence } from './race-confidence'
import { looksBack, type RaceFeatures, type RaceRequest } from './race-features'

export interface PredictDeps {
  readonly models: LoadedModels
  /** One instant for everything that is asked together. */
  readonly now: Instant
  /** Features as of each request, `raceFeatures`; null for a race that does not exist. */
  readonly features: (requests: readonly RaceRequest[], names: readonly FeatureName[]) => Promise<readonly (RaceFeatures | null)[]>
  /** Whether history was ever gathered. */
  readonly historyReady: () => Promise<boolean>
  /** Whether imports came that history does not hold yet. */
  readonly historyBehind: () => Promise<boolean>
  /** Where predictions are recorded that are asked for before the off, as of now. */
  readonly ledger: Pick<PredictionLedger, 'record'>
  /** What language models think, for models that blend it in; left out: nobody was asked. */
  readonly opinions?: OpinionStore['latest']
  /** Told of failures inside a model that nobody foresaw. */
  readonly warn: (problem: string, cause: unknown) => void
}
export interface PredictionRequest extends RaceRequest {
  /** Abandoned or void: nobody will be told who might have won. */
  readonly calledOff: boolean
}
/** What a feature of a runner adds to its score, less what it adds on average of the field: what all have alike changes no chance. */
export interface Contribution { readonly feature: FeatureName; readonly value: number; readonly effect: number }
/** A prediction, and what more can be asked of it. */
export interface FullPrediction extends RacePrediction {
  /** What the model read, by its features in their order; a value a runner. Of a blend: that of its base, then the chances of the base and of the language model, NaN without one. Cut out when it is first asked for. */
  readonly inputs: readonly Float64Array[]
  /** Runner by runner, the weightiest first; null where the model cannot say. Worked out when it is first asked for. */
  readonly contributions: () => readonly (readonly Contribution[])[] | null
  /** The same as the model gave it, with what its rules add; null where the model cannot say. Worked out when it is first asked for, once for both. */
  readonly parts: () => RaceParts | null
  /** Null for a model that was trained without. Worked out when it is first asked for. */
  readonly confidence: () => RaceConfidence | null
}
/** What scores of one race are made of. `batch`: that race alone, with all that the model read; rows in the order of `runnerIds`. */
export interface RaceParts { readonly batch: RaceBatch; readonly contributions: Contributions; /** Null where the model has no rules on top. */ readonly rules: FittedRules | null }

const none = (reason: NoPredictionReason, message: string): NoPrediction => ({ kind: 'none', reason, message })
const CALLED_OFF = none('ABANDONED', 'The race was abandoned or declared void: there is nothing to predict.')
const NOBODY = none('NO_RUNNERS', 'No runner was to start at this instant: all were scratched, or none is on the card yet.')
const NO_HISTORY = none('HISTORY_NOT_READY', 'Earlier runs are still being gathered, and this model looks at them. Ask again in a minute.')
const NO_PRICES = none('PRICES_MISSING', 'This model needs a price of every runner, and at this instant not all had one. Ask again when there is a market, or ask the model "fundamentals", which needs no prices.')
const unusable = ({ name, version }: { readonly name: string; readonly version: number }, why: string): NoPrediction => none('MODEL_UNUSABLE', `Model ${name}@${version} cannot be used: ${why}`)

/**
 * Chances of races by one model, in one forward pass; null for a race that does not exist. An instant after the off is that of
 * the off for card and history, while the market has its starting prices. What is told before the off, without an instant, is recorded first.
 * @throws AppError BAD_USER_INPUT for an instant to come; PREDICTION_NOT_RECORDED when the record cannot be written
 */
export async function predictRaces(deps: PredictDeps, requests: readonly PredictionRequest[], modelName: string): Promise<readonly (FullPrediction | NoPrediction | null)[]> {
  for (const { asOf } of requests) if (asOf !== null && asOf > deps.now) throw new AppError('BAD_USER_INPUT', `asOf is ${iso(asOf)}, which is still to come: it is ${iso(deps.now)} now.`)
  if (requests.length === 0) return []
  const loaded = await deps.models.resolve(modelName)
  if (!isModel(loaded)) return requests.map(({ calledOff }) => (calledOff ? CALLED_OFF : loaded))
  const { features } = loaded.model
  const back = looksBack(features)
  if (back && !(await deps.historyReady())) return requests.map(({ calledOff }) => (calledOff ? CALLED_OFF : NO_HISTORY))
  const going = requests.filter(({ calledOff }) => !calledOff)
  const found = going.length === 0 ? [] : await deps.features(going, features)
  const stale = back && found.length > 0 && (await deps.historyBehind())
  const opinions = loaded.blend === undefined ? NO_OPINIONS : await opinionsOf(deps, going)
  const told = predictBatch(loaded, found, { generatedAt: deps.now, stale, warn: deps.warn, opinion: (race) => opinions[found.indexOf(race)] ?? null })
  await record(deps, going, told)
  const outcomes = new Map(going.map((request, i) => [request, told[i] ?? null]))
  return requests.map((request) => (request.calledOff ? CALLED_OFF : outcomes.get(request) ?? null))
}

const NO_OPINIONS: readonly (Opinion | null)[] = []
/** The newest of each race that was made before its instant. */
async function opinionsOf({ opinions }: PredictDeps, requests: readonly PredictionRequest[]): Promise<readonly (Opinion | null)[]> {
  if (opinions === undefined) return NO_OPINIONS
  const instants = [...new Set(requests.map(({ asOf }) => asOf))]
  const found = new Map(await Promise.all(instants.map(async (before) => [before, await opinions(requests.flatMap(({ raceId, asOf }) => (asOf === before ? [raceId] : [])), before)] as const)))
  return requests.map(({ raceId, asOf }) => found.get(asOf)?.get(raceId) ?? null)
}

export const isModel = (resolved: LoadedModel | NoPrediction): resolved is LoadedModel => 'model' in resolved
const iso = (at: Instant): string => new Date(at).toISOString()

export interface Told extends Pick<PredictDeps, 'warn'> { readonly generatedAt: Instant; readonly stale: boolean; /** Left out: there are none. */ readonly opinion?: (race: RaceFeatures) => Opinion | null }
/** One forward pass over races whose features are at hand. */
export function predictBatch(loaded: LoadedModel, found: readonly (RaceFeatures | null)[], told: Told): readonly (FullPrediction | NoPrediction | null)[] {
  const races = found.filter((race): race is RaceFeatures => race !== null && race.runnerIds.length > 0)
  const outcomes = new Map<RaceFeatures, FullPrediction | NoPrediction>()
  if (races.length > 0) {
    const batch = keptBatch(batchOf(races, loaded.model.features))
    const pass = run(loaded, batch, told)
    races.forEach((race, r) => { outcomes.set(race, typeof pass === 'string' ? unusable(loaded.card, pass) : blendedOf(loaded, outcomeOf(loaded, race, r, batch, pass, told), told.opinion?.(race) ?? null)) })
  }
  return found.map((race) => (race === null ? null : outcomes.get(race) ?? NOBODY))
}

/** Races one after the other, only the features asked for. */
export function batchOf(races: readonly RaceFeatures[], names: readonly FeatureName[]): RaceBatch {
  const raceStart = new Int32Array(races.length + 1)
  races.forEach(({ runnerIds }, r) => { raceStart[r + 1] = (raceStart[r] as number) + runnerIds.length })
  const rows = raceStart[races.length] as number
  const columns = new Map(names.map((name) => {
    const column = new Float64Array(rows)
    races.forEach((race, r) => { column.set(race.columns.get(name) as Float64Array, raceStart[r]) })
    return [name, column] as const
  }))
  return { raceStart, columns }
}

interface Pass { readonly chances: Float64Array; readonly intervals: () => WinInterval | null }
/** What the model says of the batch, or why it cannot. */
function run({ model, card }: LoadedModel, batch: RaceBatch, { warn }: Told): Pass | string {
  try {
    const { raceStart } = batch
    const scores = model.scores(batch)
    return { chances: raceSoftmax(scores, raceStart), intervals: once(() => (card.intervalFactor === null ? null : winInterval(model.members(batch), scores, raceStart, card.intervalFactor))) }
  } catch (error) {
    if (error instanceof AppError) return error.message
    warn(`model ${card.name}@${card.version} failed`, error)
    return 'it failed while it was computing. The log of the server has more.'
  }
}
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function outcomeOf(loaded: LoadedModel, race: RaceFeatures, r: number, batch: RaceBatch, { chances, intervals }: Pass, { generatedAt, stale }: Told): FullPrediction | NoPrediction {
  const { card, model } = loaded
  const { raceStart, columns } = batch
  const [from, to] = [raceStart[r] as number, raceStart[r + 1] as number]
  const own = chances.slice(from, to)
  if (own.some(Number.isNaN)) return card.usesPrices ? NO_PRICES : unusable(card, 'it gave no chance for a runner of this race.')
  const column = (name: FeatureName): Float64Array => columns.get(name) as Float64Array
  const inputs = once(() => model.features.map((name) => column(name).slice(from, to)))
  const alone = once(() => (raceStart.length === 2 ? batch : aloneOf(model, to - from, inputs())))
  const parts = once(() => partsOf(model, alone()))
  const unmissed = new Set([...(card.neverKnown ?? []), ...(card.oftenUnknown ?? [])].map((feature) => feature.slice(0, feature.lastIndexOf('@'))))
  return {
    kind: 'prediction', raceId: race.raceId, card, asOf: race.asOf, marketAt: race.marketAt, generatedAt, featureSet: race.featureSet, runnerIds: race.runnerIds, chances: own,
    get interval() {
      const all = intervals()
      return all === null ? null : { low: all.low.slice(from, to), high: all.high.slice(from, to) }
    },
    missing: model.features.filter((name) => isMissing(column(name), from, to) && !unmissed.has(name)),
    stale, blend: null, get inputs() { return inputs() }, parts, confidence: once(() => confidenceOfRace(loaded, alone(), own)), contributions: once(() => { const all = parts(); return all && contributionsOf(model, race.runnerIds.length, inputs(), all.contributions) }),
  }
}
/** Nobody can say what a language model's chances are made of, nor how far they are to be trusted. */
const UNEXPLAINED = { interval: null, parts: () => null, contributions: () => null, confidence: () => null } as const
/** What it is that was blended stands in the set of definitions: by it and the inputs the chances can be worked out again. */
function blendedOf({ blend: plan }: LoadedModel, one: FullPrediction | NoPrediction, opinion: Opinion | null): FullPrediction | NoPrediction {
  if (plan === undefined || one.kind === 'none') return one
  const blended = blendRace(plan, one.runnerIds, one.chances, opinion)
  if ('kind' in blended) return blended
  const { chances, blend } = blended
  const said = opinion === null || blend.fellBack !== null ? 'no opinion' : `${opinion.model}/${opinion.promptVersion}`
  const more = plan.base === null ? [blended.opinion] : [one.chances, blended.opinion]
  return { ...withoutReasons(one), chances, blend, featureSet: [one.featureSet, ...(plan.base === null ? [] : [plan.base]), said].join(' '), inputs: [...one.inputs, ...more] }
}
/** Columns that a blend has beside the inputs of its base. */
export const blendedInputs = (plan: LoadedModel['blend']): number => (plan === undefined ? 0 : plan.base === null ? 1 : 2)
/** What a blend has of a prediction of its base. */
export const withoutReasons = ({ raceId, card, asOf, marketAt, generatedAt, runnerIds, missing, stale }: FullPrediction): Omit<FullPrediction, 'featureSet' | 'chances' | 'blend' | 'inputs'> =>
  ({ kind: 'prediction', raceId, card, asOf, marketAt, generatedAt, runnerIds, missing, stale, ...UNEXPLAINED })

/** Of a hundred races a slice for each feature would take longer than a logit does. */
function isMissing(column: Float64Array, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (!Number.isNaN(column[row])) return false
  return true
}

const aloneOf = ({ features }: Model, runners: number, inputs: readonly Float64Array[]): RaceBatch =>
  keptBatch({ raceStart: Int32Array.of(0, runners), columns: new Map(features.map((name, f) => [name, inputs[f] as Float64Array])) })
function partsOf(model: Model, batch: RaceBatch): RaceParts | null {
  const contributions = model.contributions(batch)
  return contributions && { batch, contributions, rules: model.fittedRules ?? null }
}
function contributionsOf(model: Model, runners: number, inputs: readonly Float64Array[], all: Contributions): readonly (readonly Contribution[])[] {
  const place = new Map(model.features.map((name, f) => [name, f]))
  const partOf = (row: number, f: number): number => all.values[row * all.features.length + f] as number
  const means = all.features.map((_, f) => Array.from({ length: runners }, (__, row) => partOf(row, f)).reduce((sum, part) => sum + part, 0) / runners)
  return Array.from({ length: runners }, (_, row) => all.features
    .map((feature, f): Contribution => ({ feature, value: inputs[place.get(feature) as number]?.[row] ?? NaN, effect: partOf(row, f) - (means[f] as number) }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)))
}

/** What is told before the off is written down before it is told. */
async function record({ ledger, now }: PredictDeps, requests: readonly PredictionRequest[], told: readonly (FullPrediction | NoPrediction | null)[]): Promise<void> {
  const served = told.flatMap((one, i): ServedPrediction[] => {
    const request = requests[i] as PredictionRequest
    if (one === null || one.kind === 'none' || request.asOf !== null || request.offAt === null || request.offAt <= now) return []
    const { raceId, card: { name, version }, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs } = one
    return [{ raceId, model: { name, version }, featureSet, asOf, marketAt, generatedAt, runnerIds, chances, inputs }]
  })
  if (served.length === 0) return
  try {
    await ledger.record(served)
  } catch (cause) {
    throw new AppError('PREDICTION_NOT_RECORDED', 'The prediction could not be recorded, and none is given before the off without a record. Ask again in a moment; predictions as of an instant that has passed can be had.', { cause })
  }
}
