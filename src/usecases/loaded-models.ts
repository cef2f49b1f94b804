import { AppError } from '../domain/errors'
import { ALIASES, type Alias, type ModelCard, type ModelRef } from '../models/artefact/card'
import { readConfidence } from '../models/confidence/fitted'
import { sameFeature } from '../models/inputs/encoder'
import type { LoadModel } from '../models/model'
import type { AliasHistory, BrokenArtefact, ModelStore } from './ports'
import type { LoadedModel, LoadedModels, NoPrediction, NoPredictionReason } from './prediction'

export interface LoadedModelsDeps {
  readonly store: ModelStore
  readonly load: LoadModel
  /** Milliseconds; only differences count. */
  readonly now: () => number
  /** Told once of each model that is asked for and cannot be used, and again when that happens after it could. */
  readonly warn?: (name: string, problem: string) => void
}

/** For so long what is in the folders is taken to be as it was. */
const LOOK_EVERY_MS = 3_000
/** After so long a model that could not be used is tried again, and one that nothing points at any more is let go. */
const RETRY_MS = 30_000
const LET_GO_MS = 600_000

const none = (reason: NoPredictionReason, message: string): NoPrediction => ({ kind: 'none', reason, message })
const isAlias = (name: string): name is Alias => (ALIASES as readonly string[]).includes(name)
export const isBroken = (one: ModelCard | BrokenArtefact): one is BrokenArtefact => 'problem' in one
const refOf = (one: ModelCard | BrokenArtefact): ModelRef => (isBroken(one) ? one.ref : one)
export const sayRef = ({ name, version }: ModelRef): string => `${name}@${version}`
const AGAIN = 'train it anew ("racegraph train"), or point the alias elsewhere ("racegraph models promote")'

/** Why the features that a card names are not those of here; null when they are. */
export function featureProblem(card: Pick<ModelCard, 'features'>): string | null {
  try { card.features.forEach(sameFeature); return null } catch (error) { return error instanceof Error ? error.message : String(error) }
}

interface Folders { readonly at: number; readonly models: readonly (ModelCard | BrokenArtefact)[]; readonly aliases: Readonly<Partial<Record<Alias, AliasHistory>>>; /** Of `aliases.json`. */ readonly problem: string | null; /** Of the folders themselves. */ readonly unreadable: string | null }
interface Kept { readonly outcome: Promise<LoadedModel | NoPrediction>; readonly ref: ModelRef; isUsable: boolean; readonly since: number; usedAt: number }

