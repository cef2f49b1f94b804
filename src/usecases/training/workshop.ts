import { createHash } from 'node:crypto'
import { AppError } from '../../domain/errors'
import { inParts } from '../../models/data/in-parts'
import { rowCount, type RaceTable } from '../../models/data/race-table'
import { paramsOf, type AnyLearner } from '../../models/learners'
import { FitStopped, type FitTask, type Model, type Params } from '../../models/model'
import { assertClaim, offeredTo, type Recipe } from '../../models/recipe'
import { rulesModel } from '../../models/rules/rules-model'
import type { AnyRule } from '../../integration/define'
import type { TrainingNotes } from '../ports'
import { learnRules, putOnTop, rulesFor, rulesKey, WALK, type Below, type LearntRules } from './learn-rules'
import { readFirstFit, recordedModel, writeFirstFit, type FirstFit } from './recorded-model'
import { versionsOf, type TrainingData } from './training-data'
import type { WorkBar } from './work-bar'

/** Raised whenever the same recipe, data and seed give something else than before. */
const TRAINING_VERSION = 2
/** The same of the weights of pools. */
const WEIGHING_VERSION = 2
/** Effort of the second fit, on more races, against that of the first. */
export const REFIT = 1.2
/** Effort of what a recipe takes itself, without its members. */
export function effortOf({ how, effort }: Recipe, recipes: readonly Recipe[], refit: boolean): number {
  if ('learner' in how) return effort * (refit ? 1 + REFIT : 1)
  return 'pool' in how ? 0 : effort + WALK * (recipes.find(({ name }) => name === how.learntOver)?.effort ?? 0)
}

/** How models are put together on validation races; each gives what was chosen, and the same made of models fitted anew. */
export interface Combining {
  readonly calibration: (model: Model, validate: RaceTable) => Combined
  readonly pool: (members: readonly { readonly name: string; readonly model: Model }[], validate: RaceTable) => Pooled
}
export interface Combined { readonly params: Params; readonly of: (models: readonly Model[]) => Model }
/** `validated`: scores of the validation races, each by weights that others of them decided. */
export interface Pooled extends Combined { readonly validated: Float64Array }

