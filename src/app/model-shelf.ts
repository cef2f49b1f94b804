import { AppError } from '../domain/errors'
import { ALIASES, type Alias, type ModelCard, type ModelRef } from '../models/artefact/card'
import { loadModel } from '../models/load-model'
import { featureProblem, isBroken, loadArtefact, parseRef, sayRef } from '../usecases/loaded-models'
import type { AliasHistory, ModelStore } from '../usecases/ports'

/** One line of the list: a card, or what is wrong with the folder. */
export interface ShelfEntry { readonly ref: ModelRef; readonly card: ModelCard | null; readonly problem: string | null; readonly aliases: readonly Alias[] }
export interface Verified { readonly ref: ModelRef; readonly problem: string | null }

const isAlias = (name: string): name is Alias => (ALIASES as readonly string[]).includes(name)
/** @throws AppError BAD_USER_INPUT */
export function aliasNamed(name: string): Alias {
  if (!isAlias(name)) throw new AppError('BAD_USER_INPUT', `${JSON.stringify(name)} is no alias: there are ${ALIASES.join(' and ')}.`)
  return name
}

/** Every version there is, names in order and the newest first. */
export async function listModels(store: ModelStore): Promise<readonly ShelfEntry[]> {
  const [models, aliases] = await Promise.all([store.list(), store.aliases()])
  const entries = models.map((one): ShelfEntry => {
    const ref = isBroken(one) ? one.ref : { name: one.name, version: one.version }
    const to = ALIASES.filter((alias) => { const now = aliases[alias]?.now; return now !== undefined && sayRef(now) === sayRef(ref) })
    return { ref, card: isBroken(one) ? null : one, problem: isBroken(one) ? one.problem : featureProblem(one), aliases: to }
  })
  return entries.sort((a, b) => (a.ref.name === b.ref.name ? b.ref.version - a.ref.version : a.ref.name < b.ref.name ? -1 : 1))
}

/** The version that a name, `name@version` or alias means. @throws AppError NOT_FOUND */
export async function findModel(store: ModelStore, text: string): Promise<ShelfEntry> {
  const ref = isAlias(text) ? (await store.aliases())[text]?.now : parseRef(text)
  const found = ref === undefined ? undefined : (await listModels(store)).find((one) => one.ref.name === ref.name && (ref.version === null || one.ref.version === ref.version))
  if (found === undefined) throw new AppError('NOT_FOUND', `There is no model ${JSON.stringify(text)}: "racegraph models list" says which there are, "racegraph train" makes some.`)
  return found
}

/** Points an alias at a model that loads and may have it. @throws AppError NOT_FOUND, CONFIG_INVALID, BAD_USER_INPUT */
export async function promoteModel(store: ModelStore, text: string, alias: Alias, why: string): Promise<{ readonly alias: Alias; readonly now: ModelRef }> {
  const { ref } = await findModel(store, text)
  const problem = await problemOf(store, ref)
  if (problem !== null) throw new AppError('CONFIG_INVALID', `${sayRef(ref)} cannot be used: ${problem}.`)
  const read = await store.read(ref)
  if (alias === 'fundamentals' && read !== null && 'card' in read && (read.card.usesPrices || read.card.features.some((feature) => feature.startsWith('market.')))) {
    throw new AppError('BAD_USER_INPUT', `${sayRef(ref)} reads prices of the race: fundamentals is for models that see none.`)
  }
  await store.point(alias, ref, why)
  return { alias, now: ref }
}

/** @throws AppError NOT_FOUND when nothing stands before */
export async function rollBackAlias(store: ModelStore, alias: Alias, why: string): Promise<{ readonly alias: Alias; readonly now: ModelRef; readonly history: AliasHistory | null }> {
  const now = await store.rollBack(alias, why)
  if (now === null) throw new AppError('NOT_FOUND', `${alias} pointed at nothing before: say what it is to mean ("racegraph models promote <model> --as ${alias}").`)
  return { alias, now, history: (await store.aliases())[alias] ?? null }
}

/** Each version read whole: digests, card, features, and the model made of it. */
export async function verifyModels(store: ModelStore): Promise<readonly Verified[]> {
  const verified: Verified[] = []
  for (const { ref } of await listModels(store)) verified.push({ ref, problem: await problemOf(store, ref) })
  return verified
}
async function problemOf(store: ModelStore, ref: ModelRef): Promise<string | null> {
  const read = await store.read(ref)
  if (read === null) return 'it went away'
  if ('problem' in read) return read.problem
  try {
    (await loadArtefact(loadModel, read.card, read.files)).dispose()
    return null
  } catch (error) { return error instanceof Error ? error.message : String(error) }
}
