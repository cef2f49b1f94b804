import { createHash } from 'node:crypto'
import { AppError } from '../domain/errors'
import type { ModelCard, ModelRef } from '../models/artefact/card'
import { REFERENCE_JSON, referenceBins, toReferenceJson } from '../models/drift/reference'
import { EVALUATE, evaluateChances } from '../models/evaluation/evaluate'
import { CONFIDENCE_JSON, toConfidenceJson } from '../models/confidence/fitted'
import { winInterval } from '../models/calibration/interval'
import { chancesOf } from '../models/evaluation/chances'
import { fitDiscounts } from '../models/exotics/fit-discounts'
import type { EvaluationReport, Scores } from '../models/evaluation/report'
import { FitStopped, type LoadModel, type Model, type ModelFiles } from '../models/model'
import { raceLosses, raceSoftmax } from '../models/race-softmax'
import { isPooled, membersOf, readsPrices, withMembers, type Recipe } from '../models/recipe'
import type { RaceTable } from '../models/data/race-table'
import { isBroken, loadArtefact, sayRef } from './loaded-models'
import type { ModelStore } from './ports'
import { learnConfidence, type LearntConfidence } from './training/learn-confidence'
import { aboutData, neverKnownIn, oftenUnknownIn, versionsOf, type TrainingData } from './training/training-data'
import { workBar } from './training/work-bar'
import { effortOf, fitDigestOf, REFIT, workshop, type Begun, type WorkshopAsk, type WorkshopDeps } from './training/workshop'

export interface TrainDeps extends Omit<WorkshopDeps, 'bar'> {
  readonly store: Pick<ModelStore, 'list' | 'read' | 'nextVersion' | 'write'>
  readonly load: LoadModel
  readonly now: () => Date
  /** The most that this process has held, MB. */
  readonly memoryMb: () => number
  /** `racegraph 0.1.0` */
  readonly trainedBy: string
  readonly progress: (done: number, total: number, note: string) => void
  /** Measures of a model beyond its chances, for its card; null: none. */
  readonly measures: Measures | null
}
/** What is told of a model beside its scores, on the races that it is judged on. */
export interface Measures {
  /** Chances that are true, by row; null where nobody knows them. */
  readonly truth: (table: RaceTable) => Float64Array | null
  readonly importance: (model: Model, table: RaceTable, chances: Float64Array) => Promise<EvaluationReport['importance']>
  /** Multiplies the spread of members; null where there is none. */
  readonly intervalFactor: (name: string, model: Model, table: RaceTable) => number | null
}
export interface TrainAsk extends WorkshopAsk {
  /** Names of recipes, in any order. */
  readonly names: readonly string[]
  readonly recipes: readonly Recipe[]
}

export interface TrainedModel {
  readonly recipe: string
  readonly ref: ModelRef
  /** Found as the same command had left it, not fitted again. */
  readonly takenOver: boolean
  /** On the validation races, before it was fitted on them; on the test races, afterwards. */
  readonly validation: Scores | null
  readonly test: Scores | null
  readonly cpuSeconds: number
}
export interface FailedRecipe { readonly recipe: string; readonly problem: string }
export interface TrainingReport {
  readonly kind: 'training'
  readonly synthetic: boolean
  readonly data: ModelCard['data']
  readonly test: ModelCard['data']['validate']
  /** The public on the same races, over-round taken out. */
  readonly market: { readonly validation: Scores | null; readonly test: Scores | null }
  readonly models: readonly TrainedModel[]
  readonly failed: readonly FailedRecipe[]
  readonly interrupted: boolean
  readonly cpuSeconds: number
  readonly memoryMb: number
}
/** A model that was trained, and what it lost race by race: on validation races as fitted before them, on test races as it is kept. */
export interface Candidate { readonly card: ModelCard; /** A pool, or rules on top of one. */ readonly isPool: boolean; readonly validation: Float64Array; readonly test: Float64Array | null }

const JUDGING = 6

