import { hash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { AppError, toldClients } from '../../domain/errors'
import type { Caller } from '../../access/principal'
import { isIntrospectionOnly } from '../../graphql/limits/introspection-only'
import { NO_DOCUMENTS, type TrustedDocument, type TrustedDocuments } from '../../usecases/documents/ports'

/** Which documents are taken. */
export interface DocumentPolicy {
  readonly documents: TrustedDocuments
  /** Trusted ones and no other, but from whoever has scope `admin`. */
  readonly only: boolean
  /** Beside them, what asks about the graph alone. */
  readonly introspection: boolean
}
export const ANY_DOCUMENT: DocumentPolicy = { documents: NO_DOCUMENTS, only: false, introspection: true }

/** How a request names its document, as it came. */
export interface AskedDocument { readonly query?: unknown; readonly documentId?: unknown; readonly extensions?: unknown; /** The text is one of the server's own, e.g. of a REST route: never set by what a client sends. */ readonly ours?: boolean }
export interface FoundDocument {
  /** Undefined: none was sent, or it is left to the cache of automatically persisted queries. */
  readonly query: string | undefined
  /** The one that `query` is of: held to the limits of shape when it was published. */
  readonly trusted: TrustedDocument | null
  /** `extensions.persistedQuery` has done its work. */
  readonly persistedIsDone: boolean
}
const HOW = 'Publish it with "npx racegraph documents publish <manifest>" (docs/access/trusted-documents.md).'

/**
 * The document that is asked for: by `documentId` (GraphQL over HTTP, appendix A), by `extensions.persistedQuery` (Apollo), or sent.
 * Trusted ones are looked for first. @throws GraphQLError DOCUMENT_NOT_FOUND, DOCUMENT_NOT_TRUSTED, PERSISTED_QUERY_NOT_FOUND, BAD_REQUEST, OVERLOADED
 */
export const createDocumentFinder = ({ documents, only, introspection }: DocumentPolicy, maxTokens: number): ((asked: AskedDocument, caller: Caller) => Promise<FoundDocument>) => {
  const find = async (id: string): Promise<TrustedDocument | null> => {
    try { return await documents.find(id) } catch (error) {
      if (error instanceof AppError) throw new GraphQLError(toldClients(error.code, error.message), { extensions: { code: error.code } })
      throw error
    }
  }
  const byId = async (id: string, query: string | undefined, persisted: string | null): Promise<FoundDocument> => {
    const document = await find(id)
    if (document === null) throw new GraphQLError(`No trusted document has the id ${JSON.stringify(id.slice(0, 200))}. ${HOW}`, { extensions: { code: 'DOCUMENT_NOT_FOUND' } })
    if (query !== undefined && query !== document.text) throw bad('Send "documentId" or "query", not both: they are different documents here.')
    if (persisted !== null && (await find(persisted))?.id !== document.id) throw bad('"documentId" and "extensions.persistedQuery" name different documents: send one of them.')
    return { query: document.text, trusted: document, persistedIsDone: true }
  }
  const byHash = async (persisted: string): Promise<FoundDocument> => {
    const document = await find(persisted)
    if (document !== null) return { query: document.text, trusted: document, persistedIsDone: true }
    // The cache of automatic ones is passed by: what was registered by whoever may must not be there for all.
    if (only) throw new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } })
    return { query: undefined, trusted: null, persistedIsDone: false }
  }
  const sent = async (query: string, ours: boolean, { principal }: Caller): Promise<FoundDocument> => {
    const found = { query, trusted: null, persistedIsDone: only }
    if (!only || ours || principal.scopes.includes('admin')) return found
    const document = await find(`sha256:${hash('sha256', query, 'hex')}`)
    if (document !== null) return { ...found, trusted: document }
    if (introspection && isIntrospectionOnly(query, maxTokens)) return found
    throw new GraphQLError(`This server takes trusted documents only, and this is none. ${HOW}`, { extensions: { code: 'DOCUMENT_NOT_TRUSTED' } })
  }
  return async ({ query, documentId, extensions, ours = false }, caller) => {
    if (query !== undefined && query !== null && typeof query !== 'string') return { query: undefined, trusted: null, persistedIsDone: false }
    const text = query === '' || query === null ? undefined : query
    const persisted = persistedHash(extensions)
    if (documentId !== undefined && documentId !== null) {
      if (typeof documentId !== 'string' || documentId === '') throw bad('"documentId" must be a string such as "sha256:7dba4bd7…".')
      return byId(documentId, text, persisted)
    }
    if (text !== undefined) return sent(text, ours, caller)
    return persisted === null ? { query: undefined, trusted: null, persistedIsDone: false } : byHash(persisted)
  }
}

const bad = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Null where nothing is asked for in the way of Apollo's version 1; what else is wrong with it is Apollo's to say. @throws GraphQLError BAD_REQUEST */
function persistedHash(extensions: unknown): string | null {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined
  if (!isObject(persisted) || persisted['version'] !== 1) return null
  const { sha256Hash } = persisted
  if (sha256Hash !== undefined && sha256Hash !== null && typeof sha256Hash !== 'string') throw bad('"extensions.persistedQuery.sha256Hash" must be a string: the SHA-256 of the document, in hex.')
  return sha256Hash || null
}

/** Extensions without the part of Apollo's persisted queries; undefined where nothing is left. */
export function withoutPersisted(extensions: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(extensions)) return undefined
  const { persistedQuery: _done, ...rest } = extensions
  return Object.keys(rest).length === 0 ? undefined : rest
}