/** Models out of a store, loaded once and kept. Whatever is wrong with one is a NoPrediction; nothing here throws. */
export function loadedModels({ store, load, now, warn }: LoadedModelsDeps): LoadedModels & { readonly dispose: () => Promise<void> } {
  let looked: Promise<Folders> | null = null
  let lookedAt = -Infinity
  const kept = new Map<string, Kept>()

  const look = async (): Promise<Folders> => {
    const at = now()
    try {
      const models = await store.list()
      try { return { at, models, aliases: await store.aliases(), problem: null, unreadable: null } } catch (error) { return { at, models, aliases: {}, problem: messageOf(error), unreadable: null } }
    } catch (error) { return { at, models: [], aliases: {}, problem: messageOf(error), unreadable: messageOf(error) } }
  }
  const folders = async (): Promise<Folders> => {
    if (looked === null || now() - lookedAt >= LOOK_EVERY_MS) { lookedAt = now(); looked = look() }
    const found = await looked
    letGo(found)
    return found
  }
  const letGo = ({ models, aliases }: Folders): void => {
    if (kept.size === 0) return
    const current = new Set([...newestOf(models).values()].map((one) => sayRef(refOf(one))).concat(Object.values(aliases).map((alias) => sayRef(alias.now))))
    for (const [key, one] of kept) {
      if (current.has(sayRef(one.ref)) || now() - one.usedAt < LET_GO_MS) continue
      kept.delete(key)
      void one.outcome.then((outcome) => { if ('model' in outcome) outcome.model.dispose() })
    }
  }
  const loaded = (card: ModelCard): Promise<LoadedModel | NoPrediction> => {
    const key = `${sayRef(card)} ${markOf(card)}`
    const known = kept.get(key)
    if (known !== undefined && (known.isUsable || now() - known.since < RETRY_MS)) { known.usedAt = now(); return known.outcome }
    const one: Kept = { outcome: loadOne(store, load, card), ref: card, isUsable: true, since: now(), usedAt: now() }
    kept.set(key, one)
    void one.outcome.then((outcome) => { one.isUsable = 'model' in outcome })
    return one.outcome
  }
  const resolve = async (name: string): Promise<LoadedModel | NoPrediction> => {
    const { models, aliases, problem, unreadable } = await folders()
    if (unreadable !== null && !isAlias(name)) return none('MODEL_UNUSABLE', `${JSON.stringify(name)}: ${unreadable}`)
    if (isAlias(name) && problem !== null) return none('MODEL_UNUSABLE', `${name}: ${problem}`)
    const ref = isAlias(name) ? aliases[name]?.now : parseRef(name)
    if (ref === undefined) return none('NO_MODEL', `${name} points at no model: train some ("racegraph train all"), or say which ("racegraph models promote <model> --as ${name}").`)
    const one = ref.version === null ? newestOf(models).get(ref.name) : models.find((each) => { const { name: other, version } = refOf(each); return other === ref.name && version === ref.version })
    if (one === undefined) return none('NO_MODEL', `There is no model ${isAlias(name) && ref.version !== null ? `${sayRef({ ...ref, version: ref.version })}, which ${name} points at` : JSON.stringify(name)}: "racegraph models list" says which there are.`)
    return isBroken(one) ? none('MODEL_UNUSABLE', `The model ${sayRef(one.ref)} cannot be used: ${one.problem}; ${AGAIN}.`) : loaded(one)
  }
  const told = new Set<string>()
  return {
    async resolve(name) {
      const found = await resolve(name)
      if ('model' in found) told.delete(name)
      else if (found.reason === 'MODEL_UNUSABLE' && !told.has(name)) { told.add(name); warn?.(name, found.message) }
      return found
    },
    async cards() {
      const { models, aliases } = await folders()
      return {
        cards: models.flatMap((one) => (isBroken(one) || featureProblem(one) !== null ? [] : [one])).sort((a, b) => (a.name === b.name ? b.version - a.version : a.name < b.name ? -1 : 1)),
        aliases: Object.fromEntries(Object.entries(aliases).map(([alias, history]) => [alias, sayRef(history.now)])),
      }
    },
    async dispose() {
      const all = [...kept.values()]
      kept.clear()
      for (const { outcome } of all) { const one = await outcome; if ('model' in one) one.model.dispose() }
    },
  }
}

/** The same for cards that say the same: a card that is changed in its place is a model to be loaded anew. */
const marks = new WeakMap<ModelCard, string>()
function markOf(card: ModelCard): string {
  const mark = marks.get(card) ?? JSON.stringify(card)
  marks.set(card, mark)
  return mark
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
/** `name` or `name@version`; a version of null is the newest. */
export function parseRef(text: string): { readonly name: string; readonly version: number | null } {
  const [, name, version] = /^(.*)@(\d{1,9})$/.exec(text) ?? []
  return name === undefined ? { name: text, version: null } : { name, version: Number(version) }
}
function newestOf(models: readonly (ModelCard | BrokenArtefact)[]): ReadonlyMap<string, ModelCard | BrokenArtefact> {
  const newest = new Map<string, ModelCard | BrokenArtefact>()
  for (const one of models) { const { name, version } = refOf(one); const other = newest.get(name); if (other === undefined || refOf(other).version < version) newest.set(name, one) }
  return newest
}

async function loadOne(store: ModelStore, load: LoadModel, { name, version }: ModelRef): Promise<LoadedModel | NoPrediction> {
  const unusable = (problem: string): NoPrediction => none('MODEL_UNUSABLE', `The model ${name}@${version} cannot be used: ${problem}; ${AGAIN}.`)
  try {
    const read = await store.read({ name, version })
    if (read === null) return none('NO_MODEL', `The model ${name}@${version} went away: "racegraph models list" says which there are.`)
    if ('problem' in read) return unusable(read.problem)
    return await loadArtefact(load, read.card, read.files).then((model) => ({ card: read.card, model, confidence: readConfidence(read.files) }))
  } catch (error) { return unusable(messageOf(error)) }
}

/** The model of a card, held against what the card says. @throws AppError CONFIG_INVALID */
export async function loadArtefact(load: LoadModel, card: ModelCard, files: Parameters<LoadModel>[0]): ReturnType<LoadModel> {
  const stated = card.features.map(sameFeature)
  const model = await load(files)
  const problem = model.kind !== card.kind ? `card.json says that it is of kind ${card.kind}, model.json ${model.kind}`
    : model.features.join() !== stated.join() ? 'card.json names other features than model.json' : null
  if (problem === null) return model
  model.dispose()
  throw new AppError('CONFIG_INVALID', problem)
}