export interface WorkshopDeps {
  readonly learners: Readonly<Record<string, AnyLearner>>
  readonly combining: Combining
  /** Those that may be put on top of models. */
  readonly rules: readonly AnyRule[]
  readonly notes: TrainingNotes
  readonly cpuSeconds: () => number
  readonly signal: AbortSignal
  readonly bar: WorkBar
  readonly xgboostPath: string | null
}
export interface WorkshopAsk {
  readonly data: TrainingData
  readonly seed: number
  readonly refit: boolean
  /** Parameters over those of a recipe, by its name. */
  readonly given: ReadonlyMap<string, Params>
}
/** A recipe on its way: chosen on training and validation races, ready to be fitted for good. */
export interface Begun {
  readonly recipe: Recipe
  readonly fitDigest: string
  /** As fitted on the training races alone, on the validation races. */
  readonly first: Model
  /** Scores of the validation races, of a pool by weights that other ones of them decided. */
  readonly validated: Float64Array
  readonly params: Params
  readonly cpuSeconds: number
  /** For good: on training and validation races where they are to be refitted. */
  readonly finish: () => Promise<{ readonly model: Model; readonly cpuSeconds: number }>
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** Scores of a large table, a part at a time. */
function byParts(table: RaceTable, names: Model['features'], of: (part: RaceTable) => readonly Float64Array[]): readonly Float64Array[] {
  const whole: Float64Array[] = []
  for (const { part, row } of inParts(table, names)) of(part).forEach((values, i) => { (whole[i] ??= new Float64Array(rowCount(table))).set(values, row) })
  return whole
}

/** Digest of everything that decides what a recipe gives. */
export function fitDigestOf(recipe: Recipe, recipes: ReadonlyMap<string, Recipe>, deps: Pick<WorkshopDeps, 'learners' | 'rules'>, ask: WorkshopAsk): string {
  const { how, name } = recipe
  const { learners, rules } = deps
  const { data, seed, refit, given } = ask
  const digestOf = (member: string): string => fitDigestOf(recipes.get(member) as Recipe, recipes, deps, ask)
  const made = 'learner' in how
    ? { learner: how.learner, params: paramsOf(name, learnerOf(learners, how.learner), { ...how.params, ...given.get(name) }), calibrated: how.calibrated, features: versionsOf(offeredTo(recipe)) }
    : 'pool' in how ? { weighing: WEIGHING_VERSION, members: how.pool.map(digestOf) }
      : { ...rulesKey(recipe, rules), over: digestOf(how.rulesOver), learntOver: digestOf(how.learntOver) }
  return sha256(JSON.stringify({ training: TRAINING_VERSION, name, made, seed, refit, data: data.digest, seenAt: data.seenAt, from: data.validate.races[0]?.date }))
}
function learnerOf(learners: WorkshopDeps['learners'], name: string): AnyLearner {
  const learner = Object.hasOwn(learners, name) ? learners[name] : undefined
  if (learner === undefined) throw new AppError('INTERNAL_SERVER_ERROR', `there is no learner ${name}`)
  return learner
}

/** Fits each recipe once, however many pools are made of it. */
export function workshop(deps: WorkshopDeps, ask: WorkshopAsk, recipes: readonly Recipe[]): { readonly begin: (recipe: Recipe) => Promise<Begun>; readonly dispose: () => void } {
  const { learners, combining, rules, notes, cpuSeconds, signal, bar, xgboostPath } = deps
  const { data, seed, refit, given } = ask
  const byName = new Map(recipes.map((recipe) => [recipe.name, recipe]))
  const begun = new Map<string, Promise<Begun & { readonly raw: Model; readonly finishRaw: Begun['finish'] }>>()
  const models: Model[] = []
  const keep = (model: Model): Model => { models.push(model); return model }

  const timed = async <T>(work: () => Promise<T>): Promise<{ readonly made: T; readonly seconds: number }> => {
    const before = cpuSeconds()
    const made = await work()
    return { made, seconds: cpuSeconds() - before }
  }
  const fit = ({ name, effort }: Recipe, learner: AnyLearner, task: FitTask, params: Params, label: string, times = 1): ReturnType<typeof timed<Awaited<ReturnType<AnyLearner['fit']>>>> => {
    if (signal.aborted) throw new FitStopped('aborted')
    return bar.part(times * effort, `${name}, ${label}`, (at) => timed(() => learner.fit(task, params, { seed, signal, xgboostPath, progress: (done, total, note) => { at(total > 0 ? done / total : 0, note) } })))
  }

  const learn = async (recipe: Recipe): Promise<Omit<Begun, 'recipe' | 'fitDigest'> & { readonly raw: Model; readonly finishRaw: Begun['finish'] }> => {
    if (!('learner' in recipe.how)) throw new AppError('INTERNAL_SERVER_ERROR', `${recipe.name} is no learner`)
    const learner = learnerOf(learners, recipe.how.learner)
    const asked = paramsOf(recipe.name, learner, { ...recipe.how.params, ...given.get(recipe.name) })
    const features = offeredTo(recipe)
    const onTraining = (): ReturnType<typeof fit> => fit(recipe, learner, { train: data.train, validate: data.validate, features }, asked, 'on training races')
    const digest = sha256(JSON.stringify({ training: TRAINING_VERSION, learner: recipe.how.learner, asked, features: versionsOf(features), seed, data: data.digest, seenAt: data.seenAt, from: data.validate.races[0]?.date }))
    const noted = await notes.read(digest)
    let firstFit: FirstFit | null = noted === null ? null : readFirstFit(noted, rowCount(data.validate))
    let kept: Model | null = null
    if (firstFit === null) {
      const { made: { model, params }, seconds } = await onTraining()
      assertClaim(recipe, model)
      const [scores = new Float64Array(0), ...members] = byParts(data.validate, model.features, (part) => [model.scores(part), ...model.members(part)])
      firstFit = { kind: model.kind, features: model.features, params, scores, members, cpuSeconds: seconds }
      await notes.write(digest, writeFirstFit(firstFit))
      if (refit) model.dispose()
      else kept = keep(model)
    } else bar.skip(recipe.effort)
    const { params, cpuSeconds: seconds } = firstFit
    const raw = recordedModel(firstFit, data.validate)
    const chosen = recipe.how.calibrated ? combining.calibration(raw, data.validate) : null
    const first = chosen === null ? raw : chosen.of([raw])
    let finished: ReturnType<Begun['finish']> | null = null
    const finishRaw = (): ReturnType<Begun['finish']> => finished ??= (async () => {
      if (kept !== null) return { model: kept, cpuSeconds: 0 }
      const { made, seconds: more } = refit ? await fit(recipe, learner, { train: data.whole, validate: null, features }, params, 'on training and validation races', REFIT) : await onTraining()
      assertClaim(recipe, made.model)
      return { model: keep(made.model), cpuSeconds: more }
    })()
    return {
      raw, finishRaw, params: { ...params, ...chosen?.params }, cpuSeconds: seconds, first, validated: first.scores(data.validate),
      finish: async () => { const { model, cpuSeconds: more } = await finishRaw(); return { model: chosen === null ? model : chosen.of([model]), cpuSeconds: more } },
    }
  }
  const pool = async (recipe: Recipe): Promise<Omit<Begun, 'recipe' | 'fitDigest'> & { readonly raw: Model; readonly finishRaw: Begun['finish'] }> => {
    if (!('pool' in recipe.how)) throw new AppError('INTERNAL_SERVER_ERROR', `${recipe.name} is no pool`)
    const members: Awaited<ReturnType<typeof beginOnce>>[] = []
    for (const member of recipe.how.pool) members.push(await beginOnce(byName.get(member) as Recipe))
    const { made: chosen, seconds } = await timed(async () => combining.pool(members.map(({ recipe: { name }, raw }) => ({ name, model: raw })), data.validate))
    const first = chosen.of(members.map(({ raw }) => raw))
    assertClaim(recipe, first)
    const finish = async (): ReturnType<Begun['finish']> => {
      const finals: Model[] = []
      for (const member of members) finals.push((await member.finishRaw()).model)
      return { model: chosen.of(finals), cpuSeconds: 0 }
    }
    return { raw: first, finishRaw: finish, first, validated: chosen.validated, params: chosen.params, cpuSeconds: seconds, finish }
  }
  const learnt = new Map<string, Promise<LearntRules>>()
  /** Once for all recipes whose rules are learnt over the same. */
  const learnOver = (recipe: Recipe, effort: number): Promise<LearntRules> => {
    const { how, name } = recipe
    if (!('learner' in how)) throw new AppError('INTERNAL_SERVER_ERROR', `rules are learnt over a learner, and ${name} is none`)
    const learner = learnerOf(learners, how.learner)
    const params = paramsOf(name, learner, { ...how.params, ...given.get(name) })
    const features = offeredTo(recipe)
    const below: Below = {
      recipe, key: sha256(JSON.stringify({ training: TRAINING_VERSION, learner: how.learner, params, features: versionsOf(features), seed })),
      fit: async (train, share) => { const { made: { model }, seconds } = await fit(recipe, learner, { train, validate: null, features }, params, 'walking forward', share); return { model, cpuSeconds: seconds } },
      validated: async () => (await beginOnce(recipe)).validated,
    }
    const known = learnt.get(name)
    if (known !== undefined) { bar.skip(effort + WALK * recipe.effort); return known }
    const one = learnRules({ rules, notes, signal, bar, cpuSeconds }, data, below, effort)
    learnt.set(name, one)
    return one
  }
  const withRules = async (recipe: Recipe): Promise<Omit<Begun, 'recipe' | 'fitDigest'> & { readonly raw: Model; readonly finishRaw: Begun['finish'] }> => {
    if (!('rulesOver' in recipe.how)) throw new AppError('INTERNAL_SERVER_ERROR', `${recipe.name} has no rules`)
    const { rulesOver, learntOver } = recipe.how
    const over = await beginOnce(byName.get(rulesOver) as Recipe)
    const learntRules = await learnOver(byName.get(learntOver) as Recipe, recipe.effort)
    const { made: { fitted, validated }, seconds } = await timed(async () => putOnTop(learntRules, { scores: over.validated, validate: data.validate, learntOver, same: rulesOver === learntOver, priced: recipe.usesPrices }, rulesFor(recipe, rules)))
    const first = rulesModel(over.first, fitted, rules)
    assertClaim(recipe, first)
    const { power, trust, damping } = fitted
    const finish = async (): ReturnType<Begun['finish']> => { const { model, cpuSeconds: more } = await over.finish(); return { model: rulesModel(model, fitted, rules), cpuSeconds: more } }
    return {
      raw: first, finishRaw: finish, first, validated, finish, cpuSeconds: over.cpuSeconds + learntRules.cpuSeconds + seconds,
      params: { power, trust, damping, cap: fitted.cap, 'rules with a weight': fitted.rules.filter(({ weight }) => weight !== 0).length, 'rules weighed': fitted.rules.length },
    }
  }
  const beginOnce = (recipe: Recipe): Promise<Begun & { readonly raw: Model; readonly finishRaw: Begun['finish'] }> => {
    const known = begun.get(recipe.name)
    if (known !== undefined) return known
    const one = (async () => ({ recipe, fitDigest: fitDigestOf(recipe, byName, deps, ask), ...await ('learner' in recipe.how ? learn(recipe) : 'pool' in recipe.how ? pool(recipe) : withRules(recipe)) }))()
    begun.set(recipe.name, one)
    return one
  }
  return { begin: beginOnce, dispose: () => { for (const model of models.splice(0)) model.dispose() } }
}

