import { AppError } from '../domain/errors'
import type { Instant } from '../domain/instant'
import { counterfactuals } from '../usecases/counterfactuals'
import { explainRace } from '../usecases/explain-race'
import { refOf } from '../usecases/evaluate-model'
import type { Counterfactual, ExplanationMethod, RaceExplanation } from '../usecases/explanation'
import { integrationMatrix } from '../usecases/integration-matrix'
import { closingOf } from '../usecases/pass-through-history'
import type { NamedRace } from '../usecases/ports'
import { predictBatch, type FullPrediction } from '../usecases/predict-races'
import type { LoadedModel, NoPrediction } from '../usecases/prediction'
import { computeRaceFeatures } from '../usecases/race-features'
import { toldCells, toldRules, toldRunners, type RunnerName, type ToldCell, type ToldRule, type ToldRunner } from '../usecases/told-race'
import { withFeatureStorage, type FeatureStorage } from './feature-storage'
import { findRace } from './features'
import { modelNamed, type JudgeRun } from './judge-model'
import { refreshHistoryIn } from './refresh-features'

export interface ExplainAsk {
  readonly race: string
  /** Number on the card; null for all. */
  readonly runner: number | null
  readonly model: string
  /** Null: now, or the close of betting on a race that is over. */
  readonly asOf: Instant | null
  /** Reasons of each runner. */
  readonly top: number
}
export interface ExplainedRace {
  readonly race: NamedRace
  readonly synthetic: boolean
  readonly model: string
  /** The model was fitted on the day of the race: of its result it knew more than anybody could. */
  readonly inSample: boolean
  readonly asOf: string
  readonly marketAsOf: string
  readonly method: ExplanationMethod
  /** Mean ln chance of the field. */
  readonly baseline: number
  readonly confidence: { readonly value: number; readonly parts: Readonly<Record<string, number | null>> } | null
  readonly runners: readonly ToldRunner[]
  readonly rules: readonly ToldRule[]
  readonly matrix: readonly ToldCell[]
  /** Of the one runner asked about: its chance under other circumstances, the largest change first; null for a whole race. */
  readonly counterfactuals: readonly Counterfactual[] | null
}
/** Cells of the matrix that are told. */
const CELLS = 8
const broken = (): AppError => new AppError('IMPORT_FAILED', 'Interrupted before anything was done: run the command again.')
const refuse = ({ reason, message }: NoPrediction): AppError => new AppError(reason === 'NO_CONTRIBUTIONS' || reason === 'PRICES_MISSING' ? 'BAD_USER_INPUT' : 'NOT_FOUND', message)

/** Why a model gives the runners of a race their chances. Nothing is recorded. @throws AppError NOT_FOUND, BAD_USER_INPUT, CONFIG_INVALID */
export const explain = (run: JudgeRun, { race: text, runner, model: name, asOf, top }: ExplainAsk): Promise<ExplainedRace> => withFeatureStorage(run.databaseUrl, async (storage) => {
  const now = run.clock.now().getTime() as Instant
  if (asOf !== null && asOf > now) throw new AppError('BAD_USER_INPUT', `--as-of is ${new Date(asOf).toISOString()}, which is still to come: it is ${new Date(now).toISOString()} now. Give an instant that has passed, or leave --as-of out.`)
  const race = await findRace(storage, text)
  if (race.calledOff) throw new AppError('NOT_FOUND', `Race ${race.sourceId} was abandoned or declared void: there is nothing to explain.`)
  const loaded = await modelNamed(run.models, name)
  if ((await refreshHistoryIn(run, storage)) === 'interrupted') throw broken()
  const { explanation, prediction, names, others } = await explained(storage, { race, runner, loaded, at: asOf ?? (Math.min(now, closingOf(race.offAt)) as Instant), now })
  const all = toldRunners(explanation, names, top)
  const asked = runner === null ? all : all.filter(({ number }) => number === runner)
  if (asked.length === 0) throw new AppError('NOT_FOUND', `Race ${race.sourceId} has no runner number ${runner ?? ''} that was to start: there are ${all.map(({ number }) => number ?? '?').sort((a, b) => Number(a) - Number(b)).join(', ')}.`)
  const { confidence, baseline, method } = explanation
  const { card } = prediction
  return {
    race, synthetic: race.source === 'SYNTHETIC', model: refOf(card), inSample: madeOn(card, race), asOf: new Date(prediction.asOf).toISOString(), marketAsOf: new Date(prediction.marketAt).toISOString(), method, baseline,
    confidence: confidence === null ? null : { value: confidence.value, parts: Object.fromEntries(Object.entries(confidence.parts).map(([part, value]) => [part, Number.isNaN(value) ? null : value])) },
    runners: asked, rules: toldRules(explanation, names), matrix: toldCells(integrationMatrix(explanation, runner === null ? null : asked[0]?.runnerId ?? null), names, CELLS), counterfactuals: others,
  }
})

interface Question { readonly race: NamedRace; readonly runner: number | null; readonly loaded: LoadedModel; readonly at: Instant; readonly now: Instant }
interface Explained { readonly explanation: RaceExplanation; readonly prediction: FullPrediction; readonly names: ReadonlyMap<number, RunnerName>; readonly others: ExplainedRace['counterfactuals'] }
async function explained(storage: FeatureStorage, { race, runner, loaded, at, now }: Question): Promise<Explained> {
  return storage.withReader(async (reader) => {
    const [facts] = await reader.races([race.raceId], { market: false })
    const found = await computeRaceFeatures(reader, [{ raceId: race.raceId, asOf: at }], loaded.model.features)
    const warn = (problem: string, cause: unknown): void => { throw new AppError('INTERNAL_SERVER_ERROR', problem, { cause }) }
    const [prediction] = predictBatch(loaded, found, { generatedAt: now, stale: false, warn })
    if (!facts || !prediction) throw new AppError('NOT_FOUND', `Race ${race.raceId} went away while it was read: an import is running; try again.`)
    if (prediction.kind === 'none') throw refuse(prediction)
    const explanation = explainRace(prediction)
    if ('kind' in explanation) throw refuse(explanation)
    const { horses } = await storage.directory.names([race.raceId])
    const asked = runner === null ? undefined : facts.card.runners.find(({ number }) => number === runner)
    return {
      explanation, prediction, names: new Map(facts.card.runners.map(({ runnerId, number }) => [runnerId, { number, horse: horses.get(runnerId) ?? '' }])),
      others: asked === undefined ? null : (await counterfactuals({ reader, loaded, warn }, prediction, [asked.runnerId])).get(asked.runnerId) ?? [],
    }
  })
}
const madeOn = ({ data: { sources, train, validate, refitted } }: LoadedModel['card'], { source, date }: NamedRace): boolean =>
  sources.includes(source) && [train, ...(refitted && validate !== null ? [validate] : [])].some(({ from, to }) => date >= from && date <= to)
