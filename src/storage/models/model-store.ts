import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { Alias, ModelCard, ModelRef } from '../../models/artefact/card'
import { MODEL_NAME } from '../../models/artefact/card-schema'
import type { AliasHistory, BrokenArtefact, ModelStore } from '../../usecases/ports'
import { changeAliases, readAliases, type Aliases } from './alias-file'
import { codeOf, readArtefact, readCard, sha256, writeArtefact, type ReadCards } from './artefact-folder'

const entries = async (folder: string): Promise<readonly string[]> => {
  try { return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name) } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw new AppError('CONFIG_INVALID', `The folder of models ${folder} cannot be read (${codeOf(error)}): see that it is a folder and that you may read it`, { cause: error })
  }
}
const isVersion = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text)
const versionsOf = async (root: string, name: string): Promise<readonly number[]> => (await entries(join(root, name))).filter(isVersion).map(Number)
/** Versions in a folder; a model whose own folder cannot be read is a broken one, and takes no other with it. */
const refsIn = async (root: string): Promise<readonly (ModelRef | BrokenArtefact)[]> => {
  const names = (await entries(root)).filter((name) => MODEL_NAME.test(name)).sort()
  return (await Promise.all(names.map(async (name): Promise<readonly (ModelRef | BrokenArtefact)[]> => {
    try { return (await versionsOf(root, name)).map((version) => ({ name, version })) } catch (error) { return [{ ref: { name, version: 1 }, problem: messageOf(error) }] }
  }))).flat()
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
/** Only names that are no path. @throws AppError BAD_USER_INPUT */
function checked(ref: ModelRef): ModelRef {
  if (!MODEL_NAME.test(ref.name) || ref.name.length > 60) throw new AppError('BAD_USER_INPUT', `${JSON.stringify(ref.name)} is no name of a model: lower case letters, digits and hyphens.`)
  if (!isVersion(String(ref.version))) throw new AppError('BAD_USER_INPUT', `${ref.version} is no version of a model: whole numbers from 1.`)
  return ref
}

/**
 * Models in folders: `own`, which is written to, and `shipped` behind it, which is only read. A version of the same name and number in `own`
 * hides the shipped one, but versions count up over both, so that this does not happen by itself.
 */
export function modelStore(own: string, shipped: string | null, now: () => Date = () => new Date()): ModelStore {
  const cards: ReadCards = new Map()
  const roots = shipped === null ? [own] : [own, shipped]
  const home = async (ref: ModelRef): Promise<string | null> => {
    for (const root of roots) if ((await versionsOf(root, ref.name)).includes(ref.version)) return join(root, ref.name, String(ref.version))
    return null
  }
  const orBroken = async <T>(ref: ModelRef, read: () => Promise<T>): Promise<T | BrokenArtefact> => {
    try { return await read() } catch (error) { return { ref, problem: messageOf(error) } }
  }
  const aliasesOver = async (mine: Aliases): Promise<Aliases> => ({ ...(shipped === null ? {} : await readAliases(shipped)), ...mine })
  const change = async (alias: Alias, next: (before: AliasHistory | undefined) => AliasHistory | null): Promise<ModelRef | null> => {
    let now: AliasHistory | null = null
    await changeAliases(own, async (mine) => {
      now = next((await aliasesOver(mine))[alias])
      return now === null ? mine : { ...mine, [alias]: now }
    })
    return (now as AliasHistory | null)?.now ?? null
  }
  return {
    async list() {
      const found = new Map<string, Promise<ModelCard | BrokenArtefact>>()
      for (const root of roots) {
        for (const one of await refsIn(root)) {
          const ref = 'ref' in one ? one.ref : one
          const key = `${ref.name}@${ref.version}`
          if (!found.has(key)) found.set(key, 'ref' in one ? Promise.resolve(one) : orBroken(ref, () => readCard(join(root, ref.name, String(ref.version)), ref, cards)))
        }
      }
      return Promise.all(found.values())
    },
    async read(ref) {
      const folder = await home(checked(ref))
      return folder === null ? null : orBroken(ref, () => readArtefact(folder, ref, cards))
    },
    async nextVersion(name) {
      checked({ name, version: 1 })
      return 1 + Math.max(0, ...(await Promise.all(roots.map((root) => versionsOf(root, name)))).flat())
    },
    async write(artefact) {
      const { card, files } = artefact
      checked(card)
      const named = Object.entries(card.files)
      if (named.length !== files.size || named.some(([path, digest]) => { const bytes = files.get(path); return bytes === undefined || sha256(bytes) !== digest })) {
        throw new AppError('INTERNAL_SERVER_ERROR', `the card of ${card.name}@${card.version} does not name its files as they are`)
      }
      await writeArtefact(own, artefact)
    },
    aliases: async () => aliasesOver(await readAliases(own)),
    async point(alias, ref, why) {
      checked(ref)
      await change(alias, (was) => ({ now: { name: ref.name, version: ref.version }, before: was === undefined ? [] : [{ ref: was.now, until: now().toISOString(), why }, ...was.before] }))
    },
    rollBack: (alias, why) => change(alias, (was) => {
      const last = was?.before.find(({ rolledBack }) => rolledBack !== true)
      if (was === undefined || last === undefined) return null
      return { now: last.ref, before: [{ ref: was.now, until: now().toISOString(), why, rolledBack: true }, ...was.before.filter((one) => one !== last)] }
    }),
  }
}
