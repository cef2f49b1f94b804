import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../domain/errors'
import type { ModelCard, ModelRef } from '../../models/artefact/card'
import { CARD } from '../../models/artefact/card-schema'
import type { Artefact } from '../../usecases/ports'
import { isAlive } from '../embedded/processes'

const CARD_FILE = 'card.json'
const UNFINISHED = /^\.unfinished-(\d+)-/

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''
const sayRef = ({ name, version }: ModelRef): string => `${name}@${version}`

/** What stands in `card.json`. @throws Error saying what is wrong with it */
function toCard(text: string, ref: ModelRef): ModelCard {
  let json: unknown
  try { json = JSON.parse(text) } catch { throw new Error(`${CARD_FILE} is no JSON`) }
  const read = CARD.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new Error(`${CARD_FILE} is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? ''}`)
  }
  const card = read.data
  if (card.name !== ref.name || card.version !== ref.version) throw new Error(`${CARD_FILE} is that of ${sayRef(card)}`)
  return card
}

const missing = (file: string) => (error: unknown): never => { throw new Error(codeOf(error) === 'ENOENT' ? `${file} is not there` : `${file} cannot be read (${codeOf(error)})`) }
/** Cards as they were last read, by path. */
export type ReadCards = Map<string, { readonly mark: string; readonly card: ModelCard }>
/** The card of a folder, parsed once as long as the file is the same. @throws Error saying what is wrong with it */
export async function readCard(folder: string, ref: ModelRef, cards: ReadCards): Promise<ModelCard> {
  const path = join(folder, CARD_FILE)
  const { mtimeMs, size, ino } = await stat(path).catch(missing(CARD_FILE))
  const mark = `${mtimeMs} ${size} ${ino}`
  const known = cards.get(path)
  if (known?.mark === mark) return known.card
  const card = toCard(await readFile(path, 'utf8').catch(missing(CARD_FILE)), ref)
  cards.set(path, { mark, card })
  return card
}

/** All that the card names, each held against its digest. @throws Error saying which file is wrong, and how */
export async function readArtefact(folder: string, ref: ModelRef, cards: ReadCards): Promise<Artefact> {
  const card = await readCard(folder, ref, cards)
  const files = await Promise.all(Object.entries(card.files).map(async ([path, digest]) => {
    const bytes = new Uint8Array(await readFile(join(folder, path)).catch(missing(path)))
    if (sha256(bytes) !== digest) throw new Error(`${path} is not what ${CARD_FILE} says (SHA-256 differs)`)
    return [path, bytes] as const
  }))
  return { card, files: new Map(files) }
}

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r')
  try { await handle.sync() } catch (error) { if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EINVAL') throw error } finally { await handle.close() }
}
async function put(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx')
  try { await handle.writeFile(bytes); await handle.sync() } finally { await handle.close() }
}
/** Folders that a process which is no more left unfinished. */
async function sweep(root: string): Promise<void> {
  for (const entry of await readdir(root)) {
    const pid = UNFINISHED.exec(entry)?.[1]
    if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid))) await rm(join(root, entry), { recursive: true, force: true })
  }
}

let made = 0
/**
 * Whole or not at all: written beside its place, forced to disk, then renamed, which fails where the version is there already.
 * @throws AppError BAD_USER_INPUT when it is, or nothing can be written there
 */
export async function writeArtefact(root: string, { card, files }: Artefact): Promise<void> {
  const [unfinished, home] = [join(root, `.unfinished-${process.pid}-${++made}`), join(root, card.name)]
  try {
    await mkdir(home, { recursive: true })
    await sweep(root)
    await rm(unfinished, { recursive: true, force: true })
    const folders = new Set([unfinished, ...[...files.keys()].map((path) => dirname(join(unfinished, path)))])
    for (const folder of folders) await mkdir(folder, { recursive: true })
    for (const [path, bytes] of files) await put(join(unfinished, path), bytes)
    await put(join(unfinished, CARD_FILE), Buffer.from(`${JSON.stringify(card, null, 1)}\n`))
    for (const folder of folders) await sync(folder)
    await rename(unfinished, join(home, String(card.version)))
    await sync(home)
    await sync(root)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw new AppError('BAD_USER_INPUT', `${sayRef(card)} is there already, in ${home}: a version is never written over; take the next one.`, { cause: error })
    if (codeOf(error) !== '') throw new AppError('BAD_USER_INPUT', `The model ${sayRef(card)} cannot be written in ${root} (${codeOf(error)}): see that there is room and that you may write there, or name another folder by RACEGRAPH_MODELS.`, { cause: error })
    throw error
  }
}