/** Trains recipes in order, members first, and stores each as soon as it is whole. @throws AppError BAD_USER_INPUT for a recipe that is not there */
export async function trainModels(deps: TrainDeps, ask: TrainAsk): Promise<{ readonly report: TrainingReport; readonly candidates: readonly Candidate[] }> {
  const { data } = ask
  const needed = withMembers(ask.names, ask.recipes)
  const asked = needed.filter(({ name }) => ask.names.includes(name))
  const bar = workBar(needed.reduce((sum, recipe) => sum + effortOf(recipe, needed, ask.refit), asked.length * JUDGING), deps.progress)
  const shop = workshop({ ...deps, bar }, ask, needed)
  const judged: Judged[] = []
  const failed: FailedRecipe[] = []
  let interrupted = false
  const began = deps.cpuSeconds()
  try {
    for (const recipe of asked) {
      if ((interrupted = deps.signal.aborted)) break
      try { judged.push(await bar.part(JUDGING, recipe.name, () => trainOne(deps, ask, needed, recipe, shop.begin, bar.skip))) } catch (error) {
        if (error instanceof FitStopped || deps.signal.aborted) { interrupted = true; break }
        if (!(error instanceof AppError) || error.code === 'INTERNAL_SERVER_ERROR') throw error
        failed.push({ recipe: recipe.name, problem: error.message })
      }
    }
  } finally { shop.dispose() }
  const market = (races: RaceTable | null): Scores | null => judged.flatMap(({ reports }) => reports).find((report) => report.from >= (races?.races[0]?.date ?? '~') && report.to <= (races?.races.at(-1)?.date ?? ''))?.market ?? null
  const { data: about } = aboutData(data, ask.refit)
  return {
    candidates: judged.map(({ candidate }) => candidate),
    report: {
      kind: 'training', synthetic: about.sources.includes('SYNTHETIC'), data: about, test: data.test === null ? null : aboutData({ ...data, train: data.test as TrainingData['train'] }, false).data.train,
      market: { validation: market(data.validate), test: market(data.test) },
      models: judged.map(({ trained }) => trained), failed, interrupted, cpuSeconds: deps.cpuSeconds() - began, memoryMb: deps.memoryMb(),
    },
  }
}

interface Judged { readonly trained: TrainedModel; readonly candidate: Candidate; readonly reports: readonly EvaluationReport[] }

async function trainOne(deps: TrainDeps, ask: TrainAsk, recipes: readonly Recipe[], recipe: Recipe, begin: (recipe: Recipe) => Promise<Begun>, skip: (effort: number) => void): Promise<Judged> {
  const { data } = ask
  const byName = new Map(recipes.map((one) => [one.name, one]))
  const stored = await findStored(deps, recipe.name, fitDigestOf(recipe, byName, deps, ask))
  const begun = await begin(recipe)
  if (stored !== null && 'learner' in recipe.how && ask.refit) skip(REFIT * recipe.effort)
  const { model, cpuSeconds } = stored === null ? await begun.finish() : { model: stored.model, cpuSeconds: 0 }
  try {
    const name = { name: recipe.name, version: stored?.card.version ?? 0 }
    const chances = raceSoftmax(begun.validated, data.validate.raceStart)
    const validation = await judge(deps, ask, name, { model: null, chances }, data.validate)
    const factor = stored?.card.intervalFactor ?? deps.measures?.intervalFactor(recipe.name, begun.first, data.validate) ?? null
    const tested = data.test === null ? null : chancesOf(model, data.test)
    const test = data.test === null || tested === null ? null : await judge(deps, ask, name, { model, chances: tested, factor }, data.test)
    const seconds = begun.cpuSeconds + cpuSeconds
    const { discounts } = fitDiscounts(data.validate, chances)
    // A model that was stored before there was a confidence is stored anew with one, not fitted again.
    const confidence = stored !== null && CONFIDENCE_JSON in stored.card.files ? null : learnConfidence(data, { first: begun.first, validated: chances, model, tested }, deps.rules)
    const found = confidence === null ? stored?.card ?? null : null
    const card = found ?? await store(deps, ask, begun, { model, chances, confidence }, { evaluation: (test ?? validation).report, cpuSeconds: stored?.card.cpuSeconds ?? seconds, intervalFactor: factor, discounts })
    const scores = ({ report }: { readonly report: EvaluationReport }): Scores => report.scores
    return {
      trained: { recipe: recipe.name, ref: { name: card.name, version: card.version }, takenOver: found !== null, validation: scores(validation), test: test === null ? null : scores(test), cpuSeconds: card.cpuSeconds },
      candidate: { card, isPool: isPooled(recipe, recipes), validation: validation.losses, test: test?.losses ?? null }, reports: [validation.report, ...(test === null ? [] : [test.report])],
    }
  } finally { if (stored !== null) stored.model.dispose() }
}

