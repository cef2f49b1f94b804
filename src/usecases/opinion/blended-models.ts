import { AppError } from '../../domain/errors'
import type { BlendKind } from '../../domain/race-blend'
import { FEATURE_SET } from '../../features/registry'
import type { ModelCard } from '../../models/artefact/card'
import { rowCount } from '../../models/data/race-table'
import type { Model } from '../../models/model'
import { STATED } from '../../models/pools/blend'
import { parseRef, sayRef } from '../loaded-models'
import { isModel } from '../predict-races'
import type { BlendPlan, LoadedModel, LoadedModels, NoPrediction } from '../prediction'
import { newestFor, UNFITTED, type BlendStates, type BlendVersion } from './blend-state'

/** `hybrid` is whichever of the other two is in charge. */
export const BLENDED_NAMES = ['gpt', 'hybrid', 'hybrid-linear', 'hybrid-log'] as const
export type BlendedName = (typeof BLENDED_NAMES)[number]
export const isBlendedName = (name: string): name is BlendedName => (BLENDED_NAMES as readonly string[]).includes(name)

export interface BlendedModelsDeps {
  readonly models: LoadedModels
  readonly states: BlendStates
  /** Alias or name of the model that is blended: `champion`. */
  readonly base: string
  /** They are among `cards` too: where nobody is ever asked, nobody looks for them. */
  readonly listed: boolean
}

/** The models, and those that have a language model's chances in them, found by their names and `name@version` like all others. */
export function blendedModels({ models, states, base: baseName, listed }: BlendedModelsDeps): LoadedModels {
  const made = new WeakMap<LoadedModel, Map<string, LoadedModel>>()
  const once = (owner: LoadedModel, name: BlendedName, version: BlendVersion): LoadedModel => {
    const known = made.get(owner) ?? new Map<string, LoadedModel>()
    made.set(owner, known)
    const key = `${name} ${JSON.stringify(version)}`
    const one = known.get(key) ?? (name === 'gpt' ? languageModel(version) : hybrid(name, version, owner))
    known.set(key, one)
    return one
  }
  const resolve = async (name: BlendedName, wanted: number | null): Promise<LoadedModel | NoPrediction> => {
    const [base, versions] = await Promise.all([models.resolve(baseName), states.all().catch((error: unknown) => { if (error instanceof AppError) return error; throw error })])
    if (versions instanceof AppError) return { kind: 'none', reason: 'MODEL_UNUSABLE', message: `${name}: ${versions.message}` }
    if (!isModel(base)) return name === 'gpt' ? once(NOBODY, name, versionOf(versions, wanted) ?? UNFITTED) : { ...base, message: `${name} blends chances of ${baseName} (RACEGRAPH_HYBRID_BASE), and there are none: ${base.message}` }
    const version = wanted === null ? newestFor(versions, base.card.name, isInvented(base.card)) : versionOf(versions, wanted)
    if (version === null || (version.base !== null && version.base !== base.card.name)) return { kind: 'none', reason: 'NO_MODEL', message: `There is no ${name}@${wanted ?? ''} over ${base.card.name}: "racegraph blend show" says which blends there are.` }
    return once(name === 'gpt' ? NOBODY : base, name, version)
  }
  return {
    resolve: (text) => {
      const { name, version } = parseRef(text)
      return isBlendedName(name) ? resolve(name, version) : models.resolve(text)
    },
    cards: async () => {
      const all = await models.cards()
      if (!listed) return all
      const own = (await Promise.all(BLENDED_NAMES.map((name) => resolve(name, null)))).flatMap((one) => (isModel(one) ? [one.card] : []))
      return { ...all, cards: [...all.cards, ...own].sort((a, b) => (a.name === b.name ? b.version - a.version : a.name < b.name ? -1 : 1)) }
    },
  }
}
const versionOf = (versions: readonly BlendVersion[], wanted: number | null): BlendVersion | null => versions.find(({ version }) => version === wanted) ?? (wanted === UNFITTED.version ? UNFITTED : null)
export const isInvented = ({ data: { sources } }: Pick<ModelCard, 'data'>): boolean => sources.includes('SYNTHETIC')

