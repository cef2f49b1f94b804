import { createHash } from 'node:crypto'
import { isDocumentId, MAX_TEXT } from './ports'

/** A document as a manifest names it. */
export interface ManifestEntry { /** The file. */ readonly from: string; /** Under which the manifest has it. */ readonly key: string; readonly text: string }
/** `of`: the key or name of the operation; null: the file. */
export interface ManifestProblem { readonly from: string; readonly of: string | null; readonly problem: string }
export interface ReadManifest { readonly entries: readonly ManifestEntry[]; readonly problems: readonly ManifestProblem[] }

const APOLLO = 'apollo-persisted-query-manifest'
export const documentIdOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Documents of a manifest: `{ id: text }` as GraphQL Code Generator (persisted-documents.json) and relay-compiler (persistConfig.file) write it, or Apollo's
 * persisted-query-manifest of version 1. What is wrong is told for the whole file at once.
 */
export function readManifest(from: string, json: string): ReadManifest {
  const wrong = (problem: string): ReadManifest => ({ entries: [], problems: [{ from, of: null, problem }] })
  let read: unknown
  try { read = JSON.parse(json) } catch (error) { return wrong(`it is no JSON: ${(error as Error).message}`) }
  if (!isObject(read)) return wrong('it is no manifest: it must be an object of ids and documents, or Apollo\'s persisted-query-manifest.')
  const pairs = 'format' in read || 'operations' in read ? apolloPairs(read) : Object.entries(read)
  if (typeof pairs === 'string') return wrong(pairs)
  if (pairs.length === 0) return wrong('there is no document in it.')
  const entries: ManifestEntry[] = []
  const problems: ManifestProblem[] = []
  for (const [key, text] of pairs) {
    const problem = problemOf(key, text)
    if (problem === null) entries.push({ from, key: key as string, text: text as string })
    else problems.push({ from, of: typeof key === 'string' ? key : null, problem })
  }
  return { entries, problems }
}

function apolloPairs({ format, version, operations }: Readonly<Record<string, unknown>>): readonly (readonly [unknown, unknown])[] | string {
  if (format !== APOLLO || version !== 1) return `it says format ${JSON.stringify(format)}, version ${JSON.stringify(version)}; known is ${APOLLO}, version 1.`
  if (!Array.isArray(operations)) return '"operations" must be a list.'
  return operations.map((operation: unknown) => (isObject(operation) ? [operation['id'], operation['body']] : [undefined, undefined]))
}

function problemOf(key: unknown, text: unknown): string | null {
  if (typeof key !== 'string' || !isDocumentId(key)) return 'an id is up to 120 letters, digits and -._~, or begins with "sha256:" or "x-…:".'
  if (typeof text !== 'string' || text.trim() === '') return 'its document must be a text. Code Generator writes texts into persisted-documents.json, whatever its mode.'
  if (text.length > MAX_TEXT) return `its document has ${text.length} characters; ${MAX_TEXT} is the limit.`
  if (/\p{Surrogate}/u.test(text) || text.includes('\u0000')) return 'its document holds characters that are none.'
  if (key.startsWith('sha256:') && key !== documentIdOf(text)) return `the SHA-256 of its document is another: ${documentIdOf(text)}.`
  return null
}