/** The newest model that the same recipe, data and seed gave before and that can be used. */
async function findStored({ store, load }: TrainDeps, name: string, fitDigest: string): Promise<{ readonly card: ModelCard; readonly model: Model } | null> {
  const same = (await store.list()).flatMap((card) => (isBroken(card) || card.name !== name || card.fitDigest !== fitDigest ? [] : [card]))
  for (const card of same.toSorted((a, b) => b.version - a.version)) {
    const read = await store.read(card)
    if (read === null || 'problem' in read) continue
    try { return { card, model: await loadArtefact(load, read.card, read.files) } } catch (error) { if (!(error instanceof AppError)) throw error }
  }
  return null
}

async function judge({ measures }: TrainDeps, { data: { seenAt } }: TrainAsk, ref: ModelRef, { model, chances, factor = null }: { readonly model: Model | null; readonly chances: Float64Array; readonly factor?: number | null }, table: RaceTable): Promise<{ readonly report: EvaluationReport; readonly losses: Float64Array }> {
  const { report, table: races, chances: judged } = evaluateChances({ table, model: { name: sayRef(ref), chances }, against: [], truth: measures?.truth(table) ?? null, interval: model === null || factor === null ? null : winInterval(model.members(table), model.scores(table), table.raceStart, factor) }, { ...EVALUATE, asOf: seenAt.asOf, marketAt: seenAt.market, validated: model === null })
  const importance = model === null || measures === null ? null : await measures.importance(model, races, judged)
  return { report: { ...report, importance }, losses: raceLosses(chances, table.targets.win, table.raceStart) }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const digestsOf = (files: ModelFiles): Readonly<Record<string, string>> => Object.fromEntries([...files].map(([path, bytes]) => [path, digestOf(bytes)]))

/** Writes it as the next version; another process that took that number meanwhile makes it the one after. */
async function store(deps: TrainDeps, { data, seed, refit }: TrainAsk, { recipe, params, fitDigest }: Begun, { model, chances, confidence }: { readonly model: Model; readonly chances: Float64Array; readonly confidence: LearntConfidence | null }, measured: Pick<ModelCard, 'cpuSeconds' | 'intervalFactor' | 'discounts'> & { readonly evaluation: EvaluationReport }): Promise<ModelCard> {
  const { name, title, purpose, notFor, limits, how } = recipe
  // Chances of validation races by the fit before them: of races that it was fitted to a model is too sure.
  const reference = referenceBins(refit ? data.whole : data.train, model.features, chances)
  const files = new Map([...model.save(), [REFERENCE_JSON, toReferenceJson(reference)], ...(confidence === null ? [] : [[CONFIDENCE_JSON, toConfidenceJson(confidence.fitted)] as const])])
  for (;;) {
    const version = await deps.store.nextVersion(name)
    const card: ModelCard = {
      name, version, kind: model.kind, title, purpose, notFor, limits, usesPrices: readsPrices(model), features: versionsOf(model.features), neverKnown: neverKnownIn(data.train, model.features), oftenUnknown: oftenUnknownIn(data.train, model.features),
      ...aboutData(data, refit), seed, params, members: membersOf(how), trainedAt: deps.now().toISOString(), trainedBy: deps.trainedBy,
      ...measured, evaluation: { ...measured.evaluation, model: sayRef({ name, version }) }, ...(confidence === null ? {} : { confidence: confidence.measured }), fitDigest, files: digestsOf(files),
    }
    try { await deps.store.write({ card, files }); return card } catch (error) {
      if (version === await deps.store.nextVersion(name)) throw error
    }
  }
}