/** Says nothing of anybody: only who starts is taken from it. */
const EQUAL: Model = {
  kind: 'blend', features: [], scores: (batch) => new Float64Array(rowCount(batch)), members: (batch) => [new Float64Array(rowCount(batch))], contributions: () => null, save: () => new Map(), dispose: () => undefined,
}
const NO_ADVICE = 'Betting by it, and whatever needs a reason: nobody can say what its chances are made of.'
const LIMITS = ['A language model may have read of horses, people and races: what it says of races before its knowledge ends is no forecast.', 'The same question asked twice has two answers: samples are taken together, and their spread is kept.']
const percent = (share: number): string => `${Math.round(100 * share)}%`
const fitText = ({ base, report }: BlendVersion): string => (base === null || report === null ? 'Nothing was fitted yet.' : `Fitted on ${report.races} races that ${report.base} had not seen${report.synthetic ? ': SYNTHETIC, NO CLAIM' : ''}.`)

function languageModel(version: BlendVersion): LoadedModel {
  const fitted = dayOf(version.report?.to ?? version.fittedAt)
  const plan: BlendPlan = { kind: 'GPT', weights: { ml: 0, gpt: version.slope }, base: null }
  const card: ModelCard = {
    name: 'gpt', version: version.version, kind: 'blend', title: 'Language model', purpose: `Chances by a language model that sees neither prices nor chances of others, raised to the power ${version.slope.toFixed(3)}. ${fitText(version)}`, notFor: NO_ADVICE, limits: LIMITS,
    usesPrices: false, features: [], featureSet: FEATURE_SET, seed: 0, params: { kind: plan.kind, slope: version.slope }, members: [], intervalFactor: null, trainedAt: version.fittedAt, trainedBy: 'racegraph blend', cpuSeconds: 0, evaluation: null, files: {},
    data: { sources: version.report?.synthetic === true ? ['SYNTHETIC'] : [], train: { from: dayOf(version.report?.from ?? version.fittedAt), to: fitted, races: version.report?.races ?? 0, runners: 0 }, validate: null, refitted: false, digest: '' },
  }
  return { card, model: EQUAL, confidence: null, blend: plan }
}
const dayOf = (text: string): string => text.slice(0, 10)
/** Owns what is of no model. */
const NOBODY: LoadedModel = languageModel(UNFITTED)

function hybrid(name: Exclude<BlendedName, 'gpt'>, version: BlendVersion, base: LoadedModel): LoadedModel {
  const kind: BlendKind = name === 'hybrid' ? version.charge : name === 'hybrid-log' ? 'LOG' : 'LINEAR'
  const weights = kind === 'LINEAR' ? STATED : version.log
  const ref = sayRef(base.card)
  const { fitDigest: _, confidence: __, ...own } = base.card
  const how = kind === 'LINEAR' ? `${percent(weights.ml)} of its chance and ${percent(weights.gpt)} of the language model's` : `proportional to its chance to the power ${weights.ml.toFixed(3)} times the language model's to the power ${weights.gpt.toFixed(3)}`
  const card: ModelCard = {
    ...own, name, version: version.version, kind: 'blend', title: `${base.card.title} and a language model`, purpose: `Blends ${ref} with a language model that sees neither prices nor chances of others: ${how}. ${fitText(version)}`, notFor: NO_ADVICE,
    limits: [...LIMITS, `Where no language model was asked, or somebody new starts, it is ${ref} alone, and says so.`, ...base.card.limits], params: { kind, ml: weights.ml, gpt: weights.gpt }, members: [ref, 'gpt'], intervalFactor: null, trainedAt: version.base === null ? base.card.trainedAt : version.fittedAt,
    trainedBy: 'racegraph blend', cpuSeconds: 0, evaluation: null, files: {},
  }
  return { card, model: base.model, confidence: null, blend: { kind, weights, base: ref } }
}
