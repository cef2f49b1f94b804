import { AppError } from '../../domain/errors'
import type { Instant } from '../../domain/instant'
import { documentIdOf, readManifest, type ManifestEntry, type ManifestProblem } from './manifest'
import type { ClientRelease, DocumentFate, DocumentStore, TrustedDocument } from './ports'

/** What a document is by the schema and the limits of one operation. `cost`: static, with variables as they are where none are sent. */
export type DocumentCheck = (text: string) => { readonly operationName: string | null; readonly type: TrustedDocument['type']; readonly cost: number } | { readonly problems: readonly string[] }
export interface Manifest { readonly name: string; readonly json: string }
export interface PublishDeps { readonly store: Pick<DocumentStore, 'publish'>; readonly check: DocumentCheck; readonly at: Instant }
export interface PublishedDocument extends Omit<TrustedDocument, 'text'> { readonly cost: number; readonly fate: DocumentFate; readonly manifests: readonly string[] }
export interface PublishReport { readonly dryRun: boolean; readonly client: ClientRelease | null; readonly documents: readonly PublishedDocument[] }

/** Problems that an error shows; more are counted. */
const SHOWN = 40

/** Publishes all documents of the manifests, or none. @throws AppError BAD_USER_INPUT that names every problem by file and operation */
export async function publishManifests({ store, check, at }: PublishDeps, manifests: readonly Manifest[], { client, dryRun }: { readonly client: ClientRelease | null; readonly dryRun: boolean }): Promise<PublishReport> {
  const read = manifests.map(({ name, json }) => readManifest(name, json))
  const problems: ManifestProblem[] = read.flatMap((one) => one.problems)
  const documents = new Map<string, TrustedDocument & { readonly cost: number; readonly manifests: readonly string[] }>()
  for (const [id, entries] of grouped(read.flatMap((one) => one.entries))) {
    const [{ text, from, key }] = entries
    const checked = check(text)
    if ('problems' in checked) problems.push(...checked.problems.map((problem) => ({ from, of: nameOf(text) ?? key, problem })))
    else documents.set(id, { id, text, aliases: aliasesOf(id, entries), manifests: [...new Set(entries.map((entry) => entry.from))], ...checked })
  }
  problems.push(...ambiguous([...documents.values()]))
  if (problems.length > 0) throw new AppError('BAD_USER_INPUT', told(problems))
  const all = [...documents.values()]
  const fates = await store.publish(all, { client, at, dryRun })
  return { dryRun, client, documents: all.map(({ text: _text, ...document }, i) => ({ ...document, fate: fates[i] as DocumentFate })) }
}

function grouped(entries: readonly ManifestEntry[]): ReadonlyMap<string, readonly [ManifestEntry, ...ManifestEntry[]]> {
  const groups = new Map<string, [ManifestEntry, ...ManifestEntry[]]>()
  for (const entry of entries) {
    const id = documentIdOf(entry.text)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [entry])
    else group.push(entry)
  }
  return groups
}
const aliasesOf = (id: string, entries: readonly ManifestEntry[]): readonly string[] => [...new Set(entries.map(({ key }) => key))].filter((key) => key !== id && `sha256:${key}` !== id).sort()

/** An id that the manifests give to two texts. */
function ambiguous(documents: readonly (TrustedDocument & { readonly manifests: readonly string[] })[]): ManifestProblem[] {
  const owners = new Map<string, TrustedDocument>()
  return documents.flatMap((document) => document.aliases.flatMap((alias) => {
    const owner = owners.get(alias)
    owners.set(alias, document)
    return owner === undefined ? [] : [{ from: document.manifests.join(', '), of: alias, problem: `this id is given to two documents: ${owner.operationName ?? owner.id} and ${document.operationName ?? document.id}.` }]
  }))
}

/** For a message: what does not parse has a name all the same. */
const nameOf = (text: string): string | null => /\b(?:query|mutation|subscription)\s+(\w{1,100})/u.exec(text)?.[1] ?? null
const told = (problems: readonly ManifestProblem[]): string => [
  `Nothing was published: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
  ...problems.slice(0, SHOWN).map(({ from, of, problem }) => `  ${from}${of === null ? '' : `, ${of}`}: ${problem}`),
  ...(problems.length > SHOWN ? [`  … and ${problems.length - SHOWN} more.`] : []),
].join('\n')
